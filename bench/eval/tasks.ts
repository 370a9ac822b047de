/** The questions asked of a corpus: who of these will be in touch again, at this moment; read, or made by the same rule. */
import * as z from 'zod'
import { dayMs, instant } from '../../src/people/days.ts'
import type { Corpus } from './corpus.ts'
import { eventsOf, until, volumeAfter } from './events.ts'
import { readLines } from './lines.ts'
import { unmask } from './record.ts'
import { momentOf } from './view.ts'

export interface Task {
  readonly task: string
  /** The key of their mailbox. */
  readonly user: string
  /** Epoch milliseconds. */
  readonly at: number
  /** As given, for the answer. */
  readonly written: string
  readonly candidates: readonly string[]
}

const schema = z.object({
  task: z.string(),
  user: z.string(),
  at: z.string().refine(isMoment, 'a time such as 2026-11-22T09:00:00Z is expected'),
  candidates: z.array(z.string()),
})

/** @throws InputError that names the file and the line */
export const readTasks = (path: string): readonly Task[] =>
  readLines(path, schema).map(({ value: { at, user, ...rest } }) => ({
    ...rest,
    user: unmask(user.trim().toLowerCase()),
    written: at,
    at: momentOf(at).epochMilliseconds,
  }))

/** Days that are looked ahead and back, and what makes an owner worth asking: messages sent, people known. */
const strengthRule = { horizonDays: 56, reachDays: 365, sent: 10, candidates: 8 } as const

/** Strength tasks where none are given: every 84 days, for everyone who wrote and has somebody to hear from. */
export function makeStrengthTasks(corpus: Corpus): readonly Task[] {
  const { horizonDays, reachDays, sent, candidates } = strengthRule
  // A corpus of less than a year has no half year to spare before the first task.
  const short = corpus.last - corpus.first < 365 * dayMs
  const { warmDays, stepDays } = short ? { warmDays: 56, stepDays: 28 } : { warmDays: 168, stepDays: 84 }
  const users = [...corpus.mailboxes.keys()].sort((a, b) => (a < b ? -1 : 1))
  const boxes = new Map(
    users.map((user) => [user, eventsOf(corpus.mailboxes.get(user) ?? [], corpus.ownOf(user))] as const),
  )
  const tasks: Task[] = []
  for (let at = corpus.first + warmDays * dayMs; at <= corpus.last - horizonDays * dayMs; at += stepDays * dayMs)
    for (const [user, box] of boxes) {
      const past = [...box].map(([address, events]) => ({ address, events, known: until(events, at) }))
      const out = new Set(past.flatMap(({ known }) => known.filter((one) => one.out).map((one) => one.at)))
      const listed = past.filter(
        ({ known }) => at - (known.at(-1)?.at ?? Number.NEGATIVE_INFINITY) <= reachDays * dayMs,
      )
      const volume = listed.some(({ events }) => volumeAfter(events, at, horizonDays) > 0)
      if (out.size < sent || listed.length < candidates || !volume) continue
      const written = new Date(at).toISOString()
      const addresses = listed.flatMap(({ address }) => corpus.written(address)).sort()
      tasks.push({
        task: `${corpus.written(user)[0]}@@${written.slice(0, 10)}`,
        user,
        at,
        written,
        candidates: addresses,
      })
    }
  return tasks
}

/** The first of each of the last twelve months of a corpus, midnight UTC, ascending, in epoch milliseconds. */
export function firstsOfLastYear({ last }: Corpus): readonly number[] {
  const end = instant(last).toZonedDateTimeISO('UTC').with({ day: 1 }).startOfDay()
  return Array.from({ length: 12 }, (_, i) => end.subtract({ months: 11 - i }).epochMilliseconds)
}

/** These moments, and those a week apart between them. */
export function weeksBetween(moments: readonly number[]): readonly number[] {
  return moments.flatMap((at, i) => {
    const next = moments[i + 1] ?? at + 1
    return Array.from({ length: Math.ceil((next - at) / (7 * dayMs)) }, (_, week) => at + week * 7 * dayMs)
  })
}

function isMoment(text: string): boolean {
  try {
    return Boolean(momentOf(text))
  } catch {
    return false
  }
}
