/** The permissions that the sample knows, in Google's names, and what they say on its consent page. */

const GOOGLE = 'https://www.googleapis.com/auth/'

export const METADATA = `${GOOGLE}gmail.metadata`
export const MAIL_READ = [METADATA, `${GOOGLE}gmail.readonly`, `${GOOGLE}gmail.modify`, 'https://mail.google.com/']
export const EVENTS_READ = [
  `${GOOGLE}calendar.events.readonly`,
  `${GOOGLE}calendar.events.owned.readonly`,
  `${GOOGLE}calendar.events.owned`,
  `${GOOGLE}calendar.events`,
  `${GOOGLE}calendar.readonly`,
  `${GOOGLE}calendar`,
]
/** Not of the account's own calendars alone. */
export const EVENTS_OF_ALL = [
  `${GOOGLE}calendar.events.readonly`,
  `${GOOGLE}calendar.events`,
  `${GOOGLE}calendar.readonly`,
  `${GOOGLE}calendar`,
]
export const EVENTS_WRITE = [`${GOOGLE}calendar.events.owned`, `${GOOGLE}calendar.events`, `${GOOGLE}calendar`]
export const CALENDARS_READ = [
  `${GOOGLE}calendar.calendarlist.readonly`,
  `${GOOGLE}calendar.calendarlist`,
  `${GOOGLE}calendar.readonly`,
  `${GOOGLE}calendar`,
]
export const FREE_BUSY = [
  `${GOOGLE}calendar.freebusy`,
  `${GOOGLE}calendar.events.freebusy`,
  `${GOOGLE}calendar.readonly`,
  `${GOOGLE}calendar`,
]
export const CONTACTS_READ = [`${GOOGLE}contacts.readonly`, `${GOOGLE}contacts`]
export const EMAIL = `${GOOGLE}userinfo.email`
export const PROFILE = `${GOOGLE}userinfo.profile`

const WORDS: Readonly<Record<string, string>> = {
  'gmail.metadata': 'View the headers of the sample’s messages, such as who, when and subject, but not what they say',
  'gmail.readonly': 'View the sample’s messages and settings',
  'gmail.modify': 'Read, write and send mail of the sample',
  'calendar.events.readonly': 'View events on all calendars of the sample',
  'calendar.events.owned.readonly': 'View events on the calendars the sample owns',
  'calendar.events.owned': 'See, create, change and delete events on the calendars the sample owns',
  'calendar.events': 'View and edit events on all calendars of the sample',
  'calendar.calendarlist.readonly': 'See the list of calendars of the sample',
  'calendar.calendarlist': 'See, add and remove calendars of the sample',
  'contacts.readonly': 'See and download the contacts of the sample',
  contacts: 'See, edit, download and delete the contacts of the sample',
  'calendar.freebusy': 'View when the sample is free or busy',
  'calendar.events.freebusy': 'See when the sample’s calendars are free or busy',
  'calendar.readonly': 'See the calendars of the sample',
  calendar: 'See, edit and delete all calendars of the sample',
}

/** Permissions that come with signing in and have no tick box. */
export function isSignIn(scope: string): boolean {
  return ['openid', EMAIL, PROFILE].includes(scope)
}

/** Google's own name of an asked scope (`email` is an alias), or null where there is no such permission. */
export function canonicalScope(scope: string): string | null {
  if (scope === 'openid') return scope
  if (scope === 'email') return EMAIL
  if (scope === 'profile') return PROFILE
  if (isSignIn(scope) || scope === 'https://mail.google.com/') return scope
  return scope.startsWith(GOOGLE) && scope.slice(GOOGLE.length) in WORDS ? scope : null
}

/** What a permission allows, in a sentence. */
export function describeScope(scope: string): string {
  return WORDS[scope.replace(GOOGLE, '')] ?? 'Read, write and delete all mail of the sample'
}
