/** Numbers that mostly rise, each by how much it is more than the one before: as text they are shorter. */

export function steps(numbers: Iterable<number>, start = 0): number[] {
  const found: number[] = []
  let before = start
  for (const number of numbers) {
    found.push(number - before)
    before = number
  }
  return found
}

/** The numbers again. */
export function sums(steps: readonly number[]): number[] {
  let sum = 0
  return steps.map((step) => {
    sum += step
    return sum
  })
}
