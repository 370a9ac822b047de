/** What every source keeps to, whoever the provider is: read once, read along, position lost, read again: the same facts. */
import { and, asc, eq } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { connections, facts, streams } from '../../src/db/schema.ts'
import { scheduleTask } from '../../src/db/tasks.ts'
import { WORK } from '../../src/sample/history/owner.ts'
import { type Program, startProgram } from '../support/program.ts'
import { smallHistory } from '../support/small.ts'

const names = ['priya', 'petra', 'yusuf', 'jonas']
const sources = [
  ['google', 'mail'],
  ['google', 'calendar'],
  ['microsoft', 'mail'],
  ['microsoft', 'calendar'],
] as const

let program: Program
let userId: string

beforeAll(async () => {
  program = await startProgram({ history: smallHistory(names), microsoft: true })
  userId = await program.connect()
  await program.connectMicrosoft(userId)
  await program.settle()
}, 120_000)
afterAll(() => program.stop())

type Kind = (typeof sources)[number]

async function connectionOf([provider]: Kind): Promise<string> {
  const rows = await program.deps.db.select().from(connections).where(eq(connections.provider, provider))
  return rows[0]?.id ?? ''
}

/** What is stored of one source, without what differs from reading to reading. */
async function stored(source: Kind): Promise<string[]> {
  const kind = source[1] === 'mail' ? 'mail' : 'meeting'
  const where = and(eq(facts.connectionId, await connectionOf(source)), eq(facts.kind, kind))
  const rows = await program.deps.db.select().from(facts).where(where).orderBy(asc(facts.at), asc(facts.externalId))
  return rows.map(({ externalId, dedupeKey, at, endsAt, groupId, outgoing, title, mail, meeting }) =>
    JSON.stringify({ externalId, dedupeKey, at, endsAt, groupId, outgoing, title, mail, meeting }),
  )
}

async function readAgain(source: Kind, forget: boolean): Promise<void> {
  const subject = await connectionOf(source)
  const ours = and(eq(streams.connectionId, subject), eq(streams.kind, source[1]))
  if (forget) await program.deps.db.update(streams).set({ cursor: null }).where(ours)
  await scheduleTask(program.deps.db, { kind: source[1], subject, userId }, program.deps.now())
  await program.settle()
}

const petra = { address: 'petra.novak@northlight.example', name: 'Petra Novak' }
const sam = { address: WORK, name: 'Sam Hartley' }

/** Something comes, something goes, something moves. */
function change([provider, kind]: Kind): void {
  const hands = provider === 'google' ? program.sample : program.microsoft
  if (!hands) throw new Error('no such sample')
  if (kind === 'mail') {
    const gone = hands.deliver({ from: petra, to: [sam], subject: 'Taken back' })
    hands.deliver({ from: petra, to: [sam], subject: 'The new signs' })
    hands.deliver({ from: sam, to: [petra], subject: 'Re: The new signs' })
    hands.remove(gone.id)
    return
  }
  const guests = [
    { ...sam, reply: 'accepted' as const },
    { ...petra, reply: 'needsAction' as const },
  ]
  const day = program.deps.now().toZonedDateTimeISO('Europe/Berlin').toPlainDate()
  const on = (days: number) => `${day.add({ days }).toString()}T10:00:00`
  const first = hands.addEvent({ title: 'Signs, first look', start: on(3), guests })
  const second = hands.addEvent({ title: 'Signs, second look', start: on(5), guests })
  hands.moveEvent(first, on(6))
  hands.answerEvent(first, petra.address, 'accepted')
  hands.cancelEvent(second)
}

describe.each(sources)('%s %s', (...source) => {
  test('a snapshot holds what is there', async () => {
    expect((await stored(source)).length).toBeGreaterThan(10)
  })

  test('what changes is learned by reading on, and reading on once more changes nothing', async () => {
    const before = await stored(source)
    change(source)
    await readAgain(source, false)
    const after = await stored(source)
    expect(after).not.toEqual(before)
    expect(after.join()).toContain(source[1] === 'mail' ? 'The new signs' : 'Signs, first look')
    expect(after.join()).not.toContain('Taken back')
    await readAgain(source, false)
    expect(await stored(source)).toEqual(after)
  })

  test('with its position lost it reads everything again and ends with the same facts', async () => {
    const before = await stored(source)
    await readAgain(source, true)
    expect(await stored(source)).toEqual(before)
    expect(new Set(before).size).toBe(before.length)
  })
})
