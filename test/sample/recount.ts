/** A count of the sample's script of its own, by the rules of the gate and nothing else. */
import type { Temporal } from 'temporal-polyfill'
import { expandEvent } from '../../src/sample/calendar.ts'
import type { History, SampleMessage } from '../../src/sample/history/types.ts'

export interface Count {
  readonly sent: number
  readonly received: number
  readonly activeDays: number
  readonly gap: number
  readonly silence: number
  readonly unusual: boolean
}

interface Tally {
  sent: number
  received: number
  readonly days: Set<number>
  last: number
}

const DAY = 86_400_000

/** How each address stands with the owner at this moment; `groups` are addresses that are one person. */
export function recount(
  history: History,
  now: Temporal.Instant,
  groups: readonly (readonly string[])[] = [],
): Map<string, Count> {
  const tallies = new Map<string, Tally>()
  const own = history.owner.addresses
  const keyOf = (address: string) => groups.find((group) => group.includes(address))?.[0] ?? address
  const hit = (address: string, at: number, sent: number, received: number) => {
    const tally = tallies.get(keyOf(address)) ?? { sent: 0, received: 0, days: new Set(), last: 0 }
    tally.sent += sent
    tally.received += received
    tally.days.add(Math.floor(at / DAY))
    tally.last = Math.max(tally.last, at)
    tallies.set(keyOf(address), tally)
  }
  for (const message of history.messages) {
    if (message.at.epochMilliseconds > now.epochMilliseconds || !isPersonal(message)) continue
    const others = [message.from, ...message.to, ...message.cc]
      .filter((one) => one !== null)
      .filter(({ address }) => !own.includes(address))
    if (others.length > 10) continue
    for (const { address } of others)
      hit(address, message.at.epochMilliseconds, message.outgoing ? 1 : 0, message.outgoing ? 0 : 1)
  }
  for (const { event, guests, cancelled, start, end } of history.events.flatMap((event) => expandEvent(event, now))) {
    const people = guests.filter(({ resource }) => !resource)
    const isMeeting =
      !cancelled &&
      !event.free &&
      !event.allDay &&
      event.type === 'default' &&
      people.length >= 2 &&
      people.length <= 10
    const went = people.find(({ self }) => self)?.reply !== 'declined'
    if (!isMeeting || !went || end.epochMilliseconds > now.epochMilliseconds) continue
    for (const { address } of people.filter(({ self, reply }) => !self && reply !== 'declined'))
      hit(address, start.epochMilliseconds, 1, 1)
  }
  return new Map([...tallies].map(([address, tally]) => [address, judge(tally, now.epochMilliseconds)]))
}

function judge({ sent, received, days, last }: Tally, now: number): Count {
  const sorted = [...days].sort((a, b) => a - b)
  const gaps = sorted
    .slice(1)
    .map((day, place) => day - (sorted[place] ?? day))
    .sort((a, b) => a - b)
  const gap = gaps[Math.floor(gaps.length / 2)] ?? 0
  const silence = (now - last) / DAY
  const known = sent >= 1 && received >= 1 && sent + received >= 3 && days.size >= 2
  return {
    sent,
    received,
    activeDays: days.size,
    gap,
    silence,
    unusual: known && silence >= Math.max(21, 2 * Math.min(gap, 180)) && silence <= 730,
  }
}

/** Written by a human hand to human eyes, as far as headers and labels tell. */
function isPersonal({ headers, labels }: SampleMessage): boolean {
  const has = (name: string) => headers.some((header) => header.name.toLowerCase() === name)
  const hidden = labels.some((label) => ['SPAM', 'TRASH', 'DRAFT', 'CHAT'].includes(label))
  return !hidden && !has('auto-submitted') && !has('list-unsubscribe') && !has('list-id')
}
