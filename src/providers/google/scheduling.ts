/** Scheduling in Google Calendar: asks free/busy, and creates, moves and cancels an event that invites somebody. */
import { Temporal } from 'temporal-polyfill'
import * as z from 'zod'
import { ProviderError } from '../../errors.ts'
import type { Instant, Span } from '../../facts.ts'
import { gather } from '../standard/agenda.ts'
import type { Access, Agenda, Desk, Invitation, Looking } from '../types.ts'
import { listGoogleCalendars, listing, primary } from './calendar-list.ts'
import { ask } from './client.ts'
import { lateCalendar } from './libraries.ts'

const pageSize = 2500
/** No window that is planned in has more; a calendar that never ends its pages is a fault. */
const mostPages = 40

/** Without titles, descriptions and guests: of those only the owner's own answer. */
const busyFields =
  'timeZone,nextPageToken,items(id,status,start,end,transparency,eventType,attendees(self,responseStatus))'

const time = z.object({ date: z.string().optional(), dateTime: z.string().optional(), timeZone: z.string().optional() })
/** Whatever of an entry cannot be read is as it would be if the time were taken. */
const entrySchema = z.object({
  status: z.string().catch('confirmed'),
  eventType: z.string().catch('default'),
  transparency: z.string().catch('opaque'),
  start: time.optional().catch(undefined),
  end: time.optional().catch(undefined),
  attendees: z
    .array(z.object({ self: z.boolean().catch(false), responseStatus: z.string().optional().catch(undefined) }))
    .catch([]),
})
type Entry = z.infer<typeof entrySchema>
const pageSchema = z.object({
  timeZone: z.string().optional(),
  nextPageToken: z.string().optional(),
  items: z.array(z.unknown()).default([]),
})
const eventSchema = z.object({ id: z.string(), status: z.string().default('confirmed') })

const api = 'https://www.googleapis.com/auth/calendar'
/** Any of them suffices for events.insert (Calendar API reference). */
const writing = [`${api}.events.owned`, `${api}.events`, api]
const reading = [...writing, `${api}.events.readonly`, `${api}.events.owned.readonly`, `${api}.readonly`]

interface Listing {
  readonly calendarId: string
  readonly window: Span
  readonly pageToken: string | undefined
}

/** The calendars of a Google account; invitations go out from its primary one. `origin` replaces the host of the API. */
export function createGoogleDesk({ origin }: { readonly origin: string | undefined }): Desk {
  const client = lateCalendar({ origin })

  async function list(reach: Access, { calendarId, window, pageToken }: Listing) {
    await reach.budget.take(1, 1)
    return ask(reach, 'events.list', pageSchema, async (options) =>
      (await client()).events.list(
        {
          calendarId,
          singleEvents: true,
          maxResults: pageSize,
          timeMin: second(window.start),
          timeMax: second(window.end),
          fields: busyFields,
          ...(pageToken ? { pageToken } : {}),
        },
        options,
      ),
    )
  }

  async function read(reach: Access, calendarId: string, looking: Looking): Promise<Agenda> {
    const entries: unknown[] = []
    let pageToken: string | undefined
    // Pages may be short or empty and still have a next one: the token alone says.
    for (let page = 0; page < mostPages; page++) {
      const reply = await list(reach, { calendarId, window: looking, pageToken })
      entries.push(...reply.items)
      pageToken = reply.nextPageToken
      if (!pageToken) return toAgenda(entries, reply.timeZone, looking)
    }
    throw new ProviderError(
      'unavailable',
      { en: 'Google’s calendar did not come to an end.', de: 'Der Kalender bei Google nahm kein Ende.' },
      { reason: 'pages' },
    )
  }

  async function insert(reach: Access, invitation: Invitation) {
    await reach.budget.take(1, 1)
    return ask(reach, 'events.insert', eventSchema, async (options) =>
      (await client()).events.insert(
        {
          calendarId: 'primary',
          sendUpdates: 'all',
          // Without it a wish for a video link is silently ignored (Calendar API, events.insert).
          conferenceDataVersion: 1,
          fields: 'id,status',
          requestBody: toEvent(invitation),
        },
        options,
      ),
    )
  }

  async function find(reach: Access, eventId: string) {
    await reach.budget.take(1, 1)
    return ask(reach, 'events.get', eventSchema, async (options) =>
      (await client()).events.get({ calendarId: 'primary', eventId, fields: 'id,status' }, options),
    )
  }

  return {
    canWrite: (scopes) => writing.some((scope) => scopes.includes(scope)),
    canRead: (scopes) => reading.some((scope) => scopes.includes(scope)),

    canList: (scopes) => listing.some((scope) => scopes.includes(scope)),

    calendars: async (reach, scopes) => listGoogleCalendars(reach, { api: (await client()).calendarList, scopes }),

    agenda: (reach, looking) =>
      gather(looking.calendars ?? [primary], (calendarId) => read(reach, calendarId, looking)),

    async invite(reach, invitation) {
      try {
        return { id: (await insert(reach, invitation)).id }
      } catch (error) {
        if (!isTaken(error)) throw error
      }
      // The id is ours alone: the event is there because an earlier attempt made it, whatever we heard of that.
      const event = await find(reach, invitation.eventId)
      if (event.status !== 'cancelled') return { id: event.id }
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
    },

    async standsAt(reach, { id: eventId, when, timeZone }) {
      await reach.budget.take(1, 1)
      const request = { calendarId: 'primary', eventId, fields: 'id,status,start,end' }
      try {
        const entry = await ask(reach, 'events.get', entrySchema, async (options) =>
          (await client()).events.get(request, options),
        )
        return entry.status !== 'cancelled' && isSame(spanOf(entry, timeZone), when)
      } catch (error) {
        if (isGone(error)) return false
        throw error
      }
    },

    async move(reach, { id: eventId, when, timeZone }) {
      await reach.budget.take(1, 1)
      const requestBody = { start: toTime(when.start, timeZone), end: toTime(when.end, timeZone) }
      const request = { calendarId: 'primary', eventId, sendUpdates: 'all', fields: 'id,status', requestBody }
      try {
        const event = await ask(reach, 'events.patch', eventSchema, async (options) =>
          (await client()).events.patch(request, options),
        )
        return event.status !== 'cancelled'
      } catch (error) {
        if (isGone(error)) return false
        throw error
      }
    },

    async cancel(reach, { id: eventId }) {
      await reach.budget.take(1, 1)
      const request = { calendarId: 'primary', eventId, sendUpdates: 'all' }
      try {
        await ask(reach, 'events.delete', z.unknown(), async (options) =>
          (await client()).events.delete(request, options),
        )
      } catch (error) {
        if (!isGone(error)) throw error
      }
    },
  }
}

/**
 * One entry of an unknown form refuses no other: as far as its times can be read they are taken.
 * @param zone that of the calendar, in which all-day entries are days
 */
function toAgenda(items: readonly unknown[], zone: string | undefined, looking: Looking): Agenda {
  const entries = items.map((item) => entrySchema.safeParse(item).data)
  const known = entries.filter((entry) => entry !== undefined)
  const standing = known.filter(({ status }) => status !== 'cancelled')
  const spans = standing.filter((entry) => isBusy(entry, looking)).map((entry) => spanOf(entry, zone ?? 'UTC'))
  return {
    busy: spans.flatMap((span) => (typeof span === 'object' ? span : [])),
    events: standing.filter(({ start }) => start?.dateTime).length,
    unread: entries.length - known.length + spans.filter((span) => span === 'unreadable').length,
    ...(zone ? { timeZone: zone } : {}),
  }
}

/** The reason is the bare status where the rest of the answer was lost on the way. */
const isTaken = (error: unknown) =>
  error instanceof ProviderError && error.kind === 'unexpected' && /^(duplicate|conflict|409)$/.test(error.reason ?? '')

/** As far as it can be read, by the second. */
const isSame = (span: ReturnType<typeof spanOf>, { start, end }: Span): boolean =>
  typeof span === 'object' && second(span.start) === second(start) && second(span.end) === second(end)

/** Deleted by hand, here or in an earlier attempt. */
const isGone = (error: unknown) =>
  error instanceof ProviderError && /^(notFound|deleted|404|410)$/.test(error.reason ?? '')

const toTime = (at: Instant, timeZone: string) => ({ dateTime: local(at, timeZone), timeZone })

function toEvent({ eventId, when, timeZone, title, note, guest, also, place, video }: Invitation) {
  return {
    id: eventId,
    summary: title,
    description: plain(note),
    start: toTime(when.start, timeZone),
    end: toTime(when.end, timeZone),
    attendees: [guest, ...(also ? [also] : [])].map(({ address, name }) => ({
      email: address,
      ...(name ? { displayName: name } : {}),
    })),
    // The day before, by the owner's own calendar; then as usual. Own reminders and the default ones exclude each other.
    reminders: { useDefault: false, overrides: [dayBefore, shortBefore] },
    ...(place ? { location: place } : {}),
    ...(video
      ? {
          conferenceData: {
            createRequest: { requestId: eventId, conferenceSolutionKey: { type: 'hangoutsMeet' } },
          },
        }
      : {}),
  }
}

const dayBefore = { method: 'popup', minutes: 24 * 60 }
const shortBefore = { method: 'popup', minutes: 10 }

/** A description is shown as HTML (Calendar API, events): what would begin a tag is shown as it was typed instead. */
const plain = (note: string) => note.replace(/<(?=[a-z/!?])/gi, '‹')

/**
 * Places of work, birthdays, free times and what was declined take no time. Unanswered ones do; tentative ones and absences
 * as the owner wants it.
 */
function isBusy({ eventType, transparency, attendees, status }: Entry, { tentative, away }: Looking): boolean {
  if (transparency === 'transparent' || eventType === 'birthday' || eventType === 'workingLocation') return false
  if (away === false && eventType === 'outOfOffice') return false
  const mine = attendees.find(({ self }) => self)?.responseStatus
  if (tentative === false && (mine === 'tentative' || status === 'tentative')) return false
  return mine !== 'declined'
}

/** All-day dates have no zone: they are days of the calendar's own. 'nothing' for what takes no time at all. */
function spanOf({ start, end }: Entry, timeZone: string): Span | 'nothing' | 'unreadable' {
  try {
    const from = instantOf(start, timeZone)
    const to = instantOf(end, timeZone)
    if (!from || !to || Temporal.Instant.compare(from, to) > 0) return 'unreadable'
    return from.equals(to) ? 'nothing' : { start: from, end: to }
  } catch (error) {
    if (error instanceof RangeError) return 'unreadable'
    throw error
  }
}

function instantOf(time: Entry['start'], timeZone: string): Instant | null {
  if (time?.date) return Temporal.PlainDate.from(time.date).toZonedDateTime(timeZone).toInstant()
  if (!time?.dateTime) return null
  if (/(Z|[+-]\d{2}:\d{2})$/i.test(time.dateTime)) return Temporal.Instant.from(time.dateTime)
  return Temporal.PlainDateTime.from(time.dateTime)
    .toZonedDateTime(time.timeZone ?? timeZone)
    .toInstant()
}

const second = (instant: Instant) => instant.toString({ smallestUnit: 'second' })
const local = (instant: Instant, timeZone: string) =>
  instant.toZonedDateTimeISO(timeZone).toString({ timeZoneName: 'never', smallestUnit: 'second' })
