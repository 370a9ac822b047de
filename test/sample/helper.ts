/** What the tests of every sample start from: one life, its morning, and a folder that goes with the test. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Temporal } from 'temporal-polyfill'
import { onTestFinished } from 'vitest'
import { morningOf } from '../../src/sample/history/truth.ts'
import { lifeOf } from '../support/life.ts'

export const ANCHOR = Temporal.PlainDate.from('2026-11-22')

export const MORNING = morningOf(ANCHOR)

/** The built-in life, told once for all tests of a file. */
export const HISTORY = lifeOf(ANCHOR)

/** Starts a sample, in a folder of its own unless one is given; both end with the test. */
export async function beginIn<S extends { close(): Promise<void> }>(
  given: string | undefined,
  start: (dir: string) => Promise<S>,
): Promise<S & { readonly dir: string }> {
  const dir = given ?? (await mkdtemp(join(tmpdir(), 'sample-')))
  const sample = await start(dir)
  onTestFinished(async () => {
    await sample.close().catch(() => undefined)
    await rm(dir, { recursive: true, force: true })
  })
  return { ...sample, dir }
}
