import fc from 'fast-check'
import { Temporal } from 'temporal-polyfill'
import { describe, expect, test } from 'vitest'
import { dayIn } from '../../src/letter/promise/due.ts'
import { readDay } from '../../src/letter/promise/read-day.ts'

/** A Monday. */
const today = Temporal.PlainDate.from('2026-11-30')
const read = (note: string, more: { readonly monthFirst?: boolean } = {}) =>
  readDay(note, { today, ...more })?.toString()

describe('a note says its day in its own language', () => {
  test.each([
    ['Send the slides by Friday', '2026-12-04'],
    ['by Fri', '2026-12-04'],
    ['Call on Wednesday next week', '2026-12-09'],
    ['next week', '2026-12-11'],
    ['before 15 December', '2026-12-15'],
    ['on December the 15th, 2027', '2027-12-15'],
    ['by the 3rd', '2026-12-03'],
    ['in two weeks', '2026-12-14'],
    ['in the next two weeks', '2026-12-14'],
    ['in a month', '2026-12-30'],
    ['the day after tomorrow', '2026-12-02'],
    ['this weekend', '2026-12-06'],
    ['end of next month', '2026-12-31'],
    ['Friday, 11 December at noon', '2026-12-11'],
    ['Buch schicken bis nächsten Freitag', '2026-12-11'],
    ['bis Freitag, 4. Dezember', '2026-12-04'],
    ['nächste Woche Mittwoch', '2026-12-09'],
    ['am 15. anrufen', '2026-12-15'],
    ['bis 15.12.', '2026-12-15'],
    ['übermorgen', '2026-12-02'],
    ['Ende der Woche', '2026-12-04'],
    ['in vierzehn Tagen oder am 24.12.2026', '2026-12-24'],
    ['la semaine prochaine', '2026-12-11'],
    ['le lundi de la semaine prochaine', '2026-12-07'],
    ['le 1er mars', '2027-03-01'],
    ['d’ici quinze jours, dans quinze jours', '2026-12-15'],
    ['après-demain', '2026-12-02'],
    ['le 15', '2026-12-15'],
    ['antes del viernes', '2026-12-04'],
    ['el 15 de diciembre de 2026', '2026-12-15'],
    ['la semana que viene', '2026-12-11'],
    ['pasado mañana', '2026-12-02'],
    ['el fin de semana', '2026-12-06'],
    ['entro venerdì', '2026-12-04'],
    ['tra due settimane', '2026-12-14'],
    ['entro fine mese', '2026-11-30'],
    ['la settimana prossima', '2026-12-11'],
    ['até sexta', '2026-12-04'],
    ['sexta-feira', '2026-12-04'],
    ['daqui a duas semanas', '2026-12-14'],
    ['na próxima semana', '2026-12-11'],
    ['depois de amanhã', '2026-12-02'],
    ['over twee weken', '2026-12-14'],
    ['volgende week', '2026-12-11'],
    ['op de 15e', '2026-12-15'],
    ['uiterlijk vrijdag', '2026-12-04'],
    ['2026-12-24', '2026-12-24'],
    ['on 29 February', '2028-02-29'],
  ])('%s', (note, day) => {
    expect(read(note)).toBe(day)
  })

  test.each([
    'training for a marathon',
    'met her today',
    'last Friday we met',
    'vendredi dernier',
    'llamar por la mañana',
    'guten Morgen sagen',
    'mon ami',
    '24/7 help line',
    'version 1.2. is out',
    'you may 3 times',
    'three sons in May',
    'on 31 February',
    'we met on 3 May 2019',
    'segunda edición',
    '',
  ])('%j names none', (note) => {
    expect(read(note)).toBeUndefined()
  })

  test('in figures the day comes first, but where the owner puts the month first', () => {
    expect(read('by 5/12')).toBe('2026-12-05')
    expect(read('by 5/12', { monthFirst: true })).toBe('2027-05-12')
    expect(read('by 12/25')).toBe('2026-12-25')
    expect(dayIn('by 5/12', Temporal.Instant.from('2026-11-30T08:00:00Z'), { timeZone: 'UTC', locale: 'en-US' })).toBe(
      '2027-05-12',
    )
  })
})

const anyDay = fc.integer({ min: 0, max: 20_000 }).map((days) => Temporal.PlainDate.from('2000-01-01').add({ days }))
const languages = ['en-GB', 'de', 'fr', 'es', 'it', 'pt', 'nl'] as const

describe('whatever the day', () => {
  test('its name in each language, as calendars write it, is read back', () => {
    fc.assert(
      fc.property(
        anyDay,
        fc.integer({ min: 0, max: 364 }),
        fc.constantFrom(...languages),
        fc.boolean(),
        (from, days, language, whole) => {
          const then = from.add({ days })
          const words = new Intl.DateTimeFormat(language, {
            timeZone: 'UTC',
            day: 'numeric',
            month: 'long',
            ...(whole ? { year: 'numeric', weekday: 'long' } : {}),
          }).format(Date.UTC(then.year, then.month - 1, then.day))
          expect(readDay(words, { today: from })?.toString()).toBe(then.toString())
        },
      ),
      { numRuns: 400 },
    )
  })

  test('a day of the week is one of the next seven', () => {
    fc.assert(
      fc.property(anyDay, fc.constantFrom(...languages), fc.integer({ min: 1, max: 7 }), (from, language, ahead) => {
        const then = from.add({ days: ahead })
        const name = new Intl.DateTimeFormat(language, { timeZone: 'UTC', weekday: 'long' })
        const words = name.format(Date.UTC(then.year, then.month - 1, then.day))
        expect(readDay(`${words}.`, { today: from })?.toString()).toBe(then.toString())
      }),
      { numRuns: 200 },
    )
  })

  test('it is read from the owner’s own day, also in the hours that a change of clocks skips or repeats', () => {
    fc.assert(
      fc.property(
        anyDay,
        fc.integer({ min: 0, max: 1439 }),
        fc.constantFrom(
          'Europe/Berlin',
          'America/Sao_Paulo',
          'Pacific/Apia',
          'Asia/Kolkata',
          'America/Los_Angeles',
          'UTC',
        ),
        (day, minute, timeZone) => {
          const at = day.toZonedDateTime({ timeZone, plainTime: '00:00' }).add({ minutes: minute })
          const tomorrow = at.toPlainDate().add({ days: 1 }).toString()
          expect(dayIn('tomorrow', at.toInstant(), { timeZone, locale: null })).toBe(tomorrow)
        },
      ),
      { numRuns: 200 },
    )
  })

  test('no text at all is a fault, and no day that is over comes of it', () => {
    const word = fc.constantFrom(
      'by',
      'next',
      'week',
      '15',
      '.',
      'december',
      'de',
      'la',
      'semana',
      '31.2.',
      'fin',
      'in',
      'zwei',
      'mo',
      '-',
      'feira',
    )
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.array(word).map((words) => words.join(' ')),
        ),
        anyDay,
        (note, from) => {
          const day = readDay(note, { today: from })
          if (day) expect(Temporal.PlainDate.compare(day, from)).toBeGreaterThanOrEqual(0)
        },
      ),
    )
  })
})
