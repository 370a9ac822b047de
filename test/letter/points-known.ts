/** Reads what the program stored, and gives of each person what the letter would be told: for tests over a whole mailbox. */

import { eq } from 'drizzle-orm'
import type { Database } from '../../src/db/database.ts'
import { readFacts } from '../../src/db/facts.ts'
import { type KnownPerson, listPeople } from '../../src/db/people.ts'
import { ownAddresses } from '../../src/db/schema.ts'
import type { Instant } from '../../src/facts.ts'
import type { Telling } from '../../src/letter/find/telling.ts'
import type { Contact } from '../../src/letter/types.ts'
import { ownOf } from '../../src/people/identity/own.ts'
import { interaction } from '../../src/people/tie/interaction.ts'

export interface Known {
  readonly people: readonly KnownPerson[]
  /** Every interaction, ascending, each once. */
  readonly contacts: readonly Contact[]
  telling(person: KnownPerson, more?: Partial<Telling>): Telling
}

export async function knowAll(db: Database, userId: string, now: Instant): Promise<Known> {
  const rows = await db.select().from(ownAddresses).where(eq(ownAddresses.userId, userId))
  const own = ownOf(rows.map(({ address }) => address))
  const contacts = new Map<string, Contact>()
  for await (const fact of readFacts(db, userId)) {
    const found = interaction(fact, own, now.epochMilliseconds)
    if (found && !contacts.has(fact.dedupeKey))
      contacts.set(fact.dedupeKey, { ...found, id: fact.dedupeKey, connectionId: fact.connectionId })
  }
  const all = [...contacts.values()]
  const people = await listPeople(db, userId)
  const byAddress = new Map(people.flatMap((one) => one.addresses.map(({ address }) => [address, one] as const)))
  const mayName = (one: KnownPerson | undefined) =>
    one?.kind === 'person' &&
    one.state !== 'let_go' &&
    !one.exclusions.some(({ kind }) => kind === 'sensitive' || kind === 'mourning')
  return {
    people,
    contacts: all,
    telling: (person, more) => ({
      person,
      contacts: all.filter(({ others }) =>
        others.some(({ address }) => person.addresses.some((own) => own.address === address)),
      ),
      named(address) {
        const one = byAddress.get(address)
        return mayName(one) ? one?.name : undefined
      },
      notes: [],
      now,
      timeZone: 'Europe/Berlin',
      locale: null,
      readBackTo: now.subtract({ hours: 24 * 365 * 5 }),
      horizon: now.subtract({ hours: 24 * 365 * 5 }),
      seed: 'test',
      ...more,
    }),
  }
}
