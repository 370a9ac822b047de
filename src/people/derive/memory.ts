/**
 * Who was who when the checkpoint was made, and by what: where a message changes nothing by which addresses are told apart,
 * none of them is held against the others again.
 */

import type { Instant } from '../../facts.ts'
import { hash53 } from '../../hash.ts'
import type { Listed } from '../address-book.ts'
import { readBook } from '../address-book.ts'
import { mailbox } from '../identity/address.ts'
import { faceOf } from '../identity/features.ts'
import { byAge, decidedKind, type Human, humanOf, type Look, normalised, ruleOf } from '../identity/human.ts'
import type { Kind } from '../identity/machine.ts'
import { pairs, rule } from '../identity/ruling.ts'
import { anyMoment, type Renamed, type Sighting, type Survey } from '../identity/types.ts'
import type { Decision } from '../types.ts'
import type { SurveyState } from './first-pass.ts'
import type { Added } from './types.ts'

export interface Memory {
  /** Of everything besides facts that says who is who. */
  readonly rests: number
  readonly renamed: readonly (readonly [string, string])[]
  /** Pairs that were shown apart after the checkpoint. */
  readonly apart: readonly string[]
  /** By address: moments by which it was compared. */
  readonly moments: readonly (readonly [string, readonly number[]])[]
  /** What was seen of these after the checkpoint, or of them alone. */
  readonly lately: readonly (readonly [string, number])[]
  readonly humans: readonly PackedHuman[]
}

type PackedHuman = readonly [
  looks: readonly PackedLook[],
  name: string,
  kind: Human['kind']['kind'],
  kindReason: string,
  household: 0 | 1,
  maybe?: Human['maybe'],
]
type PackedLook = readonly [
  address: string,
  firstAt: number,
  lastAt: number,
  delivered?: number | null,
  reason?: string,
]

export interface Remembering {
  readonly seen: Survey
  readonly state: Pick<SurveyState, 'sightings' | 'apart'>
  readonly decisions: ReadonlyMap<string, readonly Decision[]>
  readonly contacts: readonly Listed[]
  readonly added: readonly Added[]
  readonly now: Instant
  /** How many pairs were shown apart up to the checkpoint. */
  readonly apartBefore: number
}

/** What is to be remembered: `humans` as gathered from all this, with every moment that was noted meanwhile. */
export function remember(
  humans: readonly Human[],
  about: Remembering,
  moments: ReadonlyMap<string, ReadonlySet<number>>,
): Memory {
  const { seen, state } = about
  const sign = signer(about)
  const lately = new Set(state.sightings.opened('lately'))
  for (const { address } of about.added) if (!state.sightings.has(address)) lately.add(address)
  return {
    rests: restsOn(about),
    renamed: [...seen.renamed],
    apart: apartSince(about),
    moments: [...moments].map(([address, all]) => [address, [...all]]),
    lately: [...lately].flatMap((address) => {
      const one = seen.sightings.get(address)
      return one ? [[address, sign(one)] as const] : []
    }),
    humans: humans.map(packed),
  }
}

/** The same humans that gathering them anew would give; undefined where it might not. With pauses: there are thousands. */
export function* recall(memory: Memory, about: Remembering): Generator<undefined, readonly Human[] | undefined> {
  const { seen, decisions, contacts, now } = about
  if (memory.rests !== restsOn(about) || !isSame(memory.apart, apartSince(about))) return undefined
  const changed = changedSince(memory, about)
  if (!changed) return undefined
  yield
  const byAddress = normalised(decisions)
  const book = readBook(contacts, seen.sightings.keys())
  yield
  const anew = (cluster: Parameters<typeof humanOf>[0]) => {
    const kinds = new Map(
      cluster.flatMap(({ address }) => {
        const one = seen.sightings.get(address)
        return one ? [[address, decidedKind(one, byAddress.get(address), now)] as const] : []
      }),
    )
    return humanOf(cluster, { seen, kinds, book })
  }
  const humans: Human[] = []
  const read = unpacker()
  for (const one of memory.humans) {
    const isKnown = one[0].some(([address]) => changed.known.has(address))
    const cluster = isKnown || byAddress.size ? one[0].map(([address, , , , reason = '']) => ({ address, reason })) : []
    const rest = { ruling: ruleOf(cluster, byAddress, now), maybe: one[5] ?? nobodyElse }
    humans.push(isKnown ? { ...anew(cluster), ...rest } : read(one, rest))
    if (humans.length % atOnce === 0) yield
  }
  for (const address of changed.fresh) {
    const cluster = [{ address, reason: '' }]
    humans.push({ ...anew(cluster), ruling: ruleOf(cluster, byAddress, now), maybe: [] })
  }
  return humans.sort(byAge)
}

interface Changed {
  /** Addresses of which something was seen since, but nothing that tells them apart from others. */
  readonly known: ReadonlySet<string>
  /** Those that are nobody else's, whatever they are: no person's. */
  readonly fresh: readonly string[]
}

/** Undefined where what was seen since may change who is who. */
function changedSince(memory: Memory, about: Remembering): Changed | undefined {
  const { seen, state, contacts } = about
  const lately = new Map(memory.lately)
  const found = { known: new Set<string>(), fresh: [] as string[] }
  const news = newsIn(memory, about)
  for (const address of new Set([...lately.keys(), ...state.sightings.opened()])) {
    if (seen.own.has(address)) continue
    const what = news(address)
    if (what === 'other') return undefined
    if (what === 'fresh') found.fresh.push(address)
    if (what === 'known') found.known.add(address)
  }
  return found.fresh.length && contacts.length && areListed(found.fresh, contacts) ? undefined : found
}

type News = (address: string) => 'known' | 'fresh' | 'gone' | 'other'

/** Of an address of which something was seen since: whether it is told apart from others as it was. */
function newsIn(memory: Memory, about: Remembering): News {
  const { seen, state } = about
  const sign = signer(about)
  const lately = new Map(memory.lately)
  const moments = new Map(memory.moments)
  const looks = new Map<string, PackedLook>()
  for (const [all] of memory.humans) for (const one of all) looks.set(one[0], one)
  return (address) => {
    const [one, look] = [seen.sightings.get(address), looks.get(address)]
    if (!one) return look ? 'other' : 'gone'
    if (!look) return sign(one) === nobody ? 'fresh' : 'other'
    const before = lately.has(address) ? undefined : state.sightings.before(address)
    const signed = before ? sign(before) : lately.get(address)
    return signed === sign(one) && !isPast(moments.get(address), look[2], one.lastAt) ? 'known' : 'other'
  }
}

/** Whether one of the moments lies between the two. */
const isPast = (moments: readonly number[] = [], before: number, now: number): boolean =>
  before !== now && moments.some((moment) => moment === anyMoment || before <= moment !== now <= moment)

const areListed = (fresh: readonly string[], contacts: readonly Listed[]): boolean => {
  const listed = new Set(contacts.flatMap(({ addresses }) => addresses.map(mailbox)))
  return fresh.some((address) => listed.has(mailbox(address)))
}

/** Of all by which an address is told apart from others, but for the moment at which it was last seen. */
function signer({ seen, decisions, now }: Remembering): (sighting: Sighting) => number {
  const byAddress = normalised(decisions)
  const named = new Set(pairs(byAddress).merge.flat())
  return (one) => {
    const { kind } = decidedKind(one, byAddress.get(one.address), now)
    if (kind !== 'person' && !named.has(one.address)) return nobody
    const { lastAt: _, tokens, ...face } = faceOf({ ...one, vouched: one.sentTo + one.agreed > 0 }, seen.renamed)
    return hash53(JSON.stringify([one.firstAt, [...tokens], face]))
  }
}

/** The sign of an address that is held against no other. */
const nobody = 0

function restsOn({ seen, decisions, contacts, added, now }: Remembering): number {
  const byAddress = normalised(decisions)
  const kinds = [...byAddress].map(([address, list]) => [address, rule(list, now).kind]).filter(([, kind]) => kind)
  return hash53(JSON.stringify([seen.own.addresses, pairs(byAddress), kinds.sort(), contacts, added]))
}

/** In the order in which they came: they are few, and the same facts give the same. */
const apartSince = ({ state, apartBefore }: Remembering): readonly string[] => [...state.apart].slice(apartBefore)

const isSame = (a: readonly string[], b: readonly string[]): boolean => JSON.stringify(a) === JSON.stringify(b)

function packed({ looks, reasons, name, kind, household, maybe }: Human): PackedHuman {
  const all = looks.map(({ address, firstAt, lastAt, delivered }, at): PackedLook => {
    const reason = reasons[at]
    if (reason) return [address, firstAt, lastAt, delivered ?? null, reason]
    return delivered === undefined ? [address, firstAt, lastAt] : [address, firstAt, lastAt, delivered]
  })
  const human = [all, name, kind.kind, kind.reason, household ? 1 : 0] as const
  return maybe.length ? [...human, maybe] : human
}

/** What thousands have alike is made once. */
function unpacker() {
  const kinds = new Map<string, Kind>()
  const kindOf = (kind: Kind['kind'], reason: string): Kind => {
    const known = kinds.get(reason)
    if (known?.kind === kind) return known
    const made = { kind, reason }
    kinds.set(reason, made)
    return made
  }
  return (
    [all, name, kind, reason, household]: PackedHuman,
    { ruling, maybe }: Pick<Human, 'ruling' | 'maybe'>,
  ): Human => {
    const [first] = all
    const isPlain = all.length === 1 && first && first[4] === undefined
    return {
      key: first?.[0] ?? '',
      addresses: isPlain ? [first[0]] : all.map(([address]) => address),
      looks: isPlain ? [lookOf(first)] : all.map(lookOf),
      household: household === 1,
      reasons: isPlain ? withoutReason : all.map(([, , , , why = '']) => why),
      name,
      kind: kindOf(kind, reason),
      ruling,
      maybe,
    }
  }
}

const withoutReason: readonly string[] = ['']
const nobodyElse: Human['maybe'] = []
/** Of so many a pause is due. */
const atOnce = 16

const lookOf = ([address, firstAt, lastAt, delivered]: PackedLook): Look =>
  typeof delivered === 'number' ? { address, firstAt, lastAt, delivered } : { address, firstAt, lastAt }

/** Moments by address, as they are noted. */
export function notebook(): {
  readonly moments: ReadonlyMap<string, ReadonlySet<number>>
  note(address: string, moment: number): void
} {
  const moments = new Map<string, Set<number>>()
  return {
    moments,
    note(address, moment) {
      const known = moments.get(address)
      if (known) known.add(moment)
      else moments.set(address, new Set([moment]))
    },
  }
}

export const renamedOf = (memory: Memory): Renamed => new Map(memory.renamed)
