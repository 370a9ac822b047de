/** Reads what a letter is written from: people, history, earlier letters, notes, verdicts. */
import type { Identity } from '../../../db/accounts/identities.ts'
import type { User } from '../../../db/accounts/users.ts'
import { listAllNotes, type NoteRow } from '../../../db/decisions.ts'
import { listVerdicts, type VerdictRow } from '../../../db/digests.ts'
import { dueAt } from '../../../db/due.ts'
import { type CorrectionRow, listCorrections } from '../../../db/said/corrections.ts'
import type { Deps } from '../../../deps.ts'
import type { Instant } from '../../../facts.ts'
import { weekOf } from '../../../letter/week.ts'
import { organisation } from '../../../people/identity/address.ts'
import { accountsOf, type Destination, destinationAmong } from '../../mail/address.ts'
import { type Accounts, readAccounts } from './accounts.ts'
import { readBirthdaysOf } from './birthdays.ts'
import { type Circle, readCircle } from './circle.ts'
import { type Letters, readLetters } from './sent.ts'

/** What the owner said of people: lines to keep, and a word on whoever a letter names. */
export interface Sayings {
  readonly notes: readonly NoteRow[]
  /** Points that are not right. */
  readonly corrections: readonly CorrectionRow[]
  /** The verdict on whoever has this HMAC, and where they stood. */
  readonly verdicts: ReadonlyMap<string, Pick<VerdictRow, 'verdict' | 'place'>>
}

/** For whom and when; then a letter's sources, each by its own. Whatever uses them names those that it needs. */
export interface Sources {
  readonly user: User
  readonly at: Instant
  readonly accounts: Accounts
  readonly identities: readonly Identity[]
  /** Where the letter goes. */
  readonly destination: Destination
  readonly circle: Circle
  /** Of the coming week by the calendar, by the address that a person's id is made from. */
  readonly birthdays: Awaited<ReturnType<typeof readBirthdaysOf>>
  readonly letters: Letters
  readonly sayings: Sayings
  /** Too little is read for a letter: of the accounts, or nobody is worked out yet. */
  readonly reading: boolean
}

/** Of less than this nobody's rhythm is known. */
export const shortDays = 8 * 7

/** `at` is the moment for which the letter is written: now, or the hour of the next one. */
export async function readSources(
  deps: Pick<Deps, 'db' | 'config' | 'now' | 'seal' | 'mailer'>,
  user: User,
  at: Instant,
): Promise<Sources> {
  const { db } = deps
  const around = await accountsOf(db, user)
  const destination = await destinationAmong(deps, user, around)
  const host = organisation(destination.address)
  const [circle, accounts, letters, notes, corrections, birthdays] = await Promise.all([
    readCircle(db, user.id, { at, before: at.subtract({ hours: 24 * shortDays }), host }),
    readAccounts(deps, user, { at, connections: around.connections }),
    readLetters(db, user),
    listAllNotes(db, user.id),
    listCorrections(db, user.id),
    readBirthdaysOf(db, user.id, at),
  ])
  const verdicts = await readVerdicts(deps, user, { at, letters })
  const derive = circle.count === 0 ? await dueAt(db, { kind: 'derive', subject: user.id }) : null
  const unknown = derive !== null && isSoon(derive, deps.now())
  return {
    user,
    at,
    accounts,
    identities: around.identities,
    destination,
    circle,
    birthdays,
    letters,
    sayings: { notes, corrections, verdicts },
    reading: accounts.reading || unknown,
  }
}

/** What was said of a letter that never went holds for the one after it. */
async function readVerdicts(
  { db }: Pick<Deps, 'db'>,
  user: User,
  { at, letters }: { readonly at: Instant; readonly letters: Letters },
): Promise<Sayings['verdicts']> {
  const [week, before] = [at, at.subtract({ hours: 24 * 7 })].map((moment) => weekOf(moment, user.timeZone))
  const weeks = [week, letters.sent.some((row) => row.week === before) ? undefined : before]
  const judged = await listVerdicts(
    db,
    user.id,
    weeks.flatMap((one) => one ?? []),
  )
  return new Map(judged.map(({ addressHash, verdict, place }) => [addressHash, { verdict, place }]))
}

/** The first working out of people follows the reading within this. */
const isSoon = (due: Instant, now: Instant) => due.epochMilliseconds <= now.add({ seconds: 150 }).epochMilliseconds
