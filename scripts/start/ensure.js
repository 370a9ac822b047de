/** A build of the sources as they are, made where there is none. */
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { hashAsSeen } from './seen.js'
import { builds, isBuilt, latest } from './sources.js'

/**
 * @param {(line: string) => void} [say] told in a line that it is built
 * @returns {Promise<string | null>} the folder of the build; without sources that of the last one, and null where there is none
 */
export async function buildIfChanged(say = () => {}) {
  const last = existsSync(latest) ? readFileSync(latest, 'utf8').trim() : null
  const hash = hashAsSeen(last) ?? last
  if (!hash) return null
  if (isBuilt(hash)) return join(builds, hash)
  say(last === null ? 'Building, once' : 'The sources have changed: building, once')
  const { build } = await import('./build.js')
  return build(hash)
}
