/** The way to the mail relay: one transport for the whole process on Node, one for each invocation on Workers. */
import { createTransport } from 'nodemailer'
import { type Config, ConfigError, parseRelay, parseSender } from '../config.ts'
import type { Delivery, Mailer } from '../deps.ts'
import { toDelivery } from './delivery.ts'
import { inPerson, ofTheStandard, type Patience } from './patience.ts'
import { canSign } from './signing-key.ts'

/**
 * Everything a receiver checks is signed; nodemailer's own list leaves out List-Unsubscribe-Post, without which RFC 8058
 * does not hold, and Auto-Submitted.
 */
const signedFields =
  'From:Reply-To:Subject:Date:Message-ID:To:MIME-Version:Content-Type:Content-Transfer-Encoding:List-ID:List-Unsubscribe:List-Unsubscribe-Post:Auto-Submitted'

interface MailerOptions {
  /** Keep connections open between letters; not on Workers, where a socket belongs to its invocation. */
  readonly pool: boolean
  readonly patience?: Patience
  /** Ends what is under way at once: this program cannot wait any longer. */
  readonly signal?: AbortSignal
}

/** Null without SMTP_URL: letters then stay in the outbox. Nothing is opened before the first letter. */
export function createMailer(config: Config, options: MailerOptions): Mailer | null {
  if (!config.SMTP_URL) return null
  const { pool, patience = ofTheStandard } = options
  let transport: Transport | null = null
  let signs: Promise<boolean> | null = null
  /** Of each letter under way: whether the relay has begun to take its text. */
  const underWay = new Map<string, () => boolean>()
  const open = () => {
    if (transport) return transport
    transport = openTransport(config, pool, patience)
    transport.use('stream', (mail, done) => {
      const { message } = mail
      const create = message.createReadStream.bind(message)
      message.createReadStream = (...options) => {
        const stream = create(...options)
        const before = underWay.get(String(mail.data.messageId))
        // It is read only once the relay has answered 354 to DATA.
        underWay.set(String(mail.data.messageId), () => stream.readableDidRead || before?.() === true)
        // What is given up must not begin to go a moment later.
        mail.data.signal?.addEventListener('abort', () => stream.destroy(), { once: true })
        return stream
      }
      done()
    })
    return transport
  }
  return {
    async send(mail, stillWaiting): Promise<Delivery> {
      signs ??= config.DKIM_PRIVATE_KEY ? canSign(config.DKIM_PRIVATE_KEY) : Promise.resolve(true)
      if (!(await signs)) return { kind: 'unreached', reason: 'letters cannot be signed with DKIM_PRIVATE_KEY' }
      const wait = beginWait(patience, { signal: options.signal, stillWaiting })
      try {
        await open().sendMail({
          signal: wait.signal,
          from: senderOf(config),
          to: { name: '', address: mail.to },
          ...(mail.replyTo ? { replyTo: { name: '', address: mail.replyTo } } : {}),
          subject: mail.subject,
          text: mail.text,
          ...(mail.html ? { html: mail.html } : {}),
          messageId: mail.messageId,
          headers: mail.headers,
        })
        return { kind: 'accepted' }
      } catch (error) {
        return toDelivery(error, underWay.get(mail.messageId)?.() === true)
      } finally {
        await wait.end()
        underWay.delete(mail.messageId)
      }
    },
    async close() {
      transport?.close()
      transport = null
    },
  }
}

/** The time one mail is given: told of every so often while it runs, and ended for good when it is over. */
function beginWait(
  patience: Patience,
  { signal, stillWaiting }: { signal: AbortSignal | undefined; stillWaiting: (() => Promise<void>) | undefined },
) {
  const over = new AbortController()
  const end = setTimeout(() => over.abort(), patience.whole)
  let told: Promise<void> = Promise.resolve()
  const beat = setInterval(() => {
    // One after the other; what cannot be told now is told the next time.
    told = told.then(() => stillWaiting?.()).catch(() => {})
  }, patience.beat)
  return {
    signal: signal ? AbortSignal.any([signal, over.signal]) : over.signal,
    async end() {
      clearTimeout(end)
      clearInterval(beat)
      await told
    },
  }
}

/** Greets the relay and signs in. @returns what is wrong and what to do, in a sentence; null when all is well */
export async function checkRelay(config: Config): Promise<string | null> {
  if (!config.SMTP_URL) return 'SMTP_URL is not set, so letters stay in the outbox.'
  const transport = openTransport(config, false, { ...inPerson, silence: 30_000 })
  try {
    await transport.verify()
    return null
  } catch (error) {
    const delivery = toDelivery(error, false)
    const reason = delivery.kind === 'accepted' ? 'the mail relay answered oddly' : delivery.reason
    return `${reason[0]?.toUpperCase()}${reason.slice(1)}. Check host, port, user and password in SMTP_URL; in the address, write @ as %40 and : as %3A.`
  } finally {
    transport.close()
  }
}

/** An address alone shows as "Coffee soon" as well. */
function senderOf({ MAIL_FROM }: Config) {
  const sender = parseSender(MAIL_FROM)
  return sender ? { ...sender, name: sender.name || 'Coffee soon' } : MAIL_FROM
}

type Transport = ReturnType<typeof openTransport>

function openTransport(config: Config, pool: boolean, patience: Patience) {
  const options = relayOptions(config, patience)
  return pool
    ? createTransport({ ...options, pool: true, maxConnections: 5, maxMessages: 100, rateDelta: 1000, rateLimit: 10 })
    : createTransport(options)
}

/**
 * How the relay is spoken to, in nodemailer's words. Certificates are checked, but for a relay on this machine.
 * @throws ConfigError without a usable SMTP_URL, which readConfig rules out
 */
export function relayOptions(config: Config, patience: Patience = ofTheStandard) {
  const relay = parseRelay(config.SMTP_URL ?? '')
  if (!relay) throw new ConfigError('SMTP_URL is not the address of a mail relay')
  const { host, port, secure, local, auth } = relay
  const { DKIM_DOMAIN, DKIM_SELECTOR, DKIM_PRIVATE_KEY } = config
  return {
    host,
    port,
    secure,
    // Without it a line on which somebody removed STARTTLS would go on in plain text.
    requireTLS: !secure && !local,
    // A relay on this machine mostly shows a certificate it made itself, and nobody is in between.
    ...(local ? { tls: { rejectUnauthorized: false } } : {}),
    ...(auth ? { auth } : {}),
    connectionTimeout: patience.connect,
    dnsTimeout: patience.lookUp,
    greetingTimeout: patience.greeting,
    socketTimeout: patience.silence,
    disableFileAccess: true,
    disableUrlAccess: true,
    ...(DKIM_DOMAIN && DKIM_SELECTOR && DKIM_PRIVATE_KEY
      ? {
          dkim: {
            domainName: DKIM_DOMAIN,
            keySelector: DKIM_SELECTOR,
            privateKey: DKIM_PRIVATE_KEY,
            headerFieldNames: signedFields,
          },
        }
      : {}),
  }
}
