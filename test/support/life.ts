/** What all samples of one process can share, because making it anew takes longer than most tests: a life, and the keys they sign with. */
import type { Temporal } from 'temporal-polyfill'
import { buildHistory } from '../../src/sample/history/build.ts'
import type { History } from '../../src/sample/history/types.ts'
import { createKey } from '../../src/sample/keys.ts'

const lives = new Map<string, History>()

/** The built-in life, counted from this day. It is frozen: what a test changed in it, another one would read. */
export function lifeOf(anchor: Temporal.PlainDate): History {
  const day = anchor.toString()
  const life = lives.get(day) ?? freeze(buildHistory(anchor))
  lives.set(day, life)
  return life
}

/** A key for each provider: whoever takes the one for the other is still found out. */
export const signingKeys = { google: createKey(), microsoft: createKey() }

/** With everything in it that is a plain object or a list. */
function freeze<T>(value: T): T {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return value
  const prototype = Object.getPrototypeOf(value)
  if (prototype !== Object.prototype && prototype !== Array.prototype) return value
  for (const part of Object.values(value)) freeze(part)
  return Object.freeze(value)
}
