/** What a build is made of, and which one is of the sources as they are. */
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The folder that `src` and `build` lie in. */
export const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))))

/** Where builds lie, each under the hash of its sources. */
export const builds = join(root, 'build')

/** Names the build that was made last, for where there are no sources beside it. */
export const latest = join(builds, 'latest')

/** @param {string} hash of sources */
export const isBuilt = (hash) => existsSync(join(builds, hash))

/** @param {string} folder of a build @returns {string} where V8 keeps what it made of it */
export const compiledIn = (folder) => join(folder, 'compiled')

const parts = ['src', 'drizzle', 'scripts/start', 'package.json', 'package-lock.json', 'tsconfig.json']

/** @returns {string | null} one word for everything a build depends on; null where there are no sources */
export function hashSources() {
  if (!existsSync(join(root, 'src'))) return null
  const hash = createHash('sha256')
  for (const path of parts.flatMap(filesOf))
    hash
      .update(path)
      .update('\0')
      .update(readFileSync(join(root, path)))
      .update('\0')
  return hash.digest('hex').slice(0, 16)
}

/** @param {string} part @returns {string[]} in an order that is the same everywhere */
function filesOf(part) {
  const path = join(root, part)
  if (!existsSync(path)) return []
  if (/\.json$/.test(part)) return [part]
  return readdirSync(path, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(root.length + 1))
    .toSorted()
}
