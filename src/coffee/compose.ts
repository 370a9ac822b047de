/** Addresses that open the owner's own mail or calendar with everything filled in: nothing of ours sends anything there. */
import type { Span } from '../facts.ts'
import { normalise } from '../text.ts'

type Provider = 'google' | 'microsoft' | 'file'

interface Draft {
  readonly provider: Provider
  /** The address of the account to open. */
  readonly account: string
  readonly to: string
  readonly subject: string
  /** Lines end with \n. */
  readonly body: string
}

/**
 * A compose window of the owner's own mail, and a `mailto:` address (RFC 6068) for any program. The only recipient is `to`;
 * where that is not one plain address, the field stays empty for the owner to fill.
 */
export function composeLinks({ provider, account, to, subject, body }: Draft): { gmail?: string; mailto: string } {
  const address = oneAddress(to)
  const line = oneLine(subject)
  const fields = `subject=${encode(line)}&body=${encode(withBreaks(body))}`
  const mailto = `mailto:${encode(address).replace('%40', '@')}?${fields}`
  if (provider !== 'google') return { mailto }
  const compose = `view=cm&fs=1&to=${encode(address)}&su=${encode(line)}&body=${encode(body)}`
  return { gmail: `https://mail.google.com/mail/u/?authuser=${encode(account)}&${compose}`, mailto }
}

/** A message's thread in the owner's own mail; undefined where the provider has no such address. */
export function messageLink({
  provider,
  account,
  threadId,
}: {
  readonly provider: Provider
  readonly account: string
  readonly threadId: string
}): string | undefined {
  if (provider !== 'google' || !/^[\w-]+$/.test(threadId)) return undefined
  return `https://mail.google.com/mail/u/?authuser=${encode(account)}#all/${threadId}`
}

/** Google Calendar's form for a new event, filled in but not saved. */
export function calendarFormLink({
  title,
  when,
  note,
  place,
  guest,
}: {
  readonly title: string
  readonly when: Span
  readonly note: string
  readonly place?: string | undefined
  readonly guest?: string | undefined
}): string {
  const fields = {
    action: 'TEMPLATE',
    text: oneLine(title),
    dates: `${compact(when.start)}/${compact(when.end)}`,
    details: note,
    location: oneLine(place ?? ''),
    add: oneAddress(guest ?? ''),
  }
  const query = Object.entries(fields)
    .filter(([, value]) => value)
    .map(([name, value]) => `${name}=${name === 'dates' ? value : encode(value)}`)
  return `https://calendar.google.com/calendar/render?${query.join('&')}`
}

const compact = (instant: Span['start']) => instant.toString({ smallestUnit: 'second' }).replace(/[-:]/g, '')

/** Neither a list of addresses nor a name in front of one. */
function oneAddress(text: string): string {
  const address = normalise(text)
  return /^[^\s@,;:<>()[\]"\\]+@[^\s@,;:<>()[\]"\\]+$/u.test(address) ? address : ''
}

const oneLine = (text: string) => text.replace(/[\s\p{Cc}]+/gu, ' ').trim()

/** Line breaks as mail has them (RFC 6068, section 5). */
const withBreaks = (text: string) => text.replace(/\r\n?|\n/g, '\r\n')

/** Also what a URL may hold but a page or a mail program may read otherwise. */
const encode = (text: string) =>
  encodeURIComponent(text.toWellFormed()).replace(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  )
