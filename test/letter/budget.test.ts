import fc from 'fast-check'
import { expect, test } from 'vitest'
import { blocksOf, budget, withinBudget, wordsIn } from '../../src/letter/budget.ts'
import { compose } from '../../src/letter/compose.ts'
import type { BirthdayLine, Card, Letter, Notice, Promised } from '../../src/letter/types.ts'
import { composing, jonas, maren, priya, teo } from './letter-made.ts'

const connection: Notice = { about: 'connection', text: 'An account was not read since Friday.', links: [] }
const guest: Notice = { coffeeId: 'c1', text: 'Ana chose Tuesday at ten.', links: [] }
const other: Notice = { text: 'You have one way in here.', links: [] }
const promised: Promised = {
  ...{ noteId: 'n1', personId: 'ana', address: 'ana@a.example', name: 'Ana Ruiz', firstName: 'Ana' },
  ...{ text: 'For Friday, about Ana Ruiz: “the slides”.', late: false, wrote: 'You wrote today', asks: 'was that it?' },
  evidence: ['e'],
}
const birthday: BirthdayLine = {
  ...{ personId: 'ben', address: 'ben@b.example', name: 'Ben Orlow', firstName: 'Ben' },
  ...{ text: 'Thursday is Ben Orlow’s birthday.', evidence: ['b'] },
}
const gathering = { text: 'You met Eva Lindt on Thursday.', about: [] }
const full: Letter = {
  ...compose({ ...composing, notices: [guest, connection, other] }),
  promises: [promised, { ...promised, noteId: 'n2' }],
  birthdays: [birthday],
  gathering,
}
const wordy = (card: Card, words: number): Card => ({
  ...card,
  points: [0, 1, 2].map((index) => ({
    kind: 'last_thread',
    label: 'L',
    text: `word${index} `.repeat(words),
    evidence: [],
  })),
})

test('a letter has a guest, an account, promises, cards and one other block, and no more', () => {
  const calm = withinBudget(full)
  expect(blocksOf(calm)).toEqual(['guest', 'connection', 'promises', 'cards', 'other'])
  expect(calm.met).toEqual([jonas])
  expect(calm.gathering).toBeUndefined()
  expect(calm.notices).toEqual([guest, connection])
})

test('without thanks to give, who was new has the other block, and without those whatever else there is to say', () => {
  expect(withinBudget({ ...full, met: [] })).toMatchObject({ gathering, notices: [guest, connection] })
  const { gathering: _, ...rest } = full
  expect(withinBudget({ ...rest, met: [] }).notices).toEqual([guest, connection, other])
})

test('it asks one question: of a second one only the fact stays', () => {
  expect(withinBudget(full).promises?.map(({ wrote, asks }) => [wrote, asks])).toEqual([
    ['You wrote today', 'was that it?'],
    ['You wrote today', undefined],
  ])
  const first = { ...full, notices: [{ about: 'letter', text: 'Right sort of people?', links: [] } as const] }
  expect(withinBudget(first).promises?.map(({ asks }) => asks)).toEqual([undefined, undefined])
  expect(withinBudget(first).notices).toEqual(first.notices)
})

test('a long letter says less of each before anybody goes, and a short one is left as it is', () => {
  const long = withinBudget({ ...full, cards: [maren, teo, priya].map((card) => wordy(card, 24)) })
  expect(wordsIn(long)).toBeLessThanOrEqual(budget.words)
  expect(long.cards.map(({ points }) => points.length)).toEqual([2, 2, 2])
  const short = compose({ ...composing, cards: [maren], met: [], notices: [] })
  expect(withinBudget(short)).toEqual(short)
})

test('whatever is in it: never more than five blocks or one question, never a card, a guest or an account less', () => {
  const some = <Part>(part: Part) => fc.array(fc.constant(part), { maxLength: 6 })
  fc.assert(
    fc.property(
      fc.array(fc.constantFrom(guest, connection, other), { maxLength: 6 }),
      some(promised),
      some(birthday),
      fc.array(fc.integer({ min: 1, max: 60 }), { maxLength: 5 }),
      fc.boolean(),
      (notices, promises, birthdays, cards, met) => {
        const letter: Letter = {
          ...full,
          ...{ notices, promises, birthdays, met: met ? [jonas] : [] },
          cards: cards.map((words) => wordy(maren, words)),
        }
        const calm = withinBudget(letter)
        expect(blocksOf(calm).length).toBeLessThanOrEqual(budget.blocks)
        expect(calm.promises?.filter(({ asks }) => asks).length ?? 0).toBeLessThanOrEqual(1)
        expect(calm.cards).toHaveLength(letter.cards.length)
        for (const kept of [guest, connection])
          expect(calm.notices.filter((one) => one === kept)).toHaveLength(notices.filter((one) => one === kept).length)
        expect(withinBudget(calm)).toEqual(calm)
      },
    ),
  )
})
