/** Whatever JSON a provider answers, an item is read, left out or counted, and never throws. */
import fc from 'fast-check'
import { Temporal } from 'temporal-polyfill'
import { describe, expect, test } from 'vitest'
import type { Fact, Skipped } from '../../src/facts.ts'
import * as googleEvents from '../../src/providers/google/events.ts'
import { readHistory } from '../../src/providers/google/history.ts'
import { toPage } from '../../src/providers/google/reads.ts'
import { readItems } from '../../src/providers/items.ts'
import * as outlookEvents from '../../src/providers/microsoft/events.ts'
import * as outlookMessages from '../../src/providers/microsoft/messages.ts'
import type { Call } from '../../src/providers/types.ts'
import { isStorableId, isStorableText, isStorableTime, toStorable } from '../../src/storable.ts'
import { checkPage } from '../../src/sync/check.ts'
import { noteLeftOut, nothingLeftOut } from '../../src/sync/skipped.ts'

/** Text of every kind, and of the kinds that have stopped something. */
const text = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string({ unit: 'binary' }).map((some) => `${some}\ud800\0`),
  fc.constantFrom(
    '',
    '__proto__',
    'constructor',
    'x'.repeat(5000),
    '\ud800',
    'a\0b',
    '-1',
    '99999999999999999',
    '1767225600000',
    '2026-01-01',
    '2026-01-01T10:00:00Z',
    '2026-01-01T10:00:00',
    '10000-01-01T00:00:00Z',
    '+010000-01-01T00:00:00Z',
    '+275761-01-01T00:00:00Z',
    '0001-01-01T00:00:00Z',
    '9999-12-31T23:59:59.9999999Z',
    'Europe/Berlin',
    'Mars/Phobos',
    'mira@friends.example',
    'Mira <mira@friends.example>, =?utf-8?Q?=00?= <a@b.example>',
    '040000008200E00074C5B7101A82E00800000000000000000000000000000000000000007643616C2D556964010000000041',
  ),
)
const junk = fc.oneof({ weight: 3, arbitrary: text }, { weight: 1, arbitrary: fc.jsonValue() })
const either = (value: fc.Arbitrary<unknown>) =>
  fc.oneof({ weight: 6, arbitrary: value }, { weight: 1, arbitrary: junk })
const record = (members: Record<string, fc.Arbitrary<unknown>>) => either(fc.record(members, { requiredKeys: [] }))
const list = (member: fc.Arbitrary<unknown>) => either(fc.array(member, { maxLength: 5 }))
const flag = either(fc.boolean())

const when = record({ date: text, dateTime: text, timeZone: text })
const party = { email: text, displayName: text, self: flag }
const googleEvent = record({
  id: text,
  status: text,
  eventType: text,
  start: when,
  end: when,
  recurringEventId: text,
  iCalUID: text,
  organizer: record(party),
  attendees: list(record({ ...party, resource: flag, optional: flag, organizer: flag, responseStatus: text })),
  transparency: text,
  summary: text,
  location: text,
})
const gmailMessage = record({
  id: text,
  threadId: text,
  labelIds: list(text),
  internalDate: text,
  payload: record({
    headers: list(
      record({ name: fc.oneof(text, fc.constantFrom('From', 'To', 'Subject', 'Date', 'Message-ID')), value: text }),
    ),
  }),
})
const mailbox = record({ emailAddress: record({ address: text, name: text }) })
const outlookEvent = record({
  id: text,
  iCalUId: text,
  subject: text,
  start: when,
  end: when,
  isAllDay: flag,
  isCancelled: flag,
  showAs: text,
  type: text,
  seriesMasterId: text,
  attendees: list(
    record({ emailAddress: record({ address: text, name: text }), type: text, status: record({ response: text }) }),
  ),
  organizer: mailbox,
  responseStatus: record({ response: text }),
  isOrganizer: flag,
  location: record({ displayName: text }),
  originalStartTimeZone: text,
})
const outlookMessage = record({
  id: text,
  conversationId: text,
  internetMessageId: text,
  receivedDateTime: text,
  sentDateTime: text,
  from: mailbox,
  sender: mailbox,
  toRecipients: list(mailbox),
  ccRecipients: list(mailbox),
  isDraft: flag,
  webLink: text,
  subject: text,
})

const call = { subjects: true, since: Temporal.Instant.from('2020-01-01T00:00:00Z') } as Call
const place = { own: ['sam@home.example'], sent: false, subjects: true }

/** Everything that a database is given, as deep as it goes. */
function* textsOf(value: unknown): Generator<string> {
  if (typeof value === 'string') yield value
  else if (value instanceof Temporal.Instant) return
  else if (typeof value === 'object' && value !== null)
    for (const [key, one] of Object.entries(value)) {
      yield key
      yield* textsOf(one)
    }
}

function expectStorable(facts: readonly Fact[]) {
  for (const one of facts) {
    const { fact, skipped } = toStorable(one)
    expect(Boolean(fact) || Boolean(skipped)).toBe(true)
    if (skipped) expect(isStorableText(skipped.id)).toBe(true)
    if (!fact) continue
    expect(isStorableId(fact.id)).toBe(true)
    for (const at of fact.kind === 'mail' ? [fact.at] : [fact.when.start, fact.when.end])
      expect(isStorableTime(at)).toBe(true)
    for (const some of textsOf(fact)) {
      expect(isStorableText(some)).toBe(true)
      expect(some.length).toBeLessThanOrEqual(2000)
    }
  }
}

const eventsOf = (
  items: readonly unknown[],
  { eventSchema, toMeetingFact }: typeof googleEvents | typeof outlookEvents,
) => {
  const facts: Fact[] = []
  const skipped = readItems(items, {
    schema: eventSchema as typeof googleEvents.eventSchema,
    unknown: 'unknown',
    take(event) {
      const fact = (toMeetingFact as typeof googleEvents.toMeetingFact)(event, true)
      if (fact === 'unreadable') return 'unreadable'
      if (fact) facts.push(fact)
      return undefined
    },
  })
  return { facts, skipped }
}

describe('of any JSON', () => {
  const runs = { numRuns: 400 }
  test('Google’s events', () => {
    fc.assert(
      fc.property(fc.array(googleEvent, { maxLength: 4 }), (items) =>
        expectStorable(eventsOf(items, googleEvents).facts),
      ),
      runs,
    )
  })
  test('Gmail’s messages', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(gmailMessage, { maxLength: 4 }), async (items) => {
        const { facts } = await toPage(items, call)
        expectStorable(facts)
      }),
      runs,
    )
  })
  test('Outlook’s events', () => {
    fc.assert(
      fc.property(fc.array(outlookEvent, { maxLength: 4 }), (items) =>
        expectStorable(eventsOf(items, outlookEvents).facts),
      ),
      runs,
    )
  })
  test('Outlook’s messages', () => {
    fc.assert(
      fc.property(fc.array(outlookMessage, { maxLength: 4 }), (items) => {
        const facts: Fact[] = []
        readItems(items, {
          schema: outlookMessages.messageSchema,
          unknown: 'unknown',
          take(message) {
            facts.push(outlookMessages.toMailFact(message, place))
            return undefined
          },
        })
        expectStorable(facts)
      }),
      runs,
    )
  })
  test('changes and pages', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.jsonValue(), { maxLength: 4 }),
        fc.array(gmailMessage, { maxLength: 4 }),
        async (history, items) => {
          const changes = readHistory(history)
          const page = await toPage(items, call)
          const listing = [...changes.listing, ...(page.listing ?? [])]
          const skipped = [...changes.skipped, ...(page.skipped ?? [])]
          const cursor = { version: 1, phase: 'read' }
          const checked = checkPage({ ...page, listing, skipped, gone: ['a\0b', '', 'fine'], cursor, more: false })
          expect(checked.gone).toEqual(['fine'])
          for (const change of checked.listing ?? []) expect(isStorableId(change.id)).toBe(true)
          for (const { id } of checked.skipped ?? []) expect(isStorableText(id)).toBe(true)
        },
      ),
      runs,
    )
  })
})

test('what was left out is counted once by its id, whatever comes in which order', () => {
  const id = fc.constantFrom('', 'a', 'b', '__proto__', 'constructor')
  const skip: fc.Arbitrary<Skipped> = fc.record({ id, reason: fc.constantFrom('one', 'two', '__proto__') })
  const page = fc.record({ whole: fc.array(id, { maxLength: 3 }), found: fc.array(skip, { maxLength: 4 }) })
  fc.assert(
    fc.property(fc.array(page, { maxLength: 8 }), (pages) => {
      const known = new Map<string, string>()
      let nameless = 0
      let state = nothingLeftOut
      for (const one of pages) {
        state = JSON.parse(JSON.stringify(noteLeftOut(state, one)))
        const again = new Set(one.found.map((found) => found.id))
        for (const whole of one.whole) if (!again.has(whole)) known.delete(whole)
        for (const found of one.found) if (found.id) known.set(found.id, found.reason)
        nameless += one.found.filter((found) => !found.id).length
      }
      expect(new Map(Object.entries(state.leftOut))).toEqual(known)
      const sum = Object.values(state.skipped).reduce((all, count) => all + count, 0)
      expect(sum).toBe(known.size + nameless)
    }),
  )
})
