/** One thread does everything: whoever works for long lets the others have a turn in between. */

/** So long one piece of work holds the thread before it lets go: several may be under way, and all of them go on in one turn. */
const longestMs = 10

let since = performance.now()

/**
 * Lets everything else that waits have its turn, if the thread has been held for 10 ms: requests are answered, timers run.
 * To be awaited once in a while by whatever goes over thousands of things; nearly nothing where it is not time yet. A promise
 * that is merely awaited never lets go of the thread. The clock stands still within a step of a Worker: there, where nobody
 * shares the thread, it does nothing.
 */
export async function breathe(): Promise<void> {
  if (isShort()) return
  await new Promise<void>((resolve) => later(resolve))
  since = performance.now()
}

const isShort = () => performance.now() - since < longestMs

/**
 * Works something out in turns with everybody else. Whatever is pure and long is written as a generator, which yields where
 * it may pause, and knows nothing of threads.
 */
export async function inTurns<T>(work: Generator<unknown, T>): Promise<T> {
  for (;;) {
    const { done, value } = work.next()
    if (done) return value
    // Asked without a promise: there are thousands of pauses, and few are taken.
    if (!isShort()) await breathe()
  }
}

/** The same without a pause, where nobody waits. */
export function atOnce<T>(work: Generator<unknown, T>): T {
  for (;;) {
    const { done, value } = work.next()
    if (done) return value
  }
}

/** What `one` makes of each of them, in their order and in turns with everybody else. */
export async function mapInTurns<A, B>(all: Iterable<A>, one: (item: A) => B | Promise<B>): Promise<Awaited<B>[]> {
  const made: Awaited<B>[] = []
  for (const item of all) {
    made.push(await one(item))
    await breathe()
  }
  return made
}

/** After everything that has arrived meanwhile; a timer comes a millisecond later, where there is nothing better. */
const later: (what: () => void) => unknown =
  typeof setImmediate === 'function' ? setImmediate : (what) => setTimeout(what, 0)
