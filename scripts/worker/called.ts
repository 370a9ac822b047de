/** Leaves out of a module of zod the methods that nobody calls. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/**
 * @param text methods as they stand in an object, one below the other
 * @param callers folders of all that could call one. A call is `.name(`, whatever it is called on, but for functions of the
 * package's own modules.
 */
export function keepCalled(text: string, callers: readonly string[]): string {
  const called = new Set(callers.flatMap((folder) => callsIn(folder)))
  const kept = text.replace(method, (whole, name: string) => (called.has(name) ? whole : ''))
  if (kept === text) throw new Error('zod has no methods where called.ts looks for them')
  return kept
}

const method = /^ {4}(?:async )?(\w+)\([^)]*\) \{\n(?: {8}.*\n|\n)*? {4}\},\n/gm
const call = /(?<!\b(?:checks|core|parse|util))\.(\w+)(?:<[^()]*>)?\(/g

function callsIn(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.(?:tsx?|js)$/.test(file))
    .flatMap((file) => [...readFileSync(join(folder, file), 'utf8').matchAll(call)].map(([, name = '']) => name))
}
