/** Which replayed letters have named somebody already, and what had come of it by a day: who was named rests as for real. */
import type { Instant } from '../facts.ts'
import { outcomeOf } from '../letter/choose/outcomes.ts'
import type { Appearance, Contact } from '../letter/types.ts'
import { dayMs } from '../people/days.ts'
import type { Person } from '../people/types.ts'
import type { ReplayedMonth } from './types.ts'

interface Known {
  readonly at: Instant
  readonly byAddress: ReadonlyMap<string, Person>
  /** What lay between the owner and the person by `at`. */
  between(person: Person): Promise<readonly Contact[]>
}

/** So long the worker looks for what comes of a pick. */
const openDays = 120

/** By person, oldest first. The outcome is the one that was known at `at`. */
export async function appearances(
  before: readonly ReplayedMonth[],
  { at, byAddress, between }: Known,
): Promise<ReadonlyMap<Person, readonly Appearance[]>> {
  const found = new Map<Person, Appearance[]>()
  const read = new Map<Person, readonly Contact[]>()
  for (const month of before.filter((one) => one.at.epochMilliseconds < at.epochMilliseconds))
    for (const { address } of month.picks) {
      const person = byAddress.get(address)
      if (!person) continue
      const contacts = read.get(person) ?? (await between(person))
      read.set(person, contacts)
      const closed = month.at.epochMilliseconds + openDays * dayMs
      const outcome = outcomeOf(null, {
        since: month.at,
        contacts: contacts.filter((one) => one.at < closed),
        theirs: new Set(person.addresses.map((one) => one.address)),
        planned: false,
      })
      found.set(person, [...(found.get(person) ?? []), { at: month.at, outcome }])
    }
  return found
}
