/** The sockets that a mailbox is read through: given by the place that has some, and held by the gate. */
import type { ImapTransport } from 'imapflow'
import { createGate } from './gate.ts'

/** How connections are made, and made secure: Node's own. */
export interface Wire {
  readonly connect: ImapTransport['connect']
  readonly upgrade: NonNullable<ImapTransport['upgrade']>
}
type Held = ReturnType<Wire['connect']>

export interface Watch {
  /** Told of each command that leaves. */
  count(command: string): void
  /** Told of the command that did not; the connection has ended then. */
  refused(command: string): void
}

/** The same sockets, through which only what is allowed leaves. */
export function guarded(wire: Wire, watch: Watch): Wire {
  return {
    connect: (options, onConnect) => hold(wire.connect(options, onConnect), watch),
    // What is written to the secured socket is read before it is encrypted; nothing is written to the plain one any more.
    upgrade: (socket, options, onSecure) => {
      release(socket)
      return hold(wire.upgrade(socket, options, onSecure), watch)
    },
  }
}

const free = new WeakMap<Held, Held['write']>()

function hold(socket: Held, { count, refused }: Watch): Held {
  const gate = createGate(count)
  const write = socket.write.bind(socket)
  free.set(socket, write)
  socket.write = (chunk: unknown, ...rest: unknown[]) => {
    const passed = chunk instanceof Uint8Array ? gate.pass(chunk) : { refused: 'something that is no command' }
    if (passed instanceof Uint8Array) return (write as (...all: unknown[]) => boolean)(passed, ...rest)
    refused(passed.refused)
    socket.destroy(new Error('A command that is not allowed was refused.'))
    return false
  }
  return socket
}

/** TLS writes to it from here on. */
function release(socket: Held): void {
  const write = free.get(socket)
  if (write) socket.write = write
}
