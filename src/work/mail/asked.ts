/** How far each address of the owner's that nobody vouches for has come on the way to being confirmed. */
import { type Confirmation, listConfirmations, listRefused } from '../../db/accounts/confirmations.ts'
import type { User } from '../../db/accounts/users.ts'
import type { Deps } from '../../deps.ts'
import type { Instant } from '../../facts.ts'
import { hoursOf, policy } from '../../policy.ts'
import { normalise } from '../../text.ts'
import type { Destination } from './address.ts'
import { mailKeys } from './confirm.ts'

export interface Asked {
  readonly address: string
  /**
   * `open`: no link was asked for. `failed`: none left, and one may be asked for again. `over`: it has run out.
   * `refused`: whoever reads there wants none.
   */
  readonly state: 'open' | 'leaving' | 'sent' | 'unknown' | 'failed' | 'bounced' | 'refused' | 'over'
  readonly problem: string | null
  /** When the link went. */
  readonly at: Instant | null
}

/** Reads only. Nothing where letters stay on this machine: there is nothing to confirm then. */
export async function askedOf(
  { db, seal, mailer, now }: Pick<Deps, 'db' | 'seal' | 'mailer' | 'now'>,
  user: User,
  { unproven }: Destination,
): Promise<readonly Asked[]> {
  if (!unproven.length || !mailer) return []
  const rows = new Map((await listConfirmations(db, user.id)).map((row) => [row.address, row]))
  return Promise.all(
    unproven.map(async ({ address }) => {
      const key = normalise(address)
      const row = rows.get(key)
      const refused = await listRefused(db, await mailKeys(seal, key))
      const state = refused.size ? 'refused' : row ? stateOf(row, now()) : 'open'
      return { address, state, problem: row?.problem ?? null, at: row?.sentAt ?? null }
    }),
  )
}

function stateOf({ state, askedAt, sentAt }: Confirmation, now: Instant): Asked['state'] {
  if (state === 'queued' || state === 'sending') return 'leaving'
  if (state === 'failed' || state === 'bounced') return state
  const until = (sentAt ?? askedAt).add({ hours: hoursOf(policy.confirm.link) })
  return until.epochMilliseconds < now.epochMilliseconds ? 'over' : state
}
