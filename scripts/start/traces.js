/** Stack traces that name the sources: a map is read when a trace is, and not with every file at the start. */
import { readFileSync } from 'node:fs'
import module from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** @type {Map<string, module.SourceMap | null>} */
const maps = new Map()

/**
 * From now on `stack` of every error names files and lines of the sources where they come from a build.
 * @param {string} folder of the build
 */
export function nameSources(folder) {
  Error.prepareStackTrace = (error, calls) => {
    const head = headOf(error)
    return [head, ...calls.map((call) => `    at ${nameCall(call, folder)}`)].join('\n')
  }
}

/** @param {Error} error */
function headOf(error) {
  try {
    return Error.prototype.toString.call(error)
  } catch {
    return 'Error'
  }
}

/** @param {NodeJS.CallSite} call @param {string} folder */
function nameCall(call, folder) {
  const [url, line, column] = [call.getFileName(), call.getLineNumber(), call.getColumnNumber()]
  const said = String(call)
  if (!url?.startsWith('file:') || !line || !column) return said
  const path = fileURLToPath(url)
  /** @type {Partial<module.SourceMapping> | undefined} empty where the map has nothing for the place */
  const entry = path.startsWith(folder) ? mapOf(path)?.findEntry(line - 1, column - 1) : undefined
  if (!entry?.originalSource || entry.originalLine === undefined || entry.originalColumn === undefined) return said
  const source = join(dirname(path), entry.originalSource)
  return said.replace(`${url}:${line}:${column}`, `${source}:${entry.originalLine + 1}:${entry.originalColumn + 1}`)
}

/** @param {string} path of a built file @returns {module.SourceMap | null} */
function mapOf(path) {
  const known = maps.get(path)
  if (known !== undefined) return known
  let map = null
  try {
    map = new module.SourceMap(JSON.parse(readFileSync(`${path}.map`, 'utf8')))
  } catch {
    // Without a map the trace names the built file.
  }
  maps.set(path, map)
  return map
}
