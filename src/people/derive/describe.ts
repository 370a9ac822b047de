/** Says of every human what their addresses, the ties and the owner's decisions come to. */
import type { Instant } from '../../facts.ts'
import { normalise } from '../../text.ts'
import { daysIn, instant } from '../days.ts'
import type { Human, Look } from '../identity/human.ts'
import type { Told } from '../identity/types.ts'
import { exclude, ownAddress as mayBeOwners } from '../judge/exclude.ts'
import { mourners } from '../subjects/mourner.ts'
import { finish } from '../tie/finish.ts'
import { arrangers, introducers, introductions } from '../tie/introductions.ts'
import { estimated, type Partly } from '../tie/partly.ts'
import { begin } from '../tie/tie.ts'
import type { Ties } from '../tie/ties.ts'
import type { Exclusion, Person, PersonAddress, Tie } from '../types.ts'
import { aliker, companyIn } from './alike.ts'
import { mayBeOwn } from './delivered.ts'
import { marker } from './mark.ts'
import { placer } from './placing.ts'
import { quietAddresses } from './quiet-address.ts'
import type { Stood } from './second-pass.ts'
import type { Sketch } from './types.ts'

interface Whole {
  /** By key; who has none has never been in touch. */
  readonly ties: Ties
  /** As `mainThirds` has them; their ties are unpacked. */
  readonly thirds: ReadonlyMap<string, string>
  /** By key: when they last stood on something. */
  readonly stood: ReadonlyMap<string, Stood>
  readonly seen: Told
  readonly partly: Partly
  readonly now: Instant
  readonly timeZone: string
  /** Addresses that the owner said are somebody else's than their own. */
  readonly refused: readonly string[]
}

/** In the order of `humans`: who they are, and what is to be said of them where somebody wants it. With pauses: there are thousands. */
export function* describe(
  humans: readonly Human[],
  { ties, thirds, stood, seen, partly, now, timeZone, refused }: Whole,
): Generator<undefined, readonly Sketch[]> {
  const { owners, untold, arrives } = ownersAmong(humans, seen, refused)
  const names = new Map<string, string>()
  for (const { key, name } of humans) names.set(key, name)
  const arranges = arrangers(ties, thirds)
  const mourned = mourners(humans, seen.mourning)
  const thanks = introducers(
    humans.filter(({ key }) => !untold.has(key)),
    ties,
    names,
  )
  const days = daysIn(timeZone)
  const place = placer(seen)
  const quiet = quietAddresses(humans, { now: now.epochMilliseconds, renamed: seen.renamed })
  const company = companyIn(humans, ties)
  const alike = aliker(humans, ties)
  const moment = now.epochMilliseconds
  const mark = marker({ ties, stood, seen, names, untold, partly, now: moment, month: days.month(moment) })
  /** What the others come to for one of them. */
  const beside = (human: Human) => ({
    introducedTo: thanks.get(human.key),
    companionOf: company.get(human.key),
    quietAddress: quiet.get(human.key),
    arrangesFor: names.get(arranges.get(human.key) ?? ''),
    mourned: mourned.has(human.key),
    ownName: owners.has(human.key),
    ownAddress: arrives(human),
    closedAt: alike.closedAt(human),
  })
  // Of most of the thousands the others come to nothing, which is told without a list of what there might be.
  const concerned = new Set([thanks, company, quiet, arranges, mourned, owners].flatMap((all) => [...all.keys()]))
  const rest = (human: Human) => {
    const { key, ruling } = human
    if (!concerned.has(key) && !ruling.closedAt && !alike.others(key).length && !arrives(human)) return undefined
    const found = beside(human)
    if (!isAnything(found)) return undefined
    const { closedAt, ...all } = found
    return [...Object.values(all), closedAt?.epochMilliseconds, human.ruling.closedAt?.epochMilliseconds]
  }
  const personOf = async (human: Human): Promise<Person> => {
    const { key, name, kind, ruling } = human
    await ties.unpack([key, ...alike.others(key)])
    const { introducedTo, companionOf, quietAddress, arrangesFor, closedAt, ...about } = beside(human)
    const measured = ties.get(key) ?? begin()
    const placed = place(human)
    const relationship: Tie = {
      ...finish(measured, { now, days, closedAt: ruling.closedAt, stood: stood.get(key) }),
      // A pause that another entry fills, which may be the same human, is none.
      ...(alike.resumed(key) === false ? { resumed: false } : {}),
      ...introductions(measured, names, untold),
      ...placed,
      ...present({
        addedAt: human.addedAt,
        quietAddress: measured.last && quietAddress,
        alikeGapDays: alike.gapDays(key),
        introducedTo,
        companionOf,
      }),
    }
    const exclusions = (): readonly Exclusion[] =>
      exclude(measured, relationship, {
        now,
        name,
        addresses: human.addresses,
        household: human.household,
        ...about,
        sameOrganisation: placed.organisation !== undefined && seen.ownOrganisations.has(placed.organisation),
        ...(arrangesFor === undefined ? {} : { arrangesFor }),
        ...(closedAt ? { closedAt } : {}),
      })
    return {
      address: key,
      name,
      addresses: human.looks.map((look, at) => addressOf(look, human.reasons[at] ?? '')),
      kind: kind.kind,
      kindReason: kind.reason,
      state: ruling.state,
      maybe: human.maybe,
      exclusions: ruling.kept ? [] : kind.kind === 'person' ? exclusions() : nameless(kind.kind, about.ownAddress),
      relationship: estimated(relationship, partly),
      ...(ruling.close ? { close: true as const } : {}),
      ...(ruling.restUntil ? { restUntil: ruling.restUntil } : {}),
    }
  }
  const sketches: Sketch[] = []
  for (const human of humans) {
    const { key, kind } = human
    const signed = mark(human, { alike: alike.others(key), rest: rest(human) })
    sketches.push({ address: key, kind: kind.kind, mark: signed, person: personOf.bind(undefined, human) })
    if (sketches.length % atOnce === 0) yield
  }
  return sketches
}

/** Of so many a pause is due. */
const atOnce = 16

/** Whether any of them is known, or so: without a list of them, since it is asked of thousands. */
function isAnything(all: Readonly<Record<string, unknown>>): boolean {
  for (const name in all) if (all[name]) return true
  return false
}

function addressOf({ address, firstAt, lastAt }: Look, reason: string): PersonAddress {
  return { address, reason, firstAt: instant(firstAt), lastAt: instant(lastAt) }
}

/** What is known of these. */
const present = (all: { readonly [K in keyof Tie]?: Tie[K] | undefined }): Partial<Tie> =>
  Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined))

/** Without a name an address of the owner's own looks like a machine's; they are asked about it all the same. */
const nameless = (kind: Person['kind'], arrives: boolean): readonly Exclusion[] =>
  kind === 'robot' && arrives ? [mayBeOwners] : []

/** Who bears the owner's name, of whom nothing is told as of somebody else, and whose mail comes to the owner. */
function ownersAmong(humans: readonly Human[], seen: Told, refused: readonly string[]) {
  const others = new Set(refused.map(normalise))
  const isOther = ({ addresses }: Human) => addresses.every((address) => others.has(address))
  const bears = ({ name }: Human) => seen.isOwnName(name)
  const owners = new Set(humans.filter((one) => bears(one) && !isOther(one)).map(({ key }) => key))
  // Nobody is said to have been introduced to, or by, the owner themselves or somebody who has died.
  const died = humans.filter(({ ruling }) => ruling.state === 'died').map(({ key }) => key)
  return {
    owners,
    untold: new Set([...owners, ...died]),
    arrives: ({ looks }: Human) => looks.some((one) => mayBeOwn(one) && !others.has(one.address)),
  }
}
