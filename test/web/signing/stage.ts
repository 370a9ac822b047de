/** The whole program with a real relay and both samples, and the steps by which somebody signs in. */
import type { Temporal } from 'temporal-polyfill'
import { readConfig } from '../../../src/config.ts'
import { claimTasks } from '../../../src/db/queue/claim.ts'
import { createMailer } from '../../../src/mail/relay.ts'
import { step } from '../../../src/work/step.ts'
import type { BrowserPage } from '../../support/browser.ts'
import { type Program, startProgram } from '../../support/program.ts'
import { type Relay, type RelayOptions, startRelay } from '../../support/relay.ts'
import type { openBrowser } from '../../support/visit.ts'

export type Browser = ReturnType<typeof openBrowser>

export interface Stage {
  readonly program: Program
  readonly relay: Relay
  close(): Promise<void>
}

export async function openSigning(options: RelayOptions = {}): Promise<Stage> {
  const relay = await startRelay(options)
  const mailer = createMailer(readConfig({ SMTP_URL: relay.url }), { pool: true })
  if (!mailer) throw new Error('no mailer')
  const program = await startProgram({ mailer, microsoft: true })
  return {
    program,
    relay,
    async close() {
      await mailer.close()
      await program.stop()
      await relay.close()
    },
  }
}

/** Presses "Allow" on the page of a sample to which a sign-in has led. */
export const agree = (browser: Browser, page: BrowserPage) => browser.submit(page, { fields: { decision: 'allow' } })

/** Signs in with an account that is known here. */
export const signIn = async (browser: Browser, provider: 'google' | 'microsoft' = 'google', to = '/people') =>
  agree(browser, await browser.get(`/signin/${provider}?to=${encodeURIComponent(to)}`))

/** Does the tasks that send links to sign in, and no others. */
export async function sendLinks({ deps }: Pick<Program, 'deps'>) {
  for (const task of await claimTasks(deps.db, deps.now(), 20, { kinds: ['signin'] })) await step(deps, task)
}

/** The link to sign in by that a mail or a page holds. */
export const linkIn = (text: string | undefined) =>
  /https?:\/\/[^\s"<>]+\/signin\/link\/[\w-]+/.exec(text ?? '')?.[0] ?? ''

export const later = (program: Program, time: Temporal.DurationLike) => program.jump(program.deps.now().add(time))

export const sessionOf = (browser: Browser) => browser.cookies().get('session') ?? ''

/** A browser that another one's cookie was copied to. */
export function withCookie(program: Program, token: string) {
  const home = program.deps.config.BASE_URL
  return async (path: string) => {
    const { createApp } = await import('../../../src/app.tsx')
    return createApp(program.deps).request(`${home}${path}`, { headers: { cookie: `session=${token}` } })
  }
}
