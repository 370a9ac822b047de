/** What a build is made of, and which one is of the sources as they are. */
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join, sep } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The folder that `src` and `build` lie in. */
export const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))))

/** Where builds lie, each under the hash of its sources. */
export const builds = join(root, 'build')

/** Names the build that was made last, for where there are no sources beside it. */
export const latest = join(builds, 'latest')

/** @param {string} hash of sources */
export const isBuilt = (hash) => existsSync(join(builds, hash))

/** @param {string} folder of a build @returns {string} says how the sources looked that it was built from */
export const looksIn = (folder) => join(folder, 'looks')

/** @param {string} folder of a build @returns {string} where V8 keeps what it made of it */
export const compiledIn = (folder) => join(folder, 'compiled')

const parts = ['src', 'drizzle', 'scripts/start', 'package.json', 'package-lock.json', 'tsconfig.json']

/** @returns {string | null} one word for everything a build depends on; null where there are no sources */
export function hashSources() {
  if (!existsSync(join(root, 'src'))) return null
  const hash = createHash('sha256')
  for (const path of sourceFiles())
    hash
      .update(path)
      .update('\0')
      .update(readFileSync(join(root, path)))
      .update('\0')
  return hash.digest('hex').slice(0, 16)
}

/** @returns {string[]} by their paths, in an order that is the same everywhere */
export const sourceFiles = () => parts.flatMap((part) => filesIn(part).toSorted())

/** @param {string} path @returns {string[]} */
function filesIn(path) {
  if (!path.includes(sep) && /\.json$/.test(path)) return existsSync(join(root, path)) ? [path] : []
  return readdirSync(join(root, path), { withFileTypes: true }).flatMap((entry) => {
    const inside = join(path, entry.name)
    if (entry.isDirectory()) return filesIn(inside)
    return entry.isFile() ? [inside] : []
  })
}
