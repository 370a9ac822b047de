/** The mail with a link to sign in: its row moves on before anything leaves, so that none is sent twice. */
import { findSignInLink, listUsersProvenBy, moveSignInLink, type SignInLink } from '../../db/accounts/sign-in-links.ts'
import { listSuppressions } from '../../db/accounts/suppressions.ts'
import { findUser } from '../../db/accounts/users.ts'
import type { Database } from '../../db/database.ts'
import { dropTasks, holdLease, type Task } from '../../db/tasks.ts'
import type { Delivery, Deps } from '../../deps.ts'
import { policy } from '../../policy.ts'
import type { Outcome } from '../outcome.ts'
import { signInMail } from './sign-in-mail.ts'

const longestMinutes = 4

/** The task `signin`. Null where there is nothing to do any more. A mail that was leaving when a run ended is not repeated. */
export async function sendSignInLink(deps: Deps, task: Task): Promise<Outcome | null> {
  const { db, mailer } = deps
  const now = deps.now()
  const row = await findSignInLink(db, task.userId, task.subject)
  if (row?.state === 'sending') return end(deps, row, { state: 'unknown', sentAt: now })
  if (row?.state !== 'queued') return null
  const age = now.epochMilliseconds - row.askedAt.epochMilliseconds
  // Whoever waits for it has given up by then; one that was asked for ahead of now was so by a clock that was wrong.
  if (Math.abs(age) >= 60_000 * policy.signInLink.link.minutes) return end(deps, row, { state: 'failed' })
  const expiresAt = now.add(policy.signInLink.link)
  const user = await findUser(db, row.userId)
  const mail = await signInMail(deps, { ...row, tongue: user?.settings.letterTongue })
  if (!mailer) {
    // Whoever reads the terminal of this machine owns it; somebody without OAuth has no other way in.
    if (deps.config.local) deps.say?.(mail.text)
    return end(deps, row, { state: 'sent', sentAt: now, expiresAt })
  }
  const leaving = await db.transaction(async (tx) => {
    await holdLease(tx, task)
    // Looked at once more: the proof may have gone, or mail come back, since it was asked for.
    if (!(await mayLeave(tx, deps, row))) return false
    return moveSignInLink(tx, row, ['queued'], { state: 'sending', attempts: row.attempts + 1, expiresAt })
  })
  if (!leaving) return end(deps, row, { state: 'failed' })
  const delivery = await mailer.send(mail)
  deps.log('sign-in link', { outcome: delivery.kind })
  return conclude(deps, row, delivery)
}

/** It answers what somebody asked for, so that it goes also where letters were stopped; not where mail came back for good. */
async function mayLeave(tx: Database, { seal }: Deps, { userId, address }: SignInLink): Promise<boolean> {
  if (!(await listUsersProvenBy(tx, address)).includes(userId)) return false
  const hashes = await seal.signatures(address, 'address')
  const bounced = (await listSuppressions(tx, userId)).filter(({ reason }) => reason === 'bounced')
  return !bounced.some(({ addressHash }) => hashes.includes(addressHash))
}

function conclude(deps: Deps, row: SignInLink, delivery: Delivery): Outcome {
  if (delivery.kind === 'accepted') return end(deps, row, { state: 'sent', sentAt: deps.now() })
  if (delivery.kind === 'unknown') return end(deps, row, { state: 'unknown', sentAt: deps.now() })
  if (delivery.kind === 'refused' && delivery.permanent) return end(deps, row, { state: 'failed' })
  const minutes = Math.min(longestMinutes, 2 ** row.attempts)
  return {
    next: deps.now().add({ minutes }),
    failure: { error: delivery.reason, attempts: row.attempts + 1 },
    async write(tx) {
      await moveSignInLink(tx, row, ['sending'], { state: 'queued' })
    },
  }
}

function end(
  { now }: Deps,
  row: SignInLink,
  set: Partial<Pick<SignInLink, 'state' | 'sentAt' | 'expiresAt'>>,
): Outcome {
  return {
    next: now(),
    async write(tx) {
      await moveSignInLink(tx, row, ['queued', 'sending'], set)
      await dropTasks(tx, ['signin'], row.id)
    },
  }
}
