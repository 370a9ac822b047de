/** Scheduling in Outlook's calendar: asks free/busy, and creates, moves and cancels an event that invites somebody. */
import { Temporal } from 'temporal-polyfill'
import * as z from 'zod'
import { ProviderError } from '../../errors.ts'
import type { Instant, Span } from '../../facts.ts'
import { gather } from '../standard/agenda.ts'
import type { Access, Agenda, Desk, Invitation, Looking } from '../types.ts'
import { listOutlookCalendars } from './calendar-list.ts'
import { askGraph } from './client.ts'
import { toPath } from './links.ts'
import { eventsScope, microsoftStreams, toMicrosoftScopes } from './scopes.ts'
import { commonZone, ianaZone, preferUtc, second, spanOf, timeSchema, windowsZone } from './times.ts'

const pageSize = 200
/** No window that is planned in has more; a calendar that never ends its pages is a fault. */
const mostPages = 40

/** Without subjects, places and guests: only the owner's own answer. */
const busyFields = 'start,end,isAllDay,isCancelled,showAs,responseStatus,isOrganizer,originalStartTimeZone'

/** Whatever of an entry cannot be read is as it would be if the time were taken. */
const entrySchema = z.object({
  start: timeSchema.nullish().catch(null),
  end: timeSchema.nullish().catch(null),
  isAllDay: z.boolean().nullish().catch(false),
  isCancelled: z.boolean().nullish().catch(false),
  showAs: z.string().nullish().catch('busy'),
  responseStatus: z
    .object({ response: z.string().nullish().catch(null) })
    .nullish()
    .catch(null),
  isOrganizer: z.boolean().nullish().catch(false),
  originalStartTimeZone: z.string().nullish().catch(null),
})
type Entry = z.infer<typeof entrySchema>
const pageSchema = z.object({ value: z.array(z.unknown()), '@odata.nextLink': z.string().optional() })
const eventSchema = z.object({
  id: z.string(),
  isCancelled: z.boolean().nullish(),
  transactionId: z.string().nullish(),
})
const eventsSchema = z.object({ value: z.array(eventSchema.nullable().catch(null)) })
const calendarSchema = z.object({ allowedOnlineMeetingProviders: z.array(z.string()).nullish() })

/** The calendars of a Microsoft account; invitations go out from its default one. `origin` replaces the host of Graph. */
export function createGraphDesk({ origin }: { readonly origin: string | undefined }): Desk {
  async function view(reach: Access, path: string) {
    await reach.budget.take(1, 1)
    return askGraph(reach, { origin, method: 'calendarView.list', path, schema: pageSchema, prefer: [preferUtc] })
  }

  /** @param calendarId empty for the default one */
  async function read(reach: Access, calendarId: string, looking: Looking): Promise<Agenda> {
    const entries: unknown[] = []
    let path = `${viewPath(looking, calendarId)}&$select=${busyFields}`
    for (let page = 0; page < mostPages; page++) {
      const reply = await view(reach, path)
      entries.push(...reply.value)
      const link = reply['@odata.nextLink']
      if (!link) return toAgenda(entries, looking)
      path = toPath(link, origin, 'calendarView')
    }
    throw new ProviderError(
      'unavailable',
      { en: 'Microsoft’s calendar did not come to an end.', de: 'Der Kalender bei Microsoft nahm kein Ende.' },
      { reason: 'pages' },
    )
  }

  /** Whether this calendar can have a Teams link: personal accounts and some organisations cannot. */
  async function hasTeams(reach: Access): Promise<boolean> {
    await reach.budget.take(1, 1)
    const { allowedOnlineMeetingProviders } = await askGraph(reach, {
      origin,
      method: 'calendar.get',
      path: '/me/calendar?$select=allowedOnlineMeetingProviders',
      schema: calendarSchema,
    })
    return allowedOnlineMeetingProviders?.includes(teams) ?? false
  }

  /** The same transactionId makes one event, however often it is posted (Graph, event resource). */
  async function insert(reach: Access, invitation: Invitation, video: boolean) {
    await reach.budget.take(1, 1)
    const body = toEvent(invitation, video)
    return askGraph(reach, { origin, method: 'events.create', path: '/me/events', schema: eventSchema, body })
  }

  /** The event that an earlier attempt made: the id is ours alone, and Graph finds events by time only. */
  async function find(reach: Access, { eventId, when }: Invitation) {
    await reach.budget.take(1, 1)
    const { value } = await askGraph(reach, {
      origin,
      method: 'calendarView.list',
      path: `${viewPath(when)}&$select=id,isCancelled,transactionId`,
      schema: eventsSchema,
      prefer: [preferUtc],
    })
    return value.flatMap((one) => one ?? []).find(({ transactionId }) => transactionId === eventId)
  }

  return {
    canWrite: (scopes) => toMicrosoftScopes(scopes).includes(eventsScope),
    canRead: (scopes) => microsoftStreams(scopes).includes('calendar'),

    canList: (scopes) => microsoftStreams(scopes).includes('calendar'),

    calendars: (reach) => listOutlookCalendars(reach, origin),

    agenda: (reach, looking) => gather(looking.calendars ?? [''], (calendarId) => read(reach, calendarId, looking)),

    async invite(reach, invitation) {
      const video = invitation.video && (await hasTeams(reach))
      try {
        return toInvited(await insert(reach, invitation, video))
      } catch (error) {
        if (!isTaken(error)) throw error
      }
      return toInvited(await find(reach, invitation))
    },

    async standsAt(reach, { id, when, timeZone }) {
      await reach.budget.take(1, 1)
      const path = `/me/events/${encodeURIComponent(id)}?$select=start,end,isAllDay,isCancelled,originalStartTimeZone`
      const asking = { origin, method: 'events.get', path, schema: entrySchema, prefer: [preferUtc] }
      try {
        const entry = await askGraph(reach, asking)
        const span = entry.isCancelled ? null : spanIn(entry, undefined, timeZone)
        return span !== null && second(span.start) === second(when.start) && second(span.end) === second(when.end)
      } catch (error) {
        if (isGone(error)) return false
        throw error
      }
    },

    async move(reach, { id, when, timeZone }) {
      await reach.budget.take(1, 1)
      const body = { start: toTime(when.start, timeZone), end: toTime(when.end, timeZone) }
      const path = `/me/events/${encodeURIComponent(id)}`
      try {
        // Graph tells the guests of a new time by itself.
        await askGraph(reach, { origin, method: 'events.update', path, schema: eventSchema, body, verb: 'PATCH' })
        return true
      } catch (error) {
        if (isGone(error)) return false
        throw error
      }
    },

    async cancel(reach, { id }) {
      await reach.budget.take(1, 1)
      const path = `/me/events/${encodeURIComponent(id)}/cancel`
      try {
        await askGraph(reach, { origin, method: 'events.cancel', path, schema: z.unknown(), body: {} })
      } catch (error) {
        if (!isGone(error)) throw error
      }
    },
  }
}

function toInvited(event: z.infer<typeof eventSchema> | undefined): { id: string } {
  if (event && !event.isCancelled) return { id: event.id }
  throw new ProviderError(
    'unexpected',
    {
      en: 'This coffee was deleted from your calendar, so it was not sent again.',
      de: 'Dieser Kaffee wurde aus deinem Kalender gelöscht, also ging er nicht noch einmal hinaus.',
    },
    {
      reason: 'deleted event',
    },
  )
}

/** Graph answers a transactionId it has seen with the event of then; a server may also call that a conflict. */
const isTaken = (error: unknown) =>
  error instanceof ProviderError &&
  error.kind === 'unexpected' &&
  /^(409|\w{0,60}(conflict|duplicate)\w{0,60})$/i.test(error.reason ?? '')

/** Deleted by hand, here or in an earlier attempt. */
const isGone = (error: unknown) =>
  error instanceof ProviderError && /^(ErrorItemNotFound|404)$/.test(error.reason ?? '')

const teams = 'teamsForBusiness'

const viewPath = ({ start, end }: Span, calendarId = '') =>
  `/me${calendarId ? `/calendars/${encodeURIComponent(calendarId)}` : ''}/calendarView?startDateTime=${second(start)}&endDateTime=${second(end)}&$top=${pageSize}&$orderby=start/dateTime`

/** One entry of an unknown form refuses no other: as far as its times can be read they are taken. */
function toAgenda(items: readonly unknown[], looking: Looking): Agenda {
  const entries = items.map((item) => entrySchema.safeParse(item).data)
  const known = entries.filter((entry) => entry !== undefined)
  const standing = known.filter((entry) => !entry.isCancelled)
  const zone = commonZone(standing.filter((entry) => entry.isOrganizer).map((entry) => entry.originalStartTimeZone))
  const spans = standing.filter((entry) => isBusy(entry, looking)).map((entry) => spanIn(entry, zone, looking.timeZone))
  return {
    busy: spans.flatMap((span) => (span && Temporal.Instant.compare(span.start, span.end) < 0 ? span : [])),
    events: standing.filter((entry) => !entry.isAllDay).length,
    unread: entries.length - known.length + spans.filter((span) => span === null).length,
    ...(zone ? { timeZone: zone } : {}),
  }
}

/**
 * Free times, what was declined, and whole days of working elsewhere take no time. Unanswered ones do, and what is not known
 * to be free; tentative ones and absences as the owner wants it. Outlook shows as tentative what nobody has answered yet.
 */
function isBusy({ showAs, isAllDay, responseStatus }: Entry, { tentative, away }: Looking): boolean {
  const response = responseStatus?.response
  if (response === 'declined') return false
  if (away === false && showAs === 'oof') return false
  if (tentative === false && showAs === 'tentative' && response !== 'notResponded') return false
  return showAs !== 'free' && !(showAs === 'workingElsewhere' && isAllDay)
}

/**
 * All-day events are days of the zone in which they were entered, else of the one that the calendar is kept in, else of the
 * owner's: "Customized Time Zone" names none.
 */
function spanIn(entry: Entry, zone: string | undefined, ownZone: string | undefined): Span | null {
  const isAllDay = entry.isAllDay === true
  const entered = entry.originalStartTimeZone
  const own = commonZone([entered]) ?? zone ?? ownZone ?? ianaZone(entered)
  return spanOf({ ...entry, isAllDay }, own ?? 'UTC')
}

function toEvent({ eventId, when, timeZone, title, note, guest, also, place }: Invitation, video: boolean) {
  return {
    transactionId: eventId,
    subject: title,
    body: { contentType: 'text', content: note },
    start: toTime(when.start, timeZone),
    end: toTime(when.end, timeZone),
    attendees: [guest, ...(also ? [also] : [])].map(({ address, name }) => ({
      type: 'required',
      emailAddress: { address, ...(name ? { name } : {}) },
    })),
    // Graph has one reminder an event: the day before.
    isReminderOn: true,
    reminderMinutesBeforeStart: 24 * 60,
    ...(place ? { location: { displayName: place } } : {}),
    ...(video ? { isOnlineMeeting: true, onlineMeetingProvider: teams } : {}),
  }
}

/** Graph takes every Windows name of a zone, but not every IANA one: a zone without a name that has its clock is sent as UTC. */
function toTime(instant: Instant, timeZone: string) {
  const windows = windowsZone(timeZone, instant)
  const local = instant.toZonedDateTimeISO(windows ? timeZone : 'UTC').toPlainDateTime()
  return { dateTime: local.toString({ smallestUnit: 'second' }), timeZone: windows ?? 'UTC' }
}
