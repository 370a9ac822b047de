import { describe, expect, test } from 'vitest'
import { clock, wholeDate } from '../src/dates.ts'
import { localeFrom, mannerOf, number, placeOfUser, tongueFrom, tongueOf, weekOrder } from '../src/place.ts'
import { defaultSettings, settingsSchema } from '../src/settings.ts'

const afternoon = { day: 4, month: 3, year: 2026, hour: 14, minute: 5 }
const shown = (locale: string | null) => `${wholeDate(afternoon, { locale })}, ${clock(afternoon, { locale })}`

describe('a region', () => {
  test.each([
    [null, '4 March 2026, 14:05'],
    ['en-GB', '4 March 2026, 14:05'],
    ['en-IE', '4 March 2026, 14:05'],
    ['en-US', 'March 4, 2026, 2:05 PM'],
    ['en-CA', 'March 4, 2026, 2:05 PM'],
    ['en-AU', '4 March 2026, 2:05 pm'],
    ['en-IN', '4 March 2026, 2:05 pm'],
    // English of these is known to few runtimes; their own language has the same order.
    ['en-FR', '4 March 2026, 14:05'],
    ['en-BR', '4 March 2026, 14:05'],
    ['en-MX', '4 March 2026, 2:05 pm'],
  ])('%s writes %s', (locale, expected) => expect(shown(locale)).toBe(expected))

  test('begins its week on its own day', () => {
    expect(weekOrder(null)).toEqual([1, 2, 3, 4, 5, 6, 7])
    expect(weekOrder('en-US')).toEqual([7, 1, 2, 3, 4, 5, 6])
    expect(weekOrder('en-DE')).toEqual([1, 2, 3, 4, 5, 6, 7])
    expect(weekOrder('en-EG')).toEqual([6, 7, 1, 2, 3, 4, 5])
  })

  test('groups digits its own way', () => {
    expect(number(1234567, { locale: null })).toBe('1,234,567')
    expect(number(1234567, { locale: 'en-US' })).toBe('1,234,567')
    expect(number(1234567, { locale: 'en-DE' })).toBe('1.234.567')
    expect(number(1234567, { locale: 'en-IN' })).toBe('12,34,567')
  })

  test('is written in English with Latin digits, whichever it is, and every week has seven days', () => {
    const letters = Array.from({ length: 26 }, (_, index) => String.fromCharCode(65 + index))
    for (const locale of letters.flatMap((one) => letters.map((other) => `en-${one}${other}`))) {
      expect(shown(locale)).toMatch(/^(4 March 2026|March 4, 2026), (14:05|2:05 PM|2:05 pm)$/)
      expect(number(1234, { locale })).toMatch(/^1\D?234$/)
      expect(weekOrder(locale).toSorted()).toEqual([1, 2, 3, 4, 5, 6, 7])
      expect(settingsSchema.shape.locale.parse(locale)).toBe(locale)
    }
  })

  test('midnight and noon are twelve', () => {
    const at = (hour: number, locale: string) => clock({ hour }, { locale })
    expect([at(0, 'en-US'), at(12, 'en-US'), at(0, 'en-GB'), at(12, 'en-GB')]).toEqual([
      '12:00 AM',
      '12:00 PM',
      '00:00',
      '12:00',
    ])
  })
})

describe('what a browser says of languages', () => {
  test.each([
    ['en-US,en;q=0.9', 'en-US'],
    ['en-AU', 'en-AU'],
    ['en', 'en-GB'],
    ['de', 'en-DE'],
    ['de-AT,de;q=0.9,en-US;q=0.8', 'en-AT'],
    ['fr', 'en-FR'],
    ['fr-CA', 'en-CA'],
    ['es', 'en-ES'],
    ['nl;q=1, en-US', 'en-NL'],
    ['en-US;q=0.5, de-DE', 'en-DE'],
    ['zh-Hant-TW', 'en-TW'],
    // Latin America as a whole is no country.
    ['es-419', 'en-ES'],
    ['*, it;q=0.2', 'en-IT'],
    ['xx-notalanguage-!!, de', 'en-DE'],
    ['de;q=0', null],
    ['*', null],
    ['', null],
    [undefined, null],
    [',,;q=,; ;', null],
    [`${'a'.repeat(5000)},de`, null],
  ])('%s', (header, expected) => expect(localeFrom(header)).toBe(expected))
})

test.each([
  ['de-AT,de;q=0.9,en;q=0.8', 'de'],
  ['de', 'de'],
  ['en-US,en;q=0.9,de;q=0.8', 'en'],
  ['fr;q=0.2,de-CH', 'de'],
  ['deu-x', 'en'],
  ['den', 'en'],
  [undefined, 'en'],
])('a browser that asks for %s gets letters in %s', (header, tongue) => expect(tongueFrom(header)).toBe(tongue))

test('what an owner reads is in their tongue, with the clock and the region of where they are', () => {
  const user = {
    timeZone: 'Europe/Vienna',
    settings: { ...defaultSettings, letterTongue: 'de', locale: 'en-AT' } as const,
  }
  expect(placeOfUser(user)).toEqual({ timeZone: 'Europe/Vienna', locale: 'de-AT' })
  expect(tongueOf(placeOfUser(user))).toBe('de')
  expect(placeOfUser({ timeZone: 'UTC', settings: defaultSettings }).locale).toBe(null)
})

test.each([
  ['de-DE', '2.220'],
  ['de-GB', '2.220'],
  ['de-US', '2.220'],
])('German of %s groups digits as German does: %s', (locale, expected) =>
  expect(number(2220, { locale })).toBe(expected))

test.each([
  ['de-DE', '4. März 2026, 14:05'],
  ['de-US', '4. März 2026, 14:05'],
])('German of %s writes %s', (locale, expected) => expect(shown(locale)).toBe(expected))

test('somebody whose settings are older than the choice reads dates as in Britain', () => {
  const { locale: _, ...older } = defaultSettings
  expect(placeOfUser({ timeZone: 'UTC', settings: JSON.parse(JSON.stringify(older)) })).toEqual({
    timeZone: 'UTC',
    locale: null,
  })
  expect(mannerOf(null)).toBe(mannerOf('en-GB'))
})
