/**
 * How much may come from one client, or of one user, before it waits. What is limited is what costs: nobody reaches these bounds
 * by reading pages. Kept in memory, by process: no network address is ever stored.
 */
import type { Context, MiddlewareHandler } from 'hono'
import { policy } from '../../policy.ts'
import { clientOf } from './client.ts'
import { isOneClick, isProbe } from './guard.ts'
import { renderMessage } from './layout.tsx'
import type { Env, Page } from './session.ts'
import { tongueOn } from './tongue.ts'
import { frameWords } from './words.ts'

export interface Rate {
  readonly burst: number
  readonly perMinute: number
}

export interface Limiter {
  /** Seconds until one more is welcome; 0 where it is now. */
  wait(key: string, rate: Rate): number
  /** Counts one. */
  spend(key: string, rate: Rate): void
  /** One that was counted cost nothing after all. */
  giveBack(key: string, rate: Rate): void
  /** As if nobody had come yet. */
  clear(): void
}

const mostKeys = 20_000

/**
 * Each key is kept as the moment at which everything spent is earned back (generic cell rate algorithm), as budgets are.
 * @param clock in milliseconds; of the machine and not of a sample, which somebody may move
 */
export function createLimiter(clock: () => number = Date.now): Limiter {
  const spentUntil = new Map<string, number>()
  const step = ({ perMinute }: Rate) => 60_000 / perMinute
  const spent = (key: string, rate: Rate) => {
    const now = clock()
    // Nobody spends more than a burst ahead: what says so was written by a clock that was wrong.
    return Math.min(Math.max(spentUntil.get(key) ?? now, now), now + rate.burst * step(rate))
  }
  return {
    wait: (key, rate) => Math.max(0, Math.ceil((spent(key, rate) - clock() - (rate.burst - 1) * step(rate)) / 1000)),
    spend(key, rate) {
      if (spentUntil.size > mostKeys) forget(spentUntil, clock())
      spentUntil.set(key, spent(key, rate) + step(rate))
    },
    giveBack(key, rate) {
      spentUntil.set(key, spent(key, rate) - step(rate))
    },
    clear: () => spentUntil.clear(),
  }
}

/** Drops who has earned everything back; where that is not enough, those who came first. */
function forget(spentUntil: Map<string, number>, now: number): void {
  for (const [key, until] of spentUntil) if (until <= now) spentUntil.delete(key)
  for (const key of spentUntil.keys()) {
    if (spentUntil.size <= mostKeys / 2) return
    spentUntil.delete(key)
  }
}

/** Of the process, however many apps it makes: on Workers that is one for each request. */
const limiter = createLimiter()

/** Forgets whoever came to this process, where another installation begins in it: users of the same id are others there. */
export const forgetWhoCame = (): void => limiter.clear()

type Kind = keyof typeof policy.rates

/**
 * Refuses with 429 what comes too often, by client or by user.
 * @param counts which answers cost something; all, unless said
 */
function limit(kind: Kind, keyOf: (c: Page) => string | null, counts: (c: Context) => boolean = () => true) {
  const middleware: MiddlewareHandler<Env> = async (c, next) => {
    const whose = keyOf(c)
    if (whose === null) return next()
    const rate = policy.rates[kind]
    const key = `${kind}|${whose}`
    const seconds = limiter.wait(key, rate)
    if (seconds > 0) return refuse(c, seconds)
    // Counted beforehand: many that come at once are many.
    limiter.spend(key, rate)
    await next()
    if (!counts(c)) limiter.giveBack(key, rate)
  }
  return middleware
}

/**
 * For what is no page: counts one of a kind for somebody, unless they have to wait.
 * @param whose a client or a secret; null where nothing is known, which waits for nobody
 * @returns the seconds until one more is welcome; 0 where this one was
 */
export function secondsToWait(kind: Kind, whose: string | null): number {
  if (whose === null) return 0
  const rate = policy.rates[kind]
  const key = `${kind}|${whose}`
  const seconds = limiter.wait(key, rate)
  if (seconds === 0) limiter.spend(key, rate)
  return seconds
}

function refuse(c: Page, seconds: number) {
  c.header('retry-after', String(seconds))
  const words = frameWords(tongueOn(c))
  return renderMessage(c, { title: words.refused[429], status: 429 }, [words.notes.tooMuch(seconds)])
}

/** Whoever comes without a session. A mail program's unsubscribing is never held up, nor who looks whether the server is well. */
export const limitAnybody = limit('anybody', (c) =>
  c.get('user') || isProbe(c.req.path) || isOneClick(c) ? null : clientOf(c),
)

/** Whatever begins or ends a sign-in at a provider. */
export const limitSignIn = limit('signIn', (c) => clientOf(c) ?? c.get('user')?.id ?? null)

/** Asking for a link by mail. */
export const limitLinks = limit('link', (c) => (c.req.method === 'POST' ? clientOf(c) : null))

/** Pages that ask a calendar while somebody waits. What was refused or led on asked none. */
export const limitLive = limit(
  'live',
  (c) => c.get('user')?.id ?? clientOf(c),
  (c) => c.res.status === 200,
)
