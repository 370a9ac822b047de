/** How large the bundle for Workers is as it is sent there, and what it asks for among its assets. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { buildBundle } from '../scripts/worker/bundle.ts'
import { listsPath } from '../src/workers/lists.ts'
import type { Result } from './result.ts'

const kib = (bytes: number) => `${Math.round(bytes / 1024)} KiB`
/** What a Worker may be on the free plan, gzipped (Cloudflare, Workers limits: Worker size). */
const mostBytes = 3 * 1024 * 1024
/** What it should be, so that an isolate is soon there. */
const aimedBytes = 600 * 1024

export async function benchBundle(): Promise<Result[]> {
  const folder = mkdtempSync(join(tmpdir(), 'coffee-bundle-'))
  try {
    await buildBundle(folder)
    const bytes = gzipSync(readFileSync(join(folder, 'worker.js'))).length
    const lists = gzipSync(readFileSync(join(folder, 'public', listsPath))).length
    return [
      {
        name: 'the bundle for Workers, gzipped',
        measured: `${kib(bytes)}, and ${kib(lists)} of lists beside it, among the assets`,
        baseline: `${kib(mostBytes)} that Workers accept`,
        ratio: bytes / mostBytes,
        aim: `≤ ${kib(aimedBytes)}`,
        met: bytes <= aimedBytes,
      },
    ]
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
