/** Outlook's calendar as a stream of facts: plain windows of the calendar view, newest first, the newest read again at every look. */
import { Temporal } from 'temporal-polyfill'
import * as z from 'zod'
import type { Instant, MeetingFact } from '../../facts.ts'
import { isStorableTime } from '../../storable.ts'
import { readItems } from '../items.ts'
import type { Call, Cursor, Source } from '../types.ts'
import { askGraph } from './client.ts'
import { lostPosition } from './errors.ts'
import { eventFields, eventSchema, toMeetingFact } from './events.ts'
import { toPath } from './links.ts'
import { commonZone, preferUtc, second } from './times.ts'

const pageSize = 200
/** How far ahead planned meetings are known. */
const daysAhead = 60
/** What changes at all mostly changes within these days, so every look reads them again. */
const recentDays = 28
const windowDays = 31

/**
 * `snapshot` walks from the newest window back to the horizon. `recent` and `older` are one look after it: the newest
 * window, and one of the older ones in turn, so that what changes long afterwards is seen within two days.
 * `older` is the end of the window whose turn it is, `link` the next page of the window from `from` to `to`.
 */
const moment = z.string().refine(isMoment)
const cursorSchema = z.object({
  version: z.literal(1),
  phase: z.enum(['snapshot', 'recent', 'older']),
  from: moment,
  to: moment,
  older: moment,
  link: z.string().optional(),
  seen: z.int32().min(0),
})
type CalendarCursor = z.infer<typeof cursorSchema>

const replySchema = z.object({
  value: z.array(z.unknown()),
  '@odata.nextLink': z.string().optional(),
})

/**
 * The owner's calendar under Calendars.ReadBasic. Its delta is not used: it takes no `$select`, so that it would hand out
 * bodies under a wider permission, and its window cannot be moved.
 */
export function createGraphCalendarSource({ origin }: { readonly origin: string | undefined }): Source<MeetingFact> {
  async function ask(call: Call, cursor: CalendarCursor) {
    await call.budget.take(1, 1)
    return askGraph(call, {
      origin,
      method: 'calendarView.list',
      path: cursor.link ? toPath(cursor.link, origin, 'calendarView') : viewPath(cursor),
      schema: replySchema,
      prefer: [preferUtc],
    })
  }

  return {
    async next(call, stored) {
      const cursor = resume(stored, call)
      const reply = await ask(call, cursor)
      const facts: MeetingFact[] = []
      const zones: (string | null | undefined)[] = []
      const skipped = readItems(reply.value, {
        schema: eventSchema,
        unknown: 'an event of an unknown form',
        take(event) {
          const fact = toMeetingFact(event, call.subjects)
          if (event.isOrganizer) zones.push(event.originalStartTimeZone)
          if (fact === 'unreadable') return 'an event without a readable time'
          if (fact) facts.push(fact)
          return undefined
        },
      })
      const seen = cursor.seen + facts.length
      const opening = !cursor.link && (cursor.phase === 'recent' || !stored)
      const zone = isNewest(cursor, call) ? commonZone(zones) : undefined
      const page = { facts, gone: [], skipped, ...(opening ? { restart: true } : {}) }
      const base = {
        phase: cursor.phase === 'snapshot' ? ('reading' as const) : ('current' as const),
        ...(cursor.phase === 'snapshot' ? { done: seen } : {}),
        ...(zone ? { timeZone: zone } : {}),
      }
      const link = reply['@odata.nextLink']
      // Pages may be short or empty and still have a next one: the link alone says.
      if (link) {
        toPath(link, origin, 'calendarView')
        return { ...page, cursor: { ...cursor, link, seen }, more: true, progress: base }
      }
      const next = after({ ...cursor, seen }, call)
      return {
        ...page,
        ...next,
        complete: { start: Temporal.Instant.from(cursor.from), end: Temporal.Instant.from(cursor.to) },
        progress: {
          ...base,
          ...(cursor.phase === 'snapshot' ? { readBackTo: Temporal.Instant.from(cursor.from) } : {}),
          ...(cursor.phase === 'snapshot' && !next.more ? { total: seen } : {}),
        },
      }
    },
  }
}

/** Pages of an order that is not fixed would show some twice and leave others out. */
function viewPath({ from, to }: CalendarCursor): string {
  return `/me/calendarView?startDateTime=${from}&endDateTime=${to}&$top=${pageSize}&$orderby=start/dateTime&$select=${eventFields}`
}

/** Where to go on: the stored page or window, or a new look; a new snapshot where there is no cursor. */
function resume(stored: Cursor | null, call: Call): CalendarCursor {
  if (!stored) return { version: 1, phase: 'snapshot', ...newest(call), older: newest(call).from, seen: 0 }
  const parsed = cursorSchema.safeParse(stored)
  if (!parsed.success) throw lostPosition('cursor')
  // The recent window is the one around now, however long ago the last look was.
  if (parsed.data.phase === 'recent' && !parsed.data.link) return { ...parsed.data, ...newest(call) }
  return parsed.data
}

/** What comes after a window that is read to its end. */
function after(cursor: CalendarCursor, call: Call): { cursor: CalendarCursor; more: boolean } {
  const { link: _, ...rest } = cursor
  const older = Temporal.Instant.from(cursor.phase === 'recent' ? cursor.older : cursor.from)
  const reached = Temporal.Instant.compare(older, call.since) <= 0
  const back = reached ? null : windowBefore(older, call)
  if (cursor.phase === 'snapshot')
    return back
      ? { cursor: { ...rest, ...back }, more: true }
      : { cursor: { ...rest, phase: 'recent', older: newest(call).from }, more: false }
  if (cursor.phase === 'recent' && back) return { cursor: { ...rest, phase: 'older', ...back }, more: true }
  return { cursor: { ...rest, phase: 'recent', older: reached ? newest(call).from : cursor.from }, more: false }
}

const hours = (days: number) => ({ hours: 24 * days })

const newest = ({ now }: Call) => ({
  from: second(now.subtract(hours(recentDays))),
  to: second(now.add(hours(daysAhead))),
})

function windowBefore(to: Instant, { since }: Call): { from: string; to: string } {
  const from = to.subtract(hours(windowDays))
  return { from: second(Temporal.Instant.compare(from, since) < 0 ? since : from), to: second(to) }
}

const isNewest = ({ to }: CalendarCursor, { now }: Call) => Temporal.Instant.compare(Temporal.Instant.from(to), now) > 0

function isMoment(text: string): boolean {
  try {
    return isStorableTime(Temporal.Instant.from(text))
  } catch {
    return false
  }
}
