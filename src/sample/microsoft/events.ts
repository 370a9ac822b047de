/** The sample's Outlook calendar: windows, single events, invitations that a repeated request does not double. */
import type { Calendar } from '@microsoft/microsoft-graph-types'
import { Temporal } from 'temporal-polyfill'
import { cancel } from '../appointments.ts'
import type { Occurrence } from '../calendar.ts'
import { onCalendar } from '../calendars.ts'
import { keepEvent } from '../journal.ts'
import type { GraphCall, GraphMethod } from './api.ts'
import { readEventChange, readEventDraft } from './drafts.ts'
import { allowOnly, applySelect, pageOf, QueryError, readSelect } from './odata.ts'
import { accessDenied, badRequest, graphJson, noItem } from './replies.ts'
import { eventId, readEventSelect, renderEvent } from './resource.ts'
import { CALENDAR_READ, CALENDAR_WRITE } from './scopes.ts'
import type { MicrosoftWorld } from './world.ts'

const read = { verb: 'GET', scopes: CALENDAR_READ } as const

export const eventMethods: readonly GraphMethod[] = [
  { ...read, api: 'calendarView.list', route: '/me/calendarView', answer: (world, call) => listWindow(world, call) },
  {
    ...read,
    api: 'calendarView.list',
    route: '/me/calendar/calendarView',
    answer: (world, call) => listWindow(world, call),
  },
  { ...read, api: 'calendars.list', route: '/me/calendars', answer: listCalendars },
  { ...read, api: 'calendarView.list', route: '/me/calendars/:id/calendarView', answer: listOther },
  {
    ...read,
    api: 'calendarView.delta',
    route: '/me/calendarView/delta',
    answer: () => badRequest('The sample does not track changes of its calendar: ask for the window again.'),
  },
  { ...read, api: 'calendar.get', route: '/me/calendar', answer: getCalendar },
  { ...read, api: 'events.get', route: '/me/events/:id', answer: getEvent },
  { api: 'events.create', verb: 'POST', route: '/me/events', scopes: CALENDAR_WRITE, answer: createEvent },
  { api: 'events.update', verb: 'PATCH', route: '/me/events/:id', scopes: CALENDAR_WRITE, answer: updateEvent },
  { api: 'events.cancel', verb: 'POST', route: '/me/events/:id/cancel', scopes: CALENDAR_WRITE, answer: cancelEvent },
]

const MOST = 1000
/** Longer windows are refused. */
const WINDOW = { hours: 1825 * 24 }

/** Without Calendars.Read.Shared, which the sample grants to nobody, calendars of others are listed and stay shut. */
function listOther(world: MicrosoftWorld, call: GraphCall): unknown {
  if (call.path.id === eventId('calendar')) return listWindow(world, call)
  const found = world.calendars.find(({ id }) => id === call.path.id)
  if (!found) return noItem()
  return found.role === 'owner' ? listWindow(world, call, found.id) : accessDenied()
}

function listCalendars(world: MicrosoftWorld, { query, url }: GraphCall): unknown {
  allowOnly(query, ['$select', '$top', '$skip'])
  const own = ownCalendar(world)
  const others = world.calendars.map(
    ({ id, name, role }): Calendar => ({
      ...own,
      id,
      name,
      isDefaultCalendar: false,
      owner:
        role === 'owner' ? (own.owner ?? null) : { name: 'Somebody else', address: 'somebody-else@northlight.example' },
    }),
  )
  const select = readSelect(query.get('$select'), Object.keys(own), 'calendar')
  const { page, next } = pageOf([own, ...others], { query, url, most: MOST })
  return {
    '@odata.context': `${world.origin}/v1.0/$metadata#users('me')/calendars`,
    value: page.map((one) => applySelect(one, select)),
    ...(next !== null && { '@odata.nextLink': next }),
  }
}

function listWindow(world: MicrosoftWorld, call: GraphCall, calendar?: string): unknown {
  const { query, url } = call
  allowOnly(query, ['startDateTime', 'endDateTime', '$select', '$top', '$skip', '$orderby'])
  const from = readMoment(query, 'startDateTime')
  const to = readMoment(query, 'endDateTime')
  if (Temporal.Instant.compare(from, to) > 0)
    throw new QueryError('The start must not be after the end.', 'ErrorInvalidParameter')
  if (Temporal.Instant.compare(from.add(WINDOW), to) < 0)
    throw new QueryError('The window must not be longer than 1825 days.', 'ErrorCalendarViewRangeTooBig')
  const orderBy = query.get('$orderby')
  if (orderBy !== null && !/^start\/dateTime( asc)?$/i.test(orderBy.trim()))
    throw new QueryError('Only $orderby=start/dateTime is supported here.')
  const select = readEventSelect(query.get('$select'))
  const found = onCalendar(world.calendar.occurrences(), calendar)
    .filter((one) => isShown(world, one))
    .filter(({ start, end }) => Temporal.Instant.compare(end, from) > 0 && Temporal.Instant.compare(start, to) < 0)
    .sort((a, b) =>
      orderBy === null ? compareIds(a, b) : Temporal.Instant.compare(a.start, b.start) || compareIds(a, b),
    )
  const { page, next } = call.emptyPage
    ? { page: [], next: `${url}?${query}` }
    : pageOf(found, { query, url, most: MOST })
  return {
    '@odata.context': `${world.origin}/v1.0/$metadata#users('me')/calendarView`,
    value: page.map((one) =>
      world.faults.shown(
        eventId(one.id),
        renderEvent(world, one, { select, timeZone: call.prefer.timeZone, transactionId: transactionOf(world, one) }),
      ),
    ),
    ...(next !== null && { '@odata.nextLink': next }),
  }
}

/** An order nobody can rely on. */
function compareIds(a: Occurrence, b: Occurrence): number {
  return eventId(a.id) < eventId(b.id) ? -1 : 1
}

/**
 * A cancelled occurrence is in no window, and neither is what the owner called off; a meeting that somebody else called
 * off stays until the owner removes it.
 */
function isShown(world: MicrosoftWorld, { cancelled, event }: Occurrence): boolean {
  return !cancelled || (event.cancelled && !world.history.owner.addresses.includes(event.organizer.address))
}

/** With an offset it is that moment, without one it is UTC. @throws QueryError */
function readMoment(query: URLSearchParams, name: string): Temporal.Instant {
  const text = query.get(name)
  if (!text)
    throw new QueryError(
      `This request requires a time window specified by the query string parameters StartDateTime and EndDateTime.`,
      'ErrorInvalidParameter',
    )
  try {
    if (/(Z|[+-]\d\d:?\d\d)$/i.test(text)) return Temporal.Instant.from(text)
    return Temporal.PlainDateTime.from(text).toZonedDateTime('UTC').toInstant()
  } catch {
    throw new QueryError(`The value '${text}' of parameter '${name}' is invalid.`, 'ErrorInvalidParameter')
  }
}

function getCalendar(world: MicrosoftWorld, { query }: GraphCall): unknown {
  allowOnly(query, ['$select'])
  const whole = ownCalendar(world)
  return {
    '@odata.context': `${world.origin}/v1.0/$metadata#users('me')/calendar/$entity`,
    ...applySelect(whole, readSelect(query.get('$select'), Object.keys(whole), 'calendar')),
  }
}

function ownCalendar(world: MicrosoftWorld): Calendar {
  const { name, address } = world.history.owner
  return {
    id: eventId('calendar'),
    name: 'Kalender',
    color: 'auto',
    isDefaultCalendar: true,
    changeKey: 'sample',
    canShare: true,
    canViewPrivateItems: true,
    hexColor: '',
    canEdit: true,
    allowedOnlineMeetingProviders: ['teamsForBusiness'],
    defaultOnlineMeetingProvider: 'teamsForBusiness',
    isTallyingResponses: true,
    isRemovable: false,
    owner: { name, address },
  }
}

function getEvent(world: MicrosoftWorld, call: GraphCall): unknown {
  allowOnly(call.query, ['$select'])
  const select = readEventSelect(call.query.get('$select'))
  const found = findOccurrence(world, call.path.id ?? '')
  if (!found || !isShown(world, found)) return noItem()
  return shown(world, found, call, select)
}

/** One event for each transactionId: the second request with it is answered with the first one's event. */
function createEvent(world: MicrosoftWorld, call: GraphCall): Response {
  const { event, transactionId } = readEventDraft(world, call.body)
  const { transactions } = world.store.state
  const known = transactionId === undefined ? undefined : transactions[transactionId]
  if (known === undefined) {
    if (transactionId !== undefined) transactions[transactionId] = event.id
    world.writeCalendar({ op: 'insert', event: keepEvent(event), at: world.now().toString() })
  }
  const found = world.calendar.occurrence(known ?? event.id)
  return found ? graphJson(shown(world, found, call, null), 201) : noItem()
}

/** A new time or title; the guests are told by Graph. */
function updateEvent(world: MicrosoftWorld, call: GraphCall): Response {
  const found = findOccurrence(world, call.path.id ?? '')
  if (!found || found.cancelled) return noItem()
  const change = readEventChange(call.body)
  world.writeCalendar({ op: 'change', id: found.event.id, change, at: world.now().toString() })
  const after = world.calendar.occurrence(found.event.id)
  return after ? graphJson(shown(world, after, call, null), 200) : noItem()
}

/** Only whoever organises a meeting can call it off; it leaves their own calendar, and everybody on it is told. */
function cancelEvent(world: MicrosoftWorld, call: GraphCall): Response {
  const found = findOccurrence(world, call.path.id ?? '')
  if (!found || found.cancelled) return noItem()
  if (!world.history.owner.addresses.includes(found.event.organizer.address))
    return badRequest('You need to be the organizer to cancel a meeting.', 'ErrorAccessDenied')
  cancel(world, found, found.event.id)
  return new Response(null, { status: 202 })
}

function shown(world: MicrosoftWorld, one: Occurrence, call: GraphCall, select: readonly string[] | null) {
  return {
    '@odata.context': `${world.origin}/v1.0/$metadata#users('me')/events/$entity`,
    ...renderEvent(world, one, { select, timeZone: call.prefer.timeZone, transactionId: transactionOf(world, one) }),
  }
}

function transactionOf(world: MicrosoftWorld, { event }: Occurrence): string | undefined {
  return Object.entries(world.store.state.transactions).find(([, id]) => id === event.id)?.[0]
}

/** By the id that the API shows, or the script's. */
export function findOccurrence(world: Pick<MicrosoftWorld, 'calendar'>, id: string): Occurrence | undefined {
  return world.calendar.occurrence(id) ?? world.calendar.occurrences().find((one) => eventId(one.id) === id)
}
