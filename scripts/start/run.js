/** Finds the build, sets this process up for it, and loads it. */
import { existsSync, readFileSync } from 'node:fs'
import module from 'node:module'
import { join } from 'node:path'
import v8 from 'node:v8'
import { builds, hashSources, isBuilt, latest } from './sources.js'
import { nameSources } from './traces.js'

/**
 * The embedded database is 9 MB of WebAssembly. Compiled once, simply and at once, as each piece is needed, it is as quick for what one person
 * asks; the optimising compiler takes half a gigabyte for a moment and keeps a quarter of it. Set before anything of it is loaded.
 */
const simply = ['--no-wasm-tier-up', '--no-wasm-dynamic-tiering']

export async function run() {
  const folder = await findBuild()
  for (const flag of simply) v8.setFlagsFromString(flag)
  // What V8 made of the files the last time; where it cannot be kept, it is made again.
  module.enableCompileCache?.(join(folder, 'compiled'))
  nameSources(folder)
  await import(new URL(`file://${folder}/src/node.js`).href)
}

/** @returns {Promise<string>} its folder */
async function findBuild() {
  const hash = hashSources() ?? readFileSync(latest, 'utf8').trim()
  const folder = join(builds, hash)
  if (isBuilt(hash)) return folder
  // Not among what a command prints.
  console.error(existsSync(latest) ? 'The sources have changed: building, once' : 'Building, once')
  const { build } = await import('./build.js')
  return build(hash)
}
