/** What another entry that may be the same human says of when somebody may be named: it bars them, and is never told as theirs. */
import type { Instant } from '../../facts.ts'
import { type Place, tongueOf } from '../../place.ts'
import { date } from '../../spans.ts'
import { cleanText } from '../../text.ts'
import { daysBetween } from '../days.ts'
import { connected } from '../identity/connected.ts'
import { reasonIn } from '../reasons.ts'
import type { Exclusion, Person, Standing } from '../types.ts'
import { unusualFrom } from './figures.ts'
import { gate } from './gate.ts'
import { type Reaches, reachOfPerson } from './reach.ts'
import { judgeWords } from './words.ts'

/** Everybody else whom somebody may be, as far as it is not settled by the owner's tap. */
export type Alike = (person: Pick<Person, 'address'>) => readonly Person[]

/** Among all of an owner's people, as they stand at one moment. */
export function alikeAmong(people: readonly Person[]): Alike {
  const byKey = new Map(people.map((person) => [person.address, person]))
  const sets = connected(
    people.map(({ address, addresses, maybe }) => ({
      key: address,
      addresses: addresses.map((one) => one.address),
      maybe,
    })),
  )
  return ({ address }) => (sets.get(address) ?? []).flatMap((key) => byKey.get(key) ?? [])
}

interface Moment extends Place {
  readonly now: Instant
  readonly alike?: Alike | undefined
  readonly reaches?: Reaches | undefined
  readonly sinceDays: number
}

type Failing = Pick<Standing, 'why' | 'group' | 'unsure'>

/** Why somebody is not due because of whom else they may be, in a sentence: a verdict, a plan, or contact not long ago. */
export function hinderedByAlike(person: Person, moment: Moment): Failing | undefined {
  const others = moment.alike?.(person) ?? []
  for (const rule of [decided, barred, planned, unread, recent]) {
    const failing = others.map((other) => rule(other, person, moment)).find(Boolean)
    if (failing) return failing
  }
  return others.length ? unusual(person, moment) : undefined
}

type Rule = (other: Person, person: Person, moment: Moment) => Failing | undefined

const decided: Rule = (other, _, moment) => {
  const name = nameOf(other)
  const words = judgeWords(moment).alike
  if (other.state === 'let_go') return { why: words.letGo(name), group: 'left_out' }
  if (other.state === 'died') return { why: words.died(name), group: 'left_out' }
  if (other.state === 'elsewhere') return { why: words.elsewhere(name), group: 'in_touch' }
  if (other.state !== 'resting') return undefined
  const until = other.restUntil && date(other.restUntil, moment.now, moment)
  return { why: words.resting(name, until), group: 'resting' }
}

/** What holds for a human and not for one address of theirs. */
const human: ReadonlySet<Exclusion['kind']> = new Set(['mourning', 'household', 'colleague'])

const barred: Rule = (other, _, place) => {
  const found = other.exclusions.find(({ kind }) => human.has(kind))
  const group = found?.kind === 'colleague' ? 'in_touch' : 'left_out'
  if (!found) return undefined
  return { why: judgeWords(place).alike.barred(nameOf(other), reasonIn(tongueOf(place), found.reason)), group }
}

const planned: Rule = (other, _, { now, ...place }) => {
  const at = other.relationship.plannedAt
  return at && daysBetween(now, at) <= gate.planned
    ? { why: judgeWords(place).alike.planned(nameOf(other), date(at, now, place)), group: 'in_touch' }
    : undefined
}

const unread: Rule = (other, _, { now, reaches, locale }) =>
  reaches && other.relationship.lastAt && reachOfPerson(other, now, reaches).state === 'unread'
    ? {
        why: judgeWords({ locale }).alike.unread(nameOf(other)),
        group: 'left_out',
        unsure: true,
      }
    : undefined

const recent: Rule = (other, person, { now, ...place }) => {
  const { lastAt, knownBy = [] } = other.relationship
  if (!lastAt || daysBetween(lastAt, now) >= silentFrom(person)) return undefined
  const met = knownBy.some(
    (one) => one.kind === 'calendar' && one.lastAt.epochMilliseconds === lastAt.epochMilliseconds,
  )
  const words = judgeWords(place).alike
  return { why: (met ? words.met : words.wrote)(nameOf(other), date(lastAt, now, place)), group: 'in_touch' }
}

/** Counted together the two may write so seldom that it is not long yet. */
function unusual(person: Person, { sinceDays, locale }: Moment): Failing | undefined {
  const { alikeGapDays } = person.relationship
  return alikeGapDays !== undefined && sinceDays < silentFrom(person)
    ? {
        why: judgeWords({ locale }).alike.usual(alikeGapDays),
        group: 'in_touch',
      }
    : undefined
}

/** From how many days on silence is unusual, whether or not the entries are one human's. */
function silentFrom({ relationship }: Person): number {
  const own = unusualFrom(relationship)
  const { alikeGapDays } = relationship
  return alikeGapDays === undefined
    ? own
    : Math.max(own, unusualFrom({ ...relationship, typicalGapDays: alikeGapDays }))
}

/** With the address: the two often bear one name. */
const nameOf = ({ name, address }: Person) => `${cleanText(name, 80)} (${cleanText(address, 120)})`
