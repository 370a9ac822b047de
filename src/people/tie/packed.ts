/** A tie as text that is kept, and out of it again. */
import { steps, sums } from '../steps.ts'
import { mapOf } from './maps.ts'
import type { Outline, Social } from './outline.ts'
import { begin, type RunningTie } from './tie.ts'

type Packed<T> = { readonly [K in keyof T]: T[K] extends ReadonlyMap<infer A, infer B> ? [A, B][] : T[K] }

/** JSON knows no infinity. */
type PackedTie = Omit<Packed<RunningTie>, 'days' | 'threads' | 'closest' | 'crowdAt' | 'fadedAt'> & {
  /** Each by how much it is more than the one before. */
  readonly days: readonly number[]
  readonly closest: number | null
  readonly crowdAt: number | null
  readonly fadedAt: number | null
}

/** An outline beside the key of its tie: [key, mark, newest month, turns, what others are held against]. */
export type PackedOutline = readonly [
  key: string,
  mark: number,
  newest: number | null,
  turns: readonly number[],
  social?: Packed<Social>,
]

/** Without what is as it is in a tie of which nothing is known: read or not, every text is unpacked each time. */
export function textOf({ threads, ...tie }: RunningTie): string {
  const all = packed(tie)
  const isKnown = ([name, value]: readonly [string, unknown]) =>
    Array.isArray(value) ? value.length > 0 : value !== nothing[name as keyof PackedTie]
  const text = JSON.stringify(Object.fromEntries(Object.entries(all).filter(isKnown)))
  // They are JSON already.
  return threads.length ? `${text.slice(0, -1)}${text === '{}' ? '' : ','}"threads":[${threads.join(',')}]}` : text
}

const packed = (tie: Omit<RunningTie, 'threads'>): PackedTie => ({
  ...tie,
  days: steps(tie.days),
  closest: finite(tie.closest),
  crowdAt: finite(tie.crowdAt),
  fadedAt: finite(tie.fadedAt),
  offsets: [...tie.offsets],
  heard: [...tie.heard],
  series: [...tie.series],
  planned: [...tie.planned],
  arranged: [...tie.arranged],
  companions: [...tie.companions],
})

/** Its values stand in the order in which they began, so that the same tie always has the same text. */
export function readTie(text: string): RunningTie {
  const tie = JSON.parse(text) as Partial<PackedTie> & { readonly threads?: readonly unknown[] }
  return {
    ...begin(),
    ...tie,
    days: sums(tie.days ?? []),
    closest: tie.closest ?? Number.POSITIVE_INFINITY,
    crowdAt: tie.crowdAt ?? Number.NEGATIVE_INFINITY,
    fadedAt: tie.fadedAt ?? Number.NEGATIVE_INFINITY,
    months: tie.months ?? [],
    offsets: mapOf(tie.offsets),
    threads: tie.threads?.map((thread) => JSON.stringify(thread)) ?? [],
    heard: mapOf(tie.heard),
    series: mapOf(tie.series),
    planned: mapOf(tie.planned),
    arranged: mapOf(tie.arranged),
    companions: mapOf(tie.companions),
  }
}

export function packOutline(key: string, { mark, newest, turns, social }: Outline): PackedOutline {
  if (!social) return [key, mark, newest ?? null, turns]
  const { initiated, delegated, met, out, in: received, intro, introduced } = social
  const [arranged, companions] = [[...social.arranged], [...social.companions]]
  const held = { initiated, delegated, met, out, in: received, intro, introduced, arranged, companions }
  return [key, mark, newest ?? null, turns, held]
}

export const readOutline = ([, mark, newest, turns, social]: PackedOutline): Outline => ({
  mark,
  newest: newest ?? undefined,
  turns,
  social: social && { ...social, arranged: new Map(social.arranged), companions: new Map(social.companions) },
})

const finite = (value: number): number | null => (Number.isFinite(value) ? value : null)

const nothing = packed(begin())
