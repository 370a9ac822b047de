/** Outlook's calendar as a stream of facts: plain windows of the calendar view, newest first, the newest read again at every look. */
import { Temporal } from 'temporal-polyfill'
import * as z from 'zod'
import { ProviderError } from '../../errors.ts'
import type { MeetingFact } from '../../facts.ts'
import { earliest, momentSchema, troubled } from '../aside.ts'
import { readItemsInTurns } from '../items.ts'
import type { Call, Cursor, Page, Progress, Source } from '../types.ts'
import { askGraph } from './client.ts'
import { isOfPart, lostPosition } from './errors.ts'
import { eventFields, eventSchema, toMeetingFact } from './events.ts'
import { acceptLink, toPath } from './links.ts'
import { commonZone, preferUtc } from './times.ts'
import {
  asideSchema,
  halves,
  isLately,
  newest,
  partsOf,
  toSetAside,
  troubleOf,
  type Window,
  windowBefore,
  windowSchema,
  withoutStretch,
} from './windows.ts'

const pageSize = 200

/**
 * `snapshot` walks from the newest window back to the horizon. `recent` and `older` are one look after it: the newest
 * window, and one of the older ones in turn, so that what changes long afterwards is seen within two days.
 * `older` is the end of the window whose turn it is, `link` the next page of the stretch that comes first.
 */
const cursorSchema = z.object({
  version: z.literal(1),
  phase: z.enum(['snapshot', 'recent', 'older']),
  ...windowSchema.shape,
  older: momentSchema,
  link: z.string().optional(),
  seen: z.int32().min(0),
  /** What of the window from `from` to `to` is still to be read, and stretches to be tried again; not there before it began. */
  parts: z.array(windowSchema).optional(),
  /** Stretches that Microsoft does not hand out: each waits for a try of its own. */
  aside: z.array(asideSchema).optional(),
  /** True while a stretch is missing that was never read. */
  lacks: z.boolean().optional(),
  /** True once something of the last weeks could be read in this look. */
  saw: z.boolean().optional(),
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
  async function ask(call: Call, cursor: CalendarCursor, part: Window) {
    const reply = await askGraph(call, {
      origin,
      method: 'calendarView.list',
      path: cursor.link ? toPath(cursor.link, origin, 'calendarView') : viewPath(part),
      schema: replySchema,
      prefer: [preferUtc],
    })
    // Pages may be short or empty and still have a next one: the link alone says.
    acceptLink(reply['@odata.nextLink'], origin, 'calendarView', cursor.link)
    return reply
  }

  return {
    async next(call, stored) {
      const begun = resume(stored, call)
      const cursor = { ...begun, parts: begun.parts ?? partsOf(begun, begun.aside ?? [], dueIn(begun, call)) }
      const isOpening = !begun.parts && !begun.link && (cursor.phase === 'recent' || !stored)
      const opening = isOpening ? { restart: true } : {}
      const [part] = cursor.parts
      if (!part) return { ...nothing, ...opening, ...endWindow(cursor, call) }
      const before = troubleOf(cursor.aside ?? [], part)
      await call.budget.take(1, 1)
      try {
        const reply = await ask(call, cursor, part)
        return { ...opening, ...(await readPart(cursor, { part, reply }, call)) }
      } catch (error) {
        if (!isOfPart(error, Boolean(call.careful || before))) throw error
        return { ...nothing, ...opening, ...passPart(cursor, { part, error }, call) }
      }
    },
  }
}

type Begun = CalendarCursor & { readonly parts: readonly Window[] }

/** The facts of a page, and what comes after it. */
async function readPart(
  cursor: Begun,
  { part, reply }: { readonly part: Window; readonly reply: z.infer<typeof replySchema> },
  call: Call,
): Promise<Page<MeetingFact>> {
  const facts: MeetingFact[] = []
  const zones: (string | null | undefined)[] = []
  const skipped = await readItemsInTurns(reply.value, {
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
  const zone = isNewest(part, call) ? commonZone(zones) : undefined
  const timeZone = zone ? { timeZone: zone } : {}
  const link = reply['@odata.nextLink']
  if (link) {
    const next = { ...cursor, link, seen }
    return { facts, gone: [], skipped, cursor: next, more: true, progress: { ...progressOf(next), ...timeZone } }
  }
  const { link: _, ...rest } = cursor
  const next = { ...rest, seen, parts: cursor.parts.slice(1), aside: withoutStretch(cursor.aside ?? [], part) }
  const ended = endPart({ ...next, saw: Boolean(cursor.saw) || isLately(part, call) }, call)
  return {
    facts,
    gone: [],
    skipped,
    ...ended,
    complete: { start: Temporal.Instant.from(part.from), end: Temporal.Instant.from(part.to) },
    progress: { ...ended.progress, ...timeZone },
  }
}

/** The stretch waits for a try of its own, and what is known of it stays. */
function passPart(
  cursor: Begun,
  { part, error }: { readonly part: Window; readonly error: ProviderError },
  call: Call,
): Ended {
  const aside = cursor.aside ?? []
  const before = troubleOf(aside, part)
  // As long as it can be halved it comes nearer to what is broken: that is no try in vain.
  const tried = before && halves(part).length > 1 ? { ...before, tries: 0 } : before
  const one = { ...part, trouble: troubled(error, call.now, tried) }
  const { link: _, ...rest } = cursor
  const lacks = cursor.phase === 'snapshot' || Boolean(cursor.lacks)
  return endPart({ ...rest, lacks, parts: cursor.parts.slice(1), aside: [...withoutStretch(aside, part), one] }, call)
}

const nothing = { facts: [], gone: [] } as const

interface Ended extends Pick<Page<MeetingFact>, 'more' | 'setAside' | 'fault'> {
  readonly cursor: CalendarCursor
  readonly progress: Progress
}

/** After a stretch: the next one, or the next window. */
function endPart(cursor: Begun, call: Call): Ended {
  if (!cursor.parts.length) return endWindow(cursor, call)
  return { cursor, more: true, progress: progressOf(cursor), setAside: toSetAside(cursor.aside ?? [], call) }
}

function endWindow(cursor: CalendarCursor, call: Call): Ended {
  const aside = (cursor.aside ?? []).filter(
    ({ to }) => Temporal.Instant.compare(Temporal.Instant.from(to), call.since) > 0,
  )
  const isFilled = Boolean(cursor.lacks) && !aside.length && cursor.phase !== 'snapshot'
  const next = after({ ...cursor, aside, lacks: Boolean(cursor.lacks) && !isFilled }, call)
  // Behind a stretch that was never read nothing is complete, until it is.
  const back = isFilled
    ? call.since
    : cursor.phase === 'snapshot' && !cursor.lacks && Temporal.Instant.from(cursor.from)
  const ended = {
    ...next,
    setAside: toSetAside(aside, call),
    progress: {
      ...progressOf(cursor),
      ...(back ? { readBackTo: back } : {}),
      ...(cursor.phase === 'snapshot' && !next.more ? { total: cursor.seen } : {}),
    },
  }
  // Nothing of the last weeks could be read: that is no look at the calendar.
  const retryAt = earliest(aside.map(({ trouble }) => trouble))
  if (next.more || cursor.saw || !retryAt) return ended
  const kind = aside.every(({ trouble }) => trouble.kind === 'forbidden') ? 'forbidden' : 'unavailable'
  const words =
    kind === 'forbidden'
      ? {
          en: 'Microsoft refuses to hand out this calendar. For a work or school account its administrator may have to allow it.',
          de: 'Microsoft gibt diesen Kalender nicht heraus. Bei einem Konto von Arbeit oder Schule muss es vielleicht dessen Verwaltung erlauben.',
        }
      : {
          en: 'Microsoft does not hand out this calendar at the moment.',
          de: 'Microsoft gibt diesen Kalender im Moment nicht heraus.',
        }
  return { ...ended, more: true, fault: new ProviderError(kind, words, { reason: 'calendar', retryAt }) }
}

const progressOf = ({ phase, seen }: CalendarCursor): Progress =>
  phase === 'snapshot' ? { phase: 'reading' as const, done: seen } : { phase: 'current' as const }

/** Stretches are tried again once in a look, after its newest window. */
const dueIn = ({ phase }: CalendarCursor, { now, since }: Call) =>
  phase === 'recent' ? { now, since } : { now: null, since }

/** Pages of an order that is not fixed would show some twice and leave others out. */
function viewPath({ from, to }: Window): string {
  return `/me/calendarView?startDateTime=${from}&endDateTime=${to}&$top=${pageSize}&$orderby=start/dateTime&$select=${eventFields}`
}

/** Where to go on: the stored page or window, or a new look; a new snapshot where there is no cursor. */
function resume(stored: Cursor | null, call: Call): CalendarCursor {
  if (!stored) return { version: 1, phase: 'snapshot', ...newest(call), older: newest(call).from, seen: 0 }
  const parsed = cursorSchema.safeParse(stored)
  if (!parsed.success) throw lostPosition('cursor')
  // The recent window is the one around now, however long ago the last look was.
  if (parsed.data.phase === 'recent' && !parsed.data.parts && !parsed.data.link)
    return { ...parsed.data, ...newest(call), saw: false }
  return parsed.data
}

/** What comes after a window that is read to its end. */
function after(cursor: CalendarCursor, call: Call): { cursor: CalendarCursor; more: boolean } {
  const { link: _, parts: __, ...rest } = cursor
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

const isNewest = ({ to }: Window, { now }: Call) => Temporal.Instant.compare(Temporal.Instant.from(to), now) > 0
