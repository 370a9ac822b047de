/** Outlook mail read along equals Outlook mail read at the end: whatever happens in between, and wherever it happens. */
import * as fc from 'fast-check'
import { beforeAll, expect, test } from 'vitest'
import { users } from '../../../src/db/schema.ts'
import { openTestDatabase } from '../../support/database.ts'
import { createMailbox, type Mailbox, owner, startReading } from './mail-stage.ts'

let opened: Awaited<ReturnType<typeof openTestDatabase>>
beforeAll(async () => {
  opened = await openTestDatabase()
  return () => opened.close()
})

const read = ['inbox', 'sentitems', 'archive', 'own', 'within']
const all = [...read, 'deleteditems', 'junkemail', 'drafts', 'trashed', 'new']
const which = fc.nat(60)
const answers: readonly (() => Response | Promise<never>)[] = [
  () => new Response('<html>', { status: 502 }),
  () => new Response('{"value":[', { status: 200 }),
  () => Response.json({ error: { code: 'ApplicationThrottled', message: '' } }, { status: 429 }),
  () => Response.json({ error: { code: 'InvalidAuthenticationToken', message: '' } }, { status: 401 }),
  () => Promise.reject(new TypeError('fetch failed')),
]
const action = fc.oneof(
  fc.record({ do: fc.constant('deliver' as const), folder: fc.constantFrom(...all), mine: fc.boolean() }),
  { weight: 3, arbitrary: fc.record({ do: fc.constant('move' as const), which, folder: fc.constantFrom(...all) }) },
  fc.record({ do: fc.constant('delete' as const), which }),
  fc.record({ do: fc.constant('touch' as const), which }),
  fc.record({ do: fc.constant('add folder' as const), within: fc.constantFrom(undefined, 'inbox', 'own') }),
  fc.record({ do: fc.constant('remove folder' as const), folder: fc.constantFrom('new', 'within') }),
  fc.record({ do: fc.constant('expire' as const), folder: fc.constantFrom(...read) }),
  fc.record({ do: fc.constant('stumble' as const), over: fc.constantFrom(...answers) }),
  // In the middle of a round: what happens next, happens between two pages.
  { weight: 4, arbitrary: fc.record({ do: fc.constant('step' as const), steps: fc.integer({ min: 1, max: 12 }) }) },
  fc.constant({ do: 'settle' as const }),
)
type Action = typeof action extends fc.Arbitrary<infer T> ? T : never

function happen(mailbox: Mailbox, act: Exclude<Action, { do: 'step' | 'settle' }>) {
  const pick = (place: number) => [...mailbox.items.keys()][place % Math.max(1, mailbox.items.size)] ?? ''
  if (act.do === 'deliver') mailbox.deliver(act.folder, act.mine ? { from: owner, to: 'mira@x.example' } : {})
  else if (act.do === 'move') mailbox.move(pick(act.which), act.folder)
  else if (act.do === 'delete') mailbox.remove(pick(act.which))
  else if (act.do === 'touch') mailbox.touch(pick(act.which))
  else if (act.do === 'add folder') mailbox.addFolder('new', act.within)
  else if (act.do === 'remove folder') mailbox.removeFolder(act.folder)
  else if (act.do === 'expire') mailbox.expire(act.folder)
  else mailbox.answers.push(act.over)
}

test('whatever happens to the mailbox, reading along ends where reading at the end does', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(action, { minLength: 1, maxLength: 30 }), async (actions) => {
      const mailbox = createMailbox({ page: 2 })
      for (const folder of read) for (let days = 1; days < 4; days++) mailbox.deliver(folder, { days })
      const along = await startReading(opened.db, mailbox)
      for (const act of actions) {
        if (act.do === 'settle') await along.settle()
        else if (act.do === 'step') for (let steps = 0; steps < act.steps; steps++) await along.step()
        else happen(mailbox, act)
      }
      mailbox.answers.length = 0
      await along.settle()
      await along.settle()
      const late = await startReading(opened.db, mailbox)
      await late.settle()
      expect(await along.stored()).toEqual(mailbox.truth())
      expect(await late.stored()).toEqual(mailbox.truth())
      expect(await along.listed()).toEqual(await late.listed())
      expect(mailbox.mostInFlight).toBeLessThanOrEqual(1)
      await opened.db.delete(users)
    }),
    { numRuns: 25 },
  )
}, 120_000)
