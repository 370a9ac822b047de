/** What lies in a calendar home: its calendars, each with the mark that changes when it does, and whose they are. */
import { readZone } from '../../place.ts'
import { cleanText, cut, normalise } from '../../text.ts'
import { readDavLogin } from '../login.ts'
import { ianaIn, zoneOfName } from '../standard/calendar/zone-names.ts'
import type { Access } from '../types.ts'
import { askParts, hrefsIn, type Part, textOf, xml } from './ask.ts'

export interface HomeCalendar {
  /** A path of the server. */
  readonly href: string
  readonly name: string
  /** A position for sync-collection; empty where the server knows none. */
  readonly token: string
  /** What changes with the calendar; empty where nothing says. */
  readonly mark: string
  /** In which it is kept (IANA), where its server says so: for times that name none. */
  readonly zone?: string
}

export interface Home {
  readonly calendars: readonly HomeCalendar[]
  /** Of the account, as a path; empty where the server does not say. */
  readonly principal: string
}

const homeBody = xml(
  'd:propfind',
  '<d:prop><d:resourcetype/><d:displayname/><d:sync-token/><s:getctag/><c:calendar-timezone/><c:calendar-timezone-id/><d:current-user-principal/><c:supported-calendar-component-set/></d:prop>',
)

/** One request: every calendar that holds events of the owner’s own. Subscribed ones and birthdays made of contacts are not read. */
export async function askHome(reach: Access): Promise<Home> {
  const { home } = readDavLogin(await reach.token())
  const { parts } = await askParts(reach, { method: 'PROPFIND', path: home, depth: '1', body: homeBody })
  const principal = parts.flatMap(({ props }) => hrefsIn(props.currentUserPrincipal))[0] ?? ''
  return { calendars: parts.filter(isCalendar).map(toCalendar).toSorted(ownFirst), principal }
}

const mostCalendars = 100

function isCalendar({ href, props }: Part): boolean {
  const kinds = keysOf(props.resourcetype)
  if (!kinds.has('calendar') || ['subscribed', 'scheduleInbox', 'scheduleOutbox'].some((kind) => kinds.has(kind)))
    return false
  // Nextcloud makes one of the address book, and shows it under this name.
  if (/\/contact_birthdays\/?$/.test(href)) return false
  const components = componentsOf(props.supportedCalendarComponentSet)
  return !components.length || components.includes('VEVENT')
}

const keysOf = (value: unknown): ReadonlySet<string> =>
  new Set(typeof value === 'object' && value !== null ? Object.keys(value) : [])

function componentsOf(value: unknown): readonly string[] {
  const inner = typeof value === 'object' && value !== null && 'comp' in value ? value.comp : []
  const all: readonly unknown[] = Array.isArray(inner) ? inner : [inner]
  return all.flatMap((one) => {
    const attributes = typeof one === 'object' && one !== null && '_attributes' in one ? one._attributes : null
    const name = typeof attributes === 'object' && attributes !== null && 'name' in attributes ? attributes.name : null
    return typeof name === 'string' ? name.toUpperCase() : []
  })
}

function toCalendar({ href, props }: Part): HomeCalendar {
  const token = textOf(props.syncToken)
  const name = cleanText(textOf(props.displayname), 80)
  const zone = zoneIn(textOf(props.calendarTimezoneId)) ?? zoneIn(timeZoneIn(textOf(props.calendarTimezone)))
  return {
    ...{ href, name: name || 'Calendar', token, mark: token || textOf(props.getctag) },
    ...(zone ? { zone } : {}),
  }
}

const zoneIn = (name: string): string | undefined => ianaIn(name) ?? readZone(zoneOfName(name))

/** The name of the zone in a calendar that holds nothing but its description (RFC 4791 section 5.2.2). */
function timeZoneIn(text: string): string {
  const lines = cut(text, longestZone).split(/\r?\n/)
  const value = (name: string) => lines.find((line) => line.startsWith(name))?.slice(name.length)
  return value('X-LIC-LOCATION:') ?? value('TZID:') ?? ''
}

/** Some zones are described year by year. */
const longestZone = 100_000

/** Usual names of the calendar that is there from the beginning. */
const usual = /\/(?:default|personal|calendar|home|work)\/?$/i

const ownFirst = (a: HomeCalendar, b: HomeCalendar): number =>
  Number(usual.test(b.href)) - Number(usual.test(a.href)) || (a.href < b.href ? -1 : 1)

const principalBody = xml('d:propfind', '<d:prop><c:calendar-user-address-set/><c:schedule-outbox-URL/></d:prop>')

/** The addresses under which the account is invited, in normal form. */
export async function askAddresses(reach: Access, principal: string): Promise<readonly string[]> {
  const { user } = readDavLogin(await reach.token())
  const { parts } = principal
    ? await askParts(reach, { method: 'PROPFIND', path: principal, depth: '0', body: principalBody })
    : { parts: [] }
  const said = parts.flatMap(({ props }) => hrefsIn(props.calendarUserAddressSet))
  const mails = said.filter((href) => /^mailto:/i.test(href)).map(normalise)
  return [...new Set([...mails, ...(user.includes('@') ? [normalise(user)] : [])])]
    .filter(Boolean)
    .slice(0, mostCalendars)
}
