/** What the bundle for Workers has in the place of ical-generator writes calendar files in the same bytes. */
import fc from 'fast-check'
import * as whole from 'ical-generator'
import { expect, test } from 'vitest'
import * as own from '../../../scripts/worker/ical-generator.ts'

const text = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 120 }).filter((said) => said.isWellFormed()),
  fc.string({ unit: 'grapheme', maxLength: 200 }),
  fc.constantFrom('a, b; "c" \\ ^', 'one\ntwo\r\nthree\rfour', 'Zoë 😀'.repeat(30), ''),
)
const time = fc.date({ min: new Date('1900-01-01'), max: new Date('2200-01-01'), noInvalidDate: true })
const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined })
const address = fc.emailAddress()

const files = fc.record({
  calendar: fc.constantFrom({}, { name: 'Coffee soon' }, { method: 'PUBLISH', ttl: 6 * 3600 }),
  publish: fc.boolean(),
  events: fc.array(
    fc.record({
      data: fc.record(
        {
          id: fc.uuid(),
          stamp: time,
          summary: text,
          when: fc.oneof(
            fc.record({ start: time, end: time }),
            time.map((at) => ({ start: at, allDay: true, repeating: 'RRULE:FREQ=YEARLY' })),
            time.map((at) => ({ start: at, allDay: true })),
          ),
          lastModified: time,
          sequence: fc.nat(),
          transparency: fc.constantFrom('OPAQUE', 'TRANSPARENT'),
          status: fc.constantFrom('CONFIRMED', 'TENTATIVE'),
          location: text.filter(Boolean),
          url: fc.webUrl(),
          description: text,
          organizer: address.map((email) => ({ name: email, email })),
        },
        { requiredKeys: ['id', 'stamp', 'summary', 'when'] },
      ),
      attendees: fc.array(
        fc
          .record({
            email: address,
            name: maybe(text),
            status: fc.constantFrom('ACCEPTED', 'NEEDS-ACTION'),
            rsvp: maybe(fc.boolean()),
            scheduleAgent: maybe(fc.constant('NONE')),
          })
          .map((attendee) => Object.fromEntries(Object.entries(attendee).filter(([, said]) => said !== undefined))),
        { maxLength: 3 },
      ),
      reminder: maybe(text),
    }),
    { maxLength: 3 },
  ),
})

/** The file that one of the two writes. */
function written(
  { default: ical, ...kinds }: typeof whole,
  { calendar, publish, events }: typeof files extends fc.Arbitrary<infer T> ? T : never,
): string {
  const prodId = { company: 'coffee-soon', product: 'coffee-soon', language: 'EN' }
  const file = ical({ prodId, ...(calendar as object) })
  if (publish) file.method(kinds.ICalCalendarMethod.PUBLISH)
  for (const { data, attendees, reminder } of events) {
    const { when, ...rest } = data
    const event = file.createEvent({ ...rest, ...when } as whole.ICalEventData)
    for (const attendee of attendees)
      event.createAttendee({ ...attendee, role: kinds.ICalAttendeeRole.REQ } as unknown as whole.ICalAttendeeData)
    if (reminder !== undefined)
      event.createAlarm({ type: kinds.ICalAlarmType.display, triggerBefore: 86_400, description: reminder })
  }
  return file.toString()
}

test('a calendar file is the same byte by byte', () => {
  fc.assert(
    fc.property(files, (asked) => {
      expect(written(own as unknown as typeof whole, asked)).toBe(written(whole, asked))
    }),
    { numRuns: 500 },
  )
})

test('what is named there is named so here', () => {
  const { default: _, ...kinds } = own
  expect(whole).toMatchObject(kinds)
})
