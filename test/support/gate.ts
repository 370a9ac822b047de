/** Stands between one program and the sample's API, and writes down which of its requests were under way when. */
import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'

export interface Passage {
  readonly stream: 'mail' | 'calendar'
  readonly path: string
  /** Milliseconds of the same clock for every gate. */
  readonly from: number
  /** Infinity while it is under way. */
  to: number
}

export interface Gate {
  readonly origin: string
  readonly passages: readonly Passage[]
  /** Called with the number of requests that have come so far. */
  onRequest: (count: number) => void
  close(): Promise<void>
}

/** Opens a gate to `target`, an origin; its own origin is given to one program as GOOGLE_API_ORIGIN. */
export async function openGate(target: string): Promise<Gate> {
  const passages: Passage[] = []
  const server = createServer(async (request, response) => {
    const passage: Passage = {
      stream: streamOf(request),
      path: request.url ?? '',
      from: performance.now(),
      to: Infinity,
    }
    passages.push(passage)
    gate.onRequest(passages.length)
    try {
      const headers = { authorization: request.headers.authorization ?? '' }
      const answer = await fetch(new URL(passage.path, target), { headers })
      const body = Buffer.from(await answer.arrayBuffer())
      passage.to = performance.now()
      response.writeHead(answer.status, { 'content-type': answer.headers.get('content-type') ?? '' }).end(body)
    } catch {
      passage.to = performance.now()
      response.destroy()
    }
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const gate: Gate = {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    passages,
    onRequest: () => {},
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
  return gate
}

const streamOf = ({ url = '' }: IncomingMessage) => (url.startsWith('/gmail/') ? 'mail' : 'calendar')

/** The most requests that were under way at one moment. */
export function mostAtOnce(passages: readonly Passage[]): number {
  return Math.max(0, ...passages.map(({ from }) => passages.filter((one) => one.from <= from && from < one.to).length))
}
