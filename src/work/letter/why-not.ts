/** Reads what the letter's own rules say of one person, for their page. */
import type { User } from '../../db/accounts/users.ts'
import { listMentions, listVerdicts } from '../../db/digests.ts'
import type { KnownPerson } from '../../db/people.ts'
import type { Deps } from '../../deps.ts'
import { coolingOf } from '../../letter/choose/cooling.ts'
import { type Found, whyNot } from '../../letter/choose/why-not.ts'
import { isPaused } from '../../letter/schedule.ts'
import { weekOf } from '../../letter/week.ts'
import type { Standing } from '../../people/types.ts'
import { placeOfUser } from '../../place.ts'
import { normalise } from '../../text.ts'
import { destinationOf } from '../mail/address.ts'
import { readBetween } from '../people/contacts.ts'
import { type LetterSources, load } from './sources.ts'
import { tell } from './tell.ts'

/**
 * Every rule of the letter that keeps them out of it, a sentence each. For whom a letter might name it looks for something to
 * say as a letter does: a fixed number of statements more.
 * @param hashes the HMACs of all addresses of the person
 */
export async function whyNotOf(
  deps: Deps,
  user: User,
  about: { readonly person: KnownPerson; readonly standing: Standing; readonly hashes: readonly string[] },
): Promise<readonly string[]> {
  const { person, standing, hashes } = about
  if (person.kind !== 'person' || person.state === 'let_go' || person.state === 'elsewhere') return []
  const { db } = deps
  const now = deps.now()
  const place = placeOfUser(user)
  const [appearances, { stopped }, judged] = await Promise.all([
    listMentions(db, user.id, hashes),
    destinationOf(db, deps, user),
    listVerdicts(db, user.id, [weekOf(now, place.timeZone)]),
  ])
  const verdict = judged.find(({ addressHash }) => hashes.includes(addressHash))?.verdict
  const { pausedUntil } = user.settings
  const open = (standing.due || standing.onlyTooLongAgo) && verdict !== 'not_this'
  const found = open && !coolingOf(appearances, now, place) ? await look(await load(deps, user, now), person) : null
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

/** Undefined while too little is read for any letter. */
async function look(sources: LetterSources, person: KnownPerson): Promise<Found | undefined> {
  const { deps, user, own, at, connections, sent, week, byAddress, reading } = sources
  if (reading) return undefined
  const ended = new Set(connections.filter(({ state }) => state === 'ended').map(({ id }) => id))
  const between = await readBetween(deps.db, { userId: user.id, person, own, at, ended })
  const { points } = await tell(sources, person, between)
  const named = (sent.find((row) => row.week === week)?.items ?? []).flatMap(({ card }) => card ?? [])
  const place = person.relationship.organisation
  const colleague =
    place && named.find(({ address }) => byAddress.get(normalise(address))?.relationship.organisation === place)
  return {
    point: points.length > 0,
    inTouch: between.inTouch,
    ...(colleague ? { colleague: colleague.name } : {}),
    full: named.length >= user.settings.people,
  }
}
