/** The parts of the export that no page shows as such: ways to sign in, links, requests, progress, decisions; never what opens a door. */
import { listBooks } from '../../db/accounts/address-books.ts'
import { type Connection, listConnections } from '../../db/accounts/connections.ts'
import { listIdentities } from '../../db/accounts/identities.ts'
import { listAllDecisions, listCalls, listLinks, listTasks } from '../../db/accounts/kept.ts'
import { listStreams } from '../../db/accounts/streams.ts'
import { listSuppressions } from '../../db/accounts/suppressions.ts'
import type { User } from '../../db/accounts/users.ts'
import { listDigests } from '../../db/digests.ts'
import { countForgotten } from '../../db/gone/forgotten.ts'
import { listPeople } from '../../db/people.ts'
import type { Deps } from '../../deps.ts'
import { destinationOf } from '../../work/mail/address.ts'
import { addressesOf, allHashes } from '../../work/people/decide.ts'

/** Whether letters come: every week, not before the end of a pause, or not at all. */
export async function lettersOf(deps: Deps, user: User): Promise<'weekly' | 'paused' | 'stopped'> {
  const { stopped } = await destinationOf(deps.db, deps, user)
  if (stopped) return 'stopped'
  const { pausedUntil } = user.settings
  const today = deps.now().toZonedDateTimeISO(user.timeZone).toPlainDate().toString()
  return pausedUntil && pausedUntil > today ? 'paused' : 'weekly'
}

/** What is stored beside what the rest of the export tells; a list with nothing in it is left out. */
export async function keptOf(deps: Deps, user: User): Promise<Readonly<Record<string, unknown>>> {
  const { db } = deps
  const [connections, signIns, links, requests, tasks, streams, books, suppressions, forgotten, people, letters] =
    await Promise.all([
      listConnections(db, user.id),
      listIdentities(db, user.id).then((all) => all.map(({ userId: _, ...one }) => one)),
      listLinks(db, user.id),
      listCalls(db, user.id),
      listTasks(db, user.id),
      listStreams(db, user.id),
      listBooks(db, user.id),
      listSuppressions(db, user.id),
      countForgotten(db, user.id),
      listPeople(db, user.id),
      listDigests(db, user.id, Number.MAX_SAFE_INTEGER),
    ])
  const { mailZone, browserZone, createdAt, seenAt, stoppedAt } = user
  const lists = {
    ...{ signIns, links, requests, tasks },
    accounts: connections.map(accountOf),
    suppressions: suppressions.map(({ reason, at }) => ({ reason, at })),
    // What was left out stands with its account.
    reading: streams.map(({ leftOut: _, setAside: __, cursor: ___, ...stream }) => stream),
    // The place in it is the provider's word, as of mail and calendar.
    addressBooks: books,
    decisions: await decisionsOf(deps, user),
    people: people.map(({ id, kindReason, maybe, exclusions, relationship }) => ({
      ...{ id, kindReason, maybe, exclusions, relationship },
    })),
    letters: letters.map(({ id, problem, createdAt: writtenAt, dropAt, letter, items }) => ({
      ...{ id, problem, createdAt: writtenAt, dropAt, letter },
      items: items.map(({ place, card, outcomeAt }) => ({ place, card, outcomeAt })),
    })),
  }
  return {
    user: { mailZone, browserZone, createdAt, seenAt, stoppedAt },
    ...Object.fromEntries(Object.entries(lists).filter(([, list]) => list.length)),
    ...(forgotten.people || forgotten.dropped ? { forgotten } : {}),
  }
}

function accountOf({ id, issuer, subject, problem, createdAt, ...one }: Connection) {
  const { accessExpiresAt, refusedGrantAt, refusedTokenAt } = one
  return { id, issuer, subject, problem, createdAt, accessExpiresAt, refusedGrantAt, refusedTokenAt }
}

/** One decision lies under each of somebody's addresses; of whoever is in no mail any more it stands without a person. */
async function decisionsOf(deps: Deps, { id }: User) {
  const rows = await listAllDecisions(deps.db, id)
  if (!rows.length) return []
  const ids = new Map<string, string>()
  for (const person of await listPeople(deps.db, id))
    for (const hash of await allHashes(deps, addressesOf(person))) ids.set(hash, person.id)
  const all = rows.map(({ kind, at, until, addressHash, withHash }) => ({
    personId: ids.get(addressHash) ?? '',
    ...(withHash ? { withPersonId: ids.get(withHash) ?? '' } : {}),
    ...{ kind, at: at.toString() },
    ...(until ? { until: until.toString() } : {}),
  }))
  return [...new Map(all.map((one) => [JSON.stringify(one), one])).values()]
}
