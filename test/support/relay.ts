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
  readonly caught: readonly Caught[]
  close(): Promise<void>
}

export async function startRelay(): Promise<Relay> {
  const caught: Caught[] = []
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    onData(stream, session, done) {
      const chunks: Buffer[] = []
      stream.on('data', (chunk: Buffer) => chunks.push(chunk))
      stream.on('end', async () => {
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
  return {
    url: `smtp://127.0.0.1:${address.port}`,
    caught,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  }
}
