/** The entries of one calendar: which there are, which changed, and what they hold of what is read. */

import { ProviderError } from '../../errors.ts'
import type { Span } from '../../facts.ts'
import type { Access } from '../types.ts'
import { askParts, escapeXml, type Part, textOf, xml } from './ask.ts'
import { lostToken } from './errors.ts'

export interface Listed {
  readonly href: string
  readonly etag: string
}

/** What an entry is asked for, by name (RFC 4791 section 9.6). A server that hands out more all the same is read no further. */
const properties = [
  ...['UID', 'DTSTART', 'DTEND', 'DURATION', 'RECURRENCE-ID', 'RRULE', 'RDATE', 'EXDATE', 'SEQUENCE', 'DTSTAMP'],
  ...['LAST-MODIFIED', 'STATUS', 'TRANSP', 'CLASS', 'SUMMARY', 'LOCATION', 'ORGANIZER', 'ATTENDEE'],
  'X-MICROSOFT-CDO-BUSYSTATUS',
]

/** Times only, and the answers of guests: for what is free. */
const busyProperties = properties.filter((name) => name !== 'SUMMARY' && name !== 'LOCATION')

const dataOf = (names: readonly string[]): string =>
  `<c:calendar-data><c:comp name="VCALENDAR"><c:prop name="VERSION"/><c:prop name="METHOD"/><c:comp name="VEVENT">${names.map((name) => `<c:prop name="${name}"/>`).join('')}</c:comp><c:comp name="VTIMEZONE"><c:allprop/><c:allcomp/></c:comp></c:comp></c:calendar-data>`

const utc = (at: Span['start']): string => at.toString({ smallestUnit: 'second' }).replaceAll(/[-:]/g, '')

const filterOf = ({ start, end }: Span): string =>
  `<c:filter><c:comp-filter name="VCALENDAR"><c:comp-filter name="VEVENT"><c:time-range start="${utc(start)}" end="${utc(end)}"/></c:comp-filter></c:comp-filter></c:filter>`

const isEntry =
  (calendar: string) =>
  ({ href, status }: Part) =>
    status < 300 && trimmed(href) !== trimmed(calendar)
const trimmed = (href: string) => (href.endsWith('/') ? href.slice(0, -1) : href)

const listed = ({ href, props }: Part): Listed => ({ href, etag: textOf(props.getetag) })

/** Those inside a window; all of them where the server does not take the question. @throws ProviderError */
export async function listWindow(reach: Access, calendar: string, window: Span): Promise<readonly Listed[]> {
  const body = xml('c:calendar-query', `<d:prop><d:getetag/></d:prop>${filterOf(window)}`)
  try {
    const { parts } = await askParts(reach, { method: 'REPORT', path: calendar, depth: '1', body })
    return parts.filter(isEntry(calendar)).map(listed)
  } catch (error) {
    if (!(error instanceof ProviderError) || error.kind !== 'unexpected') throw error
    return listAll(reach, calendar)
  }
}

/** Every entry with its ETag. */
export async function listAll(reach: Access, calendar: string): Promise<readonly Listed[]> {
  const body = xml('d:propfind', '<d:prop><d:getetag/><d:resourcetype/></d:prop>')
  const { parts } = await askParts(reach, { method: 'PROPFIND', path: calendar, depth: '1', body })
  return parts.filter(isEntry(calendar)).map(listed)
}

export interface Changes {
  readonly changed: readonly Listed[]
  readonly gone: readonly string[]
  readonly token: string
  /** The server cut its answer off: there is more after this token (RFC 6578 section 3.6). */
  readonly more: boolean
}

/** What changed since a token; null where the server does not know it any more. @throws ProviderError */
export async function listChanges(reach: Access, calendar: string, token: string): Promise<Changes | null> {
  const body = xml(
    'd:sync-collection',
    `<d:sync-token>${escapeXml(token)}</d:sync-token><d:sync-level>1</d:sync-level><d:prop><d:getetag/></d:prop>`,
  )
  try {
    const reply = await askParts(reach, { method: 'REPORT', path: calendar, body })
    if (!reply.token) return null
    const own = reply.parts.find(({ href }) => trimmed(href) === trimmed(calendar))
    return {
      changed: reply.parts.filter(isEntry(calendar)).map(listed),
      gone: reply.parts.filter(({ status }) => status === 404 || status === 410).map(({ href }) => href),
      token: reply.token,
      more: own?.status === 507,
    }
  } catch (error) {
    if (error instanceof ProviderError && (error.reason === lostToken || error.kind === 'unexpected')) return null
    throw error
  }
}

/** An entry as text; null where the server does not hand it out any more. */
export interface Handed {
  readonly href: string
  readonly etag: string
  readonly text: string | null
}

/** Some entries, by their paths. */
export async function fetchEntries(
  reach: Access,
  calendar: string,
  hrefs: readonly string[],
): Promise<readonly Handed[]> {
  const wanted = hrefs.map((href) => `<d:href>${escapeXml(href)}</d:href>`).join('')
  const body = xml('c:calendar-multiget', `<d:prop><d:getetag/>${dataOf(properties)}</d:prop>${wanted}`)
  const { parts } = await askParts(reach, { method: 'REPORT', path: calendar, depth: '1', body })
  return parts.map(({ href, status, props }) => {
    const text = textOf(props.calendarData)
    return { href, etag: textOf(props.getetag), text: status < 300 && text ? text : null }
  })
}

/**
 * The path of the entry with this UID; null where the calendar has none, or its server does not take the question.
 * @throws ProviderError where it is not reached
 */
export async function findByUid(reach: Access, calendar: string, uid: string): Promise<string | null> {
  const filter = `<c:filter><c:comp-filter name="VCALENDAR"><c:comp-filter name="VEVENT"><c:prop-filter name="UID"><c:text-match collation="i;octet">${escapeXml(uid)}</c:text-match></c:prop-filter></c:comp-filter></c:comp-filter></c:filter>`
  const only = `<c:calendar-data><c:comp name="VCALENDAR"><c:comp name="VEVENT"><c:prop name="UID"/></c:comp></c:comp></c:calendar-data>`
  const body = xml('c:calendar-query', `<d:prop><d:getetag/>${only}</d:prop>${filter}`)
  try {
    const { parts } = await askParts(reach, { method: 'REPORT', path: calendar, depth: '1', body })
    // A part of a UID matches as well.
    const lines = ({ props }: Part) =>
      textOf(props.calendarData)
        .replace(/\r?\n[ \t]/g, '')
        .split(/\r?\n/)
    return parts.filter(isEntry(calendar)).find((part) => lines(part).includes(`UID:${uid}`))?.href ?? null
  } catch (error) {
    if (error instanceof ProviderError && (error.kind === 'unexpected' || error.kind === 'forbidden')) return null
    throw error
  }
}

/** What stands in a window, for what is free. */
export async function fetchWindow(reach: Access, calendar: string, window: Span): Promise<readonly string[]> {
  const body = xml('c:calendar-query', `<d:prop>${dataOf(busyProperties)}</d:prop>${filterOf(window)}`)
  const { parts } = await askParts(reach, { method: 'REPORT', path: calendar, depth: '1', body })
  return parts.flatMap(({ props }) => textOf(props.calendarData) || [])
}
