/** What the sources are called, without reading a thousand files at every start: where they look as they did, they are what they were. */
import { createHash } from 'node:crypto'
import { readFileSync, renameSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { builds, hashSources, isBuilt, looksIn, root, sourceFiles } from './sources.js'

/** What was changed so short a time ago may be changed again and look the same: some disks count in two seconds. */
const settledMs = 3_000

/**
 * @param {string | null} last the hash of the build that was made last
 * @returns {string | null} that of the sources as they are; null where there are none
 */
export function hashAsSeen(last) {
  const looks = look()
  if (!looks) return null
  if (last && looks.word === lookedThen(last)) return last
  const hash = hashSources()
  if (hash && isBuilt(hash) && Date.now() - looks.changedAt > settledMs) keep(hash, looks.word)
  return hash
}

/**
 * Names, sizes and times, as the system keeps them. Nobody can set the time of the last change: a copy that keeps everything
 * else of what it is a copy of has its own.
 * @returns {{ word: string, changedAt: number } | null} null where there are no sources
 */
function look() {
  const hash = createHash('sha256')
  let changedAt = 0
  try {
    for (const path of sourceFiles()) {
      const { size, mtimeMs, ctimeMs } = statSync(join(root, path))
      hash.update(`${path}\0${size}\0${mtimeMs}\0${ctimeMs}\0`)
      changedAt = Math.max(changedAt, mtimeMs, ctimeMs)
    }
  } catch {
    return null
  }
  return { word: hash.digest('hex'), changedAt }
}

/** @param {string} hash of a build @returns {string | null} how the sources looked that it was built from */
function lookedThen(hash) {
  try {
    return readFileSync(looksIn(join(builds, hash)), 'utf8').trim()
  } catch {
    return null
  }
}

/** @param {string} hash @param {string} word */
function keep(hash, word) {
  const path = looksIn(join(builds, hash))
  const draft = `${path}.draft-${process.pid}`
  try {
    writeFileSync(draft, `${word}\n`)
    renameSync(draft, path)
  } catch {
    // Somebody else's folder, which is not to be written to: the sources are read each time.
  }
}
