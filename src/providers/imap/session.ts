/** Connections to mailboxes: one at a time for each account, shared by the pages of a reading and closed when none comes. */
import type { ImapFlow } from 'imapflow'
import type { Net } from '../../deps.ts'
import { ProviderError } from '../../errors.ts'
import { type MailLogin, readMailLogin } from '../login.ts'
import type { Call } from '../types.ts'
import { refusedReason, toImapError } from './errors.ts'
import { guarded, type Watch, type Wire } from './wire.ts'

/** How it shows that a connection was not there any more. */
const lostReasons: ReadonlySet<string> = new Set(['network', 'slow'])

/** Kept open for so long after a page, for the next one. */
const idleMs = 10_000
const usualMs = 30_000
const momentMs = 20
/** All header lines that are asked for of one message are cut there by the server; with some room. */
const mostLiteral = 1024 * 1024
/** A list of the numbers of a folder. */
const mostLine = 16 * 1024 * 1024

/** A connection that is signed in. */
export interface Session {
  readonly client: ImapFlow
  readonly isGmail: boolean
  /** How many units a kilobyte costs at this server: quota is a schedule. */
  readonly weight: number
  /** Which messages of a folder that is read downwards are wanted, by its key: asked for once a connection. */
  readonly wanted: Map<number, Uint32Array>
}

interface Kept extends Session {
  count: Call['count']
  /** What ended it; a command that was refused before it left is one of these. */
  ended: unknown
  timer?: NodeJS.Timeout
}

export interface Sessions {
  /**
   * Runs with a connection of the account's own, an open one where there is one. After any fault it is closed.
   * @throws ProviderError
   */
  use<T>(call: Pick<Call, 'token' | 'count' | 'now'>, work: (session: Session) => Promise<T>): Promise<T>
}

export function createSessions(net: Pick<Net, 'addresses'>, wire: Wire): Sessions {
  /** Those that nobody uses at the moment, by login. */
  const idle = new Map<string, Kept>()

  async function open(login: MailLogin, call: Pick<Call, 'count' | 'now'>): Promise<Kept> {
    let kept: Kept | null = null
    let ended: unknown
    const end = (error: unknown) => {
      ended ??= error
      if (kept) kept.ended ??= error
    }
    const client = await createClient({ net, wire }, login, {
      watch: {
        count: (command) => (kept ?? call).count(`imap.${command}`),
        refused: () => end(refusedCommand()),
      },
    })
    client.on('error', end)
    try {
      await client.connect()
    } catch (error) {
      client.close()
      throw toImapError(bestOf(error, ended, client), call.now)
    }
    const isGmail = client.capabilities.has('X-GM-EXT-1')
    const weight = isGmail ? 35 : /yahoo|aol/i.test(login.host) ? 20 : 1
    kept = { client, isGmail, weight, wanted: new Map(), count: call.count, ended: undefined }
    return kept
  }

  return {
    async use(call, work) {
      const text = await call.token()
      const login = readMailLogin(text)
      const waiting = idle.get(text)
      idle.delete(text)
      clearTimeout(waiting?.timer)
      if (waiting?.client.usable) {
        try {
          return await run(text, waiting, { call, work })
        } catch (error) {
          // A server may have ended it meanwhile without a word: that is no fault yet.
          if (!(error instanceof ProviderError) || !lostReasons.has(error.reason ?? '')) throw error
        }
      }
      return run(text, await open(login, call), { call, work })
    },
  }

  async function run<T>(
    text: string,
    session: Kept,
    { call, work }: { readonly call: Pick<Call, 'count' | 'now'>; work(session: Session): Promise<T> },
  ): Promise<T> {
    session.count = call.count
    try {
      const result = await work(session)
      rest(text, session)
      return result
    } catch (error) {
      // What ended a connection is told a moment after its commands have failed.
      if (!(error instanceof ProviderError)) await new Promise((resolve) => setTimeout(resolve, momentMs))
      session.client.close()
      throw toImapError(bestOf(error, session.ended, session.client), call.now)
    }
  }

  function rest(text: string, session: Kept): void {
    idle.get(text)?.client.close()
    session.timer = setTimeout(() => {
      if (idle.get(text) === session) idle.delete(text)
      session.client.logout().catch(() => session.client.close())
    }, idleMs)
    // It keeps no program running that has nothing else to do.
    session.timer.unref()
    idle.set(text, session)
  }
}

/** What is held by the gate, how long it waits, and whether it only signs in and out. */
interface Manner {
  readonly watch: Watch
  readonly patienceMs?: number
  readonly verifyOnly?: boolean
}

/** A client that has not connected yet, to the address that was checked. @throws ProviderError */
export async function createClient(
  { net, wire }: { readonly net: Pick<Net, 'addresses'>; readonly wire: Wire },
  login: MailLogin,
  { watch, patienceMs = usualMs, verifyOnly = false }: Manner,
): Promise<ImapFlow> {
  const [host = login.host] = await net.addresses(login.host)
  const { ImapFlow } = await import('imapflow')
  const client = new ImapFlow({
    host,
    // An address is no name (RFC 6066 section 3); its certificate is held against the address then.
    ...(/^[\d.]+$|:/.test(login.host) ? {} : { servername: login.host }),
    port: login.port,
    secure: login.tls === 'implicit',
    ...(login.tls === 'starttls' ? { doSTARTTLS: true } : {}),
    auth: { user: login.user, pass: login.password },
    verifyOnly,
    logger: false,
    disableAutoIdle: true,
    disableAutoEnable: true,
    disableCompression: true,
    disableIMAP4rev2: true,
    maxLiteralSize: mostLiteral,
    maxLineLength: mostLine,
    maxResponseSize: mostLine + 4 * mostLiteral,
    maxResponseTokens: 100_000,
    connectionTimeout: patienceMs,
    greetingTimeout: patienceMs,
    socketTimeout: 2 * patienceMs,
    clientInfo: { name: 'Coffee soon', version: '', vendor: '', 'support-url': '' },
    transport: guarded(wire, watch),
  })
  // Which folders a mail program subscribes to says nothing here.
  Object.assign(client, { skipLsub: true })
  return client
}

/** What ended the connection says more than that there is none. */
function bestOf(error: unknown, ended: unknown, client: ImapFlow): unknown {
  if (error instanceof ProviderError) return error
  if (ended instanceof ProviderError) return ended
  const { code } = (typeof error === 'object' && error !== null ? error : {}) as { readonly code?: unknown }
  const isGone = code === 'NoConnection' || code === 'EConnectionClosed'
  if (isGone && ended) return ended
  const { byeReason } = client as unknown as { readonly byeReason?: unknown }
  return isGone && typeof byeReason === 'string' ? { code, reason: byeReason } : error
}

const refusedCommand = () =>
  new ProviderError(
    'unexpected',
    {
      en: 'Something that is not allowed was about to be asked, and was not sent.',
      de: 'Beinahe wäre etwas gefragt worden, was nicht erlaubt ist; es ging nicht hinaus.',
    },
    {
      reason: refusedReason,
    },
  )
