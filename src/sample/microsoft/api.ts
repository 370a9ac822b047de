/** What every call of Graph passes before it is answered: faults, sign-in, crowding, quota, permission. */
import type { HttpBindings } from '@hono/node-server'
import type { Context } from 'hono'
import { Temporal } from 'temporal-polyfill'
import type { Fault } from '../faults.ts'
import { type App, recorded } from '../requests.ts'
import { bearerScopes } from '../signin.ts'
import { type Prefer, QueryError, readPrefer } from './odata.ts'
import {
  accessDenied,
  badRequest,
  badToken,
  graphError,
  graphJson,
  noToken,
  overConcurrency,
  overRequests,
} from './replies.ts'
import type { MicrosoftWorld } from './world.ts'

export interface GraphCall {
  readonly query: URLSearchParams
  /** Where this was asked, without its query. */
  readonly url: string
  readonly path: Readonly<Record<string, string>>
  readonly prefer: Prefer
  readonly body: unknown
  /** Answer nothing but a link to go on with. */
  readonly emptyPage: boolean
  /** The delta token counts as forgotten. */
  readonly expired: boolean
}

export interface GraphMethod {
  /** As the request log calls it: `messages.delta`, `calendarView.list`, … */
  readonly api: string
  readonly verb: 'GET' | 'POST' | 'PATCH'
  /** Below /v1.0; `:name` takes one segment. The first method that fits answers. */
  readonly route: string
  /** One of these suffices; none: nobody may. */
  readonly scopes: readonly string[]
  /** A response is sent as it is; anything else as JSON. */
  answer(world: MicrosoftWorld, call: GraphCall): unknown
}

/** Requests under way at once for one mailbox, and how long to wait after one too many. */
const CONCURRENT = 4
const CONCURRENT_WAIT_SECONDS = 5
const QUOTA_WINDOW = { minutes: 10 }

interface Meter {
  inFlight: number
  spent: Temporal.Instant[]
}

/** Answers everything below /v1.0. All methods share one mailbox. */
export function serveGraph(app: App, world: MicrosoftWorld, methods: readonly GraphMethod[]) {
  const meter: Meter = { inFlight: 0, spent: [] }
  app.all('/v1.0/*', async (c) => {
    const inFlight = ++meter.inFlight
    try {
      const found = route(methods, c.req.method, new URL(c.req.url).pathname)
      const api = found?.method.api ?? 'unknown'
      return await recorded(world, c, api, inFlight, (fault) =>
        found ? handle(world, meter, found, c, fault) : noSegment(),
      )
    } finally {
      meter.inFlight--
    }
  })
}

const noSegment = () => badRequest('Resource not found for the segment.', 'BadRequest')

interface Found {
  readonly method: GraphMethod
  readonly path: Record<string, string>
}

/** Takes an id as a segment, and in the form that Graph writes into its links: mailFolders('AAMk…'). */
function route(methods: readonly GraphMethod[], verb: string, pathname: string): Found | null {
  const written = pathname.replace(/\('([^'/]*)'\)/g, '/$1').replace(/\(\)$/, '')
  const segments = written.split('/').slice(2).map(decode)
  for (const method of methods) {
    const names = method.route.split('/').slice(1)
    if (method.verb !== verb || names.length !== segments.length) continue
    const path: Record<string, string> = {}
    const fits = names.every((name, place) => {
      const segment = segments[place] ?? ''
      if (name.startsWith(':')) path[name.slice(1)] = segment
      return name.startsWith(':') ? segment !== '' : name.toLowerCase() === segment.toLowerCase()
    })
    if (fits) return { method, path }
  }
  return null
}

function decode(segment: string): string {
  try {
    return decodeURIComponent(segment)
  } catch {
    return segment
  }
}

async function handle(
  world: MicrosoftWorld,
  meter: Meter,
  { method, path }: Found,
  c: Context<{ Bindings: HttpBindings }>,
  fault: Fault | undefined,
): Promise<Response> {
  const header = c.req.header('authorization')
  if (!header) return noToken()
  const scopes = bearerScopes(world, header)
  if (!scopes) return badToken()
  if (meter.inFlight > CONCURRENT) return overConcurrency(CONCURRENT_WAIT_SECONDS)
  const wait = spend(world, meter)
  if (wait !== null) return overRequests(wait)
  if (!method.scopes.some((scope) => scopes.includes(scope))) return accessDenied()
  world.catchUp()
  const url = new URL(c.req.url)
  const prefer = readPrefer(c.req.header('prefer'))
  try {
    const answer = method.answer(world, {
      query: url.searchParams,
      url: `${world.origin}${url.pathname}`,
      path,
      prefer,
      body: method.verb !== 'GET' ? await c.req.json() : undefined,
      emptyPage: fault?.kind === 'empty-page',
      expired: fault?.kind === 'expired',
    })
    return answer instanceof Response ? answer : graphJson(answer, 200, applied(prefer))
  } catch (error) {
    if (error instanceof QueryError) return badRequest(error.message, error.code)
    if (error instanceof SyntaxError) return badRequest('Unable to read JSON request payload.', 'BadRequest')
    if (error instanceof RangeError) return graphError(400, 'ErrorInvalidParameter', error.message)
    throw error
  }
}

/** What was done of what was preferred. */
function applied({ immutableIds, pageSize, timeZone }: Prefer): Record<string, string> {
  const done = [
    ...(immutableIds ? ['IdType="ImmutableId"'] : []),
    ...(pageSize === undefined ? [] : [`odata.maxpagesize=${pageSize}`]),
    ...(timeZone === undefined ? [] : [`outlook.timezone="${timeZone}"`]),
  ]
  return done.length ? { 'preference-applied': done.join(', ') } : {}
}

/** @returns seconds to wait where the mailbox has had its requests of these ten minutes, else null */
function spend(world: MicrosoftWorld, meter: Meter): number | null {
  const now = world.now()
  const edge = now.subtract(QUOTA_WINDOW)
  meter.spent = meter.spent.filter((at) => Temporal.Instant.compare(at, edge) > 0)
  const first = meter.spent[0]
  if (first && meter.spent.length >= world.requestsPerTenMinutes)
    return Math.max(1, Math.ceil(first.add(QUOTA_WINDOW).since(now).total('seconds')))
  meter.spent.push(now)
  return null
}
