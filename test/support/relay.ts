/** A mail relay on this machine that keeps what it is handed: a real SMTP server. */
import PostalMime, { type Email } from 'postal-mime'
import { SMTPServer } from 'smtp-server'

export interface Caught {
  readonly from: string
  readonly to: readonly string[]
  /** The mail as it came over the line. */
  readonly raw: string
  readonly mail: Email
}

export interface Relay {
  readonly url: string
  readonly port: number
  readonly caught: readonly Caught[]
  close(): Promise<void>
}

export interface RelayOptions {
  /** What it says no to, and how: "550 5.1.1 no such person". `text` is the letter itself, after its last dot. */
  readonly refuse?: { readonly at: 'AUTH' | 'MAIL' | 'RCPT' | 'text'; readonly reply: string }
  /** With a certificate that nobody vouches for. */
  readonly encryption?: 'starttls' | 'implicit'
  /** Asks for a user name and this password. */
  readonly password?: string
  /** It has the whole text, and answers only after this. */
  readonly ponder?: () => Promise<void>
  /** Whether it takes sender, recipient and DATA in one go; it does unless told otherwise. */
  readonly pipelining?: boolean
}

export async function startRelay(options: RelayOptions = {}): Promise<Relay> {
  const caught: Caught[] = []
  const { refuse, encryption, password, pipelining = true, ponder } = options
  const refusal = (at: NonNullable<typeof refuse>['at']): Error | null => {
    if (refuse?.at !== at) return null
    const [code = '', ...words] = refuse.reply.split(' ')
    return Object.assign(new Error(words.join(' ')), { responseCode: Number(code) })
  }
  const server = new SMTPServer({
    secure: encryption === 'implicit',
    authOptional: password === undefined,
    allowInsecureAuth: true,
    hidePIPELINING: !pipelining,
    disabledCommands: [...(encryption === 'starttls' ? [] : ['STARTTLS']), ...(password === undefined ? ['AUTH'] : [])],
    onAuth: (auth, _session, done) => {
      const wrong = auth.password === password ? null : Object.assign(new Error('no'), { responseCode: 535 })
      const error = refusal('AUTH') ?? wrong
      if (error) done(error)
      else done(null, { user: auth.username })
    },
    onMailFrom: (_address, _session, done) => done(refusal('MAIL')),
    onRcptTo: (_address, _session, done) => done(refusal('RCPT')),
    onData(stream, session, done) {
      const chunks: Buffer[] = []
      stream.on('data', (chunk: Buffer) => chunks.push(chunk))
      stream.on('end', async () => {
        await ponder?.()
        const error = refusal('text')
        if (error) return done(error)
        const raw = Buffer.concat(chunks)
        const { mailFrom, rcptTo } = session.envelope
        const mail = await PostalMime.parse(new Uint8Array(raw))
        caught.push({
          from: mailFrom ? mailFrom.address : '',
          to: rcptTo.map(({ address }) => address),
          raw: raw.toString('utf8'),
          mail,
        })
        done()
      })
    },
  })
  server.on('error', () => {})
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.server.address()
  if (!address || typeof address === 'string') throw new Error('the relay has no port')
  const scheme = encryption === 'implicit' ? 'smtps' : 'smtp'
  const signIn = password === undefined ? '' : `letters:${encodeURIComponent(password)}@`
  return {
    url: `${scheme}://${signIn}127.0.0.1:${address.port}`,
    port: address.port,
    caught,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  }
}
