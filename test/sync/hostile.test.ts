/** One mail or meeting made to hold the reader up is read like any other, or counted, and holds up nobody. */
import { eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { facts, streams } from '../../src/db/schema.ts'
import { ownerAt, WORK } from '../../src/sample/history/owner.ts'
import { useDatabase } from '../support/stage.ts'
import { watchLoop } from '../support/watch.ts'
import { ago, guest, jonas, liveWith, mira, on, owner } from './life.ts'
import { begin } from './stage.ts'

const db = useDatabase()

/** What nothing may take, in time of the processor; it took minutes. */
const mostMs = 1000

/** In the middle, where neither a beginning nor an end takes them away. */
const apostrophes = `x${"'".repeat(300_000)}x`
/** Of two classes in turn: Unicode's order of marks sorts them. */
const marks = `a${'\u0316\u0301'.repeat(25_000)}`
const parentheses = '"('.repeat(50_000)
const work = ownerAt(WORK)
const to = [owner, work]
const here = [guest(owner), guest(work)]
const planned = ago(30)

const history = liveWith(
  [
    { subject: 'Before', to, days: 20 },
    { subject: 'In the address', to: [...to, { address: `${apostrophes}@pad.example` }], days: 12 },
    { subject: 'In the name', to: [...to, { address: 'pad@pad.example', name: apostrophes }], days: 11 },
    { subject: marks, to, days: 10 },
    { subject: 'From marks', from: { ...jonas, name: marks }, to, days: 9 },
    { subject: 'From parentheses', from: { ...jonas, name: parentheses }, to, days: 8 },
    { subject: 'After', to, days: 1 },
  ],
  [
    { title: marks, start: on(-20), createdAt: planned, guests: [...here, guest({ ...mira, name: marks })] },
    {
      title: apostrophes,
      start: on(-10),
      createdAt: planned,
      guests: [...here, guest({ ...jonas, name: apostrophes })],
    },
  ],
)

test.each([
  // A From header of more than 8 KB names nobody.
  ['google', { 'a message without a readable sender': 2 }],
  ['microsoft', {}],
] as const)('a mailbox at %s goes on being read, and everybody else has their turn', async (provider, skipped) => {
  const program = await begin(history, { db: db(), microsoft: provider === 'microsoft' })
  await (provider === 'microsoft' ? program.connectMicrosoft() : program.connect())
  const longest = watchLoop()
  await program.settle()
  expect(longest()).toBeLessThan(mostMs)
  const rows = await db().select({ kind: facts.kind, title: facts.title }).from(facts)
  const [mail] = await db().select().from(streams).where(eq(streams.kind, 'mail'))
  expect(mail).toMatchObject({ phase: 'current', error: null, skipped })
  const titles = rows.map(({ title }) => title ?? '')
  expect(rows.filter(({ kind }) => kind === 'mail').length).toBe(provider === 'google' ? 5 : 7)
  expect(rows.filter(({ kind }) => kind === 'meeting')).toHaveLength(2)
  expect(titles).toEqual(expect.arrayContaining(['Before', 'In the address', 'In the name', 'After']))
  expect(Math.max(...titles.map((title) => [...title].length))).toBeLessThanOrEqual(120)
})
