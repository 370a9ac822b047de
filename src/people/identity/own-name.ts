/** Which names are the owner's own, so that an address of theirs that nobody declared is never taken for an acquaintance. */
import { normalise } from '../../text.ts'
import { remembering } from '../remembering.ts'
import { firstAndLast, fullName } from './name.ts'
import type { Own } from './own.ts'
import { areTwo, middleOf, simple } from './spelling.ts'
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

/**
 * Whether a name is one of the whole names under which the owner writes, else of those under which others write to the owner.
 * One with other names or initials in its middle is another's.
 */
export function ownNamesOf(seen: Seen): (name: string) => boolean {
  const names = [...namesOf(seen)]
  const whole = new Set(names.map(wholeName))
  const middles = names.flatMap((name) => middleOf(name) ?? [])
  return (name) => {
    const found = wholeName(name)
    if (found === undefined || !whole.has(found)) return false
    const middle = middleOf(name)
    const own = middles.filter(({ ends }) => ends === middle?.ends)
    return !middle || !own.length || own.some((one) => !areTwo(one, middle))
  }
}

function namesOf({ signed, sightings, own, sharers, sharedName }: Seen): readonly string[] {
  if (sharedName !== undefined) return wholeName(sharedName) === undefined ? [] : [sharedName]
  if (sharers.length) return []
  const sent = frequent(signed)
  if (sent.length) return sent
  const heard = new Map<string, number>()
  for (const address of own.addresses)
    for (const [name, count] of sightings.get(normalise(address))?.names ?? [])
      heard.set(name, (heard.get(name) ?? 0) + count)
  return frequent(heard)
}

/** "sam hartley" of "Hartley, Sam J."; undefined of what is no whole name. */
const wholeName = remembering((name): string | undefined => {
  const full = fullName(name)
  return full === undefined ? undefined : firstAndLast(simple(full))
})

/** Names, as written, of a fifth of all and more: others write from a mailbox now and then. */
function frequent(names: ReadonlyMap<string, number>): readonly string[] {
  const counts = new Map<string, number>()
  for (const [name, count] of names) {
    const whole = wholeName(name)
    if (whole !== undefined) counts.set(whole, (counts.get(whole) ?? 0) + count)
  }
  const all = [...counts.values()].reduce((a, b) => a + b, 0)
  return [...names.keys()].filter((name) => {
    const whole = wholeName(name)
    return whole !== undefined && (counts.get(whole) ?? 0) * 5 >= all
  })
}
