/** What the script means, for tests: who is due at the anchor and why, and who never is. */
import type { Temporal } from 'temporal-polyfill'
import { DAYS_AHEAD } from './days.ts'
import { LISTS, ROLES } from './groups.ts'
import { CLAIRE, MACHINES } from './machines.ts'
import { LEAH, NEAR, NOAH } from './near.ts'
import { NEVER, type NeverReason } from './never.ts'
import { OWNER } from './owner.ts'
import { DUE, type DueReason } from './quiet.ts'
import { ELIN, WRITES_AGAIN } from './turns.ts'

export { BODY_MARK } from './writer.ts'

export interface Truth {
  /** Unusually quiet for the two of them at the anchor; `silentDays` is whole days, give or take a week. */
  readonly due: readonly {
    readonly name: string
    readonly addresses: readonly string[]
    readonly reason: DueReason
    readonly silentDays: number
  }[]
  readonly inTouch: readonly { readonly name: string; readonly address: string }[]
  readonly never: readonly { readonly name: string; readonly address: string; readonly reason: NeverReason }[]
  readonly own: readonly string[]
  readonly robots: readonly string[]
  readonly lists: readonly string[]
  readonly roles: readonly string[]
  /** One of the due, and the day after the anchor on which they write. */
  readonly writesAgain: { readonly address: string; readonly day: number }
  /** In touch at the anchor, and due some weeks later. */
  readonly fallsQuiet: readonly string[]
  readonly daysAhead: number
}

export function tellTruth(): Truth {
  return {
    due: DUE.map(({ name, address, also, reason, last }) => ({
      name,
      addresses: [address, ...(also ? [also.address] : [])],
      reason,
      silentDays: last,
    })),
    inTouch: NEAR.map(({ name, address }) => ({ name, address })),
    never: [
      ...NEVER.map(({ name, address, reason }) => ({ name, address, reason })),
      { name: ELIN.name ?? '', address: ELIN.address, reason: 'mourning' },
      { ...CLAIRE, reason: 'robot' },
      ...LISTS.flatMap(({ posters }) => posters).map(({ name = '', address }) => ({
        name,
        address,
        reason: 'list' as const,
      })),
    ],
    own: OWNER.addresses,
    robots: [...new Set(MACHINES.map(({ address }) => address))],
    lists: LISTS.map(({ address }) => address),
    roles: ROLES.map(({ address }) => address),
    writesAgain: { address: WRITES_AGAIN.character.address, day: WRITES_AGAIN.day },
    fallsQuiet: [NOAH.address, LEAH.address],
    daysAhead: DAYS_AHEAD,
  }
}

/** The moment that tests begin at: the morning of the anchor, by the owner's clock. */
export function morningOf(anchor: Temporal.PlainDate): Temporal.Instant {
  return anchor.toZonedDateTime({ timeZone: OWNER.zone, plainTime: '07:00' }).toInstant()
}
