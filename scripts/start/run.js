/** Sets this process up for what was built, and loads it. */
import module from 'node:module'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import v8 from 'node:v8'
import { buildIfChanged } from './ensure.js'
import { compiledIn } from './sources.js'
import { nameSources } from './traces.js'

/**
 * The embedded database is 9 MB of WebAssembly. V8 compiles each piece of it simply when it is first used, which is enough for
 * what one person asks; its optimising compiler would take half a gigabyte for a moment, and keep some of it. Said before
 * anything of it is loaded.
 */
const simply = ['--no-wasm-tier-up', '--no-wasm-dynamic-tiering']

/**
 * The half of the heap for new things grows by use, to three times 16 MB, and what is read stands in it once only: it is
 * collected more often instead, which took no more of the processor where 100 MB of mail were imported.
 */
const narrowly = '--semi-space-growth-factor=1'

/**
 * The other half is let grow by a fifth before it is collected, not to twice as much where there is memory: of 50,000 messages
 * stored and derived it took 94 instead of 151 MB above a program at rest, at the same processor time.
 */
const closely = '--heap-growing-percent=20'

export async function run() {
  // Said beside what a command prints, not in it.
  const folder = await buildIfChanged(console.error)
  if (!folder) throw new Error('Neither a build nor sources are here.')
  for (const flag of [...simply, narrowly, closely]) v8.setFlagsFromString(flag)
  module.enableCompileCache?.(compiledIn(folder))
  nameSources(folder)
  await import(pathToFileURL(join(folder, 'src/node.js')).href)
}
