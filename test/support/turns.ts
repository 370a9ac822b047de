/** Counts how often everybody else had a turn while something was done. */
export async function turnsDuring(what: () => Promise<unknown>): Promise<number> {
  let turns = 0
  let next = setImmediate(function count() {
    turns++
    next = setImmediate(count)
  })
  try {
    await what()
    return turns
  } finally {
    clearImmediate(next)
  }
}
