/** The parts of the export beside its messages and meetings: the owner, accounts, people, letters, coffees, addresses. */
import { breathe } from '../../breathe.ts'
import { listAlarms } from '../../db/accounts/alarms.ts'
import type { Calendar } from '../../db/accounts/calendars.ts'
import { listConfirmations } from '../../db/accounts/confirmations.ts'
import { type Connection, listConnections } from '../../db/accounts/connections.ts'
import { listContactRows } from '../../db/accounts/contacts.ts'
import { listRefused } from '../../db/accounts/own-addresses.ts'
import { listProofs } from '../../db/accounts/proofs.ts'
import { listStreams, type Stream } from '../../db/accounts/streams.ts'
import type { User } from '../../db/accounts/users.ts'
import { findBacktest } from '../../db/backtests.ts'
import type { Database } from '../../db/database.ts'
import { distinctNotes, listAllNotes, type NoteRow } from '../../db/decisions.ts'
import { listDigests } from '../../db/digests.ts'
import { eachPerson } from '../../db/few/apart.ts'
import { asOf, type KnownPerson } from '../../db/people.ts'
import { listAdded } from '../../db/said/added-people.ts'
import { type CorrectionRow, listCorrections } from '../../db/said/corrections.ts'
import type { Deps } from '../../deps.ts'
import type { BirthdayLine, Promised } from '../../letter/types.ts'
import type { Own } from '../../people/identity/own.ts'
import { rank } from '../../people/judge/rank.ts'
import { placeOfUser } from '../../place.ts'
import { normalise } from '../../text.ts'
import { notesByPerson } from '../../work/people/notes.ts'
import { reachesOf } from '../../work/people/read-until.ts'
import { readUnreadParts } from '../../work/people/unread-parts.ts'
import { knownZone } from '../../work/people/zone.ts'
import { historyReadBackTo } from '../../work/reading-progress.ts'
import { ownedBy } from '../../work/uploads.ts'
import type { Stranger } from './entries.ts'

interface Head {
  readonly user: User
  readonly own: Own
  readonly connections: readonly Connection[]
  readonly streams: readonly Stream[]
  readonly calendars: readonly Calendar[]
}

/** What stands before the people. */
export function headOf(deps: Deps, { user, own, connections, streams, calendars }: Head) {
  const zone = knownZone(user, connections, streams)
  return {
    version: 1,
    exportedAt: deps.now().toString(),
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
      ...calendarsOf(calendars, id),
    })),
    ...uploadOf(deps, user.id),
  }
}

/** Files that wait to be read, or what came of them, for as long as that is kept. */
function uploadOf({ importer }: Deps, userId: string) {
  const found = importer?.find([ownedBy(userId)])
  if (!found) return {}
  const { owner: _, ...upload } = found
  return { upload }
}

/** Among which calendars of the account its owner chose those that are asked for free times. */
function calendarsOf(calendars: readonly Calendar[], id: string) {
  const own = calendars.filter(({ connectionId }) => connectionId === id)
  return own.length
    ? { calendars: own.map(({ externalId, name, primary, chosen }) => ({ externalId, name, primary, chosen })) }
    : {}
}

/** Somebody on a message or meeting that came in since people were last worked out: known by address, and nothing else yet. */
export const strangerOf = ({ id, address, name }: Stranger) => ({
  ...{ id, name, addresses: [address], kind: 'person', state: 'active', strength: 0, notes: [] },
  workedOut: false,
})

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

/** Everyone derived, with what was learned about the tie, and the owner's notes; one by one, since there may be thousands. */
export async function* peopleOf(deps: Deps, user: User) {
  const now = deps.now()
  const [connections, streams, notes, said] = await Promise.all([
    listConnections(deps.db, user.id),
    listStreams(deps.db, user.id),
    listAllNotes(deps.db, user.id),
    listCorrections(deps.db, user.id),
  ])
  const readBackTo = historyReadBackTo(streams)
  const parts = await readUnreadParts(deps.db, user.id, { connections, streams, now })
  const circumstances = { ...placeOfUser(user), reaches: reachesOf({ connections, streams, parts }, now) }
  for await (const known of eachPerson(deps.db, user.id)) {
    const person = asOf(known, now)
    const { typicalGapDays, lastAt } = person.relationship
    yield {
      id: person.id,
      name: person.name,
      addresses: person.addresses.map(({ address }) => address),
      kind: person.kind,
      // The four that a reader knows; that somebody has died is a key of its own.
      state: person.state === 'died' ? 'let_go' : person.state,
      ...(person.state === 'died' ? { died: true } : {}),
      ...(person.close ? { keptClose: true } : {}),
      ...(person.relationship.addedAt ? { addedAt: person.relationship.addedAt.toString() } : {}),
      ...(person.restUntil ? { restUntil: person.restUntil.toString() } : {}),
      strength: rank(person, now, readBackTo, circumstances).strength,
      ...(typicalGapDays === undefined ? {} : { typicalGapDays }),
      ...(lastAt ? { lastContactAt: lastAt.toString() } : {}),
      ...(said.length ? await correctionsOf(deps, person, said) : {}),
      notes: notes.length ? await notesOf(deps, person, notes) : [],
    }
    await breathe()
  }
}

/** What the owner said is not right of them, each tap once. */
async function correctionsOf(deps: Deps, person: KnownPerson, said: readonly CorrectionRow[]) {
  const hashes = await hashesOf(deps, person)
  const mine = new Map(
    said.filter(({ addressHash }) => hashes.has(addressHash)).map((one) => [one.at.epochMilliseconds, one] as const),
  )
  const notRight = [...mine.values()].map(({ at, kind, evidence, counts }) => ({
    ...{ at: at.toString(), kind, evidence, counts },
  }))
  return notRight.length ? { notRight } : {}
}

async function hashesOf(deps: Deps, { addresses }: KnownPerson): Promise<ReadonlySet<string>> {
  const all = addresses.map(({ address }) => deps.seal.signatures(normalise(address), 'address'))
  return new Set((await Promise.all(all)).flat())
}

async function notesOf(deps: Deps, person: KnownPerson, notes: readonly NoteRow[]) {
  const hashes = await hashesOf(deps, person)
  return distinctNotes(notes.filter(({ addressHash }) => hashes.has(addressHash))).map(({ at, text, kind }) => ({
    at: at.toString(),
    text,
    ...(kind === 'note' ? {} : { kind }),
  }))
}

/** Every letter with whom it named and why. What was made from an account that is gone has no text any more. */
export async function digestsOf({ db }: Deps, user: User, ids: ReadonlyMap<string, string>) {
  const digests = await listDigests(db, user.id, Number.MAX_SAFE_INTEGER)
  return digests.map(
    ({
      id,
      week,
      state,
      sentAt,
      messageId,
      letter: { met, well, wellAbout, promises, birthdays, gathering },
      items,
    }) => ({
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
      ...(met?.length ? { met: met.map((one) => lineOf(one, ids)) } : {}),
      ...(promises?.length
        ? {
            promises: promises.map((one) => ({
              ...lineOf(one, ids),
              noteId: one.noteId,
              late: one.late,
              ...(one.wrote ? { wrote: one.wrote } : {}),
            })),
          }
        : {}),
      ...(birthdays?.length ? { birthdays: birthdays.map((one) => lineOf(one, ids)) } : {}),
      ...(gathering
        ? {
            gathering: {
              text: gathering.text,
              people: gathering.about.map(({ personId, address }) => ids.get(address) ?? personId),
              evidence: [...new Set(gathering.about.flatMap(({ evidence }) => evidence))],
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
    }),
  )
}

/** A line of a letter beside its people. */
const lineOf = ({ personId, address, text, evidence }: BirthdayLine | Promised, ids: ReadonlyMap<string, string>) => ({
  personId: ids.get(address) ?? personId,
  text,
  evidence,
})

/** The owner's lines with a day or an end, the oldest first; of whoever is in no mail any more, without a person. */
export async function promisesOf(deps: Deps, { id }: User): Promise<string> {
  const notes = await listAllNotes(deps.db, id)
  const dated = notes.filter(({ due, doneAt }) => due !== null || doneAt !== null)
  const all = (await notesByPerson(deps, dated, eachPerson(deps.db, id))).flatMap(({ person, notes: theirs }) =>
    distinctNotes(theirs).map(({ at, text, due, doneAt, kind }) => ({
      personId: person?.id ?? '',
      at: at.toString(),
      text,
      ...(due ? { due } : {}),
      ...(doneAt ? { doneAt: doneAt.toString() } : {}),
      ...(kind === 'note' ? {} : { kind }),
    })),
  )
  return `,"promises":${JSON.stringify(all.toSorted((a, b) => (a.at < b.at ? -1 : 1)))}`
}

/** The addresses that letters may go to and by what, those that a link was mailed to, and the mails about accounts that stopped, as further keys. */
export async function addressesOf(db: Database, { id }: User): Promise<string> {
  const [proofs, asked, told, added, refused] = await Promise.all([
    listProofs(db, id),
    listConfirmations(db, id),
    listAlarms(db, id),
    listAdded(db, id),
    listRefused(db, id),
  ])
  const proven = proofs.map(({ userId: _, ...proof }) => proof)
  const confirmations = asked.map(({ userId: _, id: __, ...confirmation }) => confirmation)
  const alarms = told.map(({ userId: _, id: __, ...alarm }) => alarm)
  return [
    proven.length ? `,"provenAddresses":${JSON.stringify(proven)}` : '',
    confirmations.length ? `,"confirmations":${JSON.stringify(confirmations)}` : '',
    added.length ? `,"addedPeople":${JSON.stringify(added)}` : '',
    refused.length ? `,"notOwnAddresses":${JSON.stringify(refused)}` : '',
    alarms.length ? `,"alarms":${JSON.stringify(alarms)}` : '',
  ].join('')
}

/** What address books say, as it is stored, as a further key; nothing where there is none. */
export async function contactsOf(db: Database, { id }: User): Promise<string> {
  const rows = await listContactRows(db, id)
  const all = rows.map(({ userId: _, birthMonth: month, birthDay: day, isGroup, ...row }) => ({
    ...row,
    ...(month !== null && day !== null ? { birthday: { month, day } } : {}),
    ...(isGroup ? { group: true } : {}),
  }))
  return all.length ? `,"contacts":${JSON.stringify(all)}` : ''
}

/** The replayed past year as it is stored, as a further key; nothing where there is none. */
export async function backtestOf(db: Database, { id }: User): Promise<string> {
  const found = await findBacktest(db, id)
  if (!found) return ''
  const { userId: _, ...backtest } = found
  return `,"backtest":${JSON.stringify(backtest)}`
}
