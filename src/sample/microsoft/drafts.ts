/** Reads what a client wants to write into the calendar, refusing what Graph refuses. */
import { randomBytes } from 'node:crypto'
import { Temporal } from 'temporal-polyfill'
import * as z from 'zod'
import type { Guest, SampleEvent } from '../history/types.ts'
import { QueryError } from './odata.ts'
import { ianaOf } from './resource.ts'
import { bornHere } from './uid.ts'
import type { MicrosoftWorld } from './world.ts'

const when = z.object({ dateTime: z.string(), timeZone: z.string() })
const draftSchema = z.object({
  subject: z.string().nullish(),
  body: z.object({ contentType: z.string(), content: z.string() }).nullish(),
  start: when,
  end: when,
  isAllDay: z.boolean().nullish(),
  location: z.object({ displayName: z.string().nullish() }).nullish(),
  attendees: z
    .array(
      z.object({
        emailAddress: z.object({ address: z.string().includes('@'), name: z.string().nullish() }),
        type: z.enum(['required', 'optional', 'resource']).nullish(),
      }),
    )
    .nullish(),
  isOnlineMeeting: z.boolean().nullish(),
  onlineMeetingProvider: z.string().nullish(),
  showAs: z.string().nullish(),
  isReminderOn: z.boolean().nullish(),
  reminderMinutesBeforeStart: z.int().min(0).nullish(),
  transactionId: z.string().nullish(),
})

export interface EventDraft {
  readonly event: SampleEvent
  readonly transactionId?: string
}

/**
 * A new event of the owner. Everybody on it is invited at once.
 * @throws QueryError for a body that Graph refuses
 */
export function readEventDraft(world: MicrosoftWorld, body: unknown): EventDraft {
  const parsed = draftSchema.safeParse(body)
  if (!parsed.success)
    throw new QueryError(
      `Property ${parsed.error.issues[0]?.path.join('.') ?? ''} has an invalid value.`,
      'RequestBodyRead',
    )
  const draft = parsed.data
  const online = draft.isOnlineMeeting === true
  if (online && draft.onlineMeetingProvider && draft.onlineMeetingProvider !== 'teamsForBusiness')
    throw new QueryError('The online meeting provider is not allowed on this calendar.', 'ErrorInvalidRequest')
  const zone = ianaOf(draft.start.timeZone)
  const start = readTime(draft.start.dateTime, zone)
  const minutes = readTime(draft.end.dateTime, ianaOf(draft.end.timeZone)).since(start).total('minutes')
  if (minutes < 0)
    throw new QueryError(
      'The start date must be earlier than the end date.',
      'ErrorCalendarEndDateIsEarlierThanStartDate',
    )
  const { owner } = world.history
  const me = { address: owner.address, name: owner.name }
  const invited = (draft.attendees ?? []).filter(({ emailAddress }) => !owner.addresses.includes(emailAddress.address))
  const bytes = randomBytes(16)
  const event: SampleEvent = {
    id: bytes.toString('hex'),
    uid: bornHere(bytes),
    createdAt: world.now(),
    title: draft.subject ?? '',
    ...(draft.location?.displayName && { place: draft.location.displayName }),
    ...(draft.body?.content && { description: draft.body.content }),
    organizer: me,
    guests: invited.length
      ? [{ ...me, reply: 'accepted', self: true, organizer: true }, ...invited.map(readGuest)]
      : [],
    start: draft.isAllDay ? start.toPlainDate().toString() : start.toPlainDateTime().toString(),
    zone,
    allDay: draft.isAllDay === true,
    length: draft.isAllDay ? Math.max(1, Math.round(minutes / 1440)) : minutes,
    cancelled: false,
    free: draft.showAs === 'free',
    type: draft.showAs === 'oof' ? 'outOfOffice' : 'default',
    video: online,
  }
  return { event, ...(draft.transactionId && { transactionId: draft.transactionId }) }
}

const changeSchema = z.object({ subject: z.string().optional(), start: when, end: when })

/**
 * A new time of an event, as a patch has it.
 * @throws QueryError for a body that Graph refuses
 */
export function readEventChange(body: unknown): Pick<SampleEvent, 'start' | 'zone' | 'length'> {
  const parsed = changeSchema.safeParse(body)
  if (!parsed.success) throw new QueryError('The sample moves events by start and end.', 'RequestBodyRead')
  const zone = ianaOf(parsed.data.start.timeZone)
  const start = readTime(parsed.data.start.dateTime, zone)
  const length = readTime(parsed.data.end.dateTime, ianaOf(parsed.data.end.timeZone)).since(start).total('minutes')
  if (length < 0) throw new QueryError('The start date must be earlier than the end date.', 'ErrorInvalidRequest')
  return { start: start.toPlainDateTime().toString(), zone, length }
}

type Invited = NonNullable<z.infer<typeof draftSchema>['attendees']>[number]

function readGuest({ emailAddress: { address, name }, type }: Invited): Guest {
  return {
    address,
    ...(name && { name }),
    ...(type === 'optional' && { optional: true }),
    ...(type === 'resource' && { resource: true }),
    reply: 'needsAction',
  }
}

/** A time of the zone beside it: an offset is refused, though Graph would ignore it. */
function readTime(text: string, zone: string): Temporal.ZonedDateTime {
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,7})?)?$/.test(text))
    throw new QueryError(`The value '${text}' is no date and time without offset.`, 'ErrorInvalidRequest')
  return Temporal.PlainDateTime.from(text).toZonedDateTime(zone)
}
