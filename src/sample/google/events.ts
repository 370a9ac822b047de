/** The sample's Calendar API: one calendar, its events, its sync tokens and its rules. */
import { randomBytes } from 'node:crypto'
import type { calendar_v3 } from '@googleapis/calendar'
import { Temporal } from 'temporal-polyfill'
import { cancel } from '../appointments.ts'
import { onCalendar } from '../calendars.ts'
import { keepEvent } from '../journal.ts'
import type { ApiCall, ApiMethod } from './api.ts'
import { readNewEvent, readPatch } from './drafts.ts'
import { listEvents } from './eventlist.ts'
import { invalid, refuse } from './replies.ts'
import { renderMaster, renderOccurrence } from './resource.ts'
import { CALENDARS_READ, EVENTS_OF_ALL, EVENTS_READ, EVENTS_WRITE, FREE_BUSY } from './scopes.ts'
import * as shapes from './shapes.ts'
import type { World } from './world.ts'

const events = '/calendar/v3/calendars/:calendar/events'
const service = 'calendar-json.googleapis.com'

export const calendarMethods: readonly ApiMethod[] = [
  {
    api: 'calendarList.list',
    verb: 'GET',
    route: '/calendar/v3/users/me/calendarList',
    service,
    scopes: CALENDARS_READ,
    cost: 0,
    shape: shapes.calendarList,
    answer: listCalendars,
  },
  {
    api: 'events.list',
    verb: 'GET',
    route: events,
    service,
    scopes: EVENTS_READ,
    cost: 0,
    shape: shapes.eventList,
    answer: listAny,
  },
  {
    api: 'events.get',
    verb: 'GET',
    route: `${events}/:id`,
    service,
    scopes: EVENTS_READ,
    cost: 0,
    shape: shapes.event,
    answer: forPrimary(getEvent),
  },
  {
    api: 'events.insert',
    verb: 'POST',
    route: events,
    service,
    scopes: EVENTS_WRITE,
    cost: 0,
    shape: shapes.event,
    answer: forPrimary(insertEvent),
  },
  {
    api: 'events.patch',
    verb: 'PATCH',
    route: `${events}/:id`,
    service,
    scopes: EVENTS_WRITE,
    cost: 0,
    shape: shapes.event,
    answer: forPrimary(patchEvent),
  },
  {
    api: 'events.delete',
    verb: 'DELETE',
    route: `${events}/:id`,
    service,
    scopes: EVENTS_WRITE,
    cost: 0,
    shape: {},
    answer: forPrimary(deleteEvent),
  },
  {
    api: 'freebusy.query',
    verb: 'POST',
    route: '/calendar/v3/freeBusy',
    service,
    scopes: FREE_BUSY,
    cost: 0,
    shape: { kind: true, timeMin: true, timeMax: true, calendars: true, groups: true },
    answer: queryFreeBusy,
  },
]

const notFound = () => refuse(404, 'notFound', 'Not Found')

function forPrimary(answer: (world: World, call: ApiCall) => unknown): ApiMethod['answer'] {
  return (world, call) =>
    ['primary', world.history.owner.address].includes(call.path.calendar ?? '') ? answer(world, call) : notFound()
}

/** Whoever sees no more than free and busy is shown no events; without a scope of all calendars, only own ones are open. */
function listAny(world: World, call: ApiCall) {
  const other = world.calendars.find(({ id }) => id === call.path.calendar)
  if (!other) return forPrimary(listEvents)(world, call)
  const open = other.role === 'owner' || call.scopes.some((scope) => EVENTS_OF_ALL.includes(scope))
  if (!open) return refuse(403, 'forbidden', 'Forbidden')
  return other.role === 'freeBusyReader' ? notFound() : listEvents(world, call)
}

function listCalendars(world: World): calendar_v3.Schema$CalendarList {
  const { owner } = world.history
  return {
    kind: 'calendar#calendarList',
    items: [
      {
        kind: 'calendar#calendarListEntry',
        id: owner.address,
        summary: owner.address,
        timeZone: owner.zone,
        accessRole: 'owner',
        primary: true,
        selected: true,
        conferenceProperties: { allowedConferenceSolutionTypes: ['hangoutsMeet'] },
      },
      ...world.calendars.map(({ id, name, role }) => ({
        kind: 'calendar#calendarListEntry',
        id,
        summary: name,
        description: `What stands in “${name}” is nobody else’s business.`,
        timeZone: owner.zone,
        accessRole: role,
        selected: true,
      })),
    ],
  }
}

function getEvent(world: World, call: ApiCall): calendar_v3.Schema$Event | Response {
  const id = call.path.id ?? ''
  const zone = call.query.get('timeZone') ?? world.history.owner.zone
  const series = world.calendar.event(id)
  if (series?.repeat) return renderMaster(world, series)
  const found = world.calendar.occurrence(id)
  return found ? renderOccurrence(world, found, zone) : notFound()
}

function insertEvent(world: World, call: ApiCall): calendar_v3.Schema$Event | Response {
  const problem = checkUpdates(call)
  if (problem) return problem
  const body = (call.body ?? {}) as calendar_v3.Schema$Event
  // Google's own ids are of this alphabet as well.
  const id = body.id ?? [...randomBytes(26)].map((byte) => '0123456789abcdefghijklmnopqrstuv'[byte % 32]).join('')
  if (!/^[a-v0-9]{5,1024}$/.test(id)) return refuse(400, 'invalid', 'Invalid resource id value.')
  // An id stays taken when its event is deleted.
  if (world.calendar.event(id)) return refuse(409, 'duplicate', 'The requested identifier already exists.')
  const event = readNewEvent(world, body, id, call.query.get('conferenceDataVersion') === '1')
  if (event instanceof Response) return event
  world.writeCalendar({ op: 'insert', event: keepEvent(event), at: world.now().toString() })
  return shown(world, id)
}

function checkUpdates({ query }: ApiCall): Response | null {
  const sendUpdates = query.get('sendUpdates')
  const known = !sendUpdates || ['all', 'externalOnly', 'none'].includes(sendUpdates)
  return known ? null : invalid('Invalid value for: sendUpdates')
}

function patchEvent(world: World, call: ApiCall): calendar_v3.Schema$Event | Response {
  const id = call.path.id ?? ''
  const event = world.calendar.event(id)
  if (!event || event.cancelled) return notFound()
  const problem = checkUpdates(call)
  if (problem) return problem
  const change = readPatch(
    event,
    (call.body ?? {}) as calendar_v3.Schema$Event,
    call.query.get('conferenceDataVersion') === '1',
  )
  if (change instanceof Response) return change
  world.writeCalendar({ op: 'change', id, change, at: world.now().toString() })
  return shown(world, id)
}

function deleteEvent(world: World, call: ApiCall): Response {
  const found = world.calendar.occurrence(call.path.id ?? '')
  const event = found?.event ?? world.calendar.event(call.path.id ?? '')
  if (!event) return notFound()
  const problem = checkUpdates(call)
  if (problem) return problem
  if (found?.cancelled || event.cancelled) return refuse(410, 'deleted', 'Resource has been deleted')
  cancel(world, found, event.id)
  return new Response(null, { status: 204 })
}

function queryFreeBusy(world: World, call: ApiCall): calendar_v3.Schema$FreeBusyResponse | Response {
  const { timeMin, timeMax, items } = (call.body ?? {}) as calendar_v3.Schema$FreeBusyRequest
  if (!timeMin || !timeMax) return invalid('Missing timeMin parameter.')
  const from = Temporal.Instant.from(timeMin)
  const to = Temporal.Instant.from(timeMax)
  const busyOn = (calendar: string | undefined) =>
    onCalendar(world.calendar.occurrences(), calendar)
      .filter(({ cancelled, event }) => !cancelled && !event.free)
      .filter(({ start, end }) => Temporal.Instant.compare(end, from) > 0 && Temporal.Instant.compare(start, to) < 0)
      .map(({ start, end }) => ({ start: start.toString(), end: end.toString() }))
      .sort((a, b) => a.start.localeCompare(b.start))
  const mine = ['primary', world.history.owner.address]
  const fault = (reason: string) => ({ errors: [{ domain: 'global', reason }], busy: [] })
  const answer = (id: string) => {
    if ((items ?? []).length > 50) return fault('tooManyCalendarsRequested')
    if (mine.includes(id)) return { busy: busyOn(undefined) }
    return world.calendars.some((one) => one.id === id) ? { busy: busyOn(id) } : fault('notFound')
  }
  const calendars = Object.fromEntries((items ?? []).map(({ id }) => [id ?? '', answer(id ?? '')]))
  return { kind: 'calendar#freeBusy', timeMin, timeMax, calendars }
}

function shown(world: World, id: string): calendar_v3.Schema$Event {
  const found = world.calendar.occurrence(id)
  if (found) return renderOccurrence(world, found, world.history.owner.zone)
  const event = world.calendar.event(id)
  if (!event) throw new Error('The event that was just written is not there.')
  return renderMaster(world, event)
}
