/** Reads everything stored about a user out as JSON, piece by piece, so that memory stays flat however long the history is. */
import { Hono } from 'hono'
import { mapInTurns } from '../../breathe.ts'
import { listAlarms } from '../../db/accounts/alarms.ts'
import { listConfirmations } from '../../db/accounts/confirmations.ts'
import { listConnections } from '../../db/accounts/connections.ts'
import { listOwnAddresses } from '../../db/accounts/own-addresses.ts'
import { listProofs } from '../../db/accounts/proofs.ts'
import { listStreams, type Stream } from '../../db/accounts/streams.ts'
import type { User } from '../../db/accounts/users.ts'
import { findBacktest } from '../../db/backtests.ts'
import { type Coffee, listCoffees } from '../../db/coffees.ts'
import type { Database } from '../../db/database.ts'
import { distinctNotes, listAllNotes, type NoteRow } from '../../db/decisions.ts'
import { listDigests } from '../../db/digests.ts'
import { asOf, type KnownPerson, listPeople, listPersonIds } from '../../db/people.ts'
import type { Deps } from '../../deps.ts'
import { ownOf } from '../../people/identity/own.ts'
import { rank } from '../../people/judge/rank.ts'
import { placeOfUser } from '../../place.ts'
import { ownNameOf } from '../../settings.ts'
import { normalise } from '../../text.ts'
import { reachesOf } from '../../work/people/read-until.ts'
import { readUnreadParts } from '../../work/people/unread-parts.ts'
import { knownZone } from '../../work/people/zone.ts'
import { historyReadBackTo } from '../../work/reading-progress.ts'
import { type Env, requireUser } from '../frame/session.ts'
import { entries, hushedIn } from './export-entries.ts'

export function exportRoutes(): Hono<Env> {
  const routes = new Hono<Env>()
  routes.get('/export.json', (c) => {
    const pieces = exportPieces(c.get('deps'), requireUser(c))
    c.header('content-type', 'application/json; charset=UTF-8')
    c.header('content-disposition', 'attachment; filename="coffee-soon.json"')
    return c.body(streamOf(pieces))
  })
  return routes
}

/** The export as text, in pieces. A fault in the middle ends the text there, so that half an export is no valid JSON. */
async function* exportPieces(deps: Deps, user: User): AsyncGenerator<string> {
  const { db } = deps
  const now = deps.now()
  const [connections, streams, declared, ids] = await Promise.all([
    listConnections(db, user.id),
    listStreams(db, user.id),
    listOwnAddresses(db, user.id),
    listPersonIds(db, user.id),
  ])
  const zone = knownZone(user, connections, await listStreams(db, user.id))
  const own = ownOf(
    [...declared.map(({ address }) => address), ...connections.map(({ email }) => email)],
    ownNameOf(user.settings),
  )
  const head = {
    version: 1,
    exportedAt: now.toString(),
    user: {
      email: user.email,
      name: user.name,
      timeZone: user.timeZone,
      settings: { ...user.settings, timeZoneChosen: zone.chosen, timeZoneSaid: zone.words },
      ownAddresses: own.addresses,
    },
    connections: connections.map(({ id, provider, email, scopes, state }) => ({
      id,
      provider,
      email,
      scopes,
      state,
      ...leftOutOf(streams, id),
    })),
  }
  yield `${JSON.stringify(head).slice(0, -1)},"people":${JSON.stringify(await peopleOf(deps, user))},"interactions":[`
  const providers = new Map(connections.map(({ id, provider }) => [id, provider]))
  const hushed = await hushedIn(db, user, own)
  const context = { user, own, hushed, ids, providers, nowMs: now.epochMilliseconds }
  yield* separated(entries(db, context, true))
  // Stored, but no contact with anybody: list mail, meetings to come, declined or cancelled ones.
  yield '],"notCounted":['
  yield* separated(entries(db, context, false))
  const digests = await digestsOf(deps, user, ids)
  const coffees = (await listCoffees(db, user.id)).map((coffee) => coffeeOf(coffee, ids))
  const addresses = await addressesOf(db, user)
  const backtest = await backtestOf(db, user)
  yield `],"digests":${JSON.stringify(digests)},"coffees":${JSON.stringify(coffees)}${addresses}${backtest}}`
}

/** What could not be read of an account, or not whole: the provider's id and why; and parts of it that wait for another try. */
function leftOutOf(streams: readonly Stream[], id: string) {
  const all = streams
    .filter(({ connectionId }) => connectionId === id)
    .flatMap(({ leftOut }) => Object.entries(leftOut))
  const setAside = streams.filter(({ connectionId }) => connectionId === id).flatMap((one) => one.setAside)
  return {
    ...(all.length ? { leftOut: all.map(([externalId, reason]) => ({ externalId, reason })) } : {}),
    ...(setAside.length ? { setAside: setAside.map(({ key: _, ...one }) => one) } : {}),
  }
}

/** Everyone derived, with what was learned about the tie, and the owner's notes. */
async function peopleOf(deps: Deps, user: User) {
  const now = deps.now()
  const [people, connections, streams, notes] = await Promise.all([
    listPeople(deps.db, user.id),
    listConnections(deps.db, user.id),
    listStreams(deps.db, user.id),
    listAllNotes(deps.db, user.id),
  ])
  const readBackTo = historyReadBackTo(streams)
  const parts = await readUnreadParts(deps.db, user.id, { connections, streams, now })
  const circumstances = { ...placeOfUser(user), reaches: reachesOf({ connections, streams, parts }, now) }
  return mapInTurns(people, async (known) => {
    const person = asOf(known, now)
    const { typicalGapDays, lastAt } = person.relationship
    return {
      id: person.id,
      name: person.name,
      addresses: person.addresses.map(({ address }) => address),
      kind: person.kind,
      state: person.state,
      ...(person.restUntil ? { restUntil: person.restUntil.toString() } : {}),
      strength: rank(person, now, readBackTo, circumstances).strength,
      ...(typicalGapDays === undefined ? {} : { typicalGapDays }),
      ...(lastAt ? { lastContactAt: lastAt.toString() } : {}),
      notes: notes.length ? await notesOf(deps, person, notes) : [],
    }
  })
}

async function notesOf(deps: Deps, person: KnownPerson, notes: readonly NoteRow[]) {
  const hashes = new Set(
    (
      await Promise.all(person.addresses.map(({ address }) => deps.seal.signatures(normalise(address), 'address')))
    ).flat(),
  )
  return distinctNotes(notes.filter(({ addressHash }) => hashes.has(addressHash))).map(({ at, text }) => ({
    at: at.toString(),
    text,
  }))
}

/** Every letter with whom it named and why. What was made from an account that is gone has no text any more. */
async function digestsOf({ db }: Deps, user: User, ids: ReadonlyMap<string, string>) {
  const digests = await listDigests(db, user.id, Number.MAX_SAFE_INTEGER)
  return digests.map(({ id, week, state, sentAt, messageId, letter: { well, wellAbout }, items }) => ({
    id,
    week,
    state,
    ...(sentAt ? { sentAt: sentAt.toString() } : {}),
    ...(messageId ? { messageId } : {}),
    ...(well
      ? {
          well: {
            text: well,
            people: wellAbout?.map(({ personId, address }) => ids.get(address) ?? personId) ?? [],
            evidence: wellAbout?.flatMap(({ evidence }) => evidence) ?? [],
          },
        }
      : {}),
    items: items.map(({ card, outcome }) => ({
      personId: card ? (ids.get(card.address) ?? card.personId) : '',
      reason: card?.reason ?? '',
      points: (card?.points ?? []).map(({ kind, text, evidence }) => ({ kind, text, evidence })),
      opener: card?.opener.text ?? '',
      ...(outcome ? { outcome } : {}),
    })),
  }))
}

function coffeeOf(coffee: Coffee, ids: ReadonlyMap<string, string>) {
  const { id, address, offered, timeZone, state, how, note, externalEventId, chosenAt, holdUntil, told, toldAt } =
    coffee
  // Times behind a guest link: the first of them stands for the coffee until one is chosen.
  const [startsAt = null, endsAt = null] = coffee.startsAt
    ? [coffee.startsAt.toString(), coffee.endsAt?.toString()]
    : (offered?.[0] ?? [])
  return {
    id,
    personId: ids.get(address) ?? '',
    startsAt,
    endsAt,
    timeZone,
    state,
    ...(externalEventId ? { externalEventId } : {}),
    how,
    note,
    ...(chosenAt ? { chosenAt: chosenAt.toString() } : {}),
    ...(holdUntil ? { holdUntil: holdUntil.toString() } : {}),
    ...(told ? { told } : {}),
    ...(toldAt ? { toldAt: toldAt.toString() } : {}),
  }
}

/** The addresses that letters may go to and by what, those that a link was mailed to, and the mails about accounts that stopped, as further keys. */
async function addressesOf(db: Database, { id }: User): Promise<string> {
  const [proofs, asked, told] = await Promise.all([listProofs(db, id), listConfirmations(db, id), listAlarms(db, id)])
  const proven = proofs.map(({ userId: _, ...proof }) => proof)
  const confirmations = asked.map(({ userId: _, id: __, ...confirmation }) => confirmation)
  const alarms = told.map(({ userId: _, id: __, ...alarm }) => alarm)
  return [
    proven.length ? `,"provenAddresses":${JSON.stringify(proven)}` : '',
    confirmations.length ? `,"confirmations":${JSON.stringify(confirmations)}` : '',
    alarms.length ? `,"alarms":${JSON.stringify(alarms)}` : '',
  ].join('')
}

/** The replayed past year as it is stored, as a further key; nothing where there is none. */
async function backtestOf(db: Database, { id }: User): Promise<string> {
  const found = await findBacktest(db, id)
  if (!found) return ''
  const { userId: _, ...backtest } = found
  return `,"backtest":${JSON.stringify(backtest)}`
}

/** The pieces with a comma between each two. */
async function* separated(pieces: AsyncIterable<string>): AsyncGenerator<string> {
  let first = true
  for await (const piece of pieces) {
    yield first ? piece : `,${piece}`
    first = false
  }
}

/** Pulled by whoever reads, so that a slow reader slows the database down instead of filling the memory. */
function streamOf(pieces: AsyncGenerator<string>): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder()
  return new ReadableStream({
    async pull(controller) {
      let text = ''
      while (text.length < 32_768) {
        const { done, value } = await pieces.next()
        if (done) {
          controller.enqueue(encoder.encode(text))
          return controller.close()
        }
        text += value
      }
      controller.enqueue(encoder.encode(text))
    },
    async cancel() {
      await pieces.return(undefined)
    },
  })
}
