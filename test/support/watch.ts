/** Watches the loop of this process: how long something held it at most, in time of the processor. */

/** @returns a function that ends the watch and says for how many milliseconds at most nobody else had a turn */
export function watchLoop(): () => number {
  let before = process.threadCpuUsage()
  let longest = 0
  const look = () => {
    const { user, system } = process.threadCpuUsage(before)
    longest = Math.max(longest, (user + system) / 1000)
    before = process.threadCpuUsage()
  }
  const timer = setInterval(look, 2)
  return () => {
    look()
    clearInterval(timer)
    return longest
  }
}
