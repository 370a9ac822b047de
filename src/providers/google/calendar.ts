/** Google Calendar as a stream of facts: a window read once, then changes by sync token, the window moved on every week. */
import { Temporal } from 'temporal-polyfill'
import * as z from 'zod'
import { ProviderError } from '../../errors.ts'
import type { MeetingFact } from '../../facts.ts'
import { isStorableTime } from '../../storable.ts'
import { readItemsInTurns } from '../items.ts'
import type { Call, Cursor, Page, Source } from '../types.ts'
import { isOver, stepOn, type Window, type WindowsCursor, windowsSchema } from './calendar-windows.ts'
import { ask, nextToken } from './client.ts'
import { lostPosition } from './errors.ts'
import { eventFields, eventSchema, toMeetingFact } from './events.ts'
import { lateCalendar } from './libraries.ts'

const pageSize = 2500
/** Where those are not handed out. */
const smallPageSize = 250
/** From so many failed tries on a page is no longer waited for. */
const mostTries = 2
/** More no window has: 25,000 events. */
const mostPages = 10
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
    /** Events on a page, where full pages are not handed out. */
    size: z.int32().min(1).optional(),
  }),
  z.object({
    version: z.literal(1),
    phase: z.literal('changes'),
    from: moment,
    to: moment,
    syncToken: z.string(),
    pageToken: z.string().optional(),
  }),
  windowsSchema,
])
type AnyCursor = z.infer<typeof cursorSchema>
type CalendarCursor = Exclude<AnyCursor, WindowsCursor>

const replySchema = z.object({
  timeZone: z.string().optional(),
  nextPageToken: z.string().optional(),
  nextSyncToken: z.string().optional(),
  items: z.array(z.unknown()).default([]),
})

/** The owner's primary calendar, under calendar.events.readonly: every field is named, descriptions are not among them. */
export function createCalendarSource({ origin }: { readonly origin: string | undefined }): Source<MeetingFact> {
  const api = lateCalendar({ origin })

  /** Every event of a window, in as many pages as it takes. */
  async function askWindow(call: Call, { from, to }: Window): Promise<readonly unknown[]> {
    const items: unknown[] = []
    let pageToken: string | undefined
    for (let page = 0; page < mostPages; page++) {
      const reply = await askEvents(call, {
        version: 1,
        phase: 'snapshot',
        from,
        to,
        seen: 0,
        ...(pageToken ? { pageToken } : {}),
      })
      items.push(...reply.items)
      pageToken = reply.nextPageToken
      if (!pageToken) return items
    }
    throw new ProviderError(
      'unavailable',
      { en: 'Google’s calendar did not come to an end.', de: 'Der Kalender bei Google nahm kein Ende.' },
      { reason: 'pages' },
    )
  }

  /** One window of a calendar that is not handed out as a whole. */
  async function readWindow(call: Call, stored: WindowsCursor): Promise<Page<MeetingFact>> {
    const isNew = isAtRest(stored)
    if (isNew && isOver(stored, call.now)) throw lostPosition('anchor')
    const begun = isNew ? { ...stored, seen: 0, lost: 0 } : stored
    const stepped = await stepOn(begun, (window) => askWindow(call, window))
    const { read, lost } = stepped
    const found = await readEvents(read?.items ?? [], call, stored)
    const page = {
      facts: found.facts,
      gone: [...found.gone, ...(read ? [nameOf(read.window)] : [])],
      skipped: [...found.skipped, ...(lost ? [{ id: nameOf(lost), reason: lostDay }] : [])],
      ...(isNew ? { restart: true } : {}),
      ...(read ? { complete: toSpan(read.window) } : {}),
    }
    return { ...page, ...afterWindow({ ...stepped.cursor, seen: stepped.cursor.seen + (read?.items.length ?? 0) }) }
  }

  async function askEvents(call: Call, cursor: CalendarCursor) {
    await call.budget.take(1, 1)
    const reply = await ask(call, 'events.list', replySchema, async (options) =>
      (await api()).events.list(
        {
          calendarId: 'primary',
          // With a sync token every parameter but the window must be as at first (Calendar API, events.list).
          singleEvents: true,
          eventTypes: ['default', 'birthday'],
          maxResults: (cursor.phase === 'snapshot' && cursor.size) || pageSize,
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
    nextToken(reply, cursor)
    return reply
  }

  return {
    async next(call, stored) {
      const cursor = resume(stored, call)
      if (cursor.phase === 'windows') return readWindow(call, cursor)
      const reply = await askEvents(call, cursor).catch((error: unknown) => {
        if (!isStuck(error, call)) throw error
        return null
      })
      if (!reply) return inWindows(call, cursor)
      const page = { ...(await readEvents(reply.items, call, cursor)), ...(stored ? {} : { restart: true }) }
      return cursor.phase === 'snapshot' ? goOn(page, reply, cursor) : follow(page, reply, cursor)
    },
  }
}

type Reply = z.infer<typeof replySchema>
type Read = Pick<Page<MeetingFact>, 'facts' | 'gone' | 'skipped' | 'restart'>

const zoneOf = ({ timeZone }: Reply) => (timeZone ? { timeZone } : {})

/** Pages may be empty and still have a next one; only the last page carries the sync token. @throws ProviderError without one */
function lastOf({ nextSyncToken }: Reply, { from, to }: Window): Cursor {
  if (nextSyncToken) return { version: 1, phase: 'changes', from, to, syncToken: nextSyncToken }
  throw new ProviderError(
    'unavailable',
    {
      en: 'Google ended the calendar without a reading position.',
      de: 'Google beendete den Kalender, ohne zu sagen, bis wohin er gelesen ist.',
    },
    {
      reason: 'no sync token',
    },
  )
}

function goOn(page: Read, reply: Reply, cursor: Extract<CalendarCursor, { phase: 'snapshot' }>): Page<MeetingFact> {
  const seen = cursor.seen + reply.items.length
  const { nextPageToken: pageToken } = reply
  if (pageToken)
    return {
      ...page,
      cursor: { ...cursor, pageToken, seen },
      more: true,
      progress: { phase: 'reading', done: seen, ...zoneOf(reply) },
    }
  const readBackTo = Temporal.Instant.from(cursor.from)
  return {
    ...page,
    cursor: lastOf(reply, cursor),
    more: false,
    complete: toSpan(cursor),
    progress: { phase: 'current', done: seen, total: seen, readBackTo, ...zoneOf(reply) },
  }
}

function follow(page: Read, reply: Reply, cursor: Extract<CalendarCursor, { phase: 'changes' }>): Page<MeetingFact> {
  const { nextPageToken: pageToken } = reply
  if (pageToken)
    return {
      ...page,
      cursor: { ...cursor, pageToken },
      more: true,
      progress: { phase: 'current', ...zoneOf(reply) },
    }
  const readBackTo = Temporal.Instant.from(cursor.from)
  return {
    ...page,
    cursor: lastOf(reply, cursor),
    more: false,
    progress: { phase: 'current', readBackTo, ...zoneOf(reply) },
  }
}

/** Whether a page was refused so often that it may be refused for good: not a lost position, nor a line that is down. */
const isStuck = (error: unknown, { attempts = 0 }: Call): boolean =>
  error instanceof ProviderError &&
  attempts >= mostTries &&
  (error.kind === 'unavailable' || error.kind === 'unexpected') &&
  error.reason !== 'network'

/** Everything is read in windows from now on, in steps of their own. */
function inWindows(call: Call, stuck: CalendarCursor): Page<MeetingFact> {
  const { from, to } = newWindow(call)
  const again = stuck.phase === 'snapshot' && stuck.size !== undefined
  const begunAt = call.now.epochMilliseconds
  const cursor: WindowsCursor = { version: 1, phase: 'windows', from, to, begunAt, seen: 0, lost: 0, again }
  return { facts: [], gone: [], cursor: { ...cursor, bad: { from, to } }, more: true, restart: true }
}

const isAtRest = ({ bad, rest }: WindowsCursor) => !bad && !rest

/** Where every part is handed out by itself, the whole may be as well, in smaller pages. */
function afterWindow(cursor: WindowsCursor): Pick<Page, 'cursor' | 'more' | 'progress'> {
  const { from, to, seen, lost, again } = cursor
  if (!isAtRest(cursor)) return { cursor, more: true, progress: { phase: 'reading', done: seen } }
  if (lost === 0 && !again) {
    const whole = { version: 1, phase: 'snapshot', from, to, seen: 0, size: smallPageSize }
    return { cursor: whole, more: true, progress: { phase: 'reading', done: seen } }
  }
  const readBackTo = Temporal.Instant.from(from)
  return { cursor, more: false, progress: { phase: 'current', done: seen, total: seen, readBackTo } }
}

const lostDay = 'a day of the calendar that Google does not hand out'
const nameOf = ({ from }: Window) => `day ${from}`
const toSpan = ({ from, to }: Window) => ({ start: Temporal.Instant.from(from), end: Temporal.Instant.from(to) })

/** What a page's events are as facts; those outside the window, or no meetings any more, are gone. */
async function readEvents(items: readonly unknown[], call: Call, window: Window) {
  const facts: MeetingFact[] = []
  const gone: string[] = []
  const skipped = await readItemsInTurns(items, {
    schema: eventSchema,
    unknown: 'an event of an unknown form',
    take(event) {
      const fact = event.status === 'cancelled' ? null : toMeetingFact(event, call.subjects)
      if (fact === 'unreadable') return 'an event without a readable time'
      if (fact && isInside(fact, window)) facts.push(fact)
      else gone.push(event.id)
      return undefined
    },
  })
  return { facts, gone, skipped }
}

const newWindow = ({ since, now }: Call): Window => ({
  from: second(since),
  to: second(now.add({ hours: 24 * daysAhead })),
})

/** Where to go on; a new snapshot where there is no cursor, an unreadable one, or the window is a week old. */
function resume(stored: Cursor | null, call: Call): AnyCursor {
  if (!stored) return { version: 1, phase: 'snapshot', ...newWindow(call), seen: 0 }
  const parsed = cursorSchema.safeParse(stored)
  if (!parsed.success) throw lostPosition('cursor')
  const ahead = Temporal.Instant.from(parsed.data.to).epochMilliseconds - call.now.epochMilliseconds
  const age = daysAhead - ahead / 86_400_000
  if (parsed.data.phase === 'changes' && !parsed.data.pageToken && age >= anchorDays)
    throw new ProviderError(
      'cursor-expired',
      { en: 'The calendar window moves on.', de: 'Der Zeitraum, der vom Kalender gelesen wird, rückt weiter.' },
      { reason: 'anchor' },
    )
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
function isInside(fact: MeetingFact, cursor: Window): boolean {
  return (
    Temporal.Instant.compare(fact.when.end, Temporal.Instant.from(cursor.from)) > 0 &&
    Temporal.Instant.compare(fact.when.start, Temporal.Instant.from(cursor.to)) < 0
  )
}
