/** The benchmark suite: every figure is a ratio within one run, against a limit or a baseline. */
import { writeFileSync } from 'node:fs'
import { benchBundle } from './bundle.ts'
import { benchDerive } from './derive.ts'
import { benchHeavy } from './heavy.ts'
import { benchHold } from './hold.ts'
import { benchHostile } from './hostile.ts'
import { benchLetter } from './letter.ts'
import { benchListing } from './listing.ts'
import { benchQueue } from './queue.ts'
import type { Result } from './result.ts'
import { benchRows } from './rows.ts'
import { benchStart } from './start/start.ts'

const results: Result[] = []
for (const bench of [
  benchStart,
  benchListing,
  benchDerive,
  benchLetter,
  benchRows,
  benchHold,
  benchQueue,
  benchHostile,
  benchHeavy,
  benchBundle,
])
  results.push(...(await bench()))

console.log('| what | measured | against | ratio |\n|---|---|---|---|')
for (const { name, measured, baseline, ratio } of results)
  console.log(`| ${name} | ${measured} | ${baseline} | ${ratio.toFixed(3)} |`)
writeFileSync('bench/results.json', `${JSON.stringify(results, null, 2)}\n`)
