/** What every request passes at a sample: the way there, the fault that waits for it, and the log. */
import { setTimeout as wait } from 'node:timers/promises'
import type { HttpBindings } from '@hono/node-server'
import type { Context, Hono } from 'hono'
import type { Temporal } from 'temporal-polyfill'
import type { Fault, Faults } from './faults.ts'

/** One request as the server saw it. `api` is `messages.get`, `events.list`, `token`, …; `inFlight` counts this one. */
export interface RequestRecord {
  readonly at: Temporal.Instant
  readonly method: string
  readonly api: string
  readonly path: string
  readonly query: string
  readonly status: number
  readonly inFlight: number
  /** The Prefer header, where one was sent. */
  readonly prefer?: string
}

interface Visited {
  readonly faults: Faults
  readonly log: RequestRecord[]
  now(): Temporal.Instant
}

export type App = Hono<{ Bindings: HttpBindings }>

const LOG_LENGTH = 20_000

/** What a call brings that goes on from an earlier one. */
const CONTINUES = ['startHistoryId', 'syncToken', '$deltatoken']

/** Runs `respond` with the fault that waits for this method, if any, and writes the request down. */
export async function recorded(
  world: Visited,
  c: Context<{ Bindings: HttpBindings }>,
  api: string,
  inFlight: number,
  respond: (fault: Fault | undefined) => Promise<Response> | Response,
): Promise<Response> {
  const url = new URL(c.req.url)
  if (world.faults.latencyMs > 0) await wait(world.faults.latencyMs)
  const continues = CONTINUES.some((name) => url.searchParams.has(name))
  const fault = world.faults.take({ api, path: decode(url.pathname), query: url.searchParams, url }, continues)
  if (fault?.kind === 'delay') await wait(fault.milliseconds)
  const response = fault?.kind === 'answer' ? fault.respond() : await respond(fault)
  const reset = fault?.kind === 'reset'
  const prefer = c.req.header('prefer')
  note(world, {
    at: world.now(),
    method: c.req.method,
    api,
    path: url.pathname,
    query: url.search,
    status: reset ? 0 : response.status,
    inFlight,
    ...(prefer !== undefined && { prefer }),
  })
  if (reset) c.env.outgoing.destroy()
  if (fault?.kind !== 'truncated' && !(fault?.kind === 'rewrite' && response.ok)) return response
  const text = await response.text()
  const said =
    fault.kind === 'rewrite'
      ? JSON.stringify(fault.rewrite(JSON.parse(text)))
      : text.slice(0, Math.floor(text.length / 2))
  return new Response(said, { status: response.status, headers: response.headers })
}

function decode(path: string): string {
  try {
    return decodeURIComponent(path)
  } catch {
    return path
  }
}

function note(world: Visited, record: RequestRecord) {
  world.log.push(record)
  if (world.log.length > LOG_LENGTH) world.log.shift()
}
