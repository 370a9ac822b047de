/** What the bundle needs around it: PostgreSQL, the sample account, and the bundle itself, made as it is deployed. */
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startSample } from '../../../src/sample/google/server.ts'
import { startPostgres } from '../../support/postgres.ts'
import { startRelay } from '../../support/relay.ts'
import { makeBundle } from '../../support/worker-bundle.ts'

const folder = mkdtempSync(join(tmpdir(), 'coffee-workerd-'))
const script = await makeBundle(join(folder, 'bundle'))
const postgres = await startPostgres()
const sample = await startSample({ dir: join(folder, 'sample'), quotaPerMinute: 1_000_000 })
const { origin, clientId, clientSecret } = sample
const relay = await startRelay()
const view = createServer((_, response) =>
  response.end(JSON.stringify(relay.caught.map(({ mail, to }) => ({ ...mail, to })))),
)
await new Promise<void>((resolve) => view.listen(0, '127.0.0.1', resolve))
const caught = `http://127.0.0.1:${(view.address() as AddressInfo).port}/`
const database = await postgres.create('workerd')
console.log(JSON.stringify({ script, database, origin, clientId, clientSecret, relay: relay.url, caught }))

process.stdin.resume()
process.stdin.once('end', async () => {
  view.close()
  await relay.close()
  await sample.close()
  await postgres.stop()
  rmSync(folder, { recursive: true, force: true })
})
