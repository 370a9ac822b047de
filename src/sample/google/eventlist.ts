/** events.list: windows, pages in no order, and sync tokens with all their conditions. */
import { createHash } from 'node:crypto'
import type { calendar_v3 } from '@googleapis/calendar'
import { Temporal } from 'temporal-polyfill'
import type { Occurrence } from '../calendar.ts'
import { onCalendar } from '../calendars.ts'
import type { ApiCall } from './api.ts'
import { refuse } from './replies.ts'
import { renderMaster, renderOccurrence } from './resource.ts'
import type { World } from './world.ts'

/** What a sync token or a page token stands for. `parameters` are those of the first call. */
interface Position {
  readonly parameters: string
  readonly timeMin: string | null
  readonly timeMax: string | null
  /** Changes after this version are shown; 0 shows everything. */
  readonly since: number
  /** The version of the calendar when the first page was asked for. */
  readonly version: number
  readonly issuedAt: string
  /** Where the next page begins, in the order of `shuffle`; '' begins. */
  readonly after: string
}

/** Refused together with a sync token. */
const NOT_WITH_SYNC = [
  'iCalUID',
  'orderBy',
  'privateExtendedProperty',
  'q',
  'sharedExtendedProperty',
  'timeMin',
  'timeMax',
  'updatedMin',
]
/** May differ from call to call. */
const FREE = ['syncToken', 'pageToken', 'maxResults', 'fields', 'timeZone', 'alt', 'prettyPrint', 'key', 'quotaUser']
const TYPES = ['birthday', 'default', 'focusTime', 'fromGmail', 'outOfOffice', 'workingLocation']
/** Sync tokens are good for about a month without use. */
const TOKEN_LIFE = { hours: 28 * 24 }

const bad = (message: string, location: string) =>
  refuse(400, 'invalid', message, { location, locationType: 'parameter' })

/** @returns the page, or the refusal Google would send */
export function listEvents(world: World, call: ApiCall): calendar_v3.Schema$Events | Response {
  const problem = checkParameters(call.query)
  if (problem) return problem
  const position = findPosition(world, call)
  if (position instanceof Response) return position
  const zone = call.query.get('timeZone') ?? world.history.owner.zone
  const items = matching(world, call, position)
  const size = Math.min(Number(call.query.get('maxResults') ?? 250), 2500, call.mostItems)
  const rest = items.filter((item) => item.order > position.after)
  const page = call.emptyPage ? [] : rest.slice(0, size)
  const more = call.emptyPage || rest.length > page.length
  const next: Position = { ...position, after: page.at(-1)?.order ?? position.after }
  return {
    kind: 'calendar#events',
    etag: `"p${position.version}"`,
    summary: world.history.owner.address,
    description: '',
    updated: world.now().toString(),
    timeZone: zone,
    accessRole: 'owner',
    defaultReminders: [{ method: 'popup', minutes: 10 }],
    ...(more
      ? { nextPageToken: write('page', next) }
      : position.parameters.includes('orderBy') || position.parameters.includes('"q"')
        ? {}
        : {
            nextSyncToken: write('sync', {
              ...position,
              since: position.version,
              after: '',
              issuedAt: world.now().toString(),
            }),
          }),
    items: page.map((item) => item.render(zone)),
  }
}

function checkParameters(query: URLSearchParams): Response | null {
  for (const name of ['timeMin', 'timeMax', 'updatedMin']) {
    const value = query.get(name)
    if (value !== null && !isInstant(value)) return refuse(400, 'badRequest', 'Bad Request')
  }
  const [timeMin, timeMax] = [query.get('timeMin'), query.get('timeMax')]
  if (timeMin && timeMax && Temporal.Instant.compare(timeMin, timeMax) >= 0) {
    return refuse(400, 'timeRangeEmpty', 'The specified time range is empty.', {
      domain: 'calendar',
      location: 'timeMax',
      locationType: 'parameter',
    })
  }
  const maxResults = query.get('maxResults')
  if (maxResults !== null && !/^[1-9]\d*$/.test(maxResults)) return bad(`Invalid value '${maxResults}'.`, 'maxResults')
  const orderBy = query.get('orderBy')
  if (orderBy === 'startTime' && query.get('singleEvents') !== 'true') {
    return refuse(400, 'badRequest', 'The requested ordering is not available for the particular query.')
  }
  if (orderBy !== null && !['startTime', 'updated'].includes(orderBy))
    return bad('Invalid value for: orderBy', 'orderBy')
  const unknown = query.getAll('eventTypes').find((type) => !TYPES.includes(type))
  if (unknown !== undefined) return bad(`Invalid value for: ${unknown} is not a valid value`, 'eventTypes')
  const timeZone = query.get('timeZone')
  if (timeZone !== null && !isZone(timeZone)) return bad('Invalid time zone definition.', 'timeZone')
  return null
}

function findPosition(world: World, { query, expired }: ApiCall): Position | Response {
  const parameters = fixedParameters(query)
  const pageToken = query.get('pageToken')
  if (pageToken !== null) {
    const page = read('page', pageToken)
    if (!page) return bad('Invalid page token value.', 'pageToken')
    return page.parameters === parameters || query.has('syncToken')
      ? page
      : bad('Invalid page token value.', 'pageToken')
  }
  const syncToken = query.get('syncToken')
  if (syncToken === null) {
    return {
      parameters,
      timeMin: query.get('timeMin'),
      timeMax: query.get('timeMax'),
      since: 0,
      version: world.calendar.version(),
      issuedAt: world.now().toString(),
      after: '',
    }
  }
  const refused = NOT_WITH_SYNC.find((name) => query.has(name))
  if (refused) {
    return bad(
      'Sync token cannot be used with any of the query restrictions or orderings other than those used in the initial request.',
      refused,
    )
  }
  if (query.get('showDeleted') === 'false')
    return bad('showDeleted=false cannot be used with a sync token.', 'showDeleted')
  const sync = read('sync', syncToken)
  if (expired || !sync || isStale(world, sync)) {
    return refuse(410, 'fullSyncRequired', 'Sync token is no longer valid, a full sync is required.', {
      domain: 'calendar',
      location: 'syncToken',
      locationType: 'parameter',
    })
  }
  if (withoutWindow(sync.parameters) !== withoutWindow(parameters)) {
    return bad('The parameters must be those of the request that gave the sync token.', 'syncToken')
  }
  return { ...sync, version: world.calendar.version() }
}

function isStale(world: World, { issuedAt }: Position): boolean {
  return Temporal.Instant.compare(Temporal.Instant.from(issuedAt).add(TOKEN_LIFE), world.now()) < 0
}

interface Item {
  readonly order: string
  render(zone: string): calendar_v3.Schema$Event
}

function matching(world: World, { query, path }: ApiCall, position: Position): Item[] {
  const types = query.getAll('eventTypes')
  const deleted = position.since > 0 || query.get('showDeleted') === 'true'
  const single = query.get('singleEvents') === 'true'
  const byStart = query.get('orderBy') === 'startTime'
  const other = world.calendars.find(({ id }) => id === path.calendar)?.id
  const found = onCalendar(world.calendar.occurrences(), other)
    .filter((one) => types.length === 0 || types.includes(one.event.type))
    .filter((one) => one.version > position.since && (deleted || !one.cancelled))
    .filter((one) => isInside(one, position))
    .filter((one) => !query.has('iCalUID') || one.event.uid === query.get('iCalUID'))
    .filter((one) => !query.has('q') || one.event.title.toLowerCase().includes(query.get('q')?.toLowerCase() ?? ''))
  const items = single ? found.map((one) => item(world, one, byStart)) : masters(world, found)
  return items.sort((a, b) => (a.order < b.order ? -1 : 1))
}

function item(world: World, one: Occurrence, byStart: boolean): Item {
  const order = byStart ? `${one.start.toString({ smallestUnit: 'second' })} ${one.id}` : shuffle(one.id)
  return { order, render: (zone) => world.faults.shown(one.id, renderOccurrence(world, one, zone)) }
}

/** Without singleEvents a series is one item, and so is each occurrence that differs from it. */
function masters(world: World, found: readonly Occurrence[]): Item[] {
  const series = new Set<string>()
  return found.flatMap((one) => {
    if (!one.original) return [item(world, one, false)]
    const items: Item[] = []
    if (!series.has(one.event.id) && !one.event.cancelled) {
      series.add(one.event.id)
      items.push({ order: shuffle(one.event.id), render: () => renderMaster(world, one.event) })
    }
    if (one.event.exceptions?.[one.original.date]) items.push(item(world, one, false))
    return items
  })
}

/** `timeMin` bounds the end, `timeMax` the start, both exclusive. */
function isInside({ start, end }: Occurrence, { timeMin, timeMax }: Position): boolean {
  if (timeMin && Temporal.Instant.compare(end, timeMin) <= 0) return false
  return !timeMax || Temporal.Instant.compare(start, timeMax) < 0
}

/** An order nobody can rely on, and still the same on every page. */
function shuffle(id: string): string {
  return createHash('sha256').update(id).digest('hex')
}

function fixedParameters(query: URLSearchParams): string {
  const fixed = [...query].filter(([name]) => !FREE.includes(name)).sort()
  return JSON.stringify(fixed)
}

/** The first call may bound its window or show deleted events; later ones need not say so again. */
function withoutWindow(parameters: string): string {
  const fixed = JSON.parse(parameters) as [string, string][]
  return JSON.stringify(fixed.filter(([name]) => !['timeMin', 'timeMax', 'showDeleted'].includes(name)))
}

function write(kind: 'page' | 'sync', position: Position): string {
  return Buffer.from(JSON.stringify({ kind, ...position })).toString('base64url')
}

function read(kind: 'page' | 'sync', token: string): Position | null {
  try {
    const { kind: found, ...position } = JSON.parse(Buffer.from(token, 'base64url').toString('utf8'))
    return found === kind ? position : null
  } catch {
    return null
  }
}

/** With its offset, which is mandatory. */
function isInstant(text: string): boolean {
  try {
    Temporal.Instant.from(text)
    return true
  } catch {
    return false
  }
}

function isZone(text: string): boolean {
  try {
    Temporal.Now.zonedDateTimeISO(text)
    return true
  } catch {
    return false
  }
}
