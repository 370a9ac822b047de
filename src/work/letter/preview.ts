/** The next letter as it would go now, and everything the page around it has to say. */
import type { User } from '../../db/accounts/users.ts'
import { type LetterRow, listDigests } from '../../db/digests.ts'
import type { Deps } from '../../deps.ts'
import { isPaused, upcoming } from '../../letter/schedule.ts'
import type { Letter } from '../../letter/types.ts'
import { nextSlot, type WeekSlot, weekOf } from '../../letter/week.ts'
import { destinationOf, type Stop } from '../mail/address.ts'
import { writeLetter } from './write.ts'

export interface Preview {
  /** Null while reading. */
  readonly letter: Letter | null
  readonly reading: boolean
  /** The moment that the letter speaks of: now, or that of the next one. */
  readonly at: LetterRow['createdAt']
  /** Null while letters are stopped. */
  readonly next: WeekSlot | null
  /** A day ("2027-01-15"), while letters are paused. */
  readonly pausedUntil: string | null
  readonly stopped: Stop | null
  /** This week's letter, if there is one, whatever became of it. */
  readonly sent: LetterRow | null
  /** The newest letter of all. */
  readonly latest: LetterRow | null
  readonly verdicts: ReadonlyMap<string, 'yes' | 'not_this'>
}

/** Reads only. Once this week's letter has left, it shows the one after it. */
export async function previewLetter(deps: Deps, user: User): Promise<Preview> {
  const now = deps.now()
  const rows = await listDigests(deps.db, user.id, 8)
  const week = weekOf(now, user.timeZone)
  const sent = rows.find((row) => row.week === week) ?? null
  const taken = new Set(rows.filter(({ state, sends }) => sends > 0 || !open.has(state)).map((row) => row.week))
  const { stopped } = await destinationOf(deps.db, deps, user)
  const at = sent && taken.has(week) ? nextAfter(user, now, week) : now
  const written = await writeLetter(deps, user, at)
  return {
    letter: written.reading ? null : written.letter,
    reading: written.reading,
    at,
    next: stopped ? null : upcoming(user, now, new Set(rows.map((row) => row.week))),
    pausedUntil: isPaused(user, now) ? user.settings.pausedUntil : null,
    stopped,
    sent,
    latest: rows[0] ?? null,
    verdicts: written.verdicts,
  }
}

/** Weeks in which a letter can still be written, unless one of theirs went out before. */
const open: ReadonlySet<LetterRow['state']> = new Set(['skipped', 'dropped', 'failed'])

function nextAfter(user: User, now: LetterRow['createdAt'], week: string) {
  const next = nextSlot(now, user.settings, user.timeZone)
  return next.week === week ? nextSlot(next.at, user.settings, user.timeZone).at : next.at
}
