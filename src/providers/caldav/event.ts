/** A coffee as an entry of a CalDAV calendar, with its guests; what its server did about them; and the same entry at another time. */
import type { Instant, Span } from '../../facts.ts'
import { readParts } from '../standard/calendar/components.ts'
import { writeEvent } from '../standard/written-event.ts'
import type { Invitation } from '../types.ts'

interface Writing {
  readonly invitation: Invitation
  /** The owner's address as the server knows it, from which alone it invites anybody (RFC 6638 section 3.2.1). */
  readonly organizer?: string | undefined
  readonly now: Instant
}

const ownDomain = '@coffee-soon'

/** The UID of the entry: the same for every attempt, and what the event is known by when the calendar is read. */
export const uidOf = (eventId: string): string => `${eventId}${ownDomain}`

/** The name under which an entry of ours was put; null for one that somebody else has put there. */
export const nameOf = (uid: string): string | null =>
  /^[a-z0-9]+$/.test(uid.slice(0, -ownDomain.length)) && uid.endsWith(ownDomain)
    ? `${uid.slice(0, -ownDomain.length)}.ics`
    : null

/** In UTC, and without METHOD. */
export function toEntry({ invitation, organizer, now }: Writing): string {
  const { eventId, when, title, note, guest, also, place, quiet } = invitation
  return writeEvent({
    ...{ uid: uidOf(eventId), when, title, note, place, organizer },
    stamp: now,
    sequence: 0,
    guests: [guest, ...(also ? [also] : [])],
    invites: !quiet,
  })
}

/**
 * Whether a server says of every guest that it could not hand them the invitation (RFC 6638 section 3.2.9: 3 and 5). What it
 * is still about to do, or says nothing of, is no refusal.
 */
export async function reachedNobody(text: string, addresses: readonly string[]): Promise<boolean> {
  const wanted = new Set(addresses.map((address) => `mailto:${address}`.toLowerCase()))
  const said: boolean[] = []
  for await (const { kind, properties } of readParts(chunksOf(text)))
    for (const { name, value, parameters } of kind === 'VEVENT' ? properties : [])
      if (name === 'ATTENDEE' && wanted.has(value.toLowerCase()))
        said.push(/^[35]\./.test(parameters.get('SCHEDULE-STATUS') ?? ''))
  return said.length > 0 && said.every(Boolean)
}

async function* chunksOf(text: string): AsyncGenerator<Uint8Array> {
  yield new TextEncoder().encode(text)
}

const stamp = (at: Instant): string => at.toString({ smallestUnit: 'second' }).replaceAll(/[-:]/g, '')

/** The entry at another time, one version later; everything else of it stays as its owner's programs have written it. */
export function moveEntry(text: string, { when, now }: { readonly when: Span; readonly now: Instant }): string {
  const lines = text.replace(/\r?\n[ \t]/g, '').split(/\r?\n/)
  let open: string[] = []
  let sequence = 0
  const kept: string[] = []
  for (const line of lines) {
    const [, verb, name = ''] = /^(BEGIN|END):([\w-]+)$/i.exec(line) ?? []
    if (verb && /^B/i.test(verb)) open.push(name.toUpperCase())
    const inEvent = open.at(-1) === 'VEVENT'
    const property = inEvent ? (/^[\w-]+/.exec(line)?.[0] ?? '').toUpperCase() : ''
    if (property === 'SEQUENCE') sequence = Number.parseInt(line.slice(line.indexOf(':') + 1), 10) || 0
    if (inEvent && verb && /^E/i.test(verb))
      kept.push(
        `DTSTART:${stamp(when.start)}`,
        `DTEND:${stamp(when.end)}`,
        `DTSTAMP:${stamp(now)}`,
        `SEQUENCE:${sequence + 1}`,
      )
    if (!replaced.has(property)) kept.push(line)
    if (verb && /^E/i.test(verb)) open = open.slice(0, -1)
  }
  return kept.map(fold).join('\r\n')
}

const replaced: ReadonlySet<string> = new Set(['DTSTART', 'DTEND', 'DURATION', 'DTSTAMP', 'SEQUENCE'])

/** No line is longer than 75 bytes (RFC 5545 section 3.1); no letter is four bytes long more often than not. */
function fold(line: string): string {
  const letters = [...line]
  const rows: string[] = []
  const size = (row: string) => new TextEncoder().encode(row).length
  let row = ''
  let bytes = 0
  for (const letter of letters) {
    const more = size(letter)
    if (bytes + more > 73) {
      rows.push(row)
      row = ''
      bytes = 0
    }
    row += letter
    bytes += more
  }
  return [...rows, row].join('\r\n ')
}
