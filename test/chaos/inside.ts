/** The sample providers without a port: a request is answered in this process, over a line that may break. */
import type { Temporal } from 'temporal-polyfill'
import { createFaults } from '../../src/sample/faults.ts'
import { createControls } from '../../src/sample/google/controls.ts'
import { appOf as googleApp } from '../../src/sample/google/server.ts'
import type { State } from '../../src/sample/google/state.ts'
import { openWorld } from '../../src/sample/google/world.ts'
import type { History } from '../../src/sample/history/types.ts'
import { accountOf } from '../../src/sample/microsoft/account.ts'
import { createMicrosoftControls } from '../../src/sample/microsoft/controls.ts'
import { appOf as microsoftApp } from '../../src/sample/microsoft/server.ts'
import type { MicrosoftState } from '../../src/sample/microsoft/state.ts'
import { openMicrosoftWorld } from '../../src/sample/microsoft/world.ts'
import type { App } from '../../src/sample/requests.ts'
import { beginLife } from '../../src/sample/store.ts'
import { signingKeys } from '../support/life.ts'
import { exchange } from './process.ts'

interface Given {
  readonly history: History
  now(): Temporal.Instant
}

const origins = { google: 'http://127.0.0.1:4101', microsoft: 'http://127.0.0.1:4102' } as const

/** The sample Google, as it was left in `left`, or a new one. */
export function openGoogle({ history, now }: Given, left?: State) {
  const state: State = left ?? { ...beginLife(now(), signingKeys.google), offset: 'PT0S' }
  const faults = { ...createFaultsAtOnce() }
  const clientId = 'chaos.apps.coffee-soon.example'
  const store = { state, save() {} }
  const world = openWorld({ history, store, faults, quotaPerMinute: 1e9, clientId, now })
  world.origin = origins.google
  return {
    ...createControls(world),
    ...{ state, faults, clientId, origin: world.origin, clientSecret: state.clientSecret, quotaPerMinute: 1e9 },
    world,
    answer: answering(googleApp(world)),
  }
}

export type InsideGoogle = ReturnType<typeof openGoogle>

/** The sample Microsoft, likewise. */
export function openMicrosoft({ history, now }: Given, left?: MicrosoftState) {
  const state: MicrosoftState = left ?? { ...beginLife(now(), signingKeys.microsoft), admin: 'open', transactions: {} }
  const faults = createFaultsAtOnce()
  const clientId = '5a3c9e10-7f42-4d8b-b6a1-0c2e4f6a8b90'
  const store = { state, save() {} }
  const limits = { filterCap: 5000, requestsPerTenMinutes: 1e9 }
  const world = openMicrosoftWorld({ ...accountOf(history), store, faults, clientId, ...limits, now })
  world.origin = origins.microsoft
  return {
    ...createMicrosoftControls(world),
    ...{ state, faults, clientId, origin: world.origin, clientSecret: state.clientSecret },
    world,
    answer: answering(microsoftApp(world)),
  }
}

export type InsideMicrosoft = ReturnType<typeof openMicrosoft>

/** Nobody waits for an answer from memory. */
function createFaultsAtOnce() {
  const faults = createFaults()
  faults.latencyMs = 0
  return faults
}

/** How many requests the samples were asked so far. */
export const asked = { count: 0 }

type Answer = (request: Request) => Promise<Response>

const cut = () => new TypeError('fetch failed', { cause: Object.assign(new Error('reset'), { code: 'ECONNRESET' }) })

function answering(app: App): Answer {
  return async (request) => {
    asked.count++
    let isCut = false
    const outgoing = {
      destroy() {
        isCut = true
      },
    }
    const response = await app.fetch(request, { outgoing } as never)
    if (isCut) throw cut()
    return response
  }
}

/** So many of the next answers end in the middle of their body. */
export const halves = { left: 0 }

/** Half of the body arrives, then the line ends. */
async function halved(response: Response): Promise<Response> {
  const bytes = new Uint8Array(await response.arrayBuffer())
  const body = new ReadableStream({
    start(controller) {
      controller.enqueue(bytes.slice(0, Math.floor(bytes.length / 2)))
      controller.error(cut())
    },
  })
  return new Response(body, { status: response.status, headers: response.headers })
}

/** From now on requests to these origins are answered here; all others are refused. @returns puts back what was before */
export function answerInside(find: (origin: string) => Answer | undefined): () => void {
  const before = globalThis.fetch
  globalThis.fetch = async (input, init) => {
    const request = new Request(input, init)
    const { origin, pathname } = new URL(request.url)
    const answer = find(origin)
    if (!answer) throw new Error(`nobody answers at ${origin}`)
    const name = `${request.method} ${pathname.split('/').slice(-2).join('/')}`
    const response = await exchange({ name, broken: cut }, () => answer(request))
    if (halves.left <= 0 || !response.ok) return response
    halves.left--
    return halved(response)
  }
  return () => {
    globalThis.fetch = before
  }
}
