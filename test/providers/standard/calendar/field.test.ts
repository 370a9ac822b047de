/** What calendars of the field are made of, right and wrong, and what becomes of it. */
import { describe, expect, test } from 'vitest'
import { calendar, event, guest, read, reasons, spans, starts, withAna } from './read.ts'

const weekly = (...more: readonly string[]) =>
  withAna('UID:s', 'DTSTART;TZID=Europe/Berlin:20260907T140000', 'DTEND;TZID=Europe/Berlin:20260907T150000', ...more)
const mondays = ['07', '14', '21', '28'].map((day) => `2026-09-${day} 14:00`)

describe('a changed meeting of a series', () => {
  const changed = (id: string, ...more: readonly string[]) =>
    withAna(
      'UID:s',
      id,
      'DTSTART;TZID=Europe/Berlin:20260914T160000',
      'DTEND;TZID=Europe/Berlin:20260914T170000',
      ...more,
    )
  const moved = mondays.with(1, '2026-09-14 16:00')

  test.each([
    ['the day alone', 'RECURRENCE-ID:20260914'],
    ['the day, said to be one', 'RECURRENCE-ID;VALUE=DATE:20260914'],
    ['its time', 'RECURRENCE-ID;TZID=Europe/Berlin:20260914T140000'],
    ['its time without a zone', 'RECURRENCE-ID:20260914T140000'],
    ['its time in UTC', 'RECURRENCE-ID:20260914T120000Z'],
    ['its time elsewhere', 'RECURRENCE-ID;TZID=America/New_York:20260914T080000'],
    ['its time in dashes', 'RECURRENCE-ID:2026-09-14T12:00:00Z'],
  ])('named by %s takes the place of that one', async (_, id) => {
    const found = await read(calendar(weekly('RRULE:FREQ=WEEKLY;COUNT=4'), changed(id, 'SEQUENCE:1')))
    expect(starts(found.facts)).toEqual(moved)
    expect(reasons(found)).toEqual({})
  })

  test.each([
    'RECURRENCE-ID:soon',
    'RECURRENCE-ID:20260931T140000',
    'RECURRENCE-ID;TZID=Europe/Berlin:',
  ])('that does not say which one it was (%s) is counted, and the series stays whole', async (id) => {
    const found = await read(calendar(weekly('RRULE:FREQ=WEEKLY;COUNT=4'), changed(id, 'SEQUENCE:9')))
    expect(starts(found.facts)).toEqual(mondays)
    expect(reasons(found)).toEqual({ 'a changed meeting of a series that does not say which one it was': 1 })
  })

  test('whose series is not in the file is a meeting all the same', async () => {
    expect(starts((await read(calendar(changed('RECURRENCE-ID:20260914T120000Z')))).facts)).toEqual([
      '2026-09-14 16:00',
    ])
    expect(starts((await read(calendar(changed('RECURRENCE-ID:soon')))).facts)).toEqual(['2026-09-14 16:00'])
  })

  test('comes in its newest version, however the one it stands for is written', async () => {
    const older = changed('RECURRENCE-ID;TZID=Europe/Berlin:20260914T140000', 'SEQUENCE:1', 'SUMMARY:Older')
    const newer = changed('RECURRENCE-ID:20260914T120000Z', 'SEQUENCE:2', 'SUMMARY:Newer')
    for (const order of [
      [older, newer],
      [newer, older],
    ]) {
      const { facts } = await read(calendar(weekly('RRULE:FREQ=WEEKLY;COUNT=4'), ...order))
      expect(facts.flatMap(({ title }) => title ?? [])).toEqual(['Newer'])
    }
  })

  test('and all that follow it, move by as much, last as long, and keep the clock across its change', async () => {
    const { facts } = await read(
      calendar(
        weekly('RRULE:FREQ=WEEKLY;INTERVAL=2;COUNT=6'),
        withAna(
          'UID:s',
          'RECURRENCE-ID;RANGE=THISANDFUTURE;TZID=Europe/Berlin:20261005T140000',
          'DTSTART;TZID=Europe/Berlin:20261006T160000',
          'DTEND;TZID=Europe/Berlin:20261006T163000',
          'SUMMARY:Later',
        ),
        withAna(
          'UID:s',
          'RECURRENCE-ID;TZID=Europe/Berlin:20261102T140000',
          'DTSTART;TZID=Europe/Berlin:20261101T090000',
        ),
      ),
    )
    expect(spans(facts)).toEqual([
      '2026-09-07 14:00 15:00',
      '2026-09-21 14:00 15:00',
      '2026-10-06 16:00 16:30',
      '2026-10-20 16:00 16:30',
      '2026-11-01 09:00 09:00',
      '2026-11-17 16:00 16:30',
    ])
    expect(facts.filter(({ title }) => title === 'Later')).toHaveLength(3)
  })

  test('and all that follow it are off where they are called off together', async () => {
    const { facts, gone } = await read(
      calendar(
        weekly('RRULE:FREQ=WEEKLY;COUNT=4'),
        changed('RECURRENCE-ID;RANGE=THISANDFUTURE:20260914T120000Z', 'STATUS:CANCELLED'),
      ),
    )
    expect(starts(facts)).toEqual(mondays.slice(0, 1))
    expect(gone).toHaveLength(3)
  })

  test('of whole days is found by its day, at whichever midnight that is written', async () => {
    const days = withAna('UID:d', 'DTSTART;VALUE=DATE:20260907', 'RRULE:FREQ=DAILY;COUNT=4', 'EXDATE:20260910')
    for (const id of ['20260908', '20260908T000000Z', '20260907T220000Z', '20260908T000000'])
      expect(
        starts(
          (await read(calendar(days, withAna('UID:d', `RECURRENCE-ID:${id}`, 'DTSTART;VALUE=DATE:20261001')))).facts,
          'UTC',
        ),
        id,
      ).toEqual(['2026-09-07 00:00', '2026-09-09 00:00', '2026-10-01 00:00'])
  })
})

describe('days that are left out of a series, or added', () => {
  test.each([
    ['a day, not said to be one', 'EXDATE:20260914'],
    ['a day', 'EXDATE;VALUE=DATE:20260914'],
    ['a time without a zone', 'EXDATE:20260914T140000'],
    ['a time elsewhere', 'EXDATE;TZID=Asia/Tokyo:20260914T210000'],
    ['one among what cannot be read', 'EXDATE:20260914T120000Z,never,20261399'],
  ])('are left out by %s', async (_, line) => {
    const { facts } = await read(calendar(weekly('RRULE:FREQ=WEEKLY;COUNT=4', line)))
    expect(starts(facts)).toEqual(mondays.toSpliced(1, 1))
  })

  test('count for COUNT, and what cannot be read of them is counted', async () => {
    const found = await read(calendar(weekly('RRULE:FREQ=WEEKLY;COUNT=4', 'EXDATE:20260914,x', 'RDATE:y')))
    expect(starts(found.facts)).toEqual(mondays.toSpliced(1, 1))
    expect(reasons(found)).toEqual({ 'a date of a series that cannot be read; the others are': 2 })
  })

  test('are added with a length of their own', async () => {
    const { facts } = await read(
      calendar(
        withAna(
          'UID:s',
          'DTSTART:20260907T080000Z',
          'DURATION:PT1H',
          'RRULE:FREQ=DAILY;UNTIL=20260908T230000Z',
          'RDATE;VALUE=PERIOD:20260908T120000Z/PT3H,20260909T120000Z/20260909T123000Z',
          'RDATE;VALUE=DATE:20260910',
        ),
      ),
    )
    expect(spans(facts, 'UTC')).toEqual([
      '2026-09-07 08:00 09:00',
      '2026-09-08 08:00 09:00',
      '2026-09-08 12:00 15:00',
      '2026-09-09 12:00 12:30',
      '2026-09-10 08:00 09:00',
    ])
  })
})

describe('a rule', () => {
  const by = async (start: string, rule: string) =>
    starts((await read(calendar(withAna('UID:s', start, `RRULE:${rule}`)))).facts, 'UTC').map((at) => at.slice(0, 10))

  test('counts weeks from the day on which its own week begins', async () => {
    const start = 'DTSTART;TZID=America/New_York:20260804T090000'
    expect(await by(start, 'FREQ=WEEKLY;INTERVAL=2;COUNT=4;BYDAY=TU,SU;WKST=SU')).toEqual([
      '2026-08-04',
      '2026-08-16',
      '2026-08-18',
      '2026-08-30',
    ])
    expect(await by(start, 'FREQ=WEEKLY;INTERVAL=2;COUNT=4;BYDAY=TU,SU;WKST=MO')).toEqual([
      '2026-08-04',
      '2026-08-09',
      '2026-08-18',
      '2026-08-23',
    ])
  })

  test('of a day that a year or a month does not have passes over it', async () => {
    expect(await by('DTSTART:20240229T120000Z', 'FREQ=YEARLY')).toEqual(['2024-02-29'])
    expect(await by('DTSTART:20260131T120000Z', 'FREQ=MONTHLY')).toEqual([
      '2026-01-31',
      '2026-03-31',
      '2026-05-31',
      '2026-07-31',
      '2026-08-31',
      '2026-10-31',
      '2026-12-31',
    ])
  })

  test.each([
    [
      'months of a monthly one',
      'FREQ=MONTHLY;BYMONTH=3,9;BYMONTHDAY=7;COUNT=3',
      ['2026-03-07', '2026-09-07', '2027-03-07'],
    ],
    [
      'months of a weekly one',
      'FREQ=WEEKLY;BYMONTH=2;BYDAY=MO',
      ['2026-02-02', '2026-02-09', '2026-02-16', '2026-02-23'],
    ],
    [
      'the last working day',
      'FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1;UNTIL=20260430',
      ['2026-01-30', '2026-02-27', '2026-03-31', '2026-04-30'],
    ],
    ['the last day but one', 'FREQ=MONTHLY;BYMONTHDAY=-2;UNTIL=20260331', ['2026-01-30', '2026-02-27', '2026-03-30']],
    ['a week of the year', 'FREQ=YEARLY;BYWEEKNO=20;BYDAY=MO', ['2026-05-11']],
    ['days of the year', 'FREQ=YEARLY;BYYEARDAY=100,-1', ['2026-04-10', '2026-12-31']],
    ['a Friday the 13th', 'FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13', ['2026-02-13', '2026-03-13', '2026-11-13']],
    ['the last Friday of November', 'FREQ=YEARLY;BYMONTH=11;BYDAY=-1FR', ['2026-11-27']],
  ])('goes by %s', async (_, rule, days) => {
    const found = await by('DTSTART:20260101T100000Z', rule)
    expect(found.filter((day) => day !== '2026-01-01' && (day < '2027-01-01' || rule.includes('COUNT')))).toEqual(
      rule.includes('COUNT') ? days.slice(0, 2) : days,
    )
  })

  test('ends with its last day, time or moment, whichever is written', async () => {
    for (const until of ['20260914', '20260914T120000Z', '20260914T140000', '20260914T235959'])
      expect(starts((await read(calendar(weekly(`RRULE:FREQ=WEEKLY;UNTIL=${until}`)))).facts), until).toEqual(
        mondays.slice(0, 2),
      )
    for (const until of ['20260913', '20260914T115959Z', '20260914T135959'])
      expect(starts((await read(calendar(weekly(`RRULE:FREQ=WEEKLY;UNTIL=${until}`)))).facts), until).toEqual(
        mondays.slice(0, 1),
      )
  })

  test.each([
    'UNTIL=one day',
    'COUNT=few',
    'COUNT=0',
    'BYDAY=MON',
    'BYMONTH=13',
    'BYSETPOS=0',
  ])('that cannot be read (%s) leaves the first meeting, and is counted', async (part) => {
    const found = await read(calendar(weekly(`RRULE:FREQ=WEEKLY;${part}`)))
    expect(starts(found.facts)).toEqual(mondays.slice(0, 1))
    expect(reasons(found)).toEqual({ 'a repetition that is not understood; its first meeting is read': 1 })
  })

  test('from the year 1 takes no longer than one from last year', async () => {
    const { facts } = await read(
      calendar(
        withAna('UID:a', 'DTSTART;TZID=Europe/Berlin:00010101T140000', 'RRULE:FREQ=MONTHLY;BYDAY=MO;BYSETPOS=2'),
        withAna('UID:b', 'DTSTART:00010101T140000Z', 'RRULE:FREQ=DAILY;COUNT=100000000'),
        withAna('UID:c', 'DTSTART:00010101T140000Z', 'RRULE:FREQ=SECONDLY;INTERVAL=9999'),
      ),
    )
    const of = (uid: string) => facts.filter((fact) => fact.uid === uid)
    expect(starts(of('a')).slice(0, 2)).toEqual(['2021-12-13 14:00', '2022-01-10 14:00'])
    expect(of('a')).toHaveLength(62)
    expect(of('b')).toHaveLength(1886)
    expect(of('c').length).toBeLessThanOrEqual(10_000)
  })
})

describe('an end', () => {
  test('before its start is none: nothing has happened before it began', async () => {
    const { facts } = await read(
      calendar(
        withAna('UID:a', 'DTSTART;TZID=Europe/Berlin:20261205T160000', 'DTEND;TZID=Europe/Berlin:20261128T160000'),
        withAna('UID:b', 'DTSTART;TZID=Europe/Berlin:20261205T160000', 'DURATION:-P1W'),
        withAna('UID:c', 'DTSTART;VALUE=DATE:20261205', 'DTEND;VALUE=DATE:20261128'),
        withAna(
          'UID:d',
          'DTSTART;TZID=Europe/Berlin:20261205T160000',
          'DTEND;TZID=Europe/Berlin:20261128T160000',
          'RRULE:FREQ=DAILY;COUNT=2',
        ),
      ),
    )
    for (const { when } of facts) expect(when.end.toString()).toBe(when.start.toString())
    expect(facts).toHaveLength(5)
  })

  test('that cannot be read leaves the meeting without a length, and is counted', async () => {
    const found = await read(calendar(withAna('UID:a', 'DTSTART:20260907T080000Z', 'DTEND:late')))
    expect(spans(found.facts, 'UTC')).toEqual(['2026-09-07 08:00 08:00'])
    expect(reasons(found)).toEqual({ 'an end that cannot be read; the meeting is kept without a length': 1 })
  })

  test('after days of the calendar is at the same hour, after hours it is not', async () => {
    const long = (length: string) =>
      read(calendar(withAna('UID:a', 'DTSTART;TZID=Europe/Berlin:20261024T120000', `DURATION:${length}`)))
    expect(spans((await long('P1D')).facts)).toEqual(['2026-10-24 12:00 12:00'])
    expect(spans((await long('PT24H')).facts)).toEqual(['2026-10-24 12:00 11:00'])
  })

  test('without a zone is by the clock of its start', async () => {
    const { facts } = await read(
      calendar(withAna('UID:a', 'DTSTART;TZID=Asia/Tokyo:20260907T120000', 'DTEND:20260907T130000')),
    )
    expect(spans(facts, 'Asia/Tokyo')).toEqual(['2026-09-07 12:00 13:00'])
  })
})

describe('a line', () => {
  test('that is none loses itself and nothing else', async () => {
    const found = await read(
      calendar(
        'X-NOTHING',
        event(
          'UID:a',
          'DTSTART:20260907T080000Z',
          'SUMMARY:One malformed line',
          'X-APPLE-RADIUS=49.91307046514149',
          guest,
        ),
        event(
          'UID:b',
          'DTSTART:20260908T080000Z',
          'SUMMARY:Broken folding',
          'DESCRIPTION:Agenda',
          'Point one without colon',
          guest,
        ),
        event(
          'UID:c',
          'DTSTART:20260909T080000Z',
          ':',
          '=',
          ';;;',
          '"',
          'ATTENDEE;CN="half:mailto:ben@guest.example',
          guest,
        ),
      ),
    )
    expect(found.facts.map(({ uid, title, people }) => [uid, title, people.length])).toEqual([
      ['a', 'One malformed line', 1],
      ['b', 'Broken folding', 1],
      ['c', undefined, 2],
    ])
    expect(reasons(found)).toEqual({})
  })

  test('may be folded inside a letter, be in Latin-1, end twice, or the whole file be in UTF-16', async () => {
    const text = calendar(withAna('UID:a', 'DTSTART:20260907T080000Z', 'SUMMARY:Grüße', 'LOCATION:Café'))
    const utf8 = new TextEncoder().encode(text)
    const inside = utf8.indexOf(0xc3) + 1
    const folded = Uint8Array.of(...utf8.subarray(0, inside), 13, 10, 32, ...utf8.subarray(inside))
    const latin = Uint8Array.from([...text].map((letter) => letter.charCodeAt(0)))
    const utf16 = new Uint8Array(new Uint16Array([...`\uFEFF${text}`].map((letter) => letter.charCodeAt(0))).buffer)
    for (const bytes of [utf8, folded, latin, utf16, text.replaceAll('\r\n', '\r\r\n'), `\uFEFF${text}`]) {
      const [fact] = (await read(bytes)).facts
      expect([fact?.title, fact?.place]).toEqual(['Grüße', 'Café'])
    }
  })
})

describe('a file of several calendars', () => {
  const one = (uid: string, at: string) => withAna(`UID:${uid}`, `DTSTART:${at}`, 'DTEND:20260907T130000')

  test('lets each say for itself whether it stands', async () => {
    const { facts, gone } = await read(
      calendar('METHOD:PUBLISH', one('stands', '20260907T080000Z')) +
        calendar('METHOD:CANCEL', one('off', '20260908T080000Z')),
    )
    expect(facts.map(({ uid }) => uid)).toEqual(['stands'])
    expect(gone).toEqual(['off'])
  })

  test('in which a later one calls off what an earlier one has, or only answers it', async () => {
    const asked = calendar('METHOD:REQUEST', withAna('UID:u', 'DTSTART:20260907T080000Z', 'SEQUENCE:1'))
    const off = calendar(withAna('UID:u', 'DTSTART:20260907T080000Z', 'SEQUENCE:1'), 'METHOD:CANCEL')
    const answer = calendar('METHOD:REPLY', withAna('UID:u', 'DTSTART:20260907T080000Z', 'SEQUENCE:1'))
    expect(await read(asked + off)).toMatchObject({ facts: [], gone: ['u'] })
    expect((await read(asked + answer)).facts).toHaveLength(1)
  })

  test('lets each have its own zone', async () => {
    const { facts } = await read(
      calendar('X-WR-TIMEZONE:Asia/Tokyo', one('a', '20260907T120000')) +
        calendar('X-WR-TIMEZONE:America/New_York', one('b', '20260907T120000')) +
        calendar(one('c', '20260907T120000')),
    )
    expect(Object.fromEntries(facts.map(({ uid, when }) => [uid, when.start.toString()]))).toEqual({
      a: '2026-09-07T03:00:00Z',
      b: '2026-09-07T16:00:00Z',
      c: '2026-09-07T10:00:00Z',
    })
  })
})
