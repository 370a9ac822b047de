/** Google Calendar as a stream of facts: a window read once, then changes by sync token, the window moved on every week. */
import { calendar } from '@googleapis/calendar'
import { Temporal } from 'temporal-polyfill'
import * as z from 'zod'
import { ProviderError } from '../../errors.ts'
import type { MeetingFact } from '../../facts.ts'
import { isStorableTime } from '../../storable.ts'
import { readItems } from '../items.ts'
import type { Call, Cursor, Source } from '../types.ts'
import { ask } from './client.ts'
import { lostPosition } from './errors.ts'
import { eventFields, eventSchema, toMeetingFact } from './events.ts'

const pageSize = 2500
/** How far ahead planned meetings are known. A series without end would otherwise reach years ahead. */
const daysAhead = 60
const anchorDays = 7

const moment = z.string().refine(isMoment)
const cursorSchema = z.discriminatedUnion('phase', [
  z.object({
    version: z.literal(1),
    phase: z.literal('snapshot'),
    from: moment,
    to: moment,
    pageToken: z.string().optional(),
    seen: z.int32(),
  }),
  z.object({
    version: z.literal(1),
    phase: z.literal('changes'),
    from: moment,
    to: moment,
    syncToken: z.string(),
    pageToken: z.string().optional(),
  }),
])
type CalendarCursor = z.infer<typeof cursorSchema>

const replySchema = z.object({
  timeZone: z.string().optional(),
  nextPageToken: z.string().optional(),
  nextSyncToken: z.string().optional(),
  items: z.array(z.unknown()).default([]),
})

/** The owner's primary calendar, under calendar.events.readonly: every field is named, descriptions are not among them. */
export function createCalendarSource({ origin }: { readonly origin: string | undefined }): Source<MeetingFact> {
  const { events } = calendar({ version: 'v3', ...(origin ? { rootUrl: origin } : {}) })

  async function askEvents(call: Call, cursor: CalendarCursor) {
    await call.budget.take(1, 1)
    return ask(call, 'events.list', replySchema, (options) =>
      events.list(
        {
          calendarId: 'primary',
          // With a sync token every parameter but the window must be as at first (Calendar API, events.list).
          singleEvents: true,
          eventTypes: ['default', 'birthday'],
          maxResults: pageSize,
          fields: `timeZone,nextPageToken,nextSyncToken,items(${eventFields})`,
          ...(cursor.phase === 'snapshot'
            ? { timeMin: cursor.from, timeMax: cursor.to }
            : { syncToken: cursor.syncToken }),
          ...(cursor.pageToken ? { pageToken: cursor.pageToken } : {}),
        },
        options,
      ),
    ).catch((error: unknown) => {
      // A token that no longer fits its parameters, or waited too long, is refused with 400; only a new snapshot helps.
      const goesOn = cursor.phase === 'changes' || cursor.pageToken
      if (goesOn && error instanceof ProviderError && error.kind === 'unexpected') throw lostPosition(error.reason)
      throw error
    })
  }

  return {
    async next(call, stored) {
      const cursor = resume(stored, call)
      const reply = await askEvents(call, cursor)
      const facts: MeetingFact[] = []
      const gone: string[] = []
      const skipped = readItems(reply.items, {
        schema: eventSchema,
        unknown: 'an event of an unknown form',
        take(event) {
          const fact = event.status === 'cancelled' ? null : toMeetingFact(event, call.subjects)
          if (fact === 'unreadable') return 'an event without a readable time'
          if (fact && isInside(fact, cursor)) facts.push(fact)
          else gone.push(event.id)
          return undefined
        },
      })
      const seen = cursor.phase === 'snapshot' ? cursor.seen + reply.items.length : 0
      const page = { facts, gone, skipped, ...(stored ? {} : { restart: true }) }
      const zone = reply.timeZone ? { timeZone: reply.timeZone } : {}
      const progress =
        cursor.phase === 'snapshot'
          ? { phase: 'reading' as const, done: seen, ...zone }
          : { phase: 'current' as const, ...zone }
      // Pages may be empty and still have a next one; only the last page carries the sync token.
      if (reply.nextPageToken)
        return {
          ...page,
          cursor: { ...cursor, pageToken: reply.nextPageToken, ...(cursor.phase === 'snapshot' ? { seen } : {}) },
          more: true,
          progress,
        }
      if (!reply.nextSyncToken)
        throw new ProviderError('unavailable', 'Google ended the calendar without a reading position.', {
          reason: 'no sync token',
        })
      const { from, to } = cursor
      return {
        ...page,
        cursor: { version: 1, phase: 'changes', from, to, syncToken: reply.nextSyncToken },
        more: false,
        ...(cursor.phase === 'snapshot'
          ? { complete: { start: Temporal.Instant.from(from), end: Temporal.Instant.from(to) } }
          : {}),
        progress: {
          phase: 'current',
          ...(cursor.phase === 'snapshot' ? { done: seen, total: seen } : {}),
          readBackTo: Temporal.Instant.from(from),
          ...zone,
        },
      }
    },
  }
}

/** Where to go on; a new snapshot where there is no cursor, an unreadable one, or the window is a week old. */
function resume(stored: Cursor | null, call: Call): CalendarCursor {
  if (!stored)
    return {
      version: 1,
      phase: 'snapshot',
      from: second(call.since),
      to: second(call.now.add({ hours: 24 * daysAhead })),
      seen: 0,
    }
  const parsed = cursorSchema.safeParse(stored)
  if (!parsed.success) throw lostPosition('cursor')
  const anchoredAt = Temporal.Instant.from(parsed.data.to).subtract({ hours: 24 * daysAhead })
  const age = call.now.since(anchoredAt).total('hours') / 24
  if (parsed.data.phase === 'changes' && !parsed.data.pageToken && age >= anchorDays)
    throw new ProviderError('cursor-expired', 'The calendar window moves on.', { reason: 'anchor' })
  return parsed.data
}

function isMoment(text: string): boolean {
  try {
    return isStorableTime(Temporal.Instant.from(text))
  } catch {
    return false
  }
}

const second = (instant: Temporal.Instant) => instant.toString({ smallestUnit: 'second' })

/** timeMin bounds the end and timeMax the start, both exclusive (Calendar API, events.list). */
function isInside(fact: MeetingFact, cursor: CalendarCursor): boolean {
  return (
    Temporal.Instant.compare(fact.when.end, Temporal.Instant.from(cursor.from)) > 0 &&
    Temporal.Instant.compare(fact.when.start, Temporal.Instant.from(cursor.to)) < 0
  )
}
