/** Reads messages of an open folder, and steps past those that break the reading. */
import { Temporal } from 'temporal-polyfill'
import { breathe } from '../../breathe.ts'
import type { Instant, MailFact, Skipped } from '../../facts.ts'
import type { ListingChange, PlaceChange } from '../listing.ts'
import type { Call } from '../types.ts'
import { fetchHeaders } from './fetch.ts'
import { type Around, askedHeaders, type Raw, type ReadMail, toMail } from './messages.ts'
import type { Folder } from './position.ts'
import type { Session } from './session.ts'

export interface Read {
  readonly facts: readonly MailFact[]
  readonly listing: readonly ListingChange[]
  readonly places: readonly PlaceChange[]
  readonly skipped: readonly Skipped[]
  /** When the oldest of them was accepted. */
  readonly oldest: Instant | null
}

/** The folder, and whether the mailbox keeps sent mail. */
type Reading = Pick<Folder, 'key' | 'path' | 'sent'> & { readonly keepsSent: boolean }

/**
 * Header lines become facts as they come, so that a page holds no more than these. A number that is not handed out is none.
 * @throws whatever the server or the connection does
 */
export async function readNumbers(
  call: Call,
  session: Session,
  { folder, numbers }: { readonly folder: Reading; readonly numbers: readonly number[] },
): Promise<Read> {
  const facts = new Map<string, MailFact>()
  const places: PlaceChange[] = []
  const skipped: Skipped[] = []
  let oldest: Instant | null = null
  const me = call.address ? [call.address] : []
  const { sent, keepsSent } = folder
  const inbox = folder.path.toUpperCase() === 'INBOX'
  const around = { sent, inbox, keepsSent, me, subjects: call.subjects, since: call.since }

  async function take(raw: Raw): Promise<void> {
    await breathe()
    if (raw.at && (!oldest || Temporal.Instant.compare(raw.at, oldest) < 0)) oldest = raw.at
    const place = { kind: 'at', folder: folder.key, number: raw.uid } as const
    const mail = readOr(raw, around)
    if ('skipped' in mail) {
      skipped.push({ id: `${folder.key}.${raw.uid}`, reason: mail.skipped })
      places.push(place)
      return
    }
    if (mail.fact) facts.set(mail.fact.id, mail.fact)
    places.push(mail.fact ? { ...place, id: mail.fact.id } : place)
  }

  if (numbers.length > 0) {
    const headers = askedHeaders({ subjects: call.subjects, gmail: session.isGmail })
    await fetchHeaders(session, { numbers, headers }, take)
  }
  const listing = [...facts.values()].map(
    ({ id, thread, outgoing }): ListingChange => ({
      kind: 'listed',
      id,
      thread,
      labels: outgoing ? ['sent'] : [],
      folder: folder.key,
    }),
  )
  return { facts: [...facts.values()], listing, places, skipped, oldest }
}

/** Whatever it holds, it breaks off nothing. */
function readOr(raw: Raw, around: Around): ReadMail {
  try {
    return toMail(raw, around)
  } catch {
    return { skipped: 'a message of an unknown form' }
  }
}

/** What becomes of messages that break the reading of all others: they count as known, and are counted as left out. */
export function passed({ key }: Pick<Folder, 'key'>, numbers: readonly number[]): Read {
  return {
    facts: [],
    listing: [],
    places: numbers.map((number) => ({ kind: 'at', folder: key, number })),
    skipped: numbers.map((number) => ({
      id: `${key}.${number}`,
      reason: 'a message that the server does not hand out',
    })),
    oldest: null,
  }
}
