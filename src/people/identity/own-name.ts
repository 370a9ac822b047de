/** Which names are the owner's own, so that an address of theirs that nobody declared is never taken for an acquaintance. */
import { normalise } from '../../text.ts'
import { remembering } from '../remembering.ts'
import { firstAndLast, fullName } from './name.ts'
import type { Own } from './own.ts'
import { simple } from './spelling.ts'
import type { Sightings } from './types.ts'

interface Seen {
  /** How much the owner sent under each name, as written. */
  readonly signed: ReadonlyMap<string, number>
  readonly sightings: Pick<Sightings, 'get'>
  readonly own: Own
  /** Two names under which the mailbox writes: whose it is only the owner can say. */
  readonly sharers: readonly string[]
  readonly sharedName?: string | undefined
}

/** The whole names under which the owner writes, else those under which others write to the owner, in a form to compare. */
export function ownNamesOf({ signed, sightings, own, sharers, sharedName }: Seen): ReadonlySet<string> {
  if (sharedName !== undefined) return new Set(wholeName(sharedName) ?? [])
  if (sharers.length) return new Set()
  const sent = frequent(signed)
  if (sent.size) return sent
  const heard = new Map<string, number>()
  for (const address of own.addresses)
    for (const [name, count] of sightings.get(normalise(address))?.names ?? [])
      heard.set(name, (heard.get(name) ?? 0) + count)
  return frequent(heard)
}

/** "sam hartley" of "Hartley, Sam J."; undefined of what is no whole name. */
export const wholeName = remembering((name): string | undefined => {
  const full = fullName(name)
  return full === undefined ? undefined : firstAndLast(simple(full))
})

/** Names of a fifth of all and more: others write from a mailbox now and then. */
function frequent(names: ReadonlyMap<string, number>): ReadonlySet<string> {
  const counts = new Map<string, number>()
  for (const [name, count] of names) {
    const whole = wholeName(name)
    if (whole !== undefined) counts.set(whole, (counts.get(whole) ?? 0) + count)
  }
  const all = [...counts.values()].reduce((a, b) => a + b, 0)
  return new Set([...counts].flatMap(([name, count]) => (count * 5 >= all ? [name] : [])))
}
