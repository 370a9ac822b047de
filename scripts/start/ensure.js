/** A build of the sources as they are, made where there is none. */
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { builds, hashSources, isBuilt, latest } from './sources.js'

/**
 * @param {(line: string) => void} [say] told in a line that it is built
 * @returns {Promise<string | null>} the folder of the build; without sources that of the last one, and null where there is none
 */
export async function buildIfChanged(say = () => {}) {
  const isFirst = !existsSync(latest)
  const hash = hashSources() ?? (isFirst ? null : readFileSync(latest, 'utf8').trim())
  if (!hash) return null
  if (isBuilt(hash)) return join(builds, hash)
  say(isFirst ? 'Building, once' : 'The sources have changed: building, once')
  const { build } = await import('./build.js')
  return build(hash)
}
