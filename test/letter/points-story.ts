/** Tells of somebody what a few lines of history hold, as the letter would be told it. */

import type { StoredFact } from '../../src/facts.ts'
import type { Telling } from '../../src/letter/find/telling.ts'
import type { Contact } from '../../src/letter/types.ts'
import { ownOf } from '../../src/people/identity/own.ts'
import { interaction } from '../../src/people/tie/interaction.ts'
import type { Decision, Person } from '../../src/people/types.ts'
import { at, daysAgo, know, now, owner } from '../people/derive/life.ts'

/** Five years of history, completely read, unless `more` says otherwise. */
export async function telling(
  facts: readonly StoredFact[],
  address: string,
  more: Partial<Telling> & { readonly decisions?: Record<string, readonly Decision[]> } = {},
): Promise<Telling> {
  const { decisions, ...given } = more
  const derived = await know(facts, decisions ? { decisions } : {})
  const person = at(derived, address)
  const named = (one: string) => {
    const found = derived.people.find(({ addresses }) => addresses.some((held) => held.address === one))
    return found && mayBeNamed(found) ? found.name : undefined
  }
  const theirs = new Set(person.addresses.map((one) => one.address))
  return {
    person,
    contacts: contactsOf(facts).filter(({ others }) => others.some((one) => theirs.has(one.address))),
    named,
    notes: [],
    now,
    timeZone: 'Europe/Berlin',
    locale: null,
    readBackTo: daysAgo(5 * 365),
    horizon: daysAgo(5 * 365),
    seed: 'a',
    ...given,
  }
}

export function contactsOf(facts: readonly StoredFact[]): readonly Contact[] {
  const own = ownOf([owner])
  return facts
    .map((fact): Contact | null => {
      const found = interaction(fact, own, now.epochMilliseconds)
      return found && { ...found, id: fact.dedupeKey, connectionId: fact.connectionId }
    })
    .filter((one) => one !== null)
    .sort((a, b) => a.at - b.at)
}

const mayBeNamed = ({ kind, state, exclusions }: Person) =>
  kind === 'person' && state !== 'let_go' && !exclusions.some((one) => one.kind === 'sensitive')
