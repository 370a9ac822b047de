/** What wrangler runs before it deploys (wrangler.toml): makes the bundle for Workers. */
import { fileURLToPath } from 'node:url'
import { buildBundle } from './bundle.ts'

await buildBundle(fileURLToPath(new URL('../../dist/bundle', import.meta.url)))
