/** What a session is worth now: whether it still is one, why not, and whether its sign-in is fresh. Pure but for the writing. */

import { createSession, endSessions, type Session } from '../../db/accounts/sessions.ts'
import { forUser } from '../../db/rows/bound.ts'
import type { SessionEnd } from '../../db/schema.ts'
import type { Deps } from '../../deps.ts'
import type { Instant } from '../../facts.ts'
import { lasting, lastingInDative } from '../../letter/words/de/pieces.ts'
import type { Sentence } from '../../place.ts'
import { hoursOf, policy, sayLasting } from '../../policy.ts'
import { randomToken, sha256 } from '../../seal.ts'
import { noteOwner } from '../mail/seen.ts'
import { noteHappening } from './happened.ts'

/** `idle` and `longest` are the ends that come by themselves; the others are somebody's doing. */
export type Standing = 'live' | 'idle' | 'longest' | SessionEnd

/** Clocks of several machines differ a little. */
const slackMs = 300_000

const hoursBetween = (from: Instant, to: Instant) => (to.epochMilliseconds - from.epochMilliseconds) / 3_600_000

/** Whether the session still signs somebody in, or by what it ended. */
export function standingOf(
  { ended, usedAt, createdAt, expiresAt }: Pick<Session, 'ended' | 'usedAt' | 'createdAt' | 'expiresAt'>,
  now: Instant,
): Standing {
  if (ended) return ended
  const longest = hoursBetween(createdAt, now) >= hoursOf(policy.session.longest)
  if (longest || expiresAt.epochMilliseconds <= now.epochMilliseconds) return 'longest'
  return hoursBetween(usedAt, now) >= hoursOf(policy.session.idle) ? 'idle' : 'live'
}

/** Whether somebody signed in so lately that they may export, disconnect and delete without doing it once more. */
export function isFresh({ createdAt }: Pick<Session, 'createdAt'>, now: Instant): boolean {
  if (createdAt.epochMilliseconds > now.epochMilliseconds + slackMs) return false
  return hoursBetween(createdAt, now) < hoursOf(policy.freshSignIn)
}

/** Which end it was, and why, to whoever comes with a session that ended. */
export const whyEnded: Readonly<Record<Exclude<Standing, 'live'>, () => Sentence>> = {
  idle: () => ({
    en: `You were signed in here, and this browser had not been used for ${sayLasting(policy.session.idle)}. After that it is signed out by itself.`,
    de: `Du warst hier angemeldet, und dieser Browser wurde ${lasting(policy.session.idle)} lang nicht benutzt. Danach wird er von selbst abgemeldet.`,
  }),
  longest: () => ({
    en: `You signed in here ${sayLasting(policy.session.longest)} ago. After that a browser is signed out by itself, however much it is used.`,
    de: `Du hast dich hier vor ${lastingInDative(policy.session.longest)} angemeldet. Danach wird ein Browser von selbst abgemeldet, so viel er auch benutzt wird.`,
  }),
  signed_out: () => ({
    en: 'You signed out in this browser.',
    de: 'Du hast dich in diesem Browser abgemeldet.',
  }),
  from_elsewhere: () => ({
    en: 'This browser was signed out from another one, on your page of sessions.',
    de: 'Dieser Browser wurde von einem anderen aus abgemeldet, auf deiner Seite mit den Anmeldungen.',
  }),
  everywhere: () => ({
    en: 'You signed out everywhere, and this browser was among them.',
    de: 'Du hast dich überall abgemeldet, auch in diesem Browser.',
  }),
  signed_in_again: () => ({
    en: 'This browser signed in anew since, and what it showed before belongs to the sign-in of then.',
    de: 'Dieser Browser hat sich inzwischen neu angemeldet, und was er vorher zeigte, gehört zur Anmeldung von damals.',
  }),
}

interface SigningIn {
  readonly userId: string
  /** By what: the name of a provider, or "link". */
  readonly how: string
  /** In coarse words: "Firefox on Linux". */
  readonly browser: string
  /** The token of the session that the same browser had until now, whoever's. */
  readonly before: { readonly userId: string; readonly hash: string } | null
}

/**
 * Signs somebody in: a session of its own, whatever there was, so that what somebody may have planted or copied before opens
 * nothing after. The one of the same browser ends.
 * @returns the token of the new one
 */
export async function beginSession(deps: Deps, { userId, how, browser, before }: SigningIn): Promise<string> {
  const token = randomToken()
  const hash = await sha256(token)
  const at = deps.now()
  const expiresAt = at.add({ hours: hoursOf(policy.session.longest) })
  // It may be somebody else's, so that the two are not one transaction.
  if (before) {
    const ending = { which: { hash: before.hash }, ended: 'signed_in_again', at } as const
    await endSessions(forUser(deps.db, before.userId), before.userId, ending)
  }
  await forUser(deps.db, userId).transaction(async (tx) => {
    await createSession(tx, { hash, userId, browser, createdAt: at, usedAt: at, expiresAt })
    await noteHappening({ ...deps, db: tx }, { userId, kind: 'signed_in', how, browser })
    await noteOwner({ ...deps, db: tx }, userId)
  })
  return token
}
