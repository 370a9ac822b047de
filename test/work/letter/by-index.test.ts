/** A letter reads of many people a few: it has to be the letter that all of them would give, at a number of statements with a bound. */
import { eq } from 'drizzle-orm'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { people } from '../../../src/db/schema.ts'
import type { MailFact, MeetingFact } from '../../../src/facts.ts'
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
