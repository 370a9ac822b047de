/** One thread does everything: whoever works for long lets the others have a turn in between. */

/** So long one piece of work may hold the thread before it lets go. */
const longestMs = 20

let since = performance.now()

/**
 * Lets everything else that waits have its turn, if the thread has been held for 20 ms: requests are answered, timers run.
 * To be awaited once in a while by whatever goes over thousands of things; nearly nothing where it is not time yet. A promise
 * that is merely awaited never lets go of the thread. The clock stands still within a step of a Worker: there, where nobody
 * shares the thread, it does nothing.
 */
export async function breathe(): Promise<void> {
  if (performance.now() - since < longestMs) return
  await new Promise<void>((resolve) => later(resolve))
  since = performance.now()
}

/** The same items, with a breath between them: for what is gone over by `for await`. */
export async function* breathing<T>(items: Iterable<T>): AsyncGenerator<T> {
  for (const item of items) {
    yield item
    await breathe()
  }
}

/** After everything that has arrived meanwhile; a timer comes a millisecond later, where there is nothing better. */
const later: (what: () => void) => unknown =
  typeof setImmediate === 'function' ? setImmediate : (what) => setTimeout(what, 0)
