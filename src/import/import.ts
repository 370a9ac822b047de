/** Imports files for one person: reads them, works out the people, and writes the letter that would go now. */
import type { Connection } from '../db/accounts/connections.ts'
import { storeContacts } from '../db/accounts/contacts.ts'
import {
  closeImport,
  countKept,
  forgetMeetings,
  keepFacts,
  openFileConnection,
} from '../db/accounts/file-connections.ts'
import { findUser, nameUser, type User } from '../db/accounts/users.ts'
import { dueAt } from '../db/due.ts'
import { type KnownPerson, listPeople } from '../db/people.ts'
import { claimTasks } from '../db/queue/claim.ts'
import type { Deps } from '../deps.ts'
import type { Instant } from '../facts.ts'
import { toText } from '../letter/paper/text.ts'
import type { Letter, Links } from '../letter/types.ts'
import type { Reading } from '../providers/standard/reading.ts'
import { normalise } from '../text.ts'
import { asUser } from '../work/as-user.ts'
import { writeLetter } from '../work/letter/write.ts'
import { requestDerive } from '../work/request.ts'
import { step } from '../work/step.ts'
import type { ImportFile } from './files.ts'
import { lookWhose, readFiles } from './reader.ts'
import type { Sink } from './sink.ts'
import type { Tally } from './tally.ts'
import type { Proposed } from './whose.ts'

export interface Imported {
  readonly tally: Tally
  /** What was not there before. */
  readonly added: { readonly mail: number; readonly meeting: number; readonly contact: number }
  readonly people: {
    /** Whom the owner writes to and hears from, or meets. */
    readonly ties: number
    readonly others: number
    readonly robots: number
    readonly lists: number
    readonly roles: number
  }
  /** Whom the owner is most in touch with, the closest first. */
  readonly found: readonly FoundPerson[]
  readonly letter: Letter
}

/** Amounts of messages and meetings with at most ten others. */
export interface FoundPerson {
  readonly name: string
  readonly written: number
  readonly received: number
  readonly met: number
}

/** More are counted, and not named. */
const mostNamed = 20

/** Whose the files look like, before anything is worked out; the likeliest address first. */
export async function findOwner(
  files: readonly ImportFile[],
  { years, now }: { readonly years: number; readonly now: Instant },
  progress: Sink['progress'],
): Promise<readonly Proposed[]> {
  const since = now.toZonedDateTimeISO('UTC').subtract({ years }).toInstant()
  const reading = { me: [], subjects: false, since, now, timeZone: 'UTC' }
  return (await lookWhose(files, reading, progress)).proposed()
}

export interface ImportRequest {
  /** The owner's addresses; the first one names the connection. */
  readonly me: readonly string[]
  readonly files: readonly ImportFile[]
  readonly progress: Sink['progress']
  /** Nothing is known of the user but these files: take name and zone from them. */
  readonly stranger?: boolean
}

/**
 * Reads the files into the user's connection for them. The same file again changes nothing.
 * @throws WrongOwner where the files are not of whom the addresses say; nothing is stored then
 */
export async function importFiles(given: Deps, user: User, request: ImportRequest): Promise<Imported> {
  const deps = asUser(given, user.id)
  const { db } = deps
  const now = deps.now()
  const me = [...new Set(request.me.map(normalise))]
  const reading: Reading = {
    me,
    subjects: user.settings.subjects,
    since: now.toZonedDateTimeISO('UTC').subtract({ years: deps.config.HISTORY_YEARS }).toInstant(),
    now,
    timeZone: user.timeZone,
  }
  // Not before it is known whose the files are: of the wrong ones nothing is left, not even their connection.
  let opening: Promise<{ connection: Connection; before: Awaited<ReturnType<typeof countKept>> }> | null = null
  const open = async () => {
    const connection = await openFileConnection(db, user, me, now)
    return { connection, before: await countKept(db, connection) }
  }
  const opened = () => {
    opening ??= open()
    return opening
  }
  let newContacts = 0
  const tally = await readFiles(request.files, reading, {
    keep: async (found) => keepFacts(db, { ...(await opened()).connection, seal: deps.seal }, found),
    forget: async (ids) => forgetMeetings(db, (await opened()).connection, ids),
    async keepContacts(found) {
      const { connection } = await opened()
      const origin = { userId: user.id, connectionId: connection.id, seal: deps.seal }
      const kept = await db.transaction((tx) =>
        storeContacts(
          tx,
          origin,
          found.map((contact) => ({ id: contact.id, contact })),
        ),
      )
      newContacts += kept.added
      return kept.tooMany
    },
    progress: request.progress,
  })
  const { connection, before } = await opened()
  await closeImport(db, connection, tally, reading)
  if (request.stranger) await introduce(deps, user, tally)
  const after = await countKept(db, connection)
  await derivePeople(deps, user)
  // With the time zone that their own sent mail shows.
  const owner = (await findUser(db, user.id)) ?? user
  const people = await listPeople(db, user.id)
  const amount = (kind: string) => people.filter((person) => person.kind === kind).length
  const { letter, eligible } = await writeLetter(deps, owner, now)
  return {
    tally,
    added: { mail: after.mail - before.mail, meeting: after.meeting - before.meeting, contact: newContacts },
    people: {
      ties: eligible,
      others: amount('person') - eligible,
      robots: amount('robot'),
      lists: amount('list'),
      roles: amount('role'),
    },
    found: closest(people),
    letter,
  }
}

function closest(people: readonly KnownPerson[]): FoundPerson[] {
  return people
    .filter(({ kind, relationship }) => kind === 'person' && relationship.out > 0)
    .toSorted((one, other) => other.relationship.weight - one.relationship.weight)
    .slice(0, mostNamed)
    .map(({ name, relationship: { out, met, ...tie } }) => ({ name, written: out, received: tie.in, met }))
}

/** Gives the user the name that stands on most of their mail, and the zone of their calendar until sent mail shows one. */
async function introduce({ db }: Deps, user: User, { names, timeZone }: Tally): Promise<void> {
  const [name] = [...names].toSorted(([, one], [, other]) => other - one)[0] ?? []
  await nameUser(db, user.id, { name: name ?? user.name, timeZone: timeZone ?? user.timeZone })
}

/** Longer than a task takes. */
const patienceSeconds = 300

/** Works out the people now, as the task does, or waits for whoever is at it on the same database. */
async function derivePeople(deps: Deps, user: User): Promise<void> {
  const only = { kind: 'derive' as const, subject: user.id }
  await requestDerive(deps.db, user.id, deps.now())
  for (let waited = 0; waited < patienceSeconds; waited++) {
    const [task] = await claimTasks(deps.db, deps.now(), 1, only)
    if (task) return step(deps, task)
    const due = await dueAt(deps.db, only)
    if (!due || due.epochMilliseconds > deps.now().add({ seconds: patienceSeconds }).epochMilliseconds) return
    await new Promise((resolve) => setTimeout(resolve, 1000))
  }
}

const nowhere = 'https://nowhere.invalid/'
const links: Links = {
  card: () => ({
    coffee: nowhere,
    write: nowhere,
    notNow: nowhere,
    spoken: nowhere,
    elsewhere: nowhere,
    letGo: nowhere,
  }),
  met: () => ({ thank: nowhere, note: nowhere }),
  settings: nowhere,
  account: nowhere,
  path: () => nowhere,
}

/** Links that a terminal may show: to the page on which a coffee with somebody is planned, for whoever is signed in. */
export function linksOnPages(base: string): Pick<Links, 'card' | 'path'> {
  return {
    card(card) {
      const coffee = `${base}/people/${encodeURIComponent(card.personId)}/coffee`
      return { ...links.card(card), coffee, write: `${coffee}?how=write` }
    },
    path: (path) => base + path,
  }
}

/**
 * The letter as text without its last lines, and without links that would lead nowhere from a terminal.
 * @param to where some of them lead; nowhere, unless said
 */
export function letterText(letter: Letter, to: Partial<Links> = {}): string {
  const whole = toText(letter, { ...links, ...to })
  const lines = whole.slice(0, whole.lastIndexOf('\n-- \n')).split('\n')
  return lines
    .filter((line) => !line.endsWith(`: ${nowhere}`))
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trimEnd()
}
