/** A line that the owner kept for somebody, in the place of the bracket of a first line: as a sentence of its own, whole, and only where one fits. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { hasBracket } from '../../src/coffee/note.ts'
import type { StoredFact } from '../../src/facts.ts'
import type { Telling } from '../../src/letter/find/telling.ts'
import { endsInGap, fillGap, takesLine } from '../../src/letter/say/gap.ts'
import { opener } from '../../src/letter/say/opener.ts'
import { pickPoints, points } from '../../src/letter/say/points.ts'
import { wordings } from '../../src/letter/say/wordings.ts'
import { mail, talk } from '../people/derive/life.ts'
import { telling } from './points-story.ts'

const anna = 'Anna Berg <anna@acme.example>'
const address = 'anna@acme.example'
const line = { id: 'n1', text: 'https://essays.example/harbours' }
const past = talk(
  anna,
  Array.from({ length: 12 }, (_, i) => 200 + 30 * i),
)

async function openerOf(facts: readonly StoredFact[], told: Partial<Telling> = {}) {
  const known = await telling(facts, address, told)
  const finding = pickPoints(points(known))[0]?.finding
  return opener({ telling: known, finding, asksNothing: false, meeting: 'video' })
}

describe('a line for somebody', () => {
  test('fills the bracket, so that nothing is left to fill, and what stood there is kept for when it is taken away', async () => {
    const facts = [...past, mail({ to: [anna], days: 100, subject: 'A train to Madrid' })]
    const { text, line: filled } = await openerOf(facts, { line })
    expect(text).toContain(`. ${line.text} `)
    expect(hasBracket(text)).toBe(false)
    expect(filled?.id).toBe('n1')
    expect(hasBracket(filled?.bare ?? '')).toBe(true)
    expect(filled?.bare.replace(/\[[^\]]*\]/, line.text)).toBe(text)
    // Without one everything is as it was.
    expect((await openerOf(facts)).line).toBeUndefined()
  })

  test('is no answer that is owed, no wish and no other note: such a bracket stays', async () => {
    const { text, line: filled } = await openerOf([...past, mail({ from: anna, days: 150, subject: 'A question?' })], {
      line,
    })
    expect(filled).toBeUndefined()
    expect(hasBracket(text)).toBe(true)
    expect(text).not.toContain(line.text)
    const noted = await openerOf(past, { line, notes: [{ at: (await telling(past, address)).now, text: 'Oat milk' }] })
    expect(noted.line).toBeUndefined()
    expect((['question', 'birthday', 'birthday_guessed', 'note'] as const).map(takesLine)).toEqual([
      ...[false, false, false, false],
    ])
  })

  test('has a first line in every language for every occasion with a bracket that asks for nothing of its own', () => {
    const facts = {
      title: '“Trip”',
      month: 'June',
      other: 'Dana',
      count: 'five',
      one: false,
      met: false,
      when: '',
      note: '',
    }
    const without = ['introduction_made', 'introduction_made_asks_nothing']
    for (const wording of wordings)
      for (const [occasion, list] of Object.entries(wording.openings))
        if (takesLine(occasion as never) && !without.includes(occasion))
          expect([wording.language, occasion, list.some((one) => endsInGap(one(facts)))]).toEqual([
            ...[wording.language, occasion, true],
          ])
  })

  test('stands there as a sentence: begun with a capital, ended with a stop, an address of the web as it is', () => {
    const said = (text: string) => fillGap('We talked in June. [your news]', text)
    expect(said('saw this and thought of you')).toBe('We talked in June. Saw this and thought of you.')
    expect(said('This one: https://a.example/x')).toBe('We talked in June. This one: https://a.example/x')
    expect(said('Would you read [this]?')).toBe('We talked in June. Would you read (this)?')
    expect(said('élan, à toi')).toBe('We talked in June. Élan, à toi.')
    expect(fillGap('[your news]', 'something for you')).toBe('something for you.')
  })

  test('leaves nothing to fill, whatever it is', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 300 }), (text) => {
        const filled = fillGap('We talked in June. [your news]', text)
        expect(filled.startsWith('We talked in June. ')).toBe(true)
        expect(/[[\]\p{Cc}\u202A-\u202E\u2066-\u2069]/u.test(filled)).toBe(false)
      }),
      { numRuns: 300 },
    )
  })

  test('takes the place of no bracket in the middle of a sentence, or behind a colon', () => {
    expect(endsInGap('a thought on it: [the thought]')).toBe(false)
    expect(endsInGap('[a piece of news] That may follow it.')).toBe(false)
    expect(endsInGap('as to “a [b]”')).toBe(false)
    expect(endsInGap('[a] and [b]')).toBe(false)
    expect(endsInGap('We talked. [the news]')).toBe(true)
  })
})
