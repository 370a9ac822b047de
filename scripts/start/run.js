/** Sets this process up for what was built, and loads it. */
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { setUp } from './engine.js'
import { buildIfChanged } from './ensure.js'
import { nameSources } from './traces.js'

export async function run() {
  // Said beside what a command prints, not in it.
  const folder = await buildIfChanged(console.error)
  if (!folder) throw new Error('Neither a build nor sources are here.')
  setUp(folder)
  nameSources(folder)
  await import(pathToFileURL(join(folder, 'src/node.js')).href)
}
