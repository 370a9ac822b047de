/** A letter reads of many people a few: it has to be the letter that all of them would give, at a number of statements with a bound. */
import { eq, inArray, isNotNull } from 'drizzle-orm'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { listProspects } from '../../../src/db/few/prospects.ts'
import { people } from '../../../src/db/schema.ts'
import type { MailFact, MeetingFact, Moment } from '../../../src/facts.ts'
import { type Written, writeLetter } from '../../../src/work/letter/write.ts'
import { requestDerive } from '../../../src/work/request.ts'
import { mail, me, meeting, type Stage, setStage, sunday } from './stage.ts'

/** The same numbers for the same seed. */
function dice(seed: number): () => number {
  let state = seed
  return () => {
    state = (Math.imul(state ^ (state >>> 15), 0x2c1b3c6d) + 0x9e3779b9) | 0
    return ((state ^ (state >>> 13)) >>> 0) / 2 ** 32
  }
}

const titles = [
  'The harbour and its old boats',
  'Notes on bread',
  'Shall we try the lake?',
  'Re: Stairs',
  'Choir',
  'Happy birthday',
]

/** Mail with so many people, of whom some are met, some are quiet for years, and some wrote for a week only. */
function life(count: number, roll: () => number): (MailFact | MeetingFact)[] {
  return Array.from({ length: count }, (_, one) => {
    const address = `p${one}@house${one % 17}.example`
    const name = `Given${one} Family${one % 31}`
    const [quiet, every] = [3 + 1900 * roll() ** 3, 2 + 60 * roll()]
    const rounds = 1 + Math.floor(5 * roll())
    return Array.from({ length: rounds }, (_, round) => {
      const at = sunday.subtract({ minutes: Math.floor(1440 * (quiet + round * every)) })
      const id = `${one}-${round}`
      const subject = `${titles[Math.floor(titles.length * roll())]}${roll() < 0.5 ? ` ${round}` : ''}`
      return [
        mail({ id: `${id}-b`, from: me, to: address, toName: name, at, subject }),
        mail({ id: `${id}-a`, from: address, name, to: me, at: at.add({ minutes: 600 }), subject }),
        ...(roll() < 0.15
          ? [meeting({ id: `${id}-m`, guest: address, at: at.add({ minutes: 700 }), title: 'Lunch' })]
          : []),
      ]
    }).flat()
  }).flat()
}

let stage: Stage
let asked = 0
beforeEach(async () => {
  stage = await setStage({ people: [] })
  stage.onStatement = () => asked++
})
afterEach(() => stage.close())

const letterOf = async (): Promise<Written> =>
  writeLetter(stage.deps, await stage.user(), stage.now().add({ hours: 1 }))

/** With nothing told of anybody, so that everybody is read and looked at. */
async function letterOfAll(): Promise<Written | undefined> {
  let written: Written | undefined
  const user = await stage.user()
  const undone = new Error('undone')
  await stage.db
    .transaction(async (tx) => {
      await tx.update(people).set({ tie: null })
      written = await writeLetter({ ...stage.deps, db: tx }, user, stage.now().add({ hours: 1 }))
      throw undone
    })
    .catch((cause: unknown) => {
      if (cause !== undone) throw cause
    })
  return written
}

describe('a letter that reads few of many people', () => {
  const statements: number[] = []
  test.each([
    [40, 3],
    [250, 11],
  ])(
    'is the letter that all %i would give, at no more than twenty statements',
    async (count, seed) => {
      const roll = dice(seed)
      await stage.store(life(count, roll))
      await requestDerive(stage.db, 'sam', stage.now())
      await stage.run(stage.now().add({ minutes: 30 }))
      const rows = await stage.db.select({ id: people.id, tie: people.tie }).from(people)
      expect(rows.filter(({ tie }) => tie !== null).length).toBeGreaterThan(count / 2)
      // Some are changed by hand, of whom nothing is told until they are worked out again.
      for (const { id } of rows.filter(() => roll() < 0.02))
        await stage.db.update(people).set({ close: true, tie: null }).where(eq(people.id, id))
      for (let week = 0; week < 2; week++) {
        asked = 0
        const few = await letterOf()
        if (week) statements.push(asked)
        expect(few.letter.cards.length).toBeGreaterThan(0)
        expect(few).toEqual(await letterOfAll())
        await stage.run(stage.now().add({ hours: 24 * 7 }))
      }
      expect(Math.max(...statements)).toBeLessThanOrEqual(20)
    },
    120_000,
  )
})

test('whoever may be quiet is found by their row, on the open shelf or on none', async () => {
  const roll = dice(7)
  await stage.store(life(80, roll))
  await requestDerive(stage.db, 'sam', stage.now())
  await stage.run(stage.now().add({ minutes: 30 }))
  const { db } = stage
  const at = stage.now()
  const found = await db.select({ id: people.id }).from(people)
  const some = found.flatMap(({ id }) => (roll() < 0.2 ? [id] : []))
  await db.update(people).set({ shelf: null }).where(inArray(people.id, some))
  const [rested = '', resting = '', matter = ''] = some
  await db.update(people).set({ state: 'resting', restUntil: at }).where(eq(people.id, rested))
  await db
    .update(people)
    .set({ state: 'resting', restUntil: at.add({ hours: 1 }) })
    .where(eq(people.id, resting))
  const one = [{ kind: 'one_matter' as const, reason: 'one_matter' }]
  await db
    .update(people)
    .set({ exclusions: one as never, matter: true })
    .where(eq(people.id, matter))
  const since = at.subtract({ hours: 24 * 900 })
  const isAfter = (one: Moment | null, other: Moment) =>
    one !== null && one.epochMilliseconds >= other.epochMilliseconds
  for (const withoutMatters of [true, false]) {
    const rows = await db.select().from(people).where(isNotNull(people.bond))
    const expected = rows.filter(
      (row) =>
        isAfter(at, row.dueFrom ?? at.add({ hours: 1 })) &&
        isAfter(row.lastAt, since) &&
        row.id !== resting &&
        !(withoutMatters && row.exclusions.length),
    )
    const byId = <One extends { readonly id: string }>(all: readonly One[]) =>
      all.toSorted((a, b) => (a.id < b.id ? -1 : 1))
    expect(expected.filter(({ shelf }) => shelf === null).length).toBeGreaterThan(2)
    expect(expected.filter(({ shelf }) => shelf === 'open').length).toBeGreaterThan(5)
    expect(byId(await listProspects(db, 'sam', { at, since, withoutMatters }))).toEqual(
      byId(expected).map(({ id, bond, lastAt, seenAt }) => ({
        id,
        bond,
        lastAt: lastAt?.epochMilliseconds,
        seenAt: seenAt?.epochMilliseconds ?? null,
      })),
    )
  }
})
