/** Since when there is anything to read of the owner’s people, and whether that is too short to know anybody’s rhythm. */
import type { KnownPerson } from '../../db/people.ts'
import type { Instant } from '../../facts.ts'
import { daysBetween } from '../../people/days.ts'
import { type Sources, shortDays } from './sources/sources.ts'

const fewPeople = 6

/**
 * Since when there is anything to read: how far back the reading went, or the first contact where that is later. Undefined
 * also where it is long enough, and of enough people: then nobody is asked when it was.
 */
export async function shortBeginning({
  circle,
  at,
  accounts: { readBackTo },
}: Pick<Sources, 'circle' | 'at' | 'accounts'>): Promise<Instant | undefined> {
  const { ties, isOld } = circle
  if (isOld && !(readBackTo && isShort(readBackTo, at, ties)) && ties >= fewPeople) return undefined
  const since = beginning(await circle.everybody(), readBackTo)
  return since && isShort(since, at, ties) ? since : undefined
}

function beginning(people: readonly KnownPerson[], readBackTo: Instant | undefined): Instant | undefined {
  const first = people
    .flatMap(({ addresses }) => addresses)
    .reduce<Instant | undefined>((a, { firstAt }) => (a && isBefore(a, firstAt) ? a : firstAt), undefined)
  return first && readBackTo && isBefore(first, readBackTo) ? readBackTo : first
}

/** Too short a time, or too few people, to know anybody's rhythm. */
const isShort = (since: Instant, at: Instant, eligible: number): boolean =>
  eligible < fewPeople || daysBetween(since, at) < shortDays

const isBefore = (one: Instant, other: Instant) => one.epochMilliseconds < other.epochMilliseconds
