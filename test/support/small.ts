/** A corner of the sample's life: the mail and meetings of a few people, for tests that need a mailbox but not a big one. */
import type { Temporal } from 'temporal-polyfill'
import type { History } from '../../src/sample/history/types.ts'
import { lifeOf } from './life.ts'
import { today } from './morning.ts'

/** Everything that these people and the owner alone are on, by a piece of their address; counted from the day of tests, unless said. */
export function smallHistory(
  names: readonly string[] = ['maren', 'kenji', 'priya'],
  anchor: Temporal.PlainDate = today,
): History {
  const whole = lifeOf(anchor)
  const own = new Set(whole.owner.addresses)
  const isKnown = (address: string) => own.has(address) || names.some((name) => address.includes(name))
  return {
    ...whole,
    messages: whole.messages.filter(
      ({ from, to, cc }) => from !== null && [from, ...to, ...cc].every(({ address }) => isKnown(address)),
    ),
    events: whole.events.filter(({ guests }) => guests.length > 0 && guests.every(({ address }) => isKnown(address))),
  }
}
