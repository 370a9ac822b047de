/** What may have left between a backup and its restoring is not sent a second time: nobody can tell any more whether it did. */
import { and, eq, inArray, isNull, sql } from 'drizzle-orm'
import { Temporal } from 'temporal-polyfill'
import type { Instant } from '../../facts.ts'
import { latest } from '../../letter/schedule.ts'
import type { Letter } from '../../letter/types.ts'
import { deliveryWords } from '../../letter/words/words.ts'
import { placeOfUser, tongueOf } from '../../place.ts'
import { sha256 } from '../../seal.ts'
import { wholeSettings } from '../../settings.ts'
import { endSignInLinks } from '../accounts/sign-in-links.ts'
import { listUsers, type User } from '../accounts/users.ts'
import type { Database } from '../database.ts'
import { acrossUsers } from '../rows/bound.ts'
import { alarms, coffees, confirmations, digests, incidents, signInLinks } from '../schema.ts'

interface Between {
  /** When the backup was made, as an ISO instant. */
  readonly madeAt: string
  readonly now: Instant
}

/**
 * Marks as unknown what was about to leave, and the letter whose hour came meanwhile. Invitations go on: each has an id by
 * which a calendar knows it again.
 */
export async function holdBack(db: Database, { madeAt, now }: Between): Promise<void> {
  const made = Temporal.Instant.from(madeAt)
  await acrossUsers(db).transaction(async (tx) => {
    const leaving = inArray(incidents.state, ['queued', 'sending'])
    await tx.update(incidents).set({ state: 'unknown', sentAt: now }).where(leaving)
    for (const user of await listUsers(tx)) {
      await tx
        .update(digests)
        .set({
          state: 'unknown',
          problem: deliveryWords(user).restored,
          sends: sql`greatest(${digests.sends}, 1)`,
          sentAt: now,
        })
        .where(and(eq(digests.userId, user.id), inArray(digests.state, ['ready', 'sending'])))
      const { at, week, stale } = latest({ ...user, settings: wholeSettings(user.settings) }, now)
      if (!stale && Temporal.Instant.compare(at, made) >= 0) await markWeek(tx, user, { week, at, now })
      const unknown = { state: 'unknown' as const }
      const underWay = ['queued' as const, 'sending' as const]
      await tx
        .update(confirmations)
        .set(unknown)
        .where(and(eq(confirmations.userId, user.id), inArray(confirmations.state, underWay)))
      await tx
        .update(alarms)
        .set(unknown)
        .where(and(eq(alarms.userId, user.id), inArray(alarms.state, underWay)))
      await tx
        .update(signInLinks)
        .set(unknown)
        .where(and(eq(signInLinks.userId, user.id), inArray(signInLinks.state, underWay)))
      // One that was used since would sign in once more.
      await endSignInLinks(tx, user.id, now)
      // The mail that tells of a guest's choice; the pages and the next letter tell of it as well.
      await tx
        .update(coffees)
        .set({ told: 'unknown', toldAt: now })
        .where(and(eq(coffees.userId, user.id), eq(coffees.state, 'chosen'), isNull(coffees.told)))
    }
  })
}

/** The week has its letter, of which nothing more is known. */
async function markWeek(tx: Database, user: User, { week, at, now }: { week: string; at: Instant; now: Instant }) {
  const words = deliveryWords(user)
  const tongue = tongueOf(placeOfUser(user))
  const letter: Omit<Letter, 'cards'> = {
    kind: 'weekly',
    ...(tongue === 'en' ? {} : { tongue }),
    week,
    date: '',
    subject: words.thisWeek,
    preheader: '',
    headline: [words.thisWeek],
    intro: words.restored,
    notices: [],
    met: [],
    linksUntil: '',
  }
  // As every letter is called: by its user and week.
  const id = (await sha256(`${user.id}|${week}`)).slice(0, 22)
  await tx
    .insert(digests)
    .values({
      id,
      userId: user.id,
      week,
      state: 'unknown',
      letter,
      sends: 1,
      sentAt: now,
      dropAt: at,
      problem: words.restored,
      createdAt: at,
    })
    .onConflictDoNothing()
}
