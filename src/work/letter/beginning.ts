/** Since when there is anything to read of the owner’s people, and whether that is too short to know anybody’s rhythm. */
import type { Instant } from '../../facts.ts'
import { daysBetween } from '../../people/days.ts'
import type { Sources } from './sources/sources.ts'

const shortWeeks = 8
const fewPeople = 6

/** Since when there is anything to read: how far back the reading went, or the first contact where that is later. */
export function beginning({ circle, accounts: { readBackTo } }: Sources): Instant | undefined {
  const first = circle.people
    .flatMap(({ addresses }) => addresses)
    .reduce<Instant | undefined>((a, { firstAt }) => (a && isBefore(a, firstAt) ? a : firstAt), undefined)
  return first && readBackTo && isBefore(first, readBackTo) ? readBackTo : first
}

/** Too short a time, or too few people, to know anybody's rhythm. */
export const isShort = (since: Instant, at: Instant, eligible: number): boolean =>
  eligible < fewPeople || daysBetween(since, at) < shortWeeks * 7

const isBefore = (one: Instant, other: Instant) => one.epochMilliseconds < other.epochMilliseconds
