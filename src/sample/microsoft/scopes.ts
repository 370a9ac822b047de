/** The permissions that the sample Microsoft knows, and what they say on its consent page. */

/** May stand before any of them. */
const RESOURCE = 'https://graph.microsoft.com/'

export const MAIL_READ = ['Mail.ReadBasic', 'Mail.Read', 'Mail.ReadWrite']
export const CALENDAR_READ = ['Calendars.ReadBasic', 'Calendars.Read', 'Calendars.ReadWrite']
export const CALENDAR_WRITE = ['Calendars.ReadWrite']
export const CONTACTS_READ = ['Contacts.Read', 'Contacts.ReadWrite']
export const PROFILE_READ = ['User.Read', 'User.ReadBasic.All', 'User.ReadWrite']

const SIGN_IN = ['openid', 'profile', 'email', 'offline_access']
const WORDS: Readonly<Record<string, string>> = {
  'Mail.ReadBasic': 'Read the sample’s mail, but not what it says and not its attachments',
  'Mail.Read': 'Read the sample’s mail',
  'Mail.ReadWrite': 'Read and write the sample’s mail',
  'Calendars.ReadBasic': 'Read the sample’s calendars, but not the text of events',
  'Calendars.Read': 'Read the sample’s calendars',
  'Calendars.ReadWrite': 'Have full access to the sample’s calendars',
  'Contacts.Read': 'Read the sample’s contacts',
  'Contacts.ReadWrite': 'Have full access to the sample’s contacts',
  'User.Read': 'Sign in and read the sample’s profile',
  'User.ReadBasic.All': 'Read the names of all people of the organisation',
  'User.ReadWrite': 'Read and write the sample’s profile',
  offline_access: 'Keep access to what it was given access to',
}

/** Microsoft's own name of an asked scope, whatever its case; null where there is none. */
export function canonicalScope(scope: string): string | null {
  const name = scope.startsWith(RESOURCE) ? scope.slice(RESOURCE.length) : scope
  const known = [...SIGN_IN, ...Object.keys(WORDS)].find((one) => one.toLowerCase() === name.toLowerCase())
  return known ?? null
}

/** What needs an administrator where the organisation asks for one: everything of mailbox, calendar and address book. */
export function needsAdmin(scope: string): boolean {
  return /^(Mail|Calendars|Contacts)\./.test(scope)
}

/** What a permission allows, in words; null for what comes with signing in. */
export function describeScope(scope: string): string | null {
  return WORDS[scope] ?? null
}

/** Signing in alone never shows among the scopes of an API token as Microsoft tells them. */
export function toldScopes(scopes: readonly string[]): string {
  return scopes.filter((scope) => scope !== 'offline_access').join(' ')
}
