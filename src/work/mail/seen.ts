/**
 * That the owner is there: they opened a page while signed in, signed in, or pressed the button behind a link of theirs. Opening
 * such a link is no sign, since mail programs do that by themselves; neither is stopping the letters, nor what a guest does.
 */
import { unpauseConnections } from '../../db/accounts/connections.ts'
import { listKinds } from '../../db/accounts/streams.ts'
import { findLockedUser, saveSeen, type User } from '../../db/accounts/users.ts'
import type { Database } from '../../db/database.ts'
import { scheduleTask } from '../../db/tasks.ts'
import type { Deps } from '../../deps.ts'
import type { Instant } from '../../facts.ts'
import { hasStopped } from './absence.ts'

const hourMs = 3_600_000

/** Whether it is worth writing down that the owner is seen now: once a day, and whenever that has something go on. */
export const isNews = (user: Pick<User, 'seenAt' | 'stoppedAt'>, now: Instant): boolean =>
  hasStopped(user) || Math.abs(now.epochMilliseconds - user.seenAt.epochMilliseconds) > 24 * hourMs

/**
 * Notes that the owner is there. Where reading had stopped it goes on where it was, as after any pause; when it had stopped
 * stays written until they are seen on another day, so that the pages can say it.
 * @returns the user as they are now
 */
export async function noteOwner(deps: Pick<Deps, 'db' | 'now' | 'wake'>, userId: string): Promise<User | undefined> {
  const now = deps.now()
  let isBack = false
  const seen = await deps.db.transaction(async (tx) => {
    const user = await findLockedUser(tx, userId)
    if (!user || !isNews(user, now)) return user
    isBack = hasStopped(user)
    const noted = { seenAt: now, stoppedAt: isBack ? earlier(user.stoppedAt, now) : null }
    await saveSeen(tx, userId, noted)
    if (isBack) await readAgain(tx, userId, now)
    return { ...user, ...noted }
  })
  if (isBack) deps.wake()
  return seen
}

/** A clock that was ahead may have stopped it at a moment that has not come. */
const earlier = (at: Instant | null, now: Instant): Instant =>
  at && at.epochMilliseconds < now.epochMilliseconds ? at : now

async function readAgain(tx: Database, userId: string, now: Instant): Promise<void> {
  for (const subject of await unpauseConnections(tx, userId))
    for (const kind of await listKinds(tx, subject)) await scheduleTask(tx, { kind, subject, userId }, now)
}
