/** What the owner decides about someone: written under every address of theirs, and seen before the next derivation. */

import type { Database } from '../../db/database.ts'
import { addDecisions, addNotes, type DecisionRow, listDecisions, listNotes, type NoteRow } from '../../db/decisions.ts'
import { changePerson, type KnownPerson, type PersonChange } from '../../db/people.ts'
import { hashAddresses } from '../../db/sealed/hashed.ts'
import type { Deps } from '../../deps.ts'
import type { Instant } from '../../facts.ts'
import { rule } from '../../people/identity/ruling.ts'
import { reason } from '../../people/reasons.ts'
import type { Decision, Exclusion } from '../../people/types.ts'
import { normalise } from '../../text.ts'

/** Whom a decision is about, when it was made and by which link. */
export interface About {
  readonly deps: Deps
  readonly userId: string
  /** In normal form. All of the person's, so that it stays with them whichever of those goes. */
  readonly addresses: readonly string[]
  /** Missing once nobody here has the address any more: the decision is kept all the same. */
  readonly person?: KnownPerson | undefined
  readonly at: Instant
  /** The hash of the link by which it was made. */
  readonly source?: string
}

/** A decision about one human. */
export type Wish =
  | { readonly kind: 'let_go' | 'elsewhere' | 'keep' | 'keep_close' | 'died' | 'person' | 'robot' | 'close' }
  | { readonly kind: 'rest'; readonly until: Instant }

/** Writes the decision down and changes the derived entry to match. Pressed twice on a page it is one, which one Undo takes back. */
export async function decide(tx: Database, about: About, wish: Wish): Promise<void> {
  const { deps, userId, person, at, source } = about
  // Of two presses at once the second waits here, and sees what the first one wrote.
  const hashes = await hashAddresses(tx, { seal: deps.seal, userId }, about.addresses)
  const row = { userId, kind: wish.kind, until: wish.kind === 'rest' ? wish.until : null, withHash: null, at }
  const isNew = source || !isPressedTwice((await listDecisions(tx, userId, [...hashes.values()]))[0], row)
  const rows = isNew ? [...hashes.values()] : []
  await addDecisions(
    tx,
    rows.map((addressHash) => ({
      ...row,
      id: crypto.randomUUID(),
      addressHash,
      source: source ?? null,
    })),
  )
  // Whoever has died stays so until that is taken back: a link of an old letter may still say something else.
  if (person && person.state !== 'died') await changePerson(tx, userId, person.id, changeOf(wish, person))
}

/** A line of the owner's, clean already, and the day that it is for ("2026-12-04"), where it has one. */
export interface Line {
  readonly text: string
  readonly due?: string | undefined
  /** `line`: for the next note to them. */
  readonly kind?: NoteRow['kind']
}

/** Who says the same once more within this pressed twice. */
const pressedTwiceMs = 60_000

const isNear = (one: Instant, other: Instant) =>
  Math.abs(one.epochMilliseconds - other.epochMilliseconds) < pressedTwiceMs

/** Whether the last word about somebody is the same one, of a moment ago. */
const isPressedTwice = (
  last: DecisionRow | undefined,
  { kind, until, at }: Pick<DecisionRow, 'kind' | 'until' | 'at'>,
) => last?.kind === kind && last.until?.epochMilliseconds === until?.epochMilliseconds && isNear(last.at, at)

/** Keeps a line about the person under each of their addresses; pressed twice, it is one. */
export async function keepNote(
  tx: Database,
  about: Omit<About, 'source'>,
  { text, due, kind = 'note' }: Line,
): Promise<void> {
  const { deps, userId, at } = about
  const hashes = await hashAddresses(tx, { seal: deps.seal, userId }, about.addresses)
  const isSame = (one: NoteRow) =>
    one.text === text && one.kind === kind && one.due === (due ?? null) && !one.doneAt && isNear(one.at, at)
  if ((await listNotes(tx, userId, [...hashes.values()])).some(isSame)) return
  await addNotes(
    tx,
    [...hashes.values()].map((addressHash) => ({
      id: crypto.randomUUID(),
      userId,
      addressHash,
      at,
      text,
      due: due ?? null,
      kind,
    })),
  )
}

/** Has the derived entry say what the remaining decisions say, after some were taken back. */
export async function restore(tx: Database, { deps, userId, person, at }: About): Promise<void> {
  if (!person) return
  const rows = await listDecisions(tx, userId, await allHashes(deps, addressesOf(person)))
  const { state, restUntil, close, closedAt } = rule(rows.flatMap(toDecision), at)
  const others = person.exclusions.filter(({ kind }) => kind !== 'closed')
  await changePerson(tx, userId, person.id, {
    state,
    restUntil: restUntil ?? null,
    close,
    exclusions: closedAt ? [...others, closed] : others,
  })
}

function changeOf(wish: Wish, person: KnownPerson): PersonChange {
  switch (wish.kind) {
    case 'let_go':
    case 'elsewhere':
      return { state: wish.kind, restUntil: null }
    case 'died':
      return { state: 'died', restUntil: null }
    case 'keep_close':
      return { close: true }
    case 'rest':
      return { state: 'resting', restUntil: wish.until }
    case 'keep':
      return { state: 'active', restUntil: null, exclusions: [] }
    case 'person':
      return { kind: 'person', kindReason: reason('you said this is a person') }
    case 'robot':
      return { kind: 'robot', kindReason: reason('you said this is no person') }
    case 'close':
      return { exclusions: [...person.exclusions.filter(({ kind }) => kind !== 'closed'), closed], settled: true }
  }
}

const closed: Exclusion = {
  kind: 'closed',
  reason: reason('You have spoken since; new mail or a meeting brings them back.'),
}

/** Joining and parting are about pairs of addresses and change no state. */
function toDecision({ kind, at, until }: DecisionRow): Decision[] {
  if (kind === 'merge' || kind === 'split') return []
  return kind === 'rest' ? (until ? [{ kind, at, until }] : []) : [{ kind, at }]
}

/** The addresses of a person in the form under which decisions are kept. */
export const addressesOf = (person: Pick<KnownPerson, 'addresses'>): string[] =>
  person.addresses.map(({ address }) => normalise(address))

/** The HMACs of all addresses under every key: what older rows may carry. */
export async function allHashes({ seal }: Pick<Deps, 'seal'>, addresses: readonly string[]): Promise<string[]> {
  return (await Promise.all(addresses.map((address) => seal.signatures(address, 'address')))).flat()
}
