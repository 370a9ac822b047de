/** A life that goes on: facts come, go and change, the owner decides, time passes; and its derivations. */
import fc from 'fast-check'
import { Temporal } from 'temporal-polyfill'
import type { StoredFact } from '../../../src/facts.ts'
import { hash53 } from '../../../src/hash.ts'
import type { Checkpoint } from '../../../src/people/derive/checkpoint.ts'
import { derive } from '../../../src/people/derive/derive.ts'
import { timeOf } from '../../../src/people/derive/order.ts'
import { type Followed, follow } from '../../../src/people/derive/passes.ts'
import type { Derived, Sketch } from '../../../src/people/derive/types.ts'
import type { Decision, Person } from '../../../src/people/types.ts'
import { guest, now as lifeNow, mail, meeting, owner } from './life.ts'

export const dayMs = 86_400_000
const instant = (ms: number) => Temporal.Instant.fromEpochMilliseconds(Math.round(ms))

export interface Life {
  now: number
  timeZone: string
  readonly facts: Map<string, StoredFact>
  declaredOwn: readonly string[]
  /** The owner's own name, where the mailbox is shared. */
  sharedName?: string
  readonly decisions: Map<string, Decision[]>
  /** As the database keeps it: gone once a fact that it counts has come, gone or changed. */
  checkpoint: Checkpoint | undefined
  /** Everybody as they were written last, by address. */
  readonly rows: Map<string, { readonly mark: string; readonly person: Person }>
  /** How many keys each question for copies named. */
  readonly asked: number[]
}

export const begin = (facts: readonly StoredFact[] = []): Life => ({
  now: lifeNow.epochMilliseconds,
  timeZone: 'Europe/Berlin',
  facts: new Map(facts.map((fact) => [fact.factId, fact])),
  declaredOwn: [],
  decisions: new Map(),
  checkpoint: undefined,
  rows: new Map(),
  asked: [],
})

export function put(life: Life, fact: StoredFact): void {
  remove(life, fact.factId)
  forget(life, fact)
  life.facts.set(fact.factId, fact)
}

export function remove(life: Life, factId: string): void {
  const fact = life.facts.get(factId)
  if (!fact) return
  forget(life, fact)
  life.facts.delete(factId)
}

function forget(life: Life, fact: StoredFact): void {
  if (life.checkpoint && timeOf(fact) <= life.checkpoint.until.epochMilliseconds) life.checkpoint = undefined
}

/** From the very beginning. */
export const anew = (life: Life): Promise<Derived> =>
  derive({ ...about(life), read: () => stream(ordered(life)), decisions: life.decisions })

interface Went extends Omit<Followed, 'derived'> {
  readonly derived: Derived
}

/** As rows are written: who bears the mark that they bore stays as they were said to be. */
async function write({ rows }: Life, sketches: readonly Sketch[]): Promise<readonly Person[]> {
  const people: { readonly mark: string; readonly person: Person }[] = []
  for (const sketch of sketches) {
    const row = rows.get(sketch.address)
    people.push(row?.mark === sketch.mark ? row : { mark: sketch.mark, person: await sketch.person() })
  }
  rows.clear()
  for (const row of people) rows.set(row.person.address, row)
  return people.map(({ person }) => person)
}

/** From the checkpoint, if there is one. The next one is made `lag` days before now where asked for, and kept. */
export async function goOn(life: Life, makes = false, lag = 2): Promise<Went> {
  const facts = ordered(life)
  const followed = await follow({
    ...about(life),
    read: (after) => stream(after ? facts.filter((fact) => timeOf(fact) > after.epochMilliseconds) : facts),
    copies: async (keys, until) => {
      life.asked.push(keys.length)
      return facts.filter((fact) => keys.includes(fact.dedupeKey) && timeOf(fact) <= until.epochMilliseconds)
    },
    doubled: async () => {
      const times = Map.groupBy(facts, ({ dedupeKey }) => hash53(dedupeKey))
      return new Set([...times].flatMap(([key, same]) => (same.length > 1 ? key : [])))
    },
    decisions: async (addresses) => new Map([...life.decisions].filter(([address]) => addresses.includes(address))),
    from: life.checkpoint,
    // A tie or two in each.
    portion: 500,
    ...(makes ? { until: instant(life.now - lag * dayMs) } : {}),
  })
  if (followed.checkpoint) life.checkpoint = followed.checkpoint
  const { sketches, ...rest } = followed.derived
  return { ...followed, derived: { ...rest, people: await write(life, sketches) } }
}

const about = ({ now, timeZone, declaredOwn, sharedName }: Life) => ({
  declaredOwn,
  ...(sharedName ? { sharedName } : {}),
  accounts: [owner],
  now: instant(now),
  timeZone,
})

const ordered = (life: Life) =>
  [...life.facts.values()].sort((a, b) => timeOf(a) - timeOf(b) || (a.factId < b.factId ? -1 : 1))

async function* stream(facts: readonly StoredFact[]): AsyncGenerator<StoredFact> {
  yield* facts
}

/** One thing that happens. */
export type Step = (life: Life) => void

const humans = [
  'Anna Berg <anna@acme.example>',
  'Anna Berg <ab@beta.example>',
  'Tom <tom@acme.example>',
  'Tom Hall <tom@gamma.example>',
  'Ana Lima <ana@gmail.com>',
  'A. Lima <a.na+x@gmail.com>',
  'Kim <kim@acme.example>',
]
const programs = [
  'news@shop.example',
  'Shop News <news@shop.example>',
  'Users <users@lists.example>',
  'info@beta.example',
  'mailer-daemon@beta.example',
]
const someone = fc.oneof({ weight: 4, arbitrary: fc.constantFrom(...humans) }, fc.constantFrom(...programs))
const subjects = [
  'Hi',
  'Garden plans',
  'Re: A question?',
  'Funeral of Tom Hall',
  'Anna, meet Kim',
  'Introduction: Ana <> Tom',
  'Undelivered Mail Returned to Sender',
  '[talk] News no 5',
  'Your divorce',
]
const thread = fc.constantFrom('t1', 't2', 't3', 't4', 't5', 't6', 't7', 't8', 't1-there', 't2-there')
/** Mostly of the last days, so that there is something to go on with. */
const ago = fc.oneof(
  { weight: 5, arbitrary: fc.integer({ min: 0, max: 40 }).map((tenths) => tenths / 20) },
  { weight: 1, arbitrary: fc.integer({ min: 0, max: 900 }) },
)

/** What a provider reports, so many days before the moment at which it does. */
type Report = (life: Life, days: number) => StoredFact[]

const message: fc.Arbitrary<Report> = fc
  .record({
    who: someone,
    to: fc.array(someone, { maxLength: 2 }),
    mine: fc.boolean(),
    alias: fc.integer({ min: 0, max: 30 }).map((n) => n === 0),
    thread,
    subject: fc.constantFrom(...subjects, undefined),
    signals: fc.constantFrom([], [], [], ['reply'], ['list-id', 'list-post'], ['auto-submitted'], ['sender']),
    offset: fc.constantFrom(undefined, 60, -300),
    later: fc.constantFrom(undefined, undefined, 0, 1 / 24, 3, 40),
  })
  .map(({ who, to, mine, alias, later, subject, offset, ...rest }) => (life, days) => {
    const from = alias ? 'Me <me@alias.example>' : owner
    const one = {
      ...mail({
        days: days + (lifeNow.epochMilliseconds - life.now) / dayMs,
        ...rest,
        signals: rest.signals as never,
        ...(subject === undefined ? {} : { subject }),
        ...(mine ? { from, to: [who, ...to], outgoing: true } : { from: who, to: [owner, ...to], outgoing: false }),
      }),
      ...(offset === undefined ? {} : { offsetMinutes: offset }),
    }
    return later === undefined ? [one] : [one, copyOf(one, later)]
  })

/** Another account's: it came a while later, and its thread goes by another name there. */
function copyOf(one: StoredFact, laterDays: number): StoredFact {
  const copy = { ...one, factId: `${one.factId}-copy`, connectionId: 'c2' }
  if (copy.kind === 'meeting') return { ...copy, ...(copy.series ? { series: `${copy.series}-there` } : {}) }
  return { ...copy, thread: `${copy.thread}-there`, at: copy.at.add({ milliseconds: Math.round(laterDays * dayMs) }) }
}

const appointment: fc.Arbitrary<Report> = fc
  .record({
    who: fc.uniqueArray(someone, { minLength: 1, maxLength: 3 }),
    ahead: fc.integer({ min: 0, max: 30 }),
    series: fc.constantFrom(undefined, 's1', 's2'),
    hours: fc.constantFrom(1, 1, 30, 200),
    title: fc.constantFrom(...subjects, undefined),
    cancelled: fc.integer({ min: 0, max: 8 }).map((n) => n === 0),
    many: fc.integer({ min: 0, max: 8 }).map((n) => n === 0),
    twice: fc.boolean(),
  })
  .map(({ who, ahead, series, hours, title, cancelled, many, twice }) => (life, days) => {
    const crowd = Array.from({ length: 12 }, (_, i) => `guest${i}@acme.example`)
    const one = meeting({
      days: days - ahead + (lifeNow.epochMilliseconds - life.now) / dayMs,
      with: many
        ? [...who, ...crowd]
        : [...who.slice(0, 2), ...who.slice(2).map((text) => guest(text, { organizer: true }))],
      cancelled,
      ...(series ? { series } : {}),
      ...(title ? { title } : {}),
    })
    const whole = { ...one, when: { start: one.when.start, end: one.when.start.add({ hours }) } }
    return twice ? [whole, copyOf(whole, 0)] : [whole]
  })

const report: fc.Arbitrary<Step> = fc
  .array(fc.tuple(fc.oneof({ weight: 3, arbitrary: message }, appointment), ago), { minLength: 1, maxLength: 6 })
  .map((all) => (life) => {
    for (const [made, days] of all) for (const fact of made(life, days)) put(life, fact)
  })

/** What lay there from the beginning. */
export const history: fc.Arbitrary<Step> = fc
  .array(fc.tuple(fc.oneof({ weight: 3, arbitrary: message }, appointment), fc.integer({ min: 2, max: 900 })), {
    minLength: 5,
    maxLength: 40,
  })
  .map((all) => (life) => {
    for (const [made, days] of all) for (const fact of made(life, days)) put(life, fact)
  })

const wait: fc.Arbitrary<Step> = fc.constantFrom(0.01, 1, 3, 10, 25).map((days) => (life) => {
  life.now += days * dayMs
})

const address = fc.constantFrom(...humans, ...programs).map((text) => /<(.*)>/.exec(text)?.[1] ?? text)

const decision: fc.Arbitrary<Step> = fc
  .record({
    kind: fc.constantFrom('let_go', 'keep', 'person', 'robot', 'rest', 'close', 'merge', 'split'),
    address,
    other: address,
  })
  .map(({ kind, address, other }) => (life) => {
    const at = instant(life.now)
    const made = { kind, at, ...(kind === 'rest' ? { until: at.add({ hours: 400 }) } : {}), with: other } as Decision
    life.decisions.set(address, [...(life.decisions.get(address) ?? []), made])
  })

const place = fc.nat({ max: 10_000 })
const pick = (life: Life, at: number): StoredFact | undefined => [...life.facts.values()].at(-1 - (at % 9))

const rarely: fc.Arbitrary<Step> = fc.oneof(
  decision,
  place.map(
    (at): Step =>
      (life) =>
        remove(life, pick(life, at)?.factId ?? ''),
  ),
  place.map(
    (at): Step =>
      (life) =>
        remove(life, [...life.facts.keys()][at % Math.max(1, life.facts.size)] ?? ''),
  ),
  place.map(
    (at): Step =>
      (life) => {
        const fact = pick(life, at)
        if (fact?.kind === 'meeting') put(life, { ...fact, mine: 'declined' })
        else if (fact) put(life, { ...fact, signals: [...fact.signals, 'category-promotions'] })
      },
  ),
  fc.constantFrom('America/New_York', 'Pacific/Auckland').map(
    (zone): Step =>
      (life) => {
        life.timeZone = zone
      },
  ),
  fc.constant<Step>((life) => {
    life.declaredOwn = ['kim@acme.example']
  }),
)

export const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 4, arbitrary: report },
  { weight: 3, arbitrary: wait },
  { weight: 1, arbitrary: rarely },
)
