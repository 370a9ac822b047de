/** The door of a sample: its port is open from the start on, and who lives behind it is made up when somebody first knocks. */
import { createServer, type RequestListener, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { type Door, endServer, listenAt } from './listen.ts'
import { createSecret, readStore } from './store.ts'

export interface DoorOptions<Behind> {
  /** The folder and the file in it where the sample remembers everything. */
  readonly dir: string
  readonly file: string
  /** Tried first at the very first start. */
  readonly port: number
  /** Makes the sample, which calls `answerBy`. */
  readonly open: (door: Door) => Promise<Behind>
}

/** `Behind` is the sample. */
export interface ClosedDoor<Behind> {
  readonly origin: string
  readonly clientSecret: string
  /** ISO duration by which the clock was ahead when it was left. */
  readonly offset: string
  /** The sample, if anybody has knocked. */
  opened(): Behind | null
  /** The sample, made if it is not there yet. */
  enter(): Promise<Behind>
  close(): Promise<void>
}

/** What is read of a sample's file before the sample is loaded; other samples keep no offset. */
interface Kept {
  readonly version: 1
  readonly port: number | null
  readonly clientSecret: string
  readonly offset?: string
  readonly grants: readonly unknown[]
}

/**
 * Opens the port that the sample remembers; another one, where that is taken and nobody has connected yet. Without a visitor
 * nothing is written down.
 * @throws ConfigError, in a sentence, when the remembered port is taken
 * @throws Error, in a sentence, when its file is damaged
 */
export async function openDoor<Behind>(options: DoorOptions<Behind>): Promise<ClosedDoor<Behind>> {
  const kept = readStore<Kept>(options.dir, options.file)
  const clientSecret = kept?.clientSecret ?? createSecret()
  let listener: RequestListener | null = null
  let making: Promise<Behind> | null = null
  let made: Behind | null = null
  const enter = () => {
    making ??= options.open(door).then((behind) => {
      made = behind
      return behind
    })
    return making
  }
  const knock: RequestListener = async (request, response) => {
    try {
      await enter()
      listener?.(request, response)
    } catch {
      response.writeHead(500).end('The sample account did not open.')
    }
  }
  // The port is part of every connection that was made; where none was, any other will do.
  const bound = kept?.grants.length ? kept.port : null
  const server = await listenAt(createServer(knock), bound, kept?.port ?? options.port)
  const door: Door = {
    port: portOf(server),
    clientSecret,
    answerBy(by) {
      listener = by
    },
    close: () => endServer(server),
  }
  return {
    origin: `http://127.0.0.1:${door.port}`,
    clientSecret,
    offset: kept?.offset ?? 'PT0S',
    opened: () => made,
    enter,
    close: door.close,
  }
}

const portOf = (server: Server) => (server.address() as AddressInfo).port
