/** Reads what the owner decided about a person: the latest word counts, on whichever of their addresses it was said. */
import type { Instant } from '../../facts.ts'
import { normalise } from '../../text.ts'
import type { Decision, PersonState } from '../types.ts'

export interface Ruling {
  readonly kind?: 'person' | 'robot'
  readonly state: PersonState
  readonly restUntil?: Instant
  readonly closedAt?: Instant
  readonly close: boolean
  /** The owner asked to have them suggested: no exclusion of the machine's holds. */
  readonly kept: boolean
}

/** What holds until it is taken back, whatever else was said since. */
const holds = (decisions: readonly Decision[], kind: 'keep_close' | 'died') =>
  decisions.some((one) => one.kind === kind)

type StateDecision = 'let_go' | 'elsewhere' | 'rest'

/** What holds as of `now` after these decisions, in any order. `keep` undoes whatever was decided before it but the kind. */
export function rule(decisions: readonly Decision[], now: Instant): Ruling {
  const ordered = [...decisions].sort(byTime)
  const kind = ordered.findLast((one) => one.kind === 'person' || one.kind === 'robot')?.kind
  const lastKeep = ordered.findLastIndex((one) => one.kind === 'keep')
  const standing = ordered.slice(lastKeep + 1)
  const state = standing.findLast(
    (one): one is Extract<Decision, { kind: StateDecision }> =>
      one.kind === 'let_go' || one.kind === 'elsewhere' || one.kind === 'rest',
  )
  const closed = standing.findLast((one) => one.kind === 'close')
  const resting =
    state?.kind === 'rest' && state.until.epochMilliseconds > now.epochMilliseconds ? state.until : undefined
  return {
    state: holds(decisions, 'died')
      ? 'died'
      : resting
        ? 'resting'
        : !state || state.kind === 'rest'
          ? 'active'
          : state.kind,
    close: holds(decisions, 'keep_close'),
    kept: lastKeep >= 0 && !state && !closed,
    ...(kind === 'person' || kind === 'robot' ? { kind } : {}),
    ...(resting ? { restUntil: resting } : {}),
    ...(closed ? { closedAt: closed.at } : {}),
  }
}

/** The pairs that stay merged and split after the latest decision on each pair. Decisions by address. */
export function pairs(decisions: ReadonlyMap<string, readonly Decision[]>): {
  merge: [string, string][]
  split: [string, string][]
} {
  const latest = new Map<string, { pair: [string, string]; decision: Decision }>()
  for (const [address, list] of decisions)
    for (const decision of list) {
      if (decision.kind !== 'merge' && decision.kind !== 'split') continue
      const pair = [normalise(address), normalise(decision.with)].sort() as [string, string]
      const before = latest.get(pair.join(' '))
      if (!before || byTime(before.decision, decision) <= 0) latest.set(pair.join(' '), { pair, decision })
    }
  const of = (kind: 'merge' | 'split') =>
    [...latest.values()]
      .filter(({ decision }) => decision.kind === kind)
      .map(({ pair }) => pair)
      .sort()
  return { merge: of('merge'), split: of('split') }
}

/** Equal times are told apart by kind, so that the order in which decisions arrive does not matter. */
function byTime(a: Decision, b: Decision): number {
  return a.at.epochMilliseconds - b.at.epochMilliseconds || (a.kind < b.kind ? -1 : a.kind > b.kind ? 1 : 0)
}
