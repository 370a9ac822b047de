/**
 * Tells time in proportion to a text's length from time that grows with its square. Only the processor's time counts, so
 * that it does not matter what else a machine is busy with.
 */

/** Only what takes longer than this is looked at again: what grows with the square takes many times as long. */
const suspectMs = 25

/** Somebody who collects garbage or compiles in the middle of a measurement does so once, not eight times. */
const rounds = 8

/** Undefined where `work` takes time in proportion to the size; else what it took. */
export function growth(work: (size: number) => () => unknown, size: number): string | undefined {
  // Smaller ones first, so that something worse than the square does not take for ever.
  for (const part of [size / 32, size / 8, size])
    if (processorMs(work(part)) > suspectMs) {
      const slow = growsWithSquare(work, part)
      if (slow) return slow
    }
  return undefined
}

function growsWithSquare(work: (size: number) => () => unknown, size: number): string | undefined {
  let small = Number.POSITIVE_INFINITY
  let large = Number.POSITIVE_INFINITY
  for (let round = 0; round < rounds; round++) {
    for (let time = 0; time < 3; time++) {
      small = Math.min(small, processorMs(work(size / 8)))
      large = Math.min(large, processorMs(work(size)))
    }
    // Eight times as much takes eight times as long, or sixty-four times.
    if (large <= suspectMs || large <= 32 * Math.max(small, 0.2)) return undefined
  }
  return `${small.toFixed(1)} ms for ${size / 8}, ${large.toFixed(1)} ms for ${size}`
}

/** Milliseconds of the processor that `run` takes. */
export function processorMs(run: () => unknown): number {
  const before = process.threadCpuUsage()
  run()
  const { user, system } = process.threadCpuUsage(before)
  return (user + system) / 1000
}
