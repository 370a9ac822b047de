/** A mailer, a letter for it, and the settings between them. */
import { generateKeyPairSync } from 'node:crypto'
import { createServer } from 'node:net'
import type { TestContext } from 'vitest'
import { readConfig } from '../../src/config.ts'
import type { Mail, Mailer } from '../../src/deps.ts'
import type { Patience } from '../../src/mail/patience.ts'
import { createMailer } from '../../src/mail/relay.ts'
import { type RelayOptions, startRelay } from '../support/relay.ts'
import { startBreaker } from './breaker.ts'

export const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })

/** The settings that have letters signed here. */
export const signing = {
  DKIM_DOMAIN: 'coffee.example',
  DKIM_SELECTOR: 'letters',
  DKIM_PRIVATE_KEY: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
}

interface Opening {
  readonly patience?: Patience
  readonly signal?: AbortSignal
}

/** @param env beside SMTP_URL */
export function openMailer(
  url: string,
  env: Readonly<Record<string, string>> = {},
  pool = false,
  opening: Opening = {},
): Mailer {
  const config = readConfig({ SMTP_URL: url, MAIL_FROM: 'Coffee soon <letter@coffee.example>', ...env })
  const mailer = createMailer(config, { pool, ...opening })
  if (!mailer) throw new Error('no mailer')
  return mailer
}

export function letter(change: Partial<Mail> = {}): Mail {
  return {
    to: 'sam@example.org',
    subject: 'Three people, and a coffee',
    text: 'Dear Sam,\n\n.\nAnna: 7 months since your last meeting — café?\n',
    html: '<p>Dear Sam,</p>\n<p>.</p>\n<p>Anna: 7 months since your last meeting — café?</p>\n',
    messageId: '<digest.2026W47.u1.1@coffee.example>',
    headers: {
      'List-Id': '<letters.coffee.example>',
      'List-Unsubscribe': '<https://coffee.example/unsubscribe/abcdefghijklmnopqrstuv>',
      'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
      'Auto-Submitted': 'auto-generated',
    },
    ...change,
  }
}

/** What one test opens, closed when it is over. */
export function open({ onTestFinished }: Pick<TestContext, 'onTestFinished'>) {
  return {
    async relayWith(options: RelayOptions = {}) {
      const relay = await startRelay(options)
      onTestFinished(() => relay.close())
      return relay
    },
    async breakerBefore(relayPort: number, at: Parameters<typeof startBreaker>[1]) {
      const breaker = await startBreaker(relayPort, at)
      onTestFinished(() => breaker.close())
      return breaker
    },
    mailerTo(...about: Parameters<typeof openMailer>): Mailer {
      const mailer = openMailer(...about)
      onTestFinished(() => mailer.close())
      return mailer
    },
  }
}

/** A port of this machine where nobody listens. */
export async function closedPort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  await new Promise((resolve) => server.close(resolve))
  if (!address || typeof address === 'string') throw new Error('no port')
  return address.port
}
