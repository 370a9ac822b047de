/** What the bundle needs around it: PostgreSQL, the sample account, and the bundle itself, made as it is deployed. */
import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startSample } from '../../../src/sample/server.ts'
import { startPostgres } from '../../support/postgres.ts'

const folder = mkdtempSync(join(tmpdir(), 'coffee-workerd-'))
const bundle = join(folder, 'bundle')
const env = { ...process.env, WRANGLER_SEND_METRICS: 'false', CI: '1' }
execFileSync(process.execPath, ['node_modules/wrangler/bin/wrangler.js', 'deploy', '--dry-run', '--outdir', bundle], {
  env,
  stdio: 'pipe',
})
const postgres = await startPostgres()
const sample = await startSample({ dir: join(folder, 'sample'), quotaPerMinute: 1_000_000 })
const { origin, clientId, clientSecret } = sample
const database = await postgres.create('workerd')
console.log(JSON.stringify({ script: join(bundle, 'worker.js'), database, origin, clientId, clientSecret }))

process.stdin.resume()
process.stdin.once('end', async () => {
  await sample.close()
  await postgres.stop()
  rmSync(folder, { recursive: true, force: true })
})
