/** A process in which workerd runs the bundle, with a clock that rings every second: `bundle-host.ts OPTIONS`, started by processes.ts. */
import { createRequire } from 'node:module'

interface Emulator {
  readonly ready: Promise<unknown>
  getWorker(name: string): Promise<{ scheduled(options: { readonly cron: string }): Promise<unknown> }>
}

// It comes with wrangler, which alone is named among what this program needs.
const require = createRequire(createRequire(import.meta.url).resolve('wrangler'))
const { Miniflare, convertV4MiniflareOptions } = require('miniflare') as {
  readonly Miniflare: new (options: object) => Emulator
  /** From options as the tests on Workers give them. */
  readonly convertV4MiniflareOptions: (options: object) => object
}
const emulator = new Miniflare(convertV4MiniflareOptions(JSON.parse(process.argv[2] ?? '{}') as object))
await emulator.ready
const app = await emulator.getWorker('coffee-soon')
console.log('the bundle is at work')
for (;;) {
  // A database that is away for a moment fails a run of the clock, and the next one comes.
  await app.scheduled({ cron: '* * * * *' }).catch((error: unknown) => console.error(error))
  await new Promise((resolve) => setTimeout(resolve, 1000))
}
