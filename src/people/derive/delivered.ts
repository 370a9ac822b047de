/** Sees that mail to an address that nobody declared comes to the owner: it may be one of theirs, and they are asked. */
import type { Address, MailFact } from '../../facts.ts'
import { normalise } from '../../text.ts'
import type { Own } from '../identity/own.ts'
import type { Sighting } from '../identity/types.ts'
import { isReply } from '../subjects/subject.ts'
import type { KeptSightings } from './sightings.ts'

/** So many times, so that one message that says so by itself asks nobody anything. */
const enough = 3

/** Others' mail to this address came to the owner often enough to ask whether it is theirs. */
export const mayBeOwn = ({ delivered = 0 }: Pick<Sighting, 'delivered'>): boolean => delivered >= enough

/**
 * Counts what a message to the owner says of its recipients: a header of the server that took it names one of them, or it is an
 * answer to that one alone. A sender can write any header, so the same one counts once in a row, and nothing follows but a
 * question.
 */
export function deliver(
  fact: MailFact,
  recipients: readonly Address[],
  { sightings, own }: { readonly sightings: Pick<KeptSightings, 'open'>; readonly own: Own },
): void {
  if (!fact.from) return
  const from = normalise(fact.from.address)
  const all = new Set(recipients.map(({ address }) => normalise(address)))
  const named = (fact.deliveredTo ?? []).map(normalise).filter((address) => all.has(address))
  const [only] = all
  const answers = fact.signals.includes('reply') || isReply(fact.subject ?? '')
  const found = new Set(all.size === 1 && only !== undefined && answers ? [...named, only] : named)
  for (const address of found) {
    const seen = sightings.open(address)
    if (!seen || own.has(address) || address === from || seen.deliveredBy === from) continue
    seen.delivered = (seen.delivered ?? 0) + 1
    seen.deliveredBy = from
  }
}
