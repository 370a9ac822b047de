/** A line to a mail relay that breaks, or answers in the relay's stead, at a chosen word of the conversation. */
import { connect, createServer, type Socket } from 'node:net'

/** In the order of the conversation; `text`: in the middle of the letter, `end`: after its last dot, before the answer. */
export const places = ['connect', 'greeting', 'EHLO', 'AUTH', 'MAIL', 'RCPT', 'DATA', 'text', 'end'] as const
export type Place = (typeof places)[number]

interface Break {
  readonly place: Place
  /** Said instead of breaking the line. */
  readonly reply?: string
  readonly once?: boolean
}

export interface Breaker {
  readonly port: number
  /** How often somebody came. */
  readonly visits: number
  /** Where it breaks from now on; null: nowhere. */
  breakAt(next: Break | null): void
  /** Ends the lines that stand, as a relay does with idle ones. */
  hangUp(): Promise<void>
  close(): Promise<void>
}

/** What to do at a place: nothing, break, or say something. */
type Reached = (place: string) => Break | null

export async function startBreaker(relayPort: number, first: Break | null): Promise<Breaker> {
  let at = first
  let visits = 0
  const standing = new Set<Socket>()
  const reached: Reached = (place) => {
    if (at?.place !== place) return null
    const found = at
    if (at.once) at = null
    return found
  }
  const server = createServer((guest) => {
    visits += 1
    if (reached('connect')) return void guest.destroy()
    standing.add(guest)
    guest.on('close', () => standing.delete(guest))
    carry(guest, connect(relayPort, '127.0.0.1'), reached)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  if (!address || typeof address === 'string') throw new Error('the line has no port')
  return {
    port: address.port,
    get visits() {
      return visits
    },
    breakAt(next) {
      at = next
    },
    async hangUp() {
      await Promise.all([...standing].map((guest) => new Promise((resolve) => guest.once('close', resolve).end())))
    },
    close: () =>
      new Promise((resolve) => {
        for (const guest of standing) guest.destroy()
        server.close(() => resolve())
      }),
  }
}

/** Carries one conversation, command by command, until the place where it breaks. */
function carry(guest: Socket, relay: Socket, reached: Reached): void {
  let unread = ''
  /** What has gone of the letter under way; null outside one. */
  let text: string | null = null
  let greeted = false
  let ended = false
  const cut = () => {
    guest.destroy()
    relay.destroy()
  }
  guest.on('error', cut).on('close', () => relay.destroy())
  relay.on('error', cut).on('close', () => guest.end())

  relay.on('data', (chunk) => {
    const said = chunk.toString('latin1')
    // At `end` the relay has taken the letter by now; nobody hears of it.
    const broken = greeted ? (ended ? reached('end') : null) : reached('greeting')
    if (broken && !broken.reply) return cut()
    if (/^354/m.test(said)) text = ''
    greeted = true
    ended = false
    guest.write(broken ? `${broken.reply}\r\n` : said, 'latin1')
  })

  guest.on('data', (chunk) => {
    unread += chunk.toString('latin1')
    while (unread) if (!(text === null ? command() : letter(text))) return
  })

  /** @returns whether there is more to look at */
  function command(): boolean {
    const end = unread.indexOf('\n') + 1
    if (end === 0) return false
    const line = unread.slice(0, end)
    const broken = reached(line.slice(0, 4).toUpperCase())
    unread = unread.slice(end)
    if (!broken) relay.write(line, 'latin1')
    else if (broken.reply) guest.write(`${broken.reply}\r\n`)
    else cut()
    return !broken || broken.reply !== undefined
  }

  function letter(gone: string): boolean {
    const whole = gone + unread
    const dot = whole.indexOf('\r\n.\r\n')
    const length = dot < 0 ? whole.length : dot + 5
    if (whole.length > 200 && reached('text')) {
      relay.write(whole.slice(gone.length, 200), 'latin1')
      cut()
      return false
    }
    relay.write(whole.slice(gone.length, length), 'latin1')
    unread = whole.slice(length)
    ended = dot >= 0
    text = ended ? null : whole
    return true
  }
}
