/** What Google is asked for, and what each permission is good for. */
import type { StreamKind } from '../types.ts'

const api = 'https://www.googleapis.com/auth'

export const mailScope = `${api}/gmail.metadata`
export const calendarScope = `${api}/calendar.events.readonly`
export const eventsScope = `${api}/calendar.events.owned`
/** The names of the owner's calendars, and nothing in them: asked for when they are to be chosen among. */
export const calendarsScope = `${api}/calendar.calendarlist.readonly`
/** The address book, asked for by itself. */
export const contactsScope = `${api}/contacts.readonly`

const profile = ['openid', 'email', 'profile']

export const googleScopes = {
  signin: profile,
  connect: [...profile, mailScope, calendarScope],
  events: [...profile, eventsScope],
  calendars: [...profile, calendarsScope],
  contacts: [...profile, contactsScope],
} as const

/** The streams that these granted scopes open. A wider calendar permission opens the calendar as well. */
export function googleStreams(scopes: readonly string[]): StreamKind[] {
  const calendar = [calendarScope, `${api}/calendar`, `${api}/calendar.readonly`, `${api}/calendar.events`]
  return [
    ...(scopes.includes(mailScope) ? (['mail'] as const) : []),
    ...(calendar.some((scope) => scopes.includes(scope)) ? (['calendar'] as const) : []),
  ]
}
