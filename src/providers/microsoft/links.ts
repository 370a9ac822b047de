/** Links that Graph hands out and that are stored: checked before a token is sent along them, or their owner is. */
import { lostPosition, strayLink } from './errors.ts'

export const graphOrigin = 'https://graph.microsoft.com'
export const graphVersion = 'v1.0'

/** The collections whose next pages and changes are followed. */
export type Collection =
  | 'calendars'
  | 'contacts/delta'
  | 'mailFolders'
  | 'childFolders'
  | 'messages/delta'
  | 'calendarView'

/**
 * A link as a path behind the version, for `askGraph`.
 * @param origin replaces `https://graph.microsoft.com`
 * @throws ProviderError `cursor-expired` for another host, another version or another collection than the one expected
 */
export function toPath(link: string, origin: string | undefined, collection: Collection): string {
  const url = URL.parse(link)
  const allowed = new URL(origin ?? graphOrigin).origin
  if (url?.origin !== allowed || url.username || url.password) throw lostPosition('link')
  const path = url.pathname.match(/^\/v1\.0(\/.*)$/)?.[1]
  if (!path || !patterns[collection].test(path)) throw lostPosition('link')
  return `${path}${url.search}`
}

/**
 * A link as it comes in an answer. Refused now, not when it is sent: until then the position before it is still there.
 * @param asked the link of whose page it is the next one
 * @throws ProviderError `unavailable` for one that leads elsewhere, or back to the page that was asked for, of which there would
 * be no end
 */
export function acceptLink(
  link: string | undefined,
  origin: string | undefined,
  collection: Collection,
  asked?: string,
): void {
  if (link === undefined) return
  if (link === asked) throw strayLink()
  try {
    toPath(link, origin, collection)
  } catch {
    throw strayLink()
  }
}

/** Where Outlook on the web lives, for organisations and for personal accounts. */
const outlookHosts = new Set(['outlook.office.com', 'outlook.office365.com', 'outlook.live.com'])

/** A message's `webLink`, to be opened by its owner: undefined unless it leads to Outlook itself, over https. */
export function toWebLink(link: string): string | undefined {
  const url = link.length <= 2000 ? URL.parse(link) : null
  if (url?.protocol !== 'https:' || !outlookHosts.has(url.host) || url.username || url.password) return undefined
  return url.href
}

/** An id as a segment, or in the form that Graph writes itself: mailFolders('AAMk…'). No segment may climb with dots. */
const key = (name: string) => String.raw`${name}(?:\('[^'/]+'\)|/(?!\.)[^/()]+)`
const owner = `/(?:me|${key('users')})`
const folder = key('mailFolders')
const patterns: Readonly<Record<Collection, RegExp>> = {
  calendars: new RegExp(`^${owner}/calendars$`, 'i'),
  'contacts/delta': new RegExp(
    String.raw`^${owner}/${key('contactFolders')}/contacts/(?:microsoft\.graph\.)?delta(?:\(\))?$`,
    'i',
  ),
  mailFolders: new RegExp(`^${owner}/mailFolders$`, 'i'),
  childFolders: new RegExp(`^${owner}/${folder}/childFolders$`, 'i'),
  'messages/delta': new RegExp(String.raw`^${owner}/${folder}/messages/(?:microsoft\.graph\.)?delta(?:\(\))?$`, 'i'),
  calendarView: new RegExp(`^${owner}/(?:${key('calendars')}/)?calendarView$`, 'i'),
}
