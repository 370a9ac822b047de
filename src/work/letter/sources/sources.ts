/** Reads what a letter is written from: people, history, earlier letters, notes, verdicts. */
import type { Identity } from '../../../db/accounts/identities.ts'
import type { User } from '../../../db/accounts/users.ts'
import type { Coffee } from '../../../db/coffees.ts'
import type { NoteRow } from '../../../db/decisions.ts'
import type { VerdictRow } from '../../../db/digests.ts'
import { dueAt } from '../../../db/due.ts'
import { readAround } from '../../../db/few/around.ts'
import type { CorrectionRow } from '../../../db/said/corrections.ts'
import type { Deps } from '../../../deps.ts'
import type { Instant } from '../../../facts.ts'
import { weekOf } from '../../../letter/week.ts'
import { organisation } from '../../../people/identity/address.ts'
import { type Destination, destinationAmong } from '../../mail/address.ts'
import { type Accounts, readAccounts } from './accounts.ts'
import { readBirthdaysOf } from './birthdays.ts'
import { type Circle, readCircle } from './circle.ts'
import { type Letters, lettersAmong } from './sent.ts'

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
  /** `at`, or now where that is before it: a guest who waits is told of meanwhile, though what they chose be over by then. */
  readonly waitingAt: Instant
  readonly accounts: Accounts
  readonly identities: readonly Identity[]
  /** Where the letter goes. */
  readonly destination: Destination
  readonly circle: Circle
  /** Of the coming week by the calendar, by the address that a person's id is made from. */
  readonly birthdays: Awaited<ReturnType<typeof readBirthdaysOf>>
  readonly letters: Letters
  readonly sayings: Sayings
  /** All that were ever planned, newest first. */
  readonly coffees: readonly Coffee[]
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
  const weeks = weeksOf(user, at)
  const around = await readAround(db, { userId: user.id, ...weeks })
  const destination = await destinationAmong(deps, user, around)
  const host = organisation(destination.address)
  const [circle, accounts, birthdays] = await Promise.all([
    readCircle(db, user.id, { at, before: at.subtract({ hours: 24 * shortDays }), host }),
    readAccounts(deps, user, { at, known: around }),
    readBirthdaysOf(db, user.id, at),
  ])
  const { notes, corrections, coffees } = around
  const letters = lettersAmong(around.digests)
  const verdicts = verdictsAmong(around.verdicts, { letters, ...weeks })
  const now = deps.now()
  const derive = circle.isEmpty ? await dueAt(db, { kind: 'derive', subject: user.id }) : null
  const unknown = derive !== null && isSoon(derive, now)
  return {
    user,
    at,
    waitingAt: now.epochMilliseconds < at.epochMilliseconds ? now : at,
    accounts,
    identities: around.identities,
    destination,
    circle,
    birthdays,
    letters,
    sayings: { notes, corrections, verdicts },
    coffees,
    reading: accounts.reading || unknown,
  }
}

/** That of the letter, and the one before. */
function weeksOf({ timeZone }: User, at: Instant) {
  const [week, before] = [at, at.subtract({ hours: 24 * 7 })].map((moment) => weekOf(moment, timeZone))
  return { week: week ?? '', before: before ?? '' }
}

/** What was said of a letter that never went holds for the one after it. */
function verdictsAmong(
  rows: readonly VerdictRow[],
  { letters, before }: { readonly letters: Letters; readonly before: string },
): Sayings['verdicts'] {
  const went = letters.sent.some(({ week }) => week === before)
  const judged = rows.filter(({ week }) => !(went && week === before))
  return new Map(judged.map(({ addressHash, verdict, place }) => [addressHash, { verdict, place }]))
}

/** The first working out of people follows the reading within this. */
const isSoon = (due: Instant, now: Instant) => due.epochMilliseconds <= now.add({ seconds: 150 }).epochMilliseconds
