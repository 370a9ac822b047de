/** How V8 is set before anything of a build is loaded; what it made of the files is kept under these flags. */
import module from 'node:module'
import v8 from 'node:v8'
import { compiledIn } from './sources.js'

/**
 * The embedded database is 9 MB of WebAssembly. V8 compiles each piece of it simply when it is first used, which is enough for
 * what one person asks; its optimising compiler would take half a gigabyte for a moment, and keep some of it. Said before
 * anything of it is loaded.
 */
const simply = ['--no-wasm-tier-up', '--no-wasm-dynamic-tiering']

/** From now on WebAssembly is compiled so. */
export function compileSimply() {
  for (const flag of simply) v8.setFlagsFromString(flag)
}

/** @param {string} folder of the build */
export function setUp(folder) {
  compileSimply()
  module.enableCompileCache?.(compiledIn(folder))
}
