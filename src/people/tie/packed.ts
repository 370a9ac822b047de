/** A tie as text that is kept, and out of it again. */
import { steps, sums } from '../steps.ts'
import type { Outline, Social } from './outline.ts'
import { begin, type RunningTie } from './tie.ts'

type Packed<T> = { readonly [K in keyof T]: T[K] extends Map<infer A, infer B> ? [A, B][] : T[K] }

/** JSON knows no infinity. */
type PackedTie = Omit<Packed<RunningTie>, 'days' | 'closest' | 'crowdAt' | 'fadedAt'> & {
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

export const textOf = (tie: RunningTie): string =>
  JSON.stringify({
    ...tie,
    days: steps(tie.days),
    closest: finite(tie.closest),
    crowdAt: finite(tie.crowdAt),
    fadedAt: finite(tie.fadedAt),
    months: [...tie.months],
    offsets: [...tie.offsets],
    threads: [...tie.threads],
    heard: [...tie.heard],
    series: [...tie.series],
    planned: [...tie.planned],
    arranged: [...tie.arranged],
    companions: [...tie.companions],
  } satisfies PackedTie)

/** Its values stand in the order in which they began, so that the same tie always has the same text. */
export function readTie(text: string): RunningTie {
  const tie = JSON.parse(text) as PackedTie
  return {
    ...begin(),
    ...tie,
    days: sums(tie.days),
    closest: tie.closest ?? Number.POSITIVE_INFINITY,
    crowdAt: tie.crowdAt ?? Number.NEGATIVE_INFINITY,
    fadedAt: tie.fadedAt ?? Number.NEGATIVE_INFINITY,
    months: new Map(tie.months),
    offsets: new Map(tie.offsets),
    threads: new Map(tie.threads),
    heard: new Map(tie.heard),
    series: new Map(tie.series),
    planned: new Map(tie.planned),
    arranged: new Map(tie.arranged),
    companions: new Map(tie.companions),
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
