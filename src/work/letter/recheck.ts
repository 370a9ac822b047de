/** A written letter looked at once more as it leaves: since it was written the owner may have had a word on somebody in it. */
import { listConnections } from '../../db/accounts/connections.ts'
import { listStreams } from '../../db/accounts/streams.ts'
import type { User } from '../../db/accounts/users.ts'
import type { Coffee } from '../../db/coffees.ts'
import type { LetterRow } from '../../db/digests.ts'
import { asOf, findPersonByAddress, type KnownPerson } from '../../db/people.ts'
import { listDoubtful } from '../../db/some-people.ts'
import type { Deps } from '../../deps.ts'
import { isDismissed } from '../../letter/choose/effects.ts'
import { withCards } from '../../letter/compose.ts'
import type { Card, Letter } from '../../letter/types.ts'
import { alikeAmong } from '../../people/judge/alike.ts'
import { type Reaches, reachOfPerson } from '../../people/judge/reach.ts'
import { normalise } from '../../text.ts'
import { listWaiting, waitingWith } from '../coffee/choices.ts'
import { withLines } from '../people/lines.ts'
import { reachesOf } from '../people/read-until.ts'
import { readUnreadParts } from '../people/unread-parts.ts'
import { withDays } from './beside/recheck.ts'
import { maySay } from './went-well.ts'

/** The letter as it was written, and as it stands in the outbox. */
export function letterOf({ letter, items }: LetterRow): Letter {
  return { ...letter, cards: items.flatMap(({ card }) => card ?? []) }
}

/** The letter without those who may not be named any more, by a link of it or by what was decided on the pages. */
export async function letterToday(deps: Pick<Deps, 'db' | 'now'>, user: User, row: LetterRow): Promise<Letter> {
  const cards: Card[] = []
  const waiting = await listWaiting(deps.db, user.id, deps.now())
  const reaches = row.items.length ? await reachesToday(deps, user) : new Map()
  for (const { card, outcome } of row.items)
    if (card && !isDismissed(outcome) && (await mayBeNamed(deps, user, { card, waiting, reaches }))) cards.push(card)
  const named = await withLines(deps.db, row, withCards(letterOf(row), cards, user.settings.discreetSubject))
  const letter = await withDays(deps, user, withWaiting(named, waiting))
  const met = await living(deps, user, letter.met)
  return (await mayStandWell(deps, user, letter)) ? { ...letter, met } : withoutWell({ ...letter, met })
}

/** Those met of whom the owner has not said since that they died. */
async function living({ db }: Pick<Deps, 'db'>, { id }: User, met: Letter['met']): Promise<Letter['met']> {
  const left: Letter['met'][number][] = []
  for (const one of met) {
    const known = await findPersonByAddress(db, id, normalise(one.address))
    if (known?.state !== 'died') left.push(one)
  }
  return left
}

/** Without a word on what a guest chose once they do not wait any more. */
function withWaiting(letter: Letter, waiting: readonly Coffee[]): Letter {
  const holds = (id: string) => waiting.some((coffee) => coffee.id === id && coffee.state === 'chosen')
  const notices = letter.notices.filter(({ coffeeId }) => coffeeId === undefined || holds(coffeeId))
  return notices.length === letter.notices.length ? letter : { ...letter, notices }
}

/** Of everybody in the line that says what went well it may still be said. */
async function mayStandWell({ db, now }: Pick<Deps, 'db' | 'now'>, user: User, { wellAbout = [] }: Letter) {
  for (const { address } of wellAbout) {
    const known = await findPersonByAddress(db, user.id, normalise(address))
    if (!known || !maySay(asOf(known, now()))) return false
  }
  return true
}

function withoutWell({ well: _, wellAbout: __, ...letter }: Letter): Letter {
  return letter
}

/** What it was made from is gone, with the words that rested on it: so much is left out that it is no letter any more. */
export const isBlanked = ({ letter }: LetterRow): boolean => !letter.intro

async function reachesToday({ db, now }: Pick<Deps, 'db' | 'now'>, { id }: User): Promise<Reaches> {
  const [connections, streams] = await Promise.all([listConnections(db, id), listStreams(db, id)])
  const parts = await readUnreadParts(db, id, { connections, streams, now: now() })
  return reachesOf({ connections, streams, parts }, now())
}

/**
 * The gate but for time: sent again, a letter names the same people although they may have been in touch by now. Where what
 * knew them has not been read since, nobody could tell.
 */
async function mayBeNamed(
  { db, now }: Pick<Deps, 'db' | 'now'>,
  user: User,
  { card, waiting, reaches }: { readonly card: Card; readonly waiting: readonly Coffee[]; readonly reaches: Reaches },
): Promise<boolean> {
  const known = await findPersonByAddress(db, user.id, normalise(card.address))
  if (known?.kind !== 'person' || waitingWith(waiting, known)?.state === 'chosen') return false
  if (reachOfPerson(known, now(), reaches).state === 'unread') return false
  const { state, exclusions } = asOf(known, now())
  if (state !== 'active' || exclusions.some(({ kind }) => kind !== 'one_matter')) return false
  return (await whoElse({ db, now }, user, known)).every(
    (other) => other.state === 'active' && !waitingWith(waiting, other),
  )
}

/** Whom else they may be: a word on one of those is a word on them. */
async function whoElse({ db, now }: Pick<Deps, 'db' | 'now'>, { id }: User, known: KnownPerson) {
  if (!known.maybe.length) return []
  return alikeAmong((await listDoubtful(db, id)).map((person) => asOf(person, now())))(known)
}
