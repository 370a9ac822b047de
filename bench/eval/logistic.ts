/** Logistic regression with a quadratic penalty, by Newton's method: small enough to be fitted anew within every fold. */

export interface Example {
  /** Values of the features, in the order of all examples. */
  readonly values: readonly number[]
  /** What is known beforehand and not fitted, in the units of the score. */
  readonly offset: number
  readonly positive: boolean
  /** How much it counts. */
  readonly weight: number
}

/** The constant and one weight a feature. `penalty` is on the square of each weight, the constant left out. */
export function fitLogistic(
  examples: readonly Example[],
  penalty: number,
): { bias: number; weights: readonly number[] } {
  const size = (examples[0]?.values.length ?? 0) + 1
  let found: number[] = Array(size).fill(0)
  for (let step = 0; step < 30; step++) {
    const gradient: number[] = found.map((one, i) => (i === 0 ? 1e-6 : penalty) * one)
    const curve = found.map((_, i) => found.map((__, j) => (i === j ? (i === 0 ? 1e-6 : penalty) : 0)))
    for (const { values, offset, positive, weight } of examples) {
      const row = [1, ...values]
      const chance = 1 / (1 + Math.exp(-(offset + row.reduce((sum, value, i) => sum + value * (found[i] ?? 0), 0))))
      const slope = weight * (chance - Number(positive))
      const bend = weight * Math.max(1e-6, chance * (1 - chance))
      for (const [i, a] of row.entries()) {
        if (a === 0) continue
        gradient[i] = (gradient[i] ?? 0) + slope * a
        const line = curve[i] ?? []
        for (const [j, b] of row.entries()) line[j] = (line[j] ?? 0) + bend * a * b
      }
    }
    const move = solve(curve, gradient)
    found = found.map((one, i) => one - (move[i] ?? 0))
    if (Math.max(...move.map(Math.abs)) < 1e-6) break
  }
  const [bias = 0, ...weights] = found
  return { bias, weights }
}

/** Solves a system of linear equations with a positive definite matrix, by elimination. */
function solve(matrix: readonly (readonly number[])[], right: readonly number[]): readonly number[] {
  const rows = matrix.map((line, i) => [...line, right[i] ?? 0])
  const size = rows.length
  const cell = (i: number, j: number) => rows[i]?.[j] ?? 0
  for (let at = 0; at < size; at++) {
    const pivot = cell(at, at) || 1e-12
    for (let below = at + 1; below < size; below++) {
      const factor = cell(below, at) / pivot
      if (factor === 0) continue
      rows[below] = (rows[below] ?? []).map((value, j) => value - factor * cell(at, j))
    }
  }
  const found: number[] = Array(size).fill(0)
  for (let at = size - 1; at >= 0; at--) {
    const rest = found.reduce((sum, value, j) => (j > at ? sum + value * cell(at, j) : sum), 0)
    found[at] = (cell(at, size) - rest) / (cell(at, at) || 1e-12)
  }
  return found
}
