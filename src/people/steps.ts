/** Numbers that mostly rise, each by how much it is more than the one before: as text they are shorter. */

export function steps(numbers: ArrayLike<number>, start = 0): number[] {
  const found: number[] = []
  let before = start
  // By place: what goes over them one by one makes something of each.
  for (let at = 0; at < numbers.length; at++) {
    const number = numbers[at] as number
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
