/** From `npm start` to the printed address, on a fresh folder, against the fifteen seconds that a newcomer is promised. */
import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Result } from './result.ts'

const promisedMs = 15_000

export async function benchStart(): Promise<Result[]> {
  const dir = mkdtempSync(join(tmpdir(), 'coffee-'))
  const started = performance.now()
  const child = spawn(process.execPath, ['--import', 'tsx', 'src/node.ts'], {
    env: { PATH: process.env.PATH, DATA_DIR: dir, PORT: '18787' },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  for await (const chunk of child.stdout) if (String(chunk).includes('Coffee soon? is at')) break
  const took = performance.now() - started
  child.kill()
  await ended
  rmSync(dir, { recursive: true, force: true })
  const measured = `${(took / 1000).toFixed(1)} s`
  return [{ name: 'start on a fresh folder', measured, baseline: '15 s promised', ratio: took / promisedMs }]
}
