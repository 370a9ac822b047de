import * as fc from 'fast-check'
import { Temporal } from 'temporal-polyfill'
import { describe, expect, test } from 'vitest'
import { monthNames, shortDateAndTime, weekdayNames } from '../src/dates.ts'
import { date } from '../src/spans.ts'
import { clockTime, day, markedDay, moment, month, shortDate, weekdayDate } from '../src/web/frame/words.ts'

/** A day on which the clocks change, in five zones; one of them by half an hour, one at midnight. */
const changes = [
  ['Europe/Berlin', '2026-10-25'],
  ['America/New_York', '2026-11-01'],
  ['Australia/Lord_Howe', '2026-10-04'],
  ['America/Santiago', '2026-09-06'],
  ['Pacific/Auckland', '2026-04-05'],
] as const

/** Moments of the two weeks around a change, to the minute. */
const moments = fc
  .tuple(fc.constantFrom(...changes), fc.integer({ min: -7 * 1440, max: 8 * 1440 }))
  .map(([[timeZone, changed], minutes]) => ({
    timeZone,
    at: Temporal.PlainDate.from(changed).toZonedDateTime(timeZone).toInstant().add({ minutes }),
  }))

/** The runtime's own words for a moment, which know nothing of ours. */
function told(at: Temporal.Instant, timeZone: string, locale: string, options: Intl.DateTimeFormatOptions): string {
  const text = new Intl.DateTimeFormat(locale, { ...options, timeZone }).format(at.epochMilliseconds)
  return text.replace(/\s/g, ' ')
}

describe('in the weeks in which the clocks change', () => {
  test('every day, weekday and time is the right one, as they write it in Britain', () =>
    fc.assert(
      fc.property(moments, ({ at, timeZone }) => {
        const place = { timeZone, locale: 'en-GB' }
        const say = (options: Intl.DateTimeFormatOptions) => told(at, timeZone, 'en-GB', options).replace(',', '')
        expect(day(at, place)).toBe(say({ day: 'numeric', month: 'long', year: 'numeric' }))
        expect(weekdayDate(at, place)).toBe(say({ weekday: 'long', day: 'numeric', month: 'long' }))
        expect(shortDate(at, place)).toBe(say({ weekday: 'short', day: 'numeric', month: 'long' }))
        expect(clockTime(at, place)).toBe(say({ hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }))
        expect(month(at, place)).toBe(say({ month: 'long', year: 'numeric' }))
        expect(markedDay(at, place)).toEqual([
          say({ day: 'numeric', month: 'short' }).toUpperCase(),
          say({ year: 'numeric' }),
        ])
        expect(date(at, at, place)).toBe(say({ day: 'numeric', month: 'long' }))
        for (const locale of [null, 'en-DE']) expect(moment(at, { timeZone, locale })).toBe(moment(at, place))
      }),
      { numRuns: 500 },
    ))

  test('and as they write it in the United States', () =>
    fc.assert(
      fc.property(moments, ({ at, timeZone }) => {
        const place = { timeZone, locale: 'en-US' }
        const say = (options: Intl.DateTimeFormatOptions) => told(at, timeZone, 'en-US', options)
        expect(day(at, place)).toBe(say({ day: 'numeric', month: 'long', year: 'numeric' }))
        expect(weekdayDate(at, place)).toBe(say({ weekday: 'long', day: 'numeric', month: 'long' }))
        expect(shortDate(at, place)).toBe(say({ weekday: 'short', day: 'numeric', month: 'long' }))
        expect(clockTime(at, place)).toBe(say({ hour: 'numeric', minute: '2-digit' }))
        expect(date(at, at.add({ hours: 24 * 400 }), place)).toBe(day(at, place))
        expect(date(at, at, place)).toBe(say({ day: 'numeric', month: 'long' }))
      }),
      { numRuns: 500 },
    ))
})

test('a time in one short line', () => {
  const at = Temporal.ZonedDateTime.from('2026-12-01T09:30[Europe/London]')
  expect(shortDateAndTime(at, { locale: null })).toBe('Tue 1 Dec, 09:30')
  expect(shortDateAndTime(at, { locale: 'en-US' })).toBe('Tue, Dec 1, 9:30 AM')
})

describe('the names of months and days', () => {
  const year = {
    'en-GB': 'January February March April May June July August September October November December',
    'de-DE': 'Januar Februar März April Mai Juni Juli August September Oktober November Dezember',
    'fr-FR': 'janvier février mars avril mai juin juillet août septembre octobre novembre décembre',
    'es-ES': 'enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre',
    'nl-NL': 'januari februari maart april mei juni juli augustus september oktober november december',
  }
  test.each(Object.entries(year))('of a year are those of %s', (locale, names) => {
    expect(monthNames(locale).join(' ')).toBe(names)
  })

  test('of a week begin with Monday', () => {
    expect(weekdayNames('en-GB').join(' ')).toBe('Monday Tuesday Wednesday Thursday Friday Saturday Sunday')
    expect(weekdayNames('de-DE').join(' ')).toBe('Montag Dienstag Mittwoch Donnerstag Freitag Samstag Sonntag')
  })

  test('are as short as notes have them', () => {
    expect(monthNames('en-US', 'short').join(' ')).toBe('Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec')
    expect(monthNames('en-GB', 'short')[8]).toBe('Sept')
    expect(weekdayNames('en-US', 'short').join(' ')).toBe('Mon Tue Wed Thu Fri Sat Sun')
    expect(weekdayNames('de-DE', 'short').join(' ')).toBe('Mo Di Mi Do Fr Sa So')
  })
})
