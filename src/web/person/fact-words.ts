/** What a stored fact reads like in a timeline. */
import type { SaidRow } from '../../db/fact-rows.ts'
import type { StoredAddress } from '../../db/schema.ts'
import type { Own } from '../../people/identity/own.ts'
import { cleanText, normalise } from '../../text.ts'
import type { personWords } from './words.ts'

/** The parties of a stored message or meeting, each once, by their address in normal form; rooms are no parties. */
export interface Parties {
  readonly from?: string
  readonly to: readonly string[]
  readonly cc: readonly string[]
}

export function partiesOf(row: SaidRow): Parties {
  if (row.meeting) {
    const guests = row.meeting.people.filter(({ resource }) => !resource)
    const organizer = guests.find((guest) => guest.organizer)
    const rest = guests.filter((guest) => guest !== organizer).map(({ address }) => normalise(address))
    return { ...(organizer ? { from: normalise(organizer.address) } : {}), to: [...new Set(rest)], cc: [] }
  }
  const from = row.mail?.from ? normalise(row.mail.from[0]) : undefined
  const to = addresses(row.mail?.to)
  return { ...(from ? { from } : {}), to, cc: addresses(row.mail?.cc).filter((address) => !to.includes(address)) }
}

const addresses = (stored: readonly StoredAddress[] = []) => [...new Set(stored.map(([address]) => normalise(address)))]

/** How many others are on it beside the owner and this person. */
export function othersOn(row: SaidRow, own: Own, theirs: ReadonlySet<string>): number {
  const { from, to, cc } = partiesOf(row)
  return new Set([...(from ? [from] : []), ...to, ...cc].filter((address) => !own.has(address) && !theirs.has(address)))
    .size
}

interface Telling {
  readonly nowMs: number
  /** The threads in which only the other one of a shared mailbox has written. */
  readonly hushed: ReadonlySet<string>
  readonly words: ReturnType<typeof personWords>['timeline']
}

/** "You wrote", "They wrote", "You met", "Meeting you declined", … */
export function inWords(
  row: SaidRow,
  own: Own,
  theirs: ReadonlySet<string>,
  { nowMs, hushed, words }: Telling,
): string {
  const { from } = partiesOf(row)
  if (row.meeting) {
    const { cancelled, mine, people } = row.meeting
    if (cancelled) return words.cancelled
    if (mine === 'declined') return words.youDeclined
    if (people.some(({ address, reply }) => theirs.has(normalise(address)) && reply === 'declined'))
      return words.theyDeclined
    return (row.endsAt ?? row.at).epochMilliseconds > nowMs ? words.planned : words.met
  }
  const [address = '', name] = row.mail?.from ?? []
  if (name && own.isAnothers({ address, name })) return words.fromMailbox(cleanText(name, 80))
  if (row.mail && row.groupId && hushed.has(row.groupId)) return words.hushed
  if (from && own.has(from)) return words.youWrote
  if (from && theirs.has(from)) return words.theyWrote
  return words.beside
}
