/** The end of `npm install`: builds, so that the first start does not have to. */
import { existsSync } from 'node:fs'
import { tooOld } from './version.js'

// Where this Node cannot run it, or nothing is installed (`--package-lock-only`), the start builds, or says why it cannot.
if (!tooOld && existsSync(new URL('../../node_modules/esbuild', import.meta.url))) {
  const { buildIfChanged } = await import('./ensure.js')
  await buildIfChanged()
}
