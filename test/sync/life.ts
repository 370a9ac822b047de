/** Small lives for the sample, made of as few messages and meetings as a test needs. */
import { Temporal } from 'temporal-polyfill'
import { type Plan, planEvent } from '../../src/sample/history/meetings.ts'
import { OWNER, ownerAt } from '../../src/sample/history/owner.ts'
import type { History, Mailbox, SampleEvent } from '../../src/sample/history/types.ts'
import { createWriter, type Written } from '../../src/sample/history/writer.ts'
import { thisMorning } from '../support/morning.ts'

export const owner = ownerAt(OWNER.address)
export const mira: Mailbox = { address: 'mira@friends.example', name: 'Mira Castellanos' }
export const jonas: Mailbox = { address: 'jonas@lind.example', name: 'Jonas Lind' }
export const shop: Mailbox = { address: 'news@shop.example', name: 'A Shop' }

/** One message in short: from Mira to the owner, ten days ago, a thread of its own. */
export type Letter = Partial<Written> & { readonly days?: number }

/** One meeting in short: an hour with Mira that was planned long ago. */
export type Meeting = Pick<Plan, 'title' | 'start'> & Partial<SampleEvent>

const began = thisMorning()

/** So many days before now, by the second. */
export function ago(days: number): Temporal.Instant {
  return began.subtract({ seconds: Math.round(days * 86_400) }).round('second')
}

export function liveWith(letters: readonly Letter[], meetings: readonly Meeting[] = []): History {
  const writer = createWriter()
  for (const [place, { days = 10, ...letter }] of letters.entries())
    writer.write({
      from: mira,
      to: [owner],
      subject: `Letter ${place}`,
      kind: 'personal',
      thread: `thread ${place}`,
      at: ago(days).subtract({ seconds: place }),
      ...letter,
    })
  return {
    owner: OWNER,
    messages: writer.messages.toSorted((a, b) => Temporal.Instant.compare(a.at, b.at) || (a.id < b.id ? -1 : 1)),
    events: meetings.map((meeting) =>
      planEvent({ createdAt: ago(3000), guests: [guest(owner), guest(mira)], ...meeting }),
    ),
    machines: [shop.address],
  }
}

/** Somebody on a guest list; the owner is `self`. */
export function guest(who: Mailbox, more: Partial<SampleEvent['guests'][number]> = {}): SampleEvent['guests'][number] {
  return { ...who, reply: 'accepted', ...(who.address === owner.address ? { self: true } : {}), ...more }
}

/** A local date-time of the owner, so many days from now, on the hour. */
export function on(days: number, hour = 10): string {
  const day = began.toZonedDateTimeISO(OWNER.zone).toPlainDate().add({ days })
  return `${day}T${String(hour).padStart(2, '0')}:00:00`
}
