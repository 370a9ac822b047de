/** How the samples open and close their ports on this machine. */
import type { Server } from 'node:http'
import { setTimeout as wait } from 'node:timers/promises'

/**
 * Listens on 127.0.0.1. The issuer is part of every connection made with it: a remembered port cannot be given up for
 * another.
 * @throws Error, in a sentence, when the remembered port is taken
 */
export async function listen(server: Server, remembered: number | null, wished = 0): Promise<Server> {
  if (remembered === null) return (await tryPort(server, wished)) ?? (await tryPort(server, 0)) ?? taken('any port')
  return (await tryPort(server, remembered)) ?? taken(`port ${remembered}`)
}

/** Ends every connection and stops listening. */
export async function end(server: Server) {
  await new Promise<void>((resolve, reject) => {
    server.close((error) => (error ? reject(error) : resolve()))
    server.closeAllConnections()
  })
  // Clients in this process learn of the end of their idle connections a moment later.
  await wait(20)
}

function taken(port: string): never {
  throw new Error(
    `The sample account needs ${port} of 127.0.0.1, which another program has; stop that program and start again.`,
  )
}

function tryPort(server: Server, port: number): Promise<Server | null> {
  return new Promise((resolve, reject) => {
    const failed = (error: NodeJS.ErrnoException) => (error.code === 'EADDRINUSE' ? resolve(null) : reject(error))
    server.once('error', failed)
    server.listen(port, '127.0.0.1', () => {
      server.off('error', failed)
      resolve(server)
    })
  })
}
