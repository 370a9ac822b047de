/** A process that takes the lock of a folder at a given moment, and says whether it got it. */
import { lockFolder } from '../../src/node/lock.ts'

/** "Take the lock of `folder` at `at`" (milliseconds of the clock), or "give it back". */
export type Order = { readonly folder: string; readonly at: number } | 'give back'
/** `got`: it has the lock. */
export type Answer = { readonly got: boolean; readonly refusal: string }

let giveBack = () => {}

process.on('message', (order: Order) => {
  if (order === 'give back') {
    giveBack()
    giveBack = () => {}
    return answer({ got: false, refusal: '' })
  }
  // Nearer together than any timer would bring them.
  while (Date.now() < order.at);
  try {
    giveBack = lockFolder(order.folder)
    answer({ got: true, refusal: '' })
  } catch (error) {
    answer({ got: false, refusal: error instanceof Error ? error.message : String(error) })
  }
})

const answer = (said: Answer) => process.send?.(said)
