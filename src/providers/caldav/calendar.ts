/** A CalDAV account as a stream of facts: its calendars listed once, then what changed in those whose mark is another one. */
import { Temporal } from 'temporal-polyfill'
import * as z from 'zod'
import { ProviderError } from '../../errors.ts'
import type { MeetingFact, Skipped } from '../../facts.ts'
import { normalise } from '../../text.ts'
import { daysAhead } from '../standard/calendar/occurrences.ts'
import type { Call, Cursor, Page, Source } from '../types.ts'
import { fetchEntries, type Listed, listAll, listChanges, listWindow } from './entries.ts'
import { askAddresses, askHome, type HomeCalendar } from './home.ts'
import { readEntryText } from './read.ts'

/** Entries asked for at once: so much is held in memory. */
const batch = 40
const anchorDays = 7

const calendarSchema = z.object({
  /** As it was when the calendar was last listed. */
  mark: z.string(),
  /** The position for sync-collection; empty where entries are compared by ETag. */
  token: z.string(),
  /** By path: the ETag, and the ids of what it holds. Where a position is kept, those alone that hold something. */
  entries: z.record(z.string(), z.tuple([z.string()]).rest(z.string())),
  /** Paths that are still to be read. */
  todo: z.array(z.string()),
  /** It is still to be listed: whole, or as far as it changed. */
  ask: z.enum(['all', 'changes']).nullable(),
  /** In which it is kept, where its server says so. */
  zone: z.string().optional(),
  next: z.object({ mark: z.string(), token: z.string() }).nullable(),
})
type Held = z.infer<typeof calendarSchema>

const cursorSchema = z.object({
  version: z.literal(1),
  phase: z.enum(['snapshot', 'changes']),
  from: z.string(),
  to: z.string(),
  me: z.array(z.string()),
  seen: z.int32(),
  /** Something was refused, so that whatever was not seen may be there all the same. */
  partial: z.boolean().default(false),
  /** A look is under way. */
  looking: z.boolean(),
  calendars: z.record(z.string(), calendarSchema),
})
type DavCursor = z.infer<typeof cursorSchema>

interface Step {
  readonly facts: MeetingFact[]
  readonly before: string[]
  readonly skipped: Skipped[]
}

/** Meetings of every calendar of one account. A look without news is one request. */
export function createDavSource(): Source<MeetingFact> {
  return {
    async next(call, stored) {
      const cursor = structuredClone(stored ? resume(stored, call) : await begin(call))
      const step: Step = { facts: [], before: [], skipped: [] }
      if (!cursor.looking) await look(call, cursor, step)
      else await work(call, cursor, step)
      return toPage(cursor, step, stored === null)
    },
  }
}

async function begin(call: Call): Promise<DavCursor> {
  const { principal } = await ask(call, () => askHome(call))
  const said = await ask(call, () => askAddresses(call, principal)).catch((error: unknown) => {
    if (error instanceof ProviderError && (error.kind === 'missing' || error.kind === 'forbidden')) return []
    throw error
  })
  const to = call.now.add({ hours: 24 * daysAhead })
  return {
    version: 1,
    phase: 'snapshot',
    from: call.since.toString(),
    to: to.toString(),
    me: [...new Set([...said, ...(call.address ? [normalise(call.address)] : [])])],
    seen: 0,
    partial: false,
    looking: false,
    calendars: {},
  }
}

function resume(stored: Cursor, call: Call): DavCursor {
  const parsed = cursorSchema.safeParse(stored)
  if (!parsed.success)
    throw new ProviderError(
      'cursor-expired',
      {
        en: 'The reading position has run out; reading starts afresh.',
        de: 'Die Stelle, bis zu der gelesen war, gilt nicht mehr; das Lesen beginnt von vorn.',
      },
      {
        reason: 'cursor',
      },
    )
  const { phase, looking, to } = parsed.data
  const age = call.now.since(Temporal.Instant.from(to).subtract({ hours: 24 * daysAhead })).total('hours') / 24
  if (phase === 'changes' && !looking && age >= anchorDays)
    throw new ProviderError(
      'cursor-expired',
      { en: 'The calendar window moves on.', de: 'Der Zeitraum, der vom Kalender gelesen wird, rückt weiter.' },
      { reason: 'anchor' },
    )
  return parsed.data
}

async function ask<T>(call: Call, request: () => Promise<T>): Promise<T> {
  await call.budget.take(1, 1)
  return request()
}

/** Which calendars there are, and in which of them something changed. The marks are pinned before anything is listed. */
async function look(call: Call, cursor: DavCursor, step: Step): Promise<void> {
  const home = await ask(call, () => askHome(call))
  // One that is not chosen is as one that is not there.
  const calendars = home.calendars.filter(({ href }) => !call.calendars || call.calendars.includes(href))
  const there = new Map(calendars.map((one) => [one.href, one]))
  for (const [href, held] of Object.entries(cursor.calendars))
    if (!there.has(href)) {
      step.before.push(...idsOf(held))
      delete cursor.calendars[href]
    }
  for (const one of calendars) cursor.calendars[one.href] = toAsk(one, cursor.calendars[one.href])
  cursor.looking = Object.values(cursor.calendars).some(({ ask: open, todo }) => open || todo.length)
}

function toAsk({ mark, token, zone }: HomeCalendar, before: Held | undefined): Held {
  const next = { mark, token }
  if (!before) return { mark: '', token: '', entries: {}, todo: [], ask: 'all', next, zone }
  const known = { ...before, zone }
  if (mark && mark === known.mark) return known
  return { ...known, ask: known.token && token ? 'changes' : 'all', next }
}

/** One piece of a look: one listing, or one batch of entries. */
async function work(call: Call, cursor: DavCursor, step: Step): Promise<void> {
  const open = Object.entries(cursor.calendars)
  const [href, held] = open.find(([, one]) => one.todo.length) ?? open.find(([, one]) => one.ask) ?? []
  if (href && held)
    try {
      if (held.todo.length) await readBatch(call, cursor, { href, held, step })
      else await list(call, cursor, { href, held, step })
    } catch (error) {
      if (!(error instanceof ProviderError) || (error.kind !== 'missing' && error.kind !== 'forbidden')) throw error
      // What was read of it stays; the next look asks again, for all of it: what was listed before is not read.
      Object.assign(held, { ask: null, todo: [], next: null, mark: '', token: '' })
      cursor.partial = true
      step.skipped.push({ id: '', reason: 'a calendar that its server does not open' })
    }
  cursor.looking = Object.values(cursor.calendars).some(({ ask: more, todo }) => more || todo.length)
}

interface Working {
  readonly href: string
  readonly held: Held
  readonly step: Step
}

async function list(call: Call, cursor: DavCursor, { href, held, step }: Working): Promise<void> {
  const next = held.next ?? { mark: '', token: '' }
  if (held.ask === 'changes') {
    const changes = await ask(call, () => listChanges(call, href, held.token))
    if (!changes) {
      held.ask = 'all'
      return
    }
    for (const path of changes.gone) drop(held, path, step)
    Object.assign(held, { todo: changes.changed.map((one) => one.href), token: changes.token })
    if (!changes.more) Object.assign(held, { ask: null, mark: next.mark, next: null })
    return
  }
  const window = { start: Temporal.Instant.from(cursor.from), end: Temporal.Instant.from(cursor.to) }
  const found = await ask(call, () => (next.token ? listWindow(call, href, window) : listAll(call, href)))
  takeListing(held, found, step)
  Object.assign(held, { ...next, ask: null, next: null })
}

/** Whatever is not listed is gone; whatever has another ETag, or none, is read. */
function takeListing(held: Held, found: readonly Listed[], step: Step): void {
  const paths = new Set(found.map(({ href }) => href))
  for (const path of Object.keys(held.entries)) if (!paths.has(path)) drop(held, path, step)
  held.todo = found.filter(({ href, etag }) => !etag || held.entries[href]?.[0] !== etag).map(({ href }) => href)
}

function drop(held: Held, path: string, { before }: Step): void {
  before.push(...(held.entries[path]?.slice(1) ?? []))
  delete held.entries[path]
}

async function readBatch(call: Call, cursor: DavCursor, { href, held, step }: Working): Promise<void> {
  const some = held.todo.slice(0, batch)
  const handed = await ask(call, () => fetchEntries(call, href, some))
  held.todo = held.todo.slice(batch)
  const byPath = new Map(handed.map((one) => [one.href, one]))
  for (const path of some) {
    const one = byPath.get(path)
    drop(held, path, step)
    if (!one || one.text === null) continue
    const read = await readEntryText(one.text, { call, me: cursor.me, timeZone: held.zone ?? call.timeZone ?? 'UTC' })
    step.facts.push(...read.facts)
    step.skipped.push(...read.skipped)
    cursor.seen++
    const ids = read.facts.map(({ id }) => id)
    if (ids.length || !held.token) held.entries[path] = [one.etag, ...ids]
  }
}

const idsOf = ({ entries }: Held): readonly string[] => Object.values(entries).flatMap(([, ...ids]) => ids)

function toPage(cursor: DavCursor, { facts, before, skipped }: Step, restart: boolean): Page<MeetingFact> {
  const held = before.length ? new Set(Object.values(cursor.calendars).flatMap(idsOf)) : new Set<string>()
  const gone = [...new Set(before)].filter((id) => !held.has(id))
  const isDone = !cursor.looking
  const span = { start: Temporal.Instant.from(cursor.from), end: Temporal.Instant.from(cursor.to) }
  const isWhole = isDone && cursor.phase === 'snapshot'
  const left = Object.values(cursor.calendars).reduce((sum, { todo }) => sum + todo.length, 0)
  return {
    facts,
    gone,
    skipped,
    cursor: { ...cursor, phase: isDone ? 'changes' : cursor.phase, partial: isDone ? false : cursor.partial },
    more: !isDone,
    ...(restart ? { restart: true } : {}),
    ...(isWhole && !cursor.partial ? { complete: span } : {}),
    progress: isDone
      ? { phase: 'current', readBackTo: span.start, ...(isWhole ? { done: cursor.seen, total: cursor.seen } : {}) }
      : {
          phase: cursor.phase === 'snapshot' ? 'reading' : 'current',
          ...(cursor.phase === 'snapshot' ? { done: cursor.seen, total: cursor.seen + left } : {}),
        },
  }
}
