/** `npm start` and every other command: runs what was built from the sources, building it first where they have changed. */
import { tooOld } from './version.js'

if (tooOld) {
  console.error(tooOld)
  process.exit(1)
}
// Loaded only now: an old Node cannot read all of it.
const { run } = await import('./run.js')
await run()
