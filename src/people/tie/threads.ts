/**
 * The newest threads of a tie, the newest last, each as the JSON of [who wrote in it, thread, when, fact, title]: 1 for the owner
 * and 2 for the other. As objects and texts of their own they would be two thirds of all that is kept of everybody, and few are
 * ever read.
 */
import type { Interaction } from './interaction.ts'

/** What a quote is made from. */
export interface Heading {
  readonly at: number
  readonly factId: string
  readonly title: string | undefined
}

type Packed = readonly [wrote: number, thread: string, at: number, factId: string, title?: string]

const owner = 1
const other = 2
/** An old one is never the last one again. */
const kept = 16

/** Notes a message as the newest of its thread, where it is of one. */
export function noteThread(
  threads: string[],
  { kind, thread, at, factId, title }: Pick<Interaction, 'kind' | 'thread' | 'at' | 'factId' | 'title'>,
): void {
  if (thread === undefined) return
  const place = placeOf(threads, thread)
  const before = place < 0 ? 0 : wroteIn(threads[place] as string)
  if (place >= 0) threads.splice(place, 1)
  else if (threads.length === kept) threads.shift()
  const whole = [before | (kind === 'sent' ? owner : other), thread, at, factId] as const
  threads.push(JSON.stringify((title === undefined ? whole : [...whole, title]) satisfies Packed))
}

export const bothWrote = (thread: string): boolean => wroteIn(thread) === (owner | other)

/** Its newest message. */
export function newestOf(thread: string): Heading {
  const [, , at, factId, title] = JSON.parse(thread) as Packed
  return { at, factId, title }
}

/** Behind the bracket. */
const wroteIn = (thread: string): number => thread.charCodeAt(1) - 48

function placeOf(threads: readonly string[], thread: string): number {
  const name = `,${JSON.stringify(thread)},`
  for (let at = threads.length - 1; at >= 0; at--) if (threads[at]?.startsWith(name, 2)) return at
  return -1
}
