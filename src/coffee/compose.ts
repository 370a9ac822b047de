/** Addresses that open the owner's own mail or calendar with everything filled in: nothing of ours sends anything there. */
import type { Span } from '../facts.ts'
import { isMicrosoftMail } from '../microsoft-mail.ts'
import { normalise } from '../text.ts'

/** The web program of the account that opens them; null for one that has none. */
export type Program = 'gmail' | 'outlook' | null

interface Draft {
  readonly program: Program
  /** The address of the account to open. */
  readonly account: string
  readonly to: string
  /** A second one to whom it goes. */
  readonly also?: string | undefined
  readonly subject: string
  /** Lines end with \n. */
  readonly body: string
}

/** `name` is what the owner calls the place that `href` opens. */
export interface Links {
  readonly web?: { readonly name: 'Gmail' | 'Outlook'; readonly href: string }
  readonly mailto: string
}

/**
 * A compose window of the owner's own mail, and a `mailto:` address (RFC 6068) for any program. The only recipients are `to`
 * and `also`; where one is not one plain address, it is left for the owner to fill in.
 */
export function composeLinks({ program, account, to, also, subject, body }: Draft): Links {
  const addresses = [to, also ?? ''].map(oneAddress).filter(Boolean)
  const line = oneLine(subject)
  const fields = `subject=${encode(line)}&body=${encode(withBreaks(body))}`
  const mailto = `mailto:${addresses.map((one) => encode(one).replace('%40', '@')).join(',')}?${fields}`
  if (program === 'gmail') {
    const compose = `view=cm&fs=1&to=${encode(addresses.join(','))}&su=${encode(line)}&body=${encode(body)}`
    return {
      web: { name: 'Gmail', href: `https://mail.google.com/mail/u/?authuser=${encode(account)}&${compose}` },
      mailto,
    }
  }
  if (program === 'outlook') {
    const compose = `to=${encode(addresses.join(';'))}&${fields}`
    return { web: { name: 'Outlook', href: `${outlook(account, 'mail')}/deeplink/compose?${compose}` }, mailto }
  }
  return { mailto }
}

/** Addresses at Microsoft's own domains are personal accounts, which live at another place than those of organisations. */
function outlook(account: string, room: 'mail' | 'calendar'): string {
  return isMicrosoftMail(account) ? `https://outlook.live.com/${room}/0` : `https://outlook.office.com/${room}`
}

/** A message in the owner's own mail, at Google with its thread; undefined where the provider has no such address. */
export function messageLink({
  program,
  account,
  threadId,
  webLink,
}: {
  readonly program: Program
  readonly account: string
  readonly threadId: string
  /** As Microsoft says it, and as it was checked when it was read. */
  readonly webLink?: string | undefined
}): string | undefined {
  if (program === 'outlook') return webLink
  if (program !== 'gmail' || !/^[\w-]+$/.test(threadId)) return undefined
  return `https://mail.google.com/mail/u/?authuser=${encode(account)}#all/${threadId}`
}

interface Form {
  readonly title: string
  readonly when: Span
  readonly note: string
  readonly place?: string | undefined
  readonly guest?: string | undefined
  readonly also?: string | undefined
}

/** Outlook's form for a new event, filled in but not saved. */
export function outlookFormLink(account: string, { title, when, note, place, guest, also }: Form): string {
  const fields = {
    path: '/calendar/action/compose',
    rru: 'addevent',
    subject: oneLine(title),
    startdt: when.start.toString({ smallestUnit: 'second' }),
    enddt: when.end.toString({ smallestUnit: 'second' }),
    body: note,
    location: oneLine(place ?? ''),
    to: [guest ?? '', also ?? ''].map(oneAddress).filter(Boolean).join(';'),
  }
  return `${outlook(account, 'calendar')}/deeplink/compose?${toQuery(fields)}`
}

/** Google Calendar's form for a new event, filled in but not saved. */
export function calendarFormLink({ title, when, note, place, guest, also }: Form): string {
  const fields = {
    action: 'TEMPLATE',
    text: oneLine(title),
    dates: `${compact(when.start)}/${compact(when.end)}`,
    details: note,
    location: oneLine(place ?? ''),
    add: [guest ?? '', also ?? ''].map(oneAddress).filter(Boolean).join(','),
  }
  return `https://calendar.google.com/calendar/render?${toQuery(fields)}`
}

const toQuery = (fields: Readonly<Record<string, string>>) =>
  Object.entries(fields)
    .filter(([, value]) => value)
    .map(([name, value]) => `${name}=${name === 'dates' ? value : encode(value)}`)
    .join('&')

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
