/** How the samples open and close their ports on this machine. */
import { createServer, type RequestListener, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as wait } from 'node:timers/promises'
import { getRequestListener, type HttpBindings } from '@hono/node-server'
import { ConfigError } from '../config.ts'
import type { App } from './requests.ts'
import type { SampleWorld } from './world.ts'

/**
 * Opens a sample on the port it remembers, or on one it remembers from now on, and lets arrive what is due.
 * @returns what closes it
 * @throws ConfigError, in a sentence, when the remembered port is taken
 */
export async function openPort(
  world: SampleWorld<unknown>,
  app: App,
  { port: wished, door }: Way,
): Promise<() => Promise<void>> {
  const { state } = world.store
  const fetch = (request: Request, env: unknown) => app.fetch(request, env as HttpBindings)
  const listener = getRequestListener(fetch, { overrideGlobalObjects: false })
  const server = door ? null : await listenAt(createServer(listener), state.port, wished)
  door?.answerBy(listener)
  state.port = door?.port ?? (server?.address() as AddressInfo).port
  world.origin = `http://127.0.0.1:${state.port}`
  world.store.save()
  world.catchUp()
  return () => (server ? endServer(server) : Promise.resolve())
}

/** What a sample is handed that stands behind a door. */
export interface Door {
  readonly port: number
  readonly clientSecret: string
  /** Answers everything from now on. */
  answerBy(listener: RequestListener): void
  close(): Promise<void>
}

/** How a sample is reached. */
interface Way {
  /** The port tried first at the very first start. */
  readonly port?: number | undefined
  /** One that is open already, and that somebody else closes. */
  readonly door?: Pick<Door, 'port' | 'answerBy'> | undefined
}

/**
 * Listens on 127.0.0.1. The issuer is part of every connection made with it: a remembered port cannot be given up for
 * another.
 * @throws ConfigError, in a sentence, when the remembered port is taken
 */
export async function listenAt(server: Server, remembered: number | null, wished = 0): Promise<Server> {
  if (remembered === null) return (await tryPort(server, wished)) ?? (await tryPort(server, 0)) ?? taken('any port')
  return (await tryPort(server, remembered)) ?? taken(`port ${remembered}`)
}

/** Ends every connection and stops listening. */
export async function endServer(server: Server): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    server.close((error) => (error ? reject(error) : resolve()))
    server.closeAllConnections()
  })
  // Clients in this process learn of the end of their idle connections a moment later.
  await wait(20)
}

function taken(port: string): never {
  throw new ConfigError(
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
