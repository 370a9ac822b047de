/** What is spawned is what was built: built once before the tests, so that none of them waits for it, or is told. */
import { buildIfChanged } from '../../scripts/start/ensure.js'

export async function setup(): Promise<void> {
  await buildIfChanged()
}
