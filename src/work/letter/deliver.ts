/** The weekly letter: written down at its hour, sent exactly once, and never lost without a word. */
import { findUser, type User } from '../../db/accounts/users.ts'
import type { Database } from '../../db/database.ts'
import { type LetterRow, listDigests, moveDigest, storeDigest } from '../../db/digests.ts'
import { hashAddresses } from '../../db/sealed/hashed.ts'
import { holdLease, type Task } from '../../db/tasks.ts'
import type { Deps } from '../../deps.ts'
import type { Instant } from '../../facts.ts'
import { isPaused, isTooSoon, latest, staleHours } from '../../letter/schedule.ts'
import { weekOf } from '../../letter/week.ts'
import { deliveryWords } from '../../letter/words/words.ts'
import { daysBetween } from '../../people/days.ts'
import { policy } from '../../policy.ts'
import { sha256 } from '../../seal.ts'
import { normalise } from '../../text.ts'
import { isAbsent } from '../mail/absence.ts'
import { destinationOf } from '../mail/address.ts'
import type { Outcome } from '../outcome.ts'
import { spendLinesOf } from '../people/lines.ts'
import { awaitFresh, awaitPeople } from './await-fresh.ts'
import { handOver } from './hand-over.ts'
import { isBlanked, letterOf, letterToday } from './recheck.ts'
import { wentOut } from './sources/sent.ts'
import { rest } from './until-next.ts'
import { isQuiet, type Written, writeLetter } from './write.ts'

/** Letters far enough back to find one that is still open. */
const recent = 4
/** A letter that waited longer than this for the relay is written anew: somebody may have been in touch. */
const freshMinutes = 30

/**
 * The task `letter` of one user. Null where the user is gone. A letter that was leaving when a run of this task ended is
 * never sent again by itself: its outcome is unknown.
 */
export async function deliverLetter(deps: Deps, task: Task): Promise<Outcome | null> {
  const { db } = deps
  const user = await findUser(db, task.userId)
  if (!user) return null
  const words = deliveryWords(user)
  const rows = await listDigests(db, user.id, recent)
  const broken = rows.filter(({ state }) => state === 'sending')
  if (broken.length)
    return rest(deps, user, async (tx) => {
      for (const row of broken) {
        await moveDigest(tx, row, ['sending'], { state: 'unknown', problem: words.interrupted, sent: true })
        await spendLinesOf(tx, row.userId, { letter: letterOf(row), at: deps.now() })
      }
    })
  if (await isAbsent(deps, user))
    return rest(deps, user, async (tx) => {
      for (const row of rows) await moveDigest(tx, row, ['ready'], { state: 'dropped', problem: words.absent })
    })
  const astray = rows.filter((row) => row.state === 'ready' && isAstray(row, user, deps.now()))
  if (astray.length)
    return {
      // The letter of this week may be due.
      next: deps.now(),
      async write(tx) {
        for (const row of astray) await moveDigest(tx, row, ['ready'], { state: 'dropped', problem: words.astray })
      },
    }
  const ready = rows.find(({ state }) => state === 'ready')
  return ready ? deliverReady(deps, task, user, ready) : deliverDue(deps, task, user, rows)
}

/** The id of a user's letter of one week: every attempt at it makes the same links. */
export async function digestIdOf(userId: string, week: string): Promise<string> {
  return (await sha256(`${userId}|${week}`)).slice(0, 22)
}

async function deliverReady(deps: Deps, task: Task, user: User, row: LetterRow): Promise<Outcome> {
  const now = deps.now()
  const words = deliveryWords(user)
  const stay = (problem: string) =>
    rest(deps, user, async (tx) => {
      await moveDigest(tx, row, ['ready'], { state: 'dropped', problem })
    })
  if (now.epochMilliseconds >= row.dropAt.epochMilliseconds) return stay(words.stale(row.problem))
  const old = row.createdAt.add({ minutes: freshMinutes }).epochMilliseconds < now.epochMilliseconds
  const { cameBack } = await destinationOf(deps.db, deps, user)
  const moved = cameBack.some((one) => one.at.epochMilliseconds >= row.createdAt.epochMilliseconds)
  if (row.sends > 0) return isBlanked(row) ? stay(words.gone) : handOver(deps, task, user, row)
  const whole = !isBlanked(row) && (await letterToday(deps, user, row)).cards.length === row.items.length
  if (whole && !old && !moved) return handOver(deps, task, user, row)
  const wait = await awaitPeople(deps, user, task)
  if (wait) return wait
  const written = await writeLetter(deps, user, now)
  if (written.reading) return stay(words.gone)
  // Nothing has left, so the letter may still change; whatever the relay said of it before stays said.
  return store(deps, task, user, {
    written: inWeek(written, row.week),
    dropAt: row.dropAt,
    problem: row.problem,
    attempts: row.attempts,
  })
}

/** The letter of the slot that came last, if it should be on its way. */
async function deliverDue(deps: Deps, task: Task, user: User, rows: readonly LetterRow[]): Promise<Outcome> {
  const now = deps.now()
  const slot = latest(user, now)
  const had = rows.some((row) => row.week === slot.week && !isVoid(row, now))
  const early = slot.at.epochMilliseconds <= user.createdAt.epochMilliseconds || isTooSoon(slot.at, rows)
  const { stopped } = await destinationOf(deps.db, deps, user)
  const isUnproven = stopped === 'unproven'
  if (had || early || (stopped && !isUnproven) || isPaused(user, now)) return rest(deps, user)
  // One that does not leave is written all the same, and without a look at the accounts it would name nobody.
  const wait = await awaitFresh(deps, user, task)
  if (wait) return wait
  const written = inWeek(await writeLetter(deps, user, now), slot.week)
  if (written.reading) return rest(deps, user)
  const dropAt = slot.at.add({ hours: staleHours })
  const { unproven, late } = deliveryWords(user)
  const missed = isUnproven ? unproven : slot.stale ? late : null
  if (missed || isNothing(written, user, now))
    return rest(deps, user, async (tx) => {
      if (missed && written.letter.kind === 'empty') return
      const state = missed ? 'dropped' : 'skipped'
      const letter = { ...written.letter, cards: [] }
      const problem = missed
      await write(tx, user, { seal: deps.seal, written: { ...written, letter }, state, dropAt, problem, at: now })
    })
  return store(deps, task, user, { written, dropAt, problem: null, attempts: 0 })
}

/**
 * A clock that was ahead writes letters of weeks that have not come. One that left counts as the letter of its week, so that
 * none comes twice: that week has no other. One that did not leave is not sent in a week before its own, which has one, and
 * makes room for the letter of its week when that comes.
 */
const isAstray = (row: LetterRow, user: User, now: Instant): boolean =>
  isOfTheFuture(row, now) && row.week > weekOf(now, user.timeZone)

const isVoid = (row: LetterRow, now: Instant): boolean => isOfTheFuture(row, now) && !wentOut(row)

/** The clocks of two machines may be a little apart. */
const isOfTheFuture = ({ createdAt }: LetterRow, now: Instant): boolean =>
  createdAt.epochMilliseconds > now.add({ minutes: 5 }).epochMilliseconds

/** A letter that is sent a little late, across midnight on Sunday, still is the letter of its week. */
export const inWeek = (written: Written, week: string): Written => ({ ...written, letter: { ...written.letter, week } })

const quietWeeks = 8

/** In the first eight weeks two empty letters say that all is well; more of them would only be one more mail. */
function isNothing({ letter, quiet }: Written, user: User, now: Instant): boolean {
  const weeks = daysBetween(user.createdAt, now) / 7
  return isQuiet(letter) && (weeks > quietWeeks || quiet >= policy.quietLetters)
}

/** Writes the letter down before anything leaves, then hands it over. */
async function store(
  deps: Deps,
  task: Task,
  user: User,
  letter: { written: Written; dropAt: Instant; problem: string | null; attempts: number },
): Promise<Outcome> {
  const at = deps.now()
  const stored = await deps.db.transaction(async (tx) => {
    await holdLease(tx, task)
    return write(tx, user, { ...letter, seal: deps.seal, state: 'ready', at })
  })
  const row =
    stored && (await listDigests(deps.db, user.id, recent)).find(({ week }) => week === letter.written.letter.week)
  return row ? handOver(deps, task, user, row) : rest(deps, user)
}

/** @returns false where the week has a letter already */
export async function write(
  tx: Database,
  user: Pick<User, 'id'>,
  about: {
    readonly seal: Deps['seal']
    readonly written: Written
    readonly state: 'ready' | 'skipped' | 'dropped'
    readonly dropAt: Instant
    readonly problem: string | null
    /** How often the relay was tried with it. */
    readonly attempts?: number
    readonly at: Instant
  },
): Promise<boolean> {
  const { written, state, dropAt, problem, attempts = 0, at } = about
  const { letter, hashes } = written
  const addresses = letter.cards.map(({ address }) => normalise(address))
  await hashAddresses(tx, { seal: about.seal, userId: user.id }, addresses)
  const id = await digestIdOf(user.id, letter.week)
  return storeDigest(tx, {
    id,
    userId: user.id,
    week: letter.week,
    state,
    letter,
    hashes,
    dropAt,
    problem,
    attempts,
    createdAt: at,
  })
}
