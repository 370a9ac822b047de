/** What another entry that may be the same human says of when somebody may be named: it bars them, and is never told as theirs. */
import type { Instant } from '../../facts.ts'
import type { Place } from '../../place.ts'
import { date, every } from '../../spans.ts'
import { cleanText } from '../../text.ts'
import { daysBetween } from '../days.ts'
import { connected } from '../identity/connected.ts'
import type { Exclusion, Person, Standing } from '../types.ts'
import { unusualFrom } from './figures.ts'
import { gate } from './gate.ts'
import { type Reaches, reachOfPerson } from './reach.ts'

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
  if (other.state === 'let_go')
    return { why: `You asked not to have ${name} suggested again, ${same}.`, group: 'left_out' }
  if (other.state === 'died') return { why: `You said that ${name}, ${same}, has died.`, group: 'left_out' }
  if (other.state === 'elsewhere') return { why: `You and ${name} talk elsewhere, ${same}.`, group: 'in_touch' }
  if (other.state !== 'resting') return undefined
  const until = other.restUntil ? ` until ${date(other.restUntil, moment.now, moment)}` : ''
  return { why: `${name} rests${until}, ${same}.`, group: 'resting' }
}

/** What holds for a human and not for one address of theirs. */
const human: ReadonlySet<Exclusion['kind']> = new Set(['mourning', 'household', 'colleague'])

const barred: Rule = (other) => {
  const found = other.exclusions.find(({ kind }) => human.has(kind))
  const group = found?.kind === 'colleague' ? 'in_touch' : 'left_out'
  return found && { why: `${found.reason} That is said of ${nameOf(other)}, ${same}.`, group }
}

const planned: Rule = (other, _, { now, ...place }) => {
  const at = other.relationship.plannedAt
  return at && daysBetween(now, at) <= gate.planned
    ? { why: `A meeting with ${nameOf(other)} is planned for ${date(at, now, place)}, ${same}.`, group: 'in_touch' }
    : undefined
}

const unread: Rule = (other, _, { now, reaches }) =>
  reaches && other.relationship.lastAt && reachOfPerson(other, now, reaches).state === 'unread'
    ? {
        why: `An account that knew ${nameOf(other)} is not read any more, ${same}; nobody can tell whether it is quiet.`,
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
  const what = met ? 'met' : 'wrote with'
  return { why: `You ${what} ${nameOf(other)} on ${date(lastAt, now, place)}, ${same}.`, group: 'in_touch' }
}

/** Counted together the two may write so seldom that it is not long yet. */
function unusual(person: Person, { sinceDays }: Moment): Failing | undefined {
  const { alikeGapDays } = person.relationship
  return alikeGapDays !== undefined && sinceDays < silentFrom(person)
    ? {
        why: `With another entry that may be the same person, about ${every(alikeGapDays)} is usual for the two of you.`,
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
const same = 'who may be the same person'
