/** The letter as it would go at its hour, or the one that has just gone, and everything the page around it has to say. */
import type { User } from '../../db/accounts/users.ts'
import { type LetterRow, listDigests } from '../../db/digests.ts'
import type { Verdict } from '../../db/schema.ts'
import type { Deps } from '../../deps.ts'
import type { Instant } from '../../facts.ts'
import { isPaused, isTooSoon, latest, upcoming, weeksHad } from '../../letter/schedule.ts'
import type { Letter } from '../../letter/types.ts'
import { type WeekSlot, weekOf } from '../../letter/week.ts'
import { destinationOf, type Stop } from '../mail/address.ts'
import { isBlanked, letterToday } from './recheck.ts'
import { timeOf, wentOut } from './sources/sent.ts'
import { writeLetter } from './write.ts'

export interface Preview {
  /** Null while reading. */
  readonly letter: Letter | null
  readonly reading: boolean
  /** The moment that the letter speaks of: the hour of the next one, or when this one went. */
  readonly at: Instant
  /** The letter shown is one that went out. */
  readonly gone: boolean
  /** Of a letter that went: who was in it and is not shown any more. */
  readonly missing: readonly string[]
  /** Null while letters are stopped. */
  readonly next: WeekSlot | null
  /** A day ("2027-01-15"), while letters are paused. */
  readonly pausedUntil: string | null
  readonly stopped: Stop | null
  /** This week's letter, or one that went out so lately that it stands for it, whatever became of it. */
  readonly sent: LetterRow | null
  /** The newest letter of all. */
  readonly latest: LetterRow | null
  readonly verdicts: ReadonlyMap<string, Verdict>
}

/** Reads only. Once this week's letter has left, it is the one that is shown until the next one is near. */
export async function previewLetter(deps: Deps, user: User): Promise<Preview> {
  const now = deps.now()
  const rows = await listDigests(deps.db, user.id, 8)
  const { stopped } = await destinationOf(deps.db, deps, user)
  const sent = currentOf(user, now, rows)
  const around = {
    next: stopped ? null : upcoming(user, now, weeksHad(user, rows)),
    pausedUntil: isPaused(user, now) ? user.settings.pausedUntil : null,
    stopped,
    sent,
    latest: rows[0] ?? null,
  }
  if (sent && (wentOut(sent) || sent.state === 'ready') && !isBlanked(sent)) {
    const letter = await letterToday(deps, user, sent)
    const shown = new Set(letter.cards.map(({ personId }) => personId))
    const missing = sent.items.flatMap(({ card }) => (card && !shown.has(card.personId) ? [card.firstName] : []))
    return { ...around, letter, reading: false, at: timeOf(sent), gone: true, missing, verdicts: new Map() }
  }
  const at = hourOf(user, now, rows)
  const { letter, reading, verdicts } = await writeLetter(deps, user, at)
  return { ...around, letter: reading ? null : letter, reading, at, gone: false, missing: [], verdicts }
}

/** The letter of this week, or the one that went out a few days ago and has no other after it. */
export function currentOf(user: User, now: Instant, rows: readonly LetterRow[]): LetterRow | null {
  const week = weekOf(now, user.timeZone)
  return rows.find((row) => row.week === week) ?? rows.find((row) => isTooSoon(now, [row])) ?? null
}

/**
 * The hour of the letter that comes next: that of this week where it has come and its letter is only being written. In a
 * pause, and in a week that has its letter, it speaks of now.
 */
export function hourOf(user: User, now: Instant, rows: readonly LetterRow[]): Instant {
  if (isPaused(user, now)) return now
  const had = weeksHad(user, rows)
  const due = latest(user, now)
  const early = due.at.epochMilliseconds <= user.createdAt.epochMilliseconds
  if (!due.stale && !early && !had.has(due.week)) return due.at
  return upcoming(user, now, had).at
}
