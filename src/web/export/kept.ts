/** The parts of the export that no page shows as such: ways to sign in, links, requests, progress, decisions; never what opens a door. */
import { breathe } from '../../breathe.ts'
import { listBooks } from '../../db/accounts/address-books.ts'
import { type Connection, listConnections } from '../../db/accounts/connections.ts'
import { listIdentities } from '../../db/accounts/identities.ts'
import { listAllDecisions, listCalls, listLinks, listTasks } from '../../db/accounts/kept.ts'
import { listStreams } from '../../db/accounts/streams.ts'
import { listSuppressions } from '../../db/accounts/suppressions.ts'
import type { User } from '../../db/accounts/users.ts'
import { listDigests } from '../../db/digests.ts'
import { eachPerson } from '../../db/few/apart.ts'
import { countForgotten } from '../../db/gone/forgotten.ts'
import type { Deps } from '../../deps.ts'
import { destinationOf } from '../../work/mail/address.ts'
import { idsByHash } from './hashes.ts'

/** Whether letters come: every week, not before the end of a pause, or not at all. */
export async function lettersOf(deps: Deps, user: User): Promise<'weekly' | 'paused' | 'stopped'> {
  const { stopped } = await destinationOf(deps.db, deps, user)
  if (stopped) return 'stopped'
  const { pausedUntil } = user.settings
  const today = deps.now().toZonedDateTimeISO(user.timeZone).toPlainDate().toString()
  return pausedUntil && pausedUntil > today ? 'paused' : 'weekly'
}

/**
 * What is stored beside what the rest of the export tells, as the text of one object without its braces, piece by piece; a list
 * with nothing in it is left out.
 */
export async function* keptOf(deps: Deps, user: User): AsyncGenerator<string> {
  const { db } = deps
  const [connections, signIns, links, requests, tasks, streams, books, suppressions, forgotten, letters] =
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
      listDigests(db, user.id, Number.MAX_SAFE_INTEGER),
    ])
  const { mailZone, browserZone, createdAt, seenAt, stoppedAt } = user
  yield `"user":${JSON.stringify({ mailZone, browserZone, createdAt, seenAt, stoppedAt })}`
  const lists: readonly (readonly [string, Iterable<object> | AsyncIterable<object>])[] = [
    ['signIns', signIns],
    ['links', links],
    ['requests', requests],
    ['tasks', tasks],
    ['accounts', connections.map(accountOf)],
    ['suppressions', suppressions.map(({ reason, at }) => ({ reason, at }))],
    // What was left out stands with its account.
    ['reading', streams.map(({ leftOut: _, setAside: __, cursor: ___, ...stream }) => stream)],
    // The place in it is the provider's word, as of mail and calendar.
    ['addressBooks', books],
    ['decisions', await decisionsOf(deps, user)],
    ['people', peopleIn(deps, user)],
    ['letters', letters.map(letterOf)],
  ]
  for (const [name, list] of lists) yield* textOf(name, list)
  if (forgotten.people || forgotten.dropped) yield `,"forgotten":${JSON.stringify(forgotten)}`
}

async function* textOf(name: string, list: Iterable<object> | AsyncIterable<object>): AsyncGenerator<string> {
  let before = `,"${name}":[`
  for await (const one of list) {
    yield before + JSON.stringify(one)
    before = ','
  }
  if (before === ',') yield ']'
}

async function* peopleIn({ db }: Deps, { id: userId }: User) {
  for await (const { id, kindReason, maybe, exclusions, relationship } of eachPerson(db, userId)) {
    yield { id, kindReason, maybe, exclusions, relationship }
    await breathe()
  }
}

type Letters = Awaited<ReturnType<typeof listDigests>>

const letterOf = ({ id, problem, createdAt: writtenAt, dropAt, letter, items }: Letters[number]) => ({
  ...{ id, problem, createdAt: writtenAt, dropAt, letter },
  items: items.map(({ place, card, outcomeAt }) => ({ place, card, outcomeAt })),
})

function accountOf({ id, issuer, subject, problem, createdAt, ...one }: Connection) {
  const { accessExpiresAt, refusedGrantAt, refusedTokenAt } = one
  return { id, issuer, subject, problem, createdAt, accessExpiresAt, refusedGrantAt, refusedTokenAt }
}

/** One decision lies under each of somebody's addresses; of whoever is in no mail any more it stands without a person. */
async function decisionsOf(deps: Deps, { id }: User) {
  const rows = await listAllDecisions(deps.db, id)
  if (!rows.length) return []
  const ids = await idsByHash(deps, id)
  const all = rows.map(({ kind, at, until, addressHash, withHash }) => ({
    personId: ids.get(addressHash) ?? '',
    ...(withHash ? { withPersonId: ids.get(withHash) ?? '' } : {}),
    ...{ kind, at: at.toString() },
    ...(until ? { until: until.toString() } : {}),
  }))
  return [...new Map(all.map((one) => [JSON.stringify(one), one])).values()]
}
