import { readFileSync } from 'node:fs'
import { Temporal } from 'temporal-polyfill'
import { afterEach, describe, expect, test } from 'vitest'
import { holdUntil } from '../src/coffee/hold.ts'
import { coolingOf } from '../src/letter/choose/cooling.ts'
import { compose } from '../src/letter/compose.ts'
import type { ItemOutcome } from '../src/letter/types.ts'
import type { Place } from '../src/place.ts'
import { daysOf, hoursOf, type Lasting, policy, sayLasting } from '../src/policy.ts'
import { confirmationMail } from '../src/work/mail/confirm-mail.ts'

const place: Place = { timeZone: 'Europe/Berlin', locale: 'en-GB' }
const at = (day: string) => Temporal.Instant.from(`${day}T07:00:00Z`)
const named = (...days: readonly (readonly [string, ItemOutcome | null])[]) =>
  days.map(([day, outcome]) => ({ at: at(day), outcome }))

const asItWas = structuredClone(policy)
afterEach(() => void Object.assign(policy, structuredClone(asItWas)))

/** What the program promises from now on, in this test. */
const promise = (change: { readonly [Name in keyof typeof policy]?: unknown }) => void Object.assign(policy, change)

test.each<[Lasting, string]>([
  [{ minutes: 1 }, 'a minute'],
  [{ minutes: 15 }, '15 minutes'],
  [{ months: 1 }, 'a month'],
  [{ months: 5 }, 'five months'],
  [{ months: 6 }, 'half a year'],
  [{ months: 12 }, 'a year'],
  [{ months: 18 }, 'a year and a half'],
  [{ months: 24 }, 'two years'],
  [{ months: 30 }, 'two and a half years'],
  [{ weeks: 1 }, 'a week'],
  [{ weeks: 6 }, 'six weeks'],
  [{ days: 1 }, 'a day'],
  [{ days: 14 }, '14 days'],
  [{ hours: 72 }, '72 hours'],
])('%j is said as %s', (time, words) => {
  expect(sayLasting(time)).toBe(words)
})

test('days and hours of the same time agree', () => {
  expect([daysOf({ weeks: 6 }), daysOf({ days: 14 }), daysOf({ hours: 72 })]).toEqual([42, 14, 3])
  expect([hoursOf({ weeks: 1 }), hoursOf({ days: 60 }), hoursOf({ hours: 72 })]).toEqual([168, 1440, 72])
})

describe('whoever rests', () => {
  test.each([
    [6, '2027-05-04', 'half a year'],
    [12, '2027-11-04', 'a year'],
    [18, '2028-05-04', 'a year and a half'],
  ])('after two letters for %i months is told that long, and is back on that day', (months, until, words) => {
    promise({ untouched: { inRow: 2, rest: { months } } })
    const found = coolingOf(named(['2026-09-14', null], ['2026-11-04', null]), at('2026-12-28'), place)
    expect(found?.until.toString()).toBe(until)
    expect(found?.why).toBe(`Two letters named them and nothing came of it, so they rest for ${words}`)
  })

  test('after three notes, or after as many as it says', () => {
    promise({ unanswered: { inRow: 2, rest: { months: 18 } } })
    const found = coolingOf(named(['2026-09-14', 'written'], ['2026-11-04', 'written']), at('2026-12-28'), place)
    expect(found?.until.toString()).toBe('2028-05-04')
    expect(found?.why).toBe('Two notes that followed a letter have had no answer, so they rest for a year and a half')
  })

  test('between any two mentions', () => {
    promise({ betweenMentions: { weeks: 10 } })
    const found = coolingOf(named(['2026-11-04', 'met']), at('2026-12-28'), place)
    expect(found?.until.toString()).toBe('2027-01-13')
    expect(found?.why).toContain('ten weeks lie between two mentions')
  })
})

test('a letter says until when its own links work, and for how long none follows', () => {
  promise({ coffeeLink: { days: 21 }, quiet: { letters: 5, pause: { months: 6 } } })
  const letter = compose({
    kind: 'pausing',
    week: '2026-W48',
    at: at('2026-11-23'),
    user: { ...place, name: 'Ada', email: 'ada@example.org' },
    discreet: false,
    cards: [],
    met: [],
    notices: [],
  })
  expect(letter.linksUntil).toBe('14 December')
  expect(letter.subject).toBe('Quiet for half a year')
  expect(letter.headline.join(' ')).toBe('I’ll go quiet for half a year')
  expect(letter.intro).toContain('no good time for letters')
})

test('a chosen time is held as long as is promised', () => {
  promise({ hold: { hours: 24 } })
  expect(holdUntil(at('2026-11-23'), at('2026-12-03')).toString()).toBe('2026-11-24T07:00:00Z')
})

test('the mail that asks says how long its link works', () => {
  const mail = confirmationMail({ base: 'https://c.example', href: '/', lasts: policy.confirm.link })
  expect(mail.text).toContain('The link works for 14 days.')
})

describe('the pages of the documentation promise the same', () => {
  const { betweenMentions, untouched, unanswered, quiet, coffeeLink, answerLink, confirm, hold } = policy
  const rests = `rest them ${sayLasting(untouched.rest)}`
  test.each([
    ['docs/principles.md', `Nobody twice within ${sayLasting(betweenMentions)}.`],
    ['docs/principles.md', rests],
    ['docs/principles.md', `three notes without an answer ${sayLasting(unanswered.rest)}`],
    ['docs/principles.md', `followed by ${sayLasting(quiet.pause)} of quiet`],
    ['docs/inference.md', `${sayLasting(betweenMentions)} lie between two mentions`],
    ['docs/inference.md', `of which nothing came rest somebody for ${sayLasting(untouched.rest)}`],
    ['docs/design.md', `Coffee links last ${sayLasting(coffeeLink)}`],
    ['docs/design.md', `the small answers last ${sayLasting(answerLink)}`],
    ['docs/design.md', `The link to confirm an address lasts ${sayLasting(confirm.link)}`],
    ['docs/design.md', `for ${sayLasting(hold)} and at the latest until a day before it`],
    ['docs/mail.md', `The link works for ${sayLasting(confirm.link)}.`],
    ['docs/mail.md', `one to an address in ${sayLasting(confirm.sameAddress)}`],
    ['docs/mail.md', `${confirm.ofAServerADay} a day from one server`],
  ])('%s: %s', (page, words) => {
    expect(readFileSync(page, 'utf8')).toContain(words)
  })
})
