/** Says of every human what their addresses, the ties and the owner's decisions come to. */
import type { Instant } from '../../facts.ts'
import { daysIn, instant, median } from '../days.ts'
import { organisation } from '../identity/address.ts'
import { connected } from '../identity/connected.ts'
import type { Human } from '../identity/human.ts'
import { isHousehold } from '../identity/naming.ts'
import type { Sighting, Survey } from '../identity/types.ts'
import { exclude } from '../judge/exclude.ts'
import { mourners } from '../subjects/mourner.ts'
import { finish } from '../tie/finish.ts'
import { arrangers, introducers, introductions, type Ties } from '../tie/introductions.ts'
import { begin } from '../tie/tie.ts'
import type { Exclusion, Person, PersonAddress, Tie } from '../types.ts'

import type { Stood } from './second-pass.ts'

interface Whole {
  /** By key; who has none has never been in touch. */
  readonly ties: Ties
  /** By key: when they last stood on something. */
  readonly stood: ReadonlyMap<string, Stood>
  readonly seen: Survey
  readonly now: Instant
  readonly timeZone: string
}

/** In the order of `humans`. With pauses: there are thousands. */
export function* describe(
  humans: readonly Human[],
  { ties, stood, seen, now, timeZone }: Whole,
): Generator<undefined, readonly Person[]> {
  const names = new Map(humans.map(({ key, name }) => [key, name]))
  const arranges = arrangers(ties)
  const mourned = mourners(humans, seen.mourning)
  const thanks = introducers(humans, ties, names)
  const days = daysIn(timeZone)
  const alike = connected(humans)
  const closings = new Map(humans.map(({ key, ruling }) => [key, ruling.closedAt]))
  const people: Person[] = []
  for (const human of humans) {
    const { key, name, kind, ruling } = human
    const measured = ties.get(key) ?? begin()
    const home = organisationOf(human)
    const introducedTo = thanks.get(key)
    const others = alike.get(key) ?? []
    const alikeGapDays = others.length ? gapOf([key, ...others], ties) : undefined
    const closedAt = latest([key, ...others].map((one) => closings.get(one)))
    const privateAddress = privateAddressOf(human, seen.formerOrganisations)
    const relationship: Tie = {
      ...finish(measured, { now, days, closedAt: ruling.closedAt, stood: stood.get(key) }),
      ...introductions(measured, names),
      ...(alikeGapDays === undefined ? {} : { alikeGapDays }),
      ...(introducedTo ? { introducedTo } : {}),
      ...(home === undefined ? {} : { organisation: home }),
      ...(privateAddress === undefined ? {} : { privateAddress }),
    }
    const exclusions = (): readonly Exclusion[] => {
      const arrangesFor = names.get(arranges.get(key) ?? '')
      return exclude(measured, relationship, {
        now,
        name,
        addresses: human.addresses,
        household: human.sightings.some(({ names, signed }) => isHousehold(names, signed)),
        mourned: mourned.has(key),
        sameOrganisation: home !== undefined && seen.ownOrganisations.has(home),
        ...(arrangesFor === undefined ? {} : { arrangesFor }),
        ...(closedAt ? { closedAt } : {}),
      })
    }
    people.push({
      address: key,
      name,
      addresses: human.sightings.map((sighting, at) => addressOf(sighting, human.reasons[at] ?? '')),
      kind: kind.kind,
      kindReason: kind.reason,
      state: ruling.state,
      maybe: human.maybe,
      exclusions: ruling.kept || kind.kind !== 'person' ? [] : exclusions(),
      relationship,
      ...(ruling.restUntil ? { restUntil: ruling.restUntil } : {}),
    })
    yield
  }
  return people
}

function addressOf({ address, firstAt, lastAt }: Sighting, reason: string): PersonAddress {
  return { address, reason, firstAt: instant(firstAt), lastAt: instant(lastAt) }
}

/** The rhythm of several entries as if they were one. */
function gapOf(keys: readonly string[], ties: Ties): number | undefined {
  const days = [...new Set(keys.flatMap((key) => ties.get(key)?.days ?? []))].sort((a, b) => a - b)
  return median(
    days
      .slice(1)
      .map((day, i) => day - (days[i] ?? day))
      .sort((a, b) => a - b),
  )
}

/** A word on one of them is a word on all whom they may be. */
const latest = (moments: readonly (Instant | undefined)[]): Instant | undefined =>
  moments.reduce((a, b) => (a && (!b || a.epochMilliseconds > b.epochMilliseconds) ? a : b), undefined)

/** Of the address last seen. */
function organisationOf({ sightings }: Human): string | undefined {
  const newest = sightings.reduce<Sighting | undefined>((a, b) => (a && a.lastAt > b.lastAt ? a : b), undefined)
  return newest && organisation(newest.address)
}

/** Of somebody at a place that the owner has left: the newest of their addresses elsewhere. */
function privateAddressOf({ sightings }: Human, former: ReadonlySet<string>): string | undefined {
  if (!former.size) return undefined
  const isThere = ({ address }: Sighting) => former.has(organisation(address) ?? '')
  if (!sightings.some(isThere)) return undefined
  return sightings.filter((one) => !isThere(one)).toSorted((a, b) => b.lastAt - a.lastAt)[0]?.address
}
