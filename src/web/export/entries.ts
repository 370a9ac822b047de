/** Messages and meetings as the export holds them: each once, with everyone on it and every account that saw it. */
import { breathe } from '../../breathe.ts'
import type { User } from '../../db/accounts/users.ts'
import type { Database } from '../../db/database.ts'
import { toStoredFacts } from '../../db/fact-rows.ts'
import { readFacts } from '../../db/facts.ts'
import { factsByKey } from '../../db/history/history.ts'
import { personId } from '../../db/write-people.ts'
import type { Address, StoredFact } from '../../facts.ts'
import { doubt } from '../../people/derive/order.ts'
import type { Own } from '../../people/identity/own.ts'
import { hushedAmong, interaction, others } from '../../people/tie/interaction.ts'
import { ownNameOf } from '../../settings.ts'
import { cleanText, normalise } from '../../text.ts'

export interface Context {
  readonly user: User
  readonly own: Own
  /** Threads in which only the other one of a shared mailbox has written. */
  readonly hushed: ReadonlySet<string>
  readonly ids: ReadonlyMap<string, string>
  /** By address, those who are named and not worked out yet: filled in here. */
  readonly strangers: Map<string, Stranger>
  readonly providers: ReadonlyMap<string, string>
  readonly nowMs: number
}

/** Under the id that the next derivation gives them, unless it counts them to somebody else. */
export interface Stranger {
  readonly id: string
  readonly address: string
  readonly name: string
}

/** Reads what the owner's addresses sent, where they share the mailbox. */
export async function hushedIn(db: Database, user: User, own: Own): Promise<ReadonlySet<string>> {
  const sent: StoredFact[] = []
  if (ownNameOf(user.settings) === undefined) return new Set()
  for await (const fact of readFacts(db, user.id))
    if (fact.kind === 'mail' && fact.from && own.has(normalise(fact.from.address))) sent.push(fact)
  return hushedAmong(sent, own)
}

/** One message or meeting, and whether it is contact with somebody. */
interface Entry {
  readonly isContact: boolean
  readonly record: Awaited<ReturnType<typeof recordOf>>
  /** What is stored of it beside that. */
  readonly rest: object
}

export async function* entries(db: Database, context: Context): AsyncGenerator<Entry> {
  for await (const rows of factsByKey(db, context.user.id)) {
    await breathe()
    const copies = toStoredFacts(rows)
    const isHushed = (thread: string) => context.hushed.has(thread)
    const kindOf = (fact: StoredFact) => interaction(fact, context.own, context.nowMs, isHushed)?.kind
    const best = copies.toSorted((a, b) => doubt(a) - doubt(b))
    const fact = best.find(kindOf) ?? best[0]
    const kind = fact && kindOf(fact)
    if (!fact) continue
    yield {
      isContact: kind !== undefined,
      record: await recordOf(copies, fact, kind ?? fact.kind, context),
      rest: restOf(fact),
    }
  }
}

/** One message or meeting with everyone on it, and every account that saw it. */
async function recordOf(copies: readonly StoredFact[], fact: StoredFact, kind: string, context: Context) {
  const { own } = context
  const people = others(fact, own)
  const ids = new Map(await Promise.all(people.map(async (one) => [one.address, await idOf(one, context)] as const)))
  const who = (address: string) => (own.has(normalise(address)) ? 'me' : ids.get(normalise(address)))
  const all = (addresses: readonly string[]) => [...new Set(addresses.map(who).filter((id) => id !== undefined))]
  const { from, to, cc } = partiesOf(fact)
  const sender = from === undefined ? undefined : who(from)
  const title = fact.kind === 'mail' ? fact.subject : fact.title
  return {
    id: fact.dedupeKey,
    at: (fact.kind === 'mail' ? fact.at : fact.when.start).toString(),
    ...(fact.kind === 'meeting' ? { endsAt: fact.when.end.toString() } : {}),
    kind,
    sources: copies.map((copy) => ({
      connectionId: copy.connectionId,
      provider: context.providers.get(copy.connectionId),
      externalId: copy.id,
      ...(copy.kind === 'mail' && copy.thread ? { threadId: copy.thread } : {}),
      ...(copy.kind === 'mail' && copy.webLink ? { link: copy.webLink } : {}),
    })),
    from: sender ?? 'me',
    to: all(to),
    cc: all(cc),
    people: all(people.map(({ address }) => address)),
    addresses: Object.fromEntries([...ids].map(([address, id]) => [id, address])),
    ...(title === undefined ? {} : { title }),
    ...(fact.kind === 'meeting' && fact.series ? { seriesId: fact.series } : {}),
    // Everyone on it, the owner included: two for a message to one person.
    groupSize: people.length + 1,
  }
}

/** What is stored of it beside that, as it was read. */
function restOf(fact: StoredFact) {
  if (fact.kind === 'meeting') {
    const { uid, place, type, mine, allDay, cancelled, busy, people } = fact
    return { uid, ...(place ? { place } : {}), type, mine, allDay, cancelled, busy, guests: people }
  }
  const { messageId, signals, offsetMinutes, deliveredTo, from, to, cc } = fact
  const named = [...(from ? [from] : []), ...to, ...cc].flatMap(({ address, name }) => (name ? [[address, name]] : []))
  return {
    ...(messageId ? { messageId } : {}),
    ...(signals.length ? { signals } : {}),
    ...(offsetMinutes === undefined ? {} : { offsetMinutes }),
    ...(deliveredTo ? { deliveredTo } : {}),
    ...(named.length ? { names: Object.fromEntries(named) } : {}),
  }
}

/** The person who has the address now; before the next derivation has seen it, the id it will get by itself. */
async function idOf({ address, name = '' }: Address, { ids, strangers, user }: Context): Promise<string> {
  const known = ids.get(address) ?? strangers.get(address)?.id
  if (known !== undefined) return known
  const id = await personId(user.id, address)
  strangers.set(address, { id, address, name: cleanText(name, 80) || address })
  return id
}

function partiesOf(fact: StoredFact): { from?: string; to: string[]; cc: string[] } {
  const addresses = (list: readonly { readonly address: string }[]) => list.map(({ address }) => address)
  if (fact.kind === 'mail')
    return { ...(fact.from ? { from: fact.from.address } : {}), to: addresses(fact.to), cc: addresses(fact.cc) }
  const organizer = fact.people.find((guest) => guest.organizer)
  const guests = fact.people.filter((guest) => guest !== organizer && !guest.resource)
  return { ...(organizer ? { from: organizer.address } : {}), to: addresses(guests), cc: [] }
}
