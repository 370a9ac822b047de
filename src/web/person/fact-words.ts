/** What a stored fact reads like in a timeline. */
import type { FactRow } from '../../db/fact-rows.ts'
import type { StoredAddress } from '../../db/schema.ts'
import type { Own } from '../../people/identity/own.ts'
import { cleanText, normalise } from '../../text.ts'

/** The parties of a stored message or meeting, each once, by their address in normal form; rooms are no parties. */
export interface Parties {
  readonly from?: string
  readonly to: readonly string[]
  readonly cc: readonly string[]
}

export function partiesOf(row: FactRow): Parties {
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
export function othersOn(row: FactRow, own: Own, theirs: ReadonlySet<string>): number {
  const { from, to, cc } = partiesOf(row)
  return new Set([...(from ? [from] : []), ...to, ...cc].filter((address) => !own.has(address) && !theirs.has(address)))
    .size
}

/**
 * "You wrote", "They wrote", "You met", "Meeting you declined", … `hushed` are the threads in which only the other one of a
 * shared mailbox has written.
 */
export function inWords(
  row: FactRow,
  own: Own,
  theirs: ReadonlySet<string>,
  { nowMs, hushed }: { readonly nowMs: number; readonly hushed: ReadonlySet<string> },
): string {
  const { from } = partiesOf(row)
  if (row.meeting) {
    const { cancelled, mine, people } = row.meeting
    if (cancelled) return 'Meeting, cancelled'
    if (mine === 'declined') return 'Meeting you declined'
    if (people.some(({ address, reply }) => theirs.has(normalise(address)) && reply === 'declined'))
      return 'Meeting they declined'
    return (row.endsAt ?? row.at).epochMilliseconds > nowMs ? 'Planned' : 'You met'
  }
  const [address = '', name] = row.mail?.from ?? []
  if (name && own.isAnothers({ address, name })) return `${cleanText(name, 80)} wrote from your mailbox; not counted`
  if (row.mail && row.groupId && hushed.has(row.groupId))
    return 'In a thread of the other one’s in your mailbox; not counted'
  if (from && own.has(from)) return 'You wrote'
  if (from && theirs.has(from)) return 'They wrote'
  return 'On the same mail'
}
