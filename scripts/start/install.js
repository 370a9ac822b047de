/** The end of `npm install`: builds, so that the first start does not have to. */
import { existsSync } from 'node:fs'
import { tooOld } from './version.js'

// Where this Node cannot run it, or nothing is installed (`--package-lock-only`), the start says so.
if (!tooOld && existsSync(new URL('../../node_modules/esbuild', import.meta.url))) {
  const { hashSources, isBuilt } = await import('./sources.js')
  const hash = hashSources()
  // Without sources there is nothing to build: an image copies them later.
  if (hash && !isBuilt(hash)) await (await import('./build.js')).build(hash)
}
