/** The sample account for programs in other processes: its history, its clock at a standstill, and its settings. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Temporal } from 'temporal-polyfill'
import { type Sample, startSample } from '../../src/sample/google/server.ts'
import { OWNER } from '../../src/sample/history/owner.ts'
import type { History } from '../../src/sample/history/types.ts'
import { type Browser, createBrowser } from './browser.ts'
import { lifeOf } from './life.ts'
import { freePort } from './postgres.ts'

export interface SharedMailbox {
  readonly sample: Sample
  readonly history: History
  /** A folder of its own, gone after `stop`. */
  readonly dir: string
  /** What a program needs to be connected to the sample as to Google. */
  readonly settings: Readonly<Record<string, string>>
  stop(): Promise<void>
}

/** Units a minute that never make anybody wait. */
const enough = 1_000_000_000

export async function startMailbox(): Promise<SharedMailbox> {
  const dir = mkdtempSync(join(tmpdir(), 'coffee-'))
  const now = Temporal.Now.instant()
  const history = lifeOf(now.toZonedDateTimeISO(OWNER.zone).toPlainDate())
  // Nothing new arrives in the middle of a comparison.
  const sample = await startSample({ dir: join(dir, 'sample'), quotaPerMinute: enough, history, now: () => now })
  return {
    sample,
    history,
    dir,
    settings: {
      SECRET_KEYS: `test:${Buffer.alloc(32, 7).toString('base64')}`,
      GOOGLE_CLIENT_ID: sample.clientId,
      GOOGLE_CLIENT_SECRET: sample.clientSecret,
      GOOGLE_ISSUER: sample.origin,
      GOOGLE_API_ORIGIN: sample.origin,
      GOOGLE_QUOTA_PER_MINUTE: String(enough),
      GOOGLE_PROJECT_QUOTA_PER_MINUTE: String(enough),
    },
    async stop() {
      await sample.close()
      rmSync(dir, { recursive: true, force: true })
    },
  }
}

/** An address for a program's web face. */
export async function freeAddress(): Promise<{ PORT: string; BASE_URL: string }> {
  const port = String(await freePort())
  return { PORT: port, BASE_URL: `http://localhost:${port}` }
}

/** Connects the account at a running program, every box ticked. @returns the browser that is signed in now */
export async function connectAccount(base: string): Promise<Browser> {
  const browser = createBrowser(base)
  const consent = await browser.follow(await browser.get('/'), 'Connect Google')
  const people = await browser.submit(consent, { fields: { scope: true, decision: 'allow' } })
  if (new URL(people.url).pathname !== '/people') throw new Error(`connecting ended at ${people.url}: ${people.text}`)
  return browser
}

interface Status {
  readonly connections: readonly { readonly streams: readonly { readonly phase: string; readonly error: unknown }[] }[]
}

/** Waits until everything is read. */
export async function whenCurrent(browser: Browser, seconds = 60): Promise<void> {
  for (const until = Date.now() + seconds * 1000; ; ) {
    const status = await browser.json<Status>('/status.json')
    const streams = status.connections.flatMap((connection) => connection.streams)
    if (streams.length > 0 && streams.every(({ phase }) => phase === 'current')) return
    if (Date.now() > until) throw new Error(`not read in ${seconds} seconds: ${JSON.stringify(status)}`)
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
}
