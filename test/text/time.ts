/**
 * Tells time in proportion to a text's length from time that grows with its square. Only the processor's time counts, so
 * that it does not matter what else a machine is busy with.
 */

/** Only what takes longer than this is looked at again: what grows with the square takes many times as long. */
const suspectMs = 25

/** Undefined where `work` takes time in proportion to the size; else what it took. */
export function growth(work: (size: number) => () => unknown, size: number): string | undefined {
  const once = (of: number) => {
    const run = work(of)
    const before = process.threadCpuUsage()
    run()
    const { user, system } = process.threadCpuUsage(before)
    return (user + system) / 1000
  }
  // Smaller ones first, so that something worse than the square does not take for ever.
  for (const part of [size / 32, size / 8, size])
    if (once(part) > suspectMs) {
      const least = (of: number) => Math.min(once(of), once(of), once(of))
      const [small, large] = [least(part / 8), least(part)]
      // Eight times as much takes eight times as long, or sixty-four times.
      if (large > suspectMs && large > 32 * Math.max(small, 0.2))
        return `${small.toFixed(1)} ms for ${part / 8}, ${large.toFixed(1)} ms for ${part}`
    }
  return undefined
}
