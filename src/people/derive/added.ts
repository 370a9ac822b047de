/** Puts those whom the owner added by hand among everybody seen: though too little was written, or nothing at all. */

import { normalise } from '../../text.ts'
import type { Human } from '../identity/human.ts'
import type { Survey } from '../identity/types.ts'
import { reason } from '../reasons.ts'
import { sightingsOf, unseen } from './sightings.ts'
import type { Added } from './types.ts'

/** The same survey with everybody in it whom mail and calendar have not shown; the owner themselves is nobody to add. */
export function withAdded(seen: Survey, added: readonly Added[] = []): Survey {
  const missing = added.filter(({ address }) => !seen.own.has(address) && !seen.sightings.has(address))
  if (!missing.length) return seen
  const more = missing.map(({ address, name, at }) => ({
    ...unseen(address, at.epochMilliseconds),
    names: new Map([[name, 1]]),
    signed: new Map([[name, 1]]),
  }))
  return { ...seen, sightings: sightingsOf(seen.sightings, { more }) }
}

/** Those of `humans` as the owner named them: persons, whatever their mail looks like. */
export function asAdded(humans: readonly Human[], added: readonly Added[] = []): readonly Human[] {
  if (!added.length) return humans
  const byAddress = new Map(added.map((one) => [normalise(one.address), one]))
  return humans.map((human) => {
    const found = human.addresses.flatMap((address) => byAddress.get(address) ?? [])[0]
    if (!found) return human
    const kind =
      human.kind.kind === 'person' ? human.kind : ({ kind: 'person', reason: reason('you added them') } as const)
    return { ...human, name: found.name, addedAt: found.at, kind: human.ruling.kind === 'robot' ? human.kind : kind }
  })
}
