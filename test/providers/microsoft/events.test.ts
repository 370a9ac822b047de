import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { eventFields, eventSchema, toMeetingFact } from '../../../src/providers/microsoft/events.ts'
import { commonZone, ianaZone, spanOf } from '../../../src/providers/microsoft/times.ts'
import { sharedUid } from '../../../src/providers/standard/uid.ts'

const nadia = {
  emailAddress: { address: 'Nadia@Colleague.example', name: 'Nadia Brandt' },
  type: 'required',
  status: { response: 'accepted', time: '2026-01-01T00:00:00Z' },
}

/** As Graph sends it for the fields that are asked for. */
const outlook = {
  '@odata.etag': 'W/"x"',
  id: 'AAMk1',
  iCalUId: 'one@google.com',
  subject: 'Quarterly  plan\u202e',
  start: { dateTime: '2026-03-02T09:00:00.0000000', timeZone: 'UTC' },
  end: { dateTime: '2026-03-02T09:30:00.0000000', timeZone: 'UTC' },
  isAllDay: false,
  isCancelled: false,
  showAs: 'busy',
  type: 'singleInstance',
  seriesMasterId: null,
  attendees: [nadia],
  organizer: { emailAddress: { address: 'omar@colleague.example', name: 'Omar Haddad' } },
  responseStatus: { response: 'tentativelyAccepted', time: '2026-01-01T00:00:00Z' },
  isOrganizer: false,
  location: { displayName: 'Room 2', locationType: 'default' },
  sensitivity: 'normal',
  originalStartTimeZone: 'W. Europe Standard Time',
}

const read = (more: object = {}, titles = true) => toMeetingFact(eventSchema.parse({ ...outlook, ...more }), titles)

describe('an event of Outlook', () => {
  test('is a meeting with time, guests, answers, title and place', () => {
    const fact = read()
    if (!fact || fact === 'unreadable') throw new Error('no fact')
    expect({ start: fact.when.start.toString(), end: fact.when.end.toString() }).toEqual({
      start: '2026-03-02T09:00:00Z',
      end: '2026-03-02T09:30:00Z',
    })
    expect(fact).toMatchObject({
      id: 'AAMk1',
      uid: 'one@google.com',
      title: 'Quarterly plan',
      place: 'Room 2',
      mine: 'tentative',
      busy: true,
      allDay: false,
    })
    expect(fact.people).toEqual([
      {
        address: 'omar@colleague.example',
        name: 'Omar Haddad',
        reply: 'accepted',
        self: false,
        organizer: true,
        resource: false,
        optional: false,
      },
      {
        address: 'nadia@colleague.example',
        name: 'Nadia Brandt',
        reply: 'accepted',
        self: false,
        organizer: false,
        resource: false,
        optional: false,
      },
    ])
  })

  test.each([
    ['cancelled', { isCancelled: true }],
    ['the head of a series', { type: 'seriesMaster' }],
    ['with nobody', { attendees: [], organizer: { emailAddress: null } }],
    ['with a room alone', { attendees: [{ ...nadia, type: 'resource' }], organizer: null }],
    [
      'with a name inside Exchange alone',
      {
        attendees: [
          { ...nadia, emailAddress: { address: '/O=EXCHANGELABS/OU=X/CN=RECIPIENTS/CN=abc', name: 'Nadia' } },
        ],
        organizer: null,
      },
    ],
    ['of the owner with nobody else', { attendees: null, isOrganizer: true }],
    [
      'with an address that only passes mail on',
      { attendees: [{ ...nadia, emailAddress: { address: '2_GEYDG@imip.me.com', name: 'Nadia' } }], organizer: null },
    ],
  ])('%s is nobody’s meeting', (_, more) => {
    expect(read(more)).toBeNull()
  })

  test.each([
    ['private', { sensitivity: 'private' }],
    ['personal', { sensitivity: 'personal' }],
    ['confidential', { sensitivity: 'confidential' }],
  ])('marked %s keeps its title and place to itself', (_, more) => {
    const fact = JSON.stringify(read(more))
    expect(fact).not.toContain('Quarterly')
    expect(fact).not.toContain('Room 2')
  })

  test('has no title where the owner lets none be read', () => {
    expect(JSON.stringify(read({}, false))).not.toMatch(/Quarterly|Room 2/)
  })

  test.each([
    ['organizer', 'accepted'],
    ['accepted', 'accepted'],
    ['tentativelyAccepted', 'tentative'],
    ['declined', 'declined'],
    ['notResponded', 'none'],
    ['none', 'none'],
  ])('answered with %s is %s', (response, mine) => {
    expect(read({ responseStatus: { response } })).toMatchObject({ mine })
  })

  test('that is shown as free takes no time; away and elsewhere does', () => {
    expect(read({ showAs: 'free' })).toMatchObject({ busy: false })
    for (const showAs of ['busy', 'tentative', 'oof', 'workingElsewhere', 'unknown'])
      expect(read({ showAs })).toMatchObject({ busy: true })
  })

  test.each([
    ['missing', { start: null, end: null }],
    ['no time', { start: { dateTime: 'tomorrow', timeZone: 'UTC' } }],
    ['turned round', { end: { dateTime: '2026-03-02T08:00:00.0000000', timeZone: 'UTC' } }],
  ])('with a time that is %s cannot be read', (_, more) => {
    expect(read(more)).toBe('unreadable')
  })

  test('whatever is null in it is read, and whatever is written in it stays text', () => {
    const names = Object.keys(outlook).filter((name) => name !== 'id' && !name.startsWith('@'))
    for (const name of names) expect(() => read({ [name]: null })).not.toThrow()
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), (subject, address) => {
        const fact = read({ subject, attendees: [nadia, { ...nadia, emailAddress: { address, name: subject } }] })
        if (!fact || fact === 'unreadable') throw new Error('no fact')
        expect(fact.title ?? '').not.toMatch(/[\p{Cc}\u202a-\u202e\u2066-\u2069]/u)
        for (const person of fact.people) expect(person.address).toMatch(/^[^@\s]+@[^@\s]+$/)
      }),
    )
  })

  test('is asked for by fields none of which is its text', () => {
    expect(eventFields.split(',')).not.toEqual(expect.arrayContaining(['body']))
    expect(eventFields).not.toMatch(/body|attachment|onlineMeeting|webLink/i)
  })
})

describe('the UID that two providers share', () => {
  /** Global Object Ids: class, day, creation time, reserved, size, data. */
  const head = '040000008200E00074C5B7101A82E008'
  const hex = (text: string) => Buffer.from(text, 'latin1').toString('hex').toUpperCase()
  const wrapped = (day: string, uid: string) =>
    `${head}${day}${'0'.repeat(32)}32000000${hex(`vCal-Uid\u0001\0\0\0${uid}\0`)}`

  test('is the one that a meeting was born with at Google, for every occurrence of its series', () => {
    for (const day of ['00000000', '07EA0302', '07EA0309'])
      expect(sharedUid(wrapped(day, 'qa87q2t552@google.com'))).toBe('qa87q2t552@google.com')
  })

  test('is the whole series’ where the meeting was born in Outlook, as it is sent to other calendars', () => {
    const own = (day: string) => `${head}${day}10BD0E51C5A3DC010000000000000000100000008E1D2A0B3C4D5E6F708192A3B4C5D6E7`
    expect(sharedUid(own('07EA0302'))).toBe(own('00000000'))
    expect(sharedUid(own('00000000').toLowerCase())).toBe(own('00000000'))
  })

  test('is left as it is where it is of another kind', () => {
    for (const uid of ['one@google.com', '', head, `${head}zz`, '{5A3C}']) expect(sharedUid(uid)).toBe(uid)
    fc.assert(fc.property(fc.string(), (uid) => sharedUid(sharedUid(uid)) === sharedUid(uid)))
  })
})

describe('a time of Graph', () => {
  const time = (dateTime: string) => ({ dateTime, timeZone: 'UTC' })

  test('without offset is UTC, whatever this machine’s zone is', () => {
    const span = spanOf({ start: time('2026-11-22T09:00:00.0000000'), end: null, isAllDay: false }, 'Asia/Tokyo')
    expect(span?.start.toString()).toBe('2026-11-22T09:00:00Z')
  })

  test('of a whole day is the midnight of whoever’s day it is', () => {
    const day = { start: time('2026-11-22T00:00:00.0000000'), end: time('2026-11-23T00:00:00.0000000'), isAllDay: true }
    expect(spanOf(day, 'America/New_York')?.start.toString()).toBe('2026-11-22T05:00:00Z')
  })

  test.each([
    ['Pacific Standard Time', 'America/Los_Angeles'],
    ['W. Europe Standard Time', 'Europe/Berlin'],
    ['Europe/Madrid', 'Europe/Madrid'],
    ['tzone://Microsoft/Custom', undefined],
    ['Customized Time Zone', undefined],
    ['', undefined],
    [null, undefined],
  ])('zone %s is %s', (name, zone) => {
    expect(ianaZone(name)).toBe(zone)
  })

  test('the zone most events are kept in is the calendar’s, and UTC is nobody’s', () => {
    expect(commonZone(['UTC', 'UTC', 'W. Europe Standard Time', null, 'Pacific Standard Time', 'Europe/Berlin'])).toBe(
      'Europe/Berlin',
    )
    expect(commonZone(['UTC', undefined])).toBeUndefined()
  })
})
