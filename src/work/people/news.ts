/** What a look brings that had changes: people are behind from then on, and what letters and coffees left open is closed. */
import type { User } from '../../db/accounts/users.ts'
import type { Database } from '../../db/database.ts'
import { noteNews } from '../../db/queue/news.ts'
import { scheduleUnlessFailing } from '../../db/tasks.ts'
import type { Fact, Instant } from '../../facts.ts'
import { deriveDelaySeconds } from '../retry.ts'
import { closeItems } from './close-outcomes.ts'

interface News {
  readonly user: User
  /** The account has not been read to its end before. */
  readonly first: boolean
  /** There is more to read at once, and how much was read so far. */
  readonly more: boolean
  readonly done: number
  /** Ids of what came, or went. */
  readonly ids: readonly string[]
  /** What came, where that is all there is to it: nothing went, and nothing else changed. */
  readonly came?: readonly Fact[] | undefined
  readonly now: Instant
}

/**
 * In a first reading people are worked out along the way, and at its end at once. Later nobody may be looking: they are worked
 * out when a page or a letter wants them, or at their daily time; with a coffee of theirs at once, as with all that they do here.
 */
export async function takeNews(tx: Database, { user, first, more, done, ids, came, now }: News): Promise<void> {
  const soon = now.add({ seconds: more ? deriveDelaySeconds(done) : 0 })
  await noteNews(tx, user.id, { soon, at: first ? soon : now.add({ hours: refreshHours }) })
  if (first || !(await closeItems(tx, { user, now, seen: new Set(ids), came }))) return
  // The owner plans it, and waits to see that it stands.
  await scheduleUnlessFailing(tx, { kind: 'derive', subject: user.id, userId: user.id }, soon)
}

/** Whoever nobody looks at is worked out once a day: meetings pass and rhythms age without new facts. */
export const refreshHours = 24
