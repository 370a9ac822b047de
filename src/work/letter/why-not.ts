/** Reads what the letter's own rules say of one person, for their page. */
import type { User } from '../../db/accounts/users.ts'
import { listDigests, listMentions, listVerdicts } from '../../db/digests.ts'
import type { AroundOne } from '../../db/few/around-one.ts'
import { findPersonByAddress, type KnownPerson } from '../../db/people.ts'
import type { Deps } from '../../deps.ts'
import type { Instant } from '../../facts.ts'
import { coolingOf } from '../../letter/choose/cooling.ts'
import { type Found, whyNot } from '../../letter/choose/why-not.ts'
import { pickPoints } from '../../letter/say/points.ts'
import { isPaused } from '../../letter/schedule.ts'
import type { Card } from '../../letter/types.ts'
import { weekOf } from '../../letter/week.ts'
import type { Standing } from '../../people/types.ts'
import { placeOfUser } from '../../place.ts'
import { normalise } from '../../text.ts'
import { destinationAmong, destinationOf } from '../mail/address.ts'
import { addressesOf, allHashes } from '../people/decide.ts'
import { wentOut } from './sources/sent.ts'
import { readOne } from './write-card.ts'

type Reading = Pick<Deps, 'db' | 'seal' | 'config' | 'now'>

/**
 * Every rule of the letter that keeps them out of it, a sentence each. For whom a letter might name it looks for something to
 * say as a letter does: a fixed number of statements more.
 * `hashes` are the HMACs of all addresses of the person, `others` whom else they may be: letters that named those count too.
 */
export async function whyNotOf(
  deps: Deps,
  user: User,
  about: {
    readonly person: KnownPerson
    readonly standing: Standing
    readonly hashes: readonly string[]
    readonly others?: readonly Pick<KnownPerson, 'addresses'>[]
    /** What is known of them, where it is read already. */
    readonly read?: () => ReturnType<typeof readOne>
    /** What was said and sent of whoever bears `hashes`, and where letters go, where it is read already. */
    readonly known?: Pick<
      AroundOne,
      'mentions' | 'verdicts' | 'connections' | 'identities' | 'provenAddresses' | 'suppressions'
    >
  },
): Promise<readonly string[]> {
  const { person, standing, others = [], known } = about
  if (person.kind !== 'person' || person.state === 'let_go' || person.state === 'died' || person.state === 'elsewhere')
    return []
  const { db } = deps
  const hashes = [...about.hashes, ...(await allHashes(deps, others.flatMap(addressesOf)))]
  const now = deps.now()
  const place = { ...placeOfUser(user), close: person.close }
  const [appearances, { stopped }, judged] = await Promise.all([
    known && !others.length ? known.mentions : listMentions(db, user.id, hashes),
    known ? destinationAmong(deps, user, known) : destinationOf(db, deps, user),
    known?.verdicts ?? listVerdicts(db, user.id, weeksShown(now, place.timeZone)),
  ])
  const verdict = verdictOn(about.hashes, judged) ?? notThis(verdictOn(hashes, judged))
  const { pausedUntil } = user.settings
  const open = (standing.due || standing.onlyTooLongAgo) && verdict !== 'not_this'
  const found =
    open && !coolingOf(appearances, now, place) ? await look(deps, user, { person, read: about.read }) : null
  return whyNot({
    appearances,
    ...(verdict ? { verdict } : {}),
    stopped: stopped !== null,
    ...(pausedUntil && isPaused(user, now) ? { pausedUntil } : {}),
    ...(found ? { found } : {}),
    ...place,
    now,
  })
}

const verdictOn = (hashes: readonly string[], judged: Awaited<ReturnType<typeof listVerdicts>>) =>
  judged.flatMap(({ addressHash, verdict }) =>
    verdict !== 'stays' && hashes.includes(addressHash) ? [verdict] : [],
  )[0]

/** A word is kept under the week of the letter that was shown: this one’s, or the next one’s. */
export const weeksShown = (now: Instant, timeZone: string) =>
  [weekOf(now, timeZone), weekOf(now.add({ hours: 24 * 7 }), timeZone)] as const

/** A yes to whom else they may be is none to them. */
const notThis = (verdict: 'yes' | 'not_this' | undefined) => (verdict === 'yes' ? undefined : verdict)

/** Undefined while too little is read for any letter. */
async function look(
  deps: Reading,
  user: User,
  { person, read }: { readonly person: KnownPerson; readonly read?: (() => ReturnType<typeof readOne>) | undefined },
): Promise<Found | undefined> {
  const at = deps.now()
  const { accounts, between, told } = await (read?.() ?? readOne(deps, user, person, at))
  if (accounts.reading) return undefined
  const { points } = await told()
  const week = weekOf(at, user.timeZone)
  const letter = (await listDigests(deps.db, user.id, recent)).find((row) => row.week === week && wentOut(row))
  const named = (letter?.items ?? []).flatMap(({ card }) => card ?? [])
  const colleague = await colleagueAmong(deps, user, person, named)
  return {
    point: pickPoints(points).length > 0,
    inTouch: between.inTouch,
    ...(colleague ? { colleague: colleague.name } : {}),
    full: named.length >= user.settings.people,
  }
}

/** More letters than there can be since this week's went out. */
const recent = 4

/** Whom this week's letter names of the same organisation. */
async function colleagueAmong(
  { db }: Pick<Deps, 'db'>,
  { id }: User,
  { relationship: { organisation } }: KnownPerson,
  named: readonly Card[],
): Promise<Card | undefined> {
  if (!organisation) return undefined
  for (const card of named) {
    const other = await findPersonByAddress(db, id, normalise(card.address))
    if (other?.relationship.organisation === organisation) return card
  }
  return undefined
}
