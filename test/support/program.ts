/** The whole program in one process: sample provider, embedded database, and tasks worked off by hand. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Temporal } from 'temporal-polyfill'
import type { Database } from '../../src/db/database.ts'
import { nextDueAt } from '../../src/db/due.ts'
import type { Deps, Mailer } from '../../src/deps.ts'
import type { Instant } from '../../src/facts.ts'
import type { OAuthName } from '../../src/providers/types.ts'
import { type Sample, startSample } from '../../src/sample/google/server.ts'
import { OWNER } from '../../src/sample/history/owner.ts'
import type { History } from '../../src/sample/history/types.ts'
import { type SampleMicrosoft, startSampleMicrosoft } from '../../src/sample/microsoft/server.ts'
import { randomToken } from '../../src/seal.ts'
import { arriveToConnect } from '../../src/work/arrive.ts'
import { tick } from '../../src/work/tick.ts'
import { lifeOf, signingKeys } from './life.ts'
import { thisMorning } from './morning.ts'
import { openStage } from './stage.ts'

export interface ProgramOptions {
  readonly env?: Readonly<Record<string, string>>
  readonly quotaPerMinute?: number
  readonly history?: History
  /** Another database than a fresh embedded one. */
  readonly db?: Database
  /** When the program begins: this morning, unless said. */
  readonly begin?: Instant
  /** Where letters go: into the outbox, unless said. */
  readonly mailer?: Mailer
  /** Another program, whose sample and clock this one shares: two programs that read one mailbox. */
  readonly beside?: Pick<Program, 'sample' | 'dir' | 'jump'> & { readonly microsoft?: SampleMicrosoft | null }
  /** With the sample Microsoft beside the sample Google, of the same person and by the same clock. */
  readonly microsoft?: boolean
}

export interface Program {
  readonly deps: Deps
  readonly sample: Sample
  /** Null unless the program began with it. */
  readonly microsoft: SampleMicrosoft | null
  /** Where the sample writes down what happened to it. */
  readonly dir: string
  readonly events: { event: string; details: object }[]
  jump(until: Instant): void
  settle(patience?: Temporal.DurationLike): Promise<number>
  connect(scopes?: readonly string[], userId?: string | null): Promise<string>
  /** The same at the sample Microsoft. */
  connectMicrosoft(userId?: string | null, scopes?: readonly string[]): Promise<string>
  stop(): Promise<void>
}

export async function startProgram({
  env = {},
  quotaPerMinute = 1_000_000_000,
  history,
  db,
  begin,
  mailer,
  beside,
  microsoft: withMicrosoft = false,
}: ProgramOptions = {}): Promise<Program> {
  const dir = beside?.dir ?? mkdtempSync(join(tmpdir(), 'coffee-'))
  // Time passes only when a test says so, plus a millisecond a look: quota is earned back by waiting, not by sleeping.
  let waited = (begin ?? thisMorning()).epochMilliseconds - Temporal.Now.instant().epochMilliseconds
  const now = () => Temporal.Now.instant().add({ milliseconds: waited })
  const sample =
    beside?.sample ??
    (await startSample({
      dir,
      quotaPerMinute,
      now,
      history: history ?? lifeOf(now().toZonedDateTimeISO(OWNER.zone).toPlainDate()),
      signingKey: signingKeys.google,
    }))
  /** Waits without waiting: the clock of everything jumps to `until`. */
  const jump =
    beside?.jump ??
    ((until: Instant) => {
      waited += Math.max(0, until.epochMilliseconds - sample.now().epochMilliseconds)
    })

  const started = withMicrosoft && !beside?.microsoft
  const microsoft = started
    ? await startSampleMicrosoft({
        dir,
        now: sample.now,
        history: sample.history,
        signingKey: signingKeys.microsoft,
      })
    : (beside?.microsoft ?? null)

  const { deps, events, close } = await openStage({
    ...(db ? { database: { db } } : {}),
    env,
    providers: { google: { ...sample, quotaPerMinute }, microsoft: microsoft ?? undefined },
    relay: mailer ?? null,
    clock: sample.now,
    sample: {
      letThemAnswer: () => sample.letThemAnswer() + (microsoft?.letThemAnswer() ?? 0),
      advance: ({ seconds }) => jump(sample.now().add({ seconds })),
    },
  })

  /** Signs in as a browser would, all boxes of `scopes` ticked, and connects; without the pages. */
  async function connectTo(name: OAuthName, userId: string | null, scopes?: readonly string[]): Promise<string> {
    const provider = deps.providers.get(name)
    if (!provider) throw new Error('no provider')
    const request = { state: randomToken(), nonce: randomToken(), verifier: randomToken() }
    const redirectUri = `${deps.config.BASE_URL}/connect/${name}/callback`
    const more = [...new Set([...provider.scopes.connect, ...(scopes ?? [])])]
    const asked = (name === 'microsoft' && scopes) || more
    const extra = provider.extra.connect
    const url = await provider.oauth.authorizeUrl({ ...request, redirectUri, scopes: asked, extra })
    const callback = await allow(url, scopes ?? provider.scopes.connect)
    return arriveToConnect(deps, provider, await provider.oauth.exchange(callback, request), userId)
  }

  return {
    deps,
    sample,
    microsoft,
    dir,
    events,
    jump,
    /** Works until nothing is due within `patience`, jumping over pauses. */
    async settle(patience: Temporal.DurationLike = { seconds: 200 }) {
      for (let steps = 0; steps < 20_000; ) {
        const worked = await tick(deps)
        steps += worked
        if (worked > 0) continue
        const due = await nextDueAt(deps.db)
        if (!due || due.epochMilliseconds > deps.now().add(patience).epochMilliseconds) return steps
        jump(due)
      }
      throw new Error('the program does not come to rest')
    },
    /** Signs in at the sample as a browser would and connects; without the pages. @returns the user's id */
    connect: (scopes, userId = null) => connectTo('google', userId, scopes),
    /** Microsoft has no boxes: what is asked for is granted, all of it or nothing. */
    connectMicrosoft: (userId = null, scopes) => connectTo('microsoft', userId, scopes),
    async stop() {
      if (started) await microsoft?.close()
      if (!beside) await sample.close()
      await close()
      if (!beside) rmSync(dir, { recursive: true, force: true })
    },
  }
}

/** Submits the sign-in page with these boxes ticked. */
export async function allow(url: URL, scopes: readonly string[]): Promise<URL> {
  const html = await (await fetch(url)).text()
  const form = new URLSearchParams()
  for (const [input] of html.matchAll(/<input[^>]*type="hidden"[^>]*>/g)) {
    const name = /name="([^"]*)"/.exec(input)?.[1] ?? ''
    const value = /value="([^"]*)"/.exec(input)?.[1] ?? ''
    form.append(name, value.replaceAll('&amp;', '&').replaceAll('&#x3D;', '='))
  }
  for (const scope of scopes) form.append('scope', scope)
  form.append('decision', 'allow')
  const action = /<form[^>]*action="([^"]*)"/.exec(html)?.[1]?.replaceAll('&amp;', '&') ?? url.href
  const reply = await fetch(new URL(action, url), { method: 'POST', body: form, redirect: 'manual' })
  const location = reply.headers.get('location')
  if (!location) throw new Error(`sign-in answered ${reply.status}: ${await reply.text()}`)
  return new URL(location)
}
