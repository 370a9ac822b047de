/** Accounts that have to be connected again: told by one mail a month, exactly once, and only where it may go. */
import { eq } from 'drizzle-orm'
import { afterEach, describe, expect, test } from 'vitest'
import { claimTasks } from '../../../src/db/queue/claim.ts'
import { alarms, connections, provenAddresses, suppressions, tasks, users } from '../../../src/db/schema.ts'
import type { Delivery, Mail } from '../../../src/deps.ts'
import { googleScopes } from '../../../src/providers/google/scopes.ts'
import { fault } from '../../../src/sample/google/faults.ts'
import { raiseAlarm, sendAlarm } from '../../../src/work/mail/alarm.ts'
import { startProgram } from '../../support/program.ts'
import { smallHistory } from '../../support/small.ts'
import { openBrowser } from '../../support/visit.ts'
import { accept, me, type Stage, type Staging, setStage, sunday } from '../letter/stage.ts'

let stage: Stage
afterEach(() => stage?.close())

const begin = async (staging: Staging = {}) => {
  stage = await setStage({ people: [], ...staging })
  await stage.db.insert(connections).values({
    id: 'work',
    userId: 'sam',
    provider: 'microsoft',
    issuer: 'https://login.microsoftonline.com',
    subject: 'tid|oid',
    email: 'sam@office.example',
    scopes: [],
    state: 'active',
    createdAt: stage.now(),
  })
}
/** The account has to be connected again, as reading it finds out. */
async function lose(provider: 'google' | 'microsoft' = 'google') {
  await stage.db.transaction(async (tx) => {
    await tx.update(connections).set({ state: 'reconnect' }).where(eq(connections.provider, provider))
    await raiseAlarm(tx, 'sam', stage.now())
  })
}
const pass = (hours: number) => stage.run(stage.now().add({ hours }))
const states = async () => (await stage.db.select().from(alarms).orderBy(alarms.askedAt)).map(({ state }) => state)
const told = () => stage.mails.filter(({ messageId }) => messageId.startsWith('<alarm.'))

test('two accounts that stop at once are told of within the hour, by one plain mail that names nobody', async () => {
  await begin()
  await lose('google')
  await lose('microsoft')
  await pass(1)
  const [mail, ...more] = told()
  expect(more).toEqual([])
  expect(await states()).toEqual(['sent'])
  expect(mail).toMatchObject({ to: me, html: '', subject: 'Two accounts have to be connected again' })
  const base = stage.deps.config.BASE_URL
  expect([...(mail?.text.matchAll(/https?:\S+/g) ?? [])].map(String)).toEqual([
    `${base}/connect/google`,
    `${base}/connect/microsoft`,
  ])
  expect(`${mail?.subject} ${mail?.text}`).not.toMatch(/@|hartley|office/)
  expect(mail?.text).toContain('What was read is kept, and everything else goes on.')
  expect(Math.max(...(mail?.text.split('\n').map(({ length }) => length) ?? []))).toBeLessThan(80)
})

test('one more account is told of a month later at the earliest', async () => {
  await begin()
  await lose('google')
  await pass(1)
  for (const days of [1, 14, 14]) {
    await pass(days * 24)
    await lose('microsoft')
  }
  await pass(1)
  expect(told()).toHaveLength(1)
  await pass(3 * 24)
  await lose('microsoft')
  await pass(1)
  expect(told()).toHaveLength(2)
  expect(await states()).toEqual(['sent', 'sent'])
})

describe('nothing is mailed', () => {
  test('where letters were stopped', async () => {
    await begin()
    await stage.db.insert(suppressions).values({ userId: 'sam', addressHash: 'x', reason: 'unsubscribed', at: sunday })
    await lose()
    await pass(24)
    expect(told()).toEqual([])
    expect(await states()).toEqual(['unsent'])
  })

  test('where no address is proven to be the owner’s', async () => {
    await begin()
    await stage.db.delete(provenAddresses)
    await lose()
    await pass(24)
    expect(told()).toEqual([])
    expect(await states()).toEqual(['unsent'])
  })

  test('where the account was connected again before it left', async () => {
    await begin()
    await lose()
    await stage.db.update(connections).set({ state: 'active' })
    await pass(1)
    expect(told()).toEqual([])
    expect(await states()).toEqual(['unsent'])
    // And it may be told of the next time.
    await lose()
    await pass(1)
    expect(told()).toHaveLength(1)
  })
})

describe('exactly once:', () => {
  test('a run that ends while the relay is spoken to leaves the outcome unknown, and nothing is repeated', async () => {
    let left = 0
    await begin({
      relay: ({ messageId }) => {
        if (!messageId.startsWith('<alarm.')) return accept()
        left++
        return new Promise<Delivery>(() => {})
      },
    })
    await lose()
    stage.jump(stage.now().add({ minutes: 6 }))
    const [task] = await claimTasks(stage.db, stage.now(), 1, { kind: 'alarm', subject: 'sam' })
    if (!task) throw new Error('not due')
    void sendAlarm(stage.deps, task)
    while (left === 0) await new Promise((resolve) => setTimeout(resolve, 5))
    // Its lease is over.
    stage.jump(stage.now().add({ minutes: 5 }))
    await pass(24)
    expect(left).toBe(1)
    expect(await states()).toEqual(['unknown'])
    await lose('microsoft')
    await pass(24)
    expect(left).toBe(1)
  })

  test('a relay that is away for hours gets it once it is back', async () => {
    let mails: Mail[] = []
    const away = sunday.add({ hours: 3 })
    await begin({
      relay: async (mail) => {
        mails = [...mails, mail]
        return stage.now().epochMilliseconds < away.epochMilliseconds
          ? { kind: 'unreached', reason: 'not there' }
          : accept()
      },
    })
    await lose()
    await pass(8)
    expect(told()).toHaveLength(1)
    expect(new Set(mails.map(({ messageId }) => messageId)).size).toBe(1)
    expect(await states()).toEqual(['sent'])
    expect(await stage.db.select().from(tasks).where(eq(tasks.kind, 'alarm'))).toEqual([])
  })

  test('after a day without a relay it is given up, and the letter and the pages say it all the same', async () => {
    await begin({ relay: async () => ({ kind: 'unreached', reason: 'not there' }) })
    await lose()
    await pass(30)
    expect(await states()).toEqual(['failed'])
  })
})

test('an account whose grant is gone is told of; the other goes on, the export has it, and deleting removes it', async () => {
  const mails: Mail[] = []
  const mailer = {
    async send(mail: Mail): Promise<Delivery> {
      mails.push(mail)
      return { kind: 'accepted' }
    },
    async close() {},
  }
  const program = await startProgram({ history: smallHistory(['maren']), microsoft: true, mailer })
  try {
    const userId = await program.connect(googleScopes.connect)
    await program.connectMicrosoft(userId)
    await program.settle()
    program.sample.faults.stand('token', fault.invalidGrant)
    program.jump(program.deps.now().add({ minutes: 70 }))
    await program.settle({ minutes: 11 })
    const rows = await program.deps.db.select().from(connections)
    expect(rows.map(({ provider, state }) => `${provider} ${state}`).toSorted()).toEqual([
      'google reconnect',
      'microsoft active',
    ])
    const text = mails.filter(({ messageId }) => messageId.startsWith('<alarm.')).map((mail) => mail.text)
    expect(text).toHaveLength(1)
    expect(text[0]).toContain('cannot read your sample account any more')
    const browser = openBrowser(program)
    await browser.get('/signin/microsoft').then((consent) => browser.submit(consent, { extra: { decision: 'allow' } }))
    expect(await browser.json('/export.json')).toMatchObject({ alarms: [{ state: 'sent', providers: ['google'] }] })
    await program.deps.db.delete(users)
    expect(await program.deps.db.select().from(alarms)).toEqual([])
  } finally {
    await program.stop()
  }
})
