import { describe, expect, test } from 'vitest'
import { wordings } from '../../src/letter/say/wordings.ts'
import { german } from '../../src/letter/say/words/de.ts'
import { english } from '../../src/letter/say/words/en.ts'
import { french } from '../../src/letter/say/words/fr.ts'
import type { Facts, Wording } from '../../src/letter/say/words/wording.ts'
import { headlines, inTouch, resting, weekly } from '../../src/letter/words/en/above.ts'
import { thanks } from '../../src/letter/words/en/thanks.ts'

const facts: Facts = {
  title: 'T',
  month: 'M',
  other: 'O',
  count: 'nine',
  one: false,
  met: true,
  when: 'on W',
  note: 'note',
}
const openingsOf = ({ openings }: Wording) =>
  Object.entries(openings).map(([occasion, list]) => [occasion, list.map((one) => one(facts))] as const)
const endingsOf = ({ asks, nothing }: Wording) => [asks.video, asks.in_person, nothing]
const brackets = (text: string) => text.match(/\[[^\]]*\]/g) ?? []
const sentences = (text: string) =>
  text
    .replace(/\[[^\]]*\]/g, '.')
    .split(/(?<=[.?:])\s+/)
    .map((one) => one.trim().toLowerCase())
    .filter((one) => one.split(' ').length > 2)
const twice = (list: readonly string[]) => list.filter((one, index) => list.indexOf(one) < index)

/** What reads as a form, as a campaign, or as a feeling that nobody recorded. */
const worn =
  /hope (?:this|you)|finds you|touch base|pick your brain|circle back|reach(?:ing)? out|just checking|long time no|catch-up call|on the same page|no worries|no pressure|miss you|thinking of you|meld(?:e|en) mich mal|wollte nur mal|lange nichts gehört|!/i

describe.each([english, german, french])('the words of $language', (wording) => {
  const openings = openingsOf(wording)
  const all = [...openings.flatMap(([, list]) => list), ...endingsOf(wording).flat()]

  test('have six ways and more to say each thing', () => {
    for (const [occasion, list] of openings) expect(new Set(list).size, occasion).toBeGreaterThanOrEqual(6)
    for (const list of endingsOf(wording)) expect(new Set(list).size).toBeGreaterThanOrEqual(12)
  })
  test('hold no bracket and no sentence in two places, so that no letter can say one twice', () => {
    const notes = (text: string) => /^\[(?:a line on|ein Satz zu|une phrase sur\u00a0): note\]$/.test(text)
    expect(twice(all.flatMap(brackets).filter((one) => !notes(one)))).toEqual([])
    expect(twice(all.flatMap(sentences))).toEqual([])
  })
  test('have their own rhythm: no three of a list begin with the same two words', () => {
    for (const [occasion, list] of openings) {
      const begin = list.map((text) => text.split(' ').slice(0, 2).join(' '))
      for (const one of begin)
        expect(begin.filter((other) => other === one).length, `${occasion}: ${one}`).toBeLessThan(3)
      const lengths = new Set(list.map((text) => Math.round(text.split(' ').length / 3)))
      expect(lengths.size, `${occasion} is all of one length`).toBeGreaterThan(1)
    }
  })
  test('are not worn', () => {
    for (const text of all) expect(text).not.toMatch(worn)
  })
  test('never answer “Would one of these suit?” with what suits', () => {
    for (const list of endingsOf(wording).slice(0, 2))
      for (const text of list) expect(text).not.toMatch(/\bsuits?\b|\bpass(?:t|en)\b/)
  })
})

test('what stands above the people is as true of one person as of three', () => {
  for (const text of weekly)
    expect(text).not.toMatch(/one of them|no order|\bthe rest\b|whoever|\ball of them\b|each of/i)
})

test('no wording promises a season, since letters come in all of them', () => {
  for (const { asks } of [english, german])
    for (const text of [...asks.video, ...asks.in_person])
      expect(text).not.toMatch(
        /\b(?:spring|summer|autumn|winter|season)\b|Frühjahr|Frühling|Sommer|Herbst|later in the year/i,
      )
})

test('an opener about a thread claims neither that it was the last nor who began it: of that the finding says nothing', () => {
  for (const { openings } of wordings)
    for (const list of [openings.last_thread, openings.their_thread, openings.own_thread])
      for (const one of list)
        expect(one(facts)).not.toMatch(
          /\b(?:last|began|begun|zuletzt|letzte|begann|derniers?|dernière|últim[oa]s?|ultim[oa]|laatste?)\b|s’arrête/i,
        )
})

test('thanks after a coffee are asked for in six ways and more, each once in eight', () => {
  expect(new Set(thanks).size).toBeGreaterThanOrEqual(6)
  expect(twice(thanks.flatMap(sentences))).toEqual([])
  for (const text of thanks) expect(text).not.toMatch(/!|should|forget|owe|must/i)
})

test('what stands above the people is never the same for weeks, and hurries nobody', () => {
  for (const list of [weekly, inTouch, resting, headlines.one.map((one) => one.join(' '))])
    expect(new Set(list).size).toBeGreaterThanOrEqual(6)
  const all = [...weekly, ...inTouch, ...resting]
  expect(twice(all.flatMap(sentences))).toEqual([])
  for (const text of all) expect(text).not.toMatch(/!|overdue|should have|don’t forget|streak/i)
})
