/** What Microsoft is asked for, and what each permission is good for. */
import type { StreamKind } from '../types.ts'

export const mailScope = 'Mail.ReadBasic'
export const calendarScope = 'Calendars.ReadBasic'
export const eventsScope = 'Calendars.ReadWrite'
/** The address book, asked for by itself. */
export const contactsScope = 'Contacts.Read'

const profile = ['openid', 'profile', 'email']
/** Without offline_access there is no refresh token; User.Read tells the mailbox's own address. */
const connect = [...profile, 'offline_access', 'User.Read', mailScope, calendarScope]

/**
 * Nobody is asked for writing before their first invitation. An administrator is asked once for everything
 * (`adminScopes`): what they approved needs no second approval when a user widens the permission later.
 */
export const microsoftScopes = {
  signin: profile,
  connect,
  events: [...connect, eventsScope],
  // Calendars.ReadBasic lists them: nothing more is asked for, and never what opens the calendars of others.
  calendars: connect,
  contacts: [...connect, contactsScope],
} as const

/** What the link for administrators asks for, so that one approval is enough for good. */
export const adminScopes = ['User.Read', mailScope, calendarScope, eventsScope] as const

const spellings = new Map(
  [...microsoftScopes.events, contactsScope, 'Mail.Read', 'Mail.ReadWrite', 'Calendars.Read'].map((scope) => [
    scope.toLowerCase(),
    scope,
  ]),
)

/**
 * Scopes as this program spells them: the token endpoint answers with or without the resource in front and in whatever
 * case it has on file.
 */
export function toMicrosoftScopes(scopes: readonly string[]): string[] {
  const names = scopes.map((scope) => scope.slice(scope.lastIndexOf('/') + 1))
  return [...new Set(names.map((name) => spellings.get(name.toLowerCase()) ?? name))]
}

/** A wider permission opens the stream as well: tokens carry whatever the owner or an administrator agreed to before. */
const reading: Readonly<Record<StreamKind, readonly string[]>> = {
  mail: [mailScope, 'Mail.Read', 'Mail.ReadWrite'],
  calendar: [calendarScope, 'Calendars.Read', eventsScope],
}

/** The streams that these granted scopes open. */
export function microsoftStreams(scopes: readonly string[]): StreamKind[] {
  const own = toMicrosoftScopes(scopes)
  return (['mail', 'calendar'] as const).filter((kind) => reading[kind].some((scope) => own.includes(scope)))
}
