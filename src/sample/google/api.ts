/** What every API call passes before it is answered: faults, sign-in, permission, crowding, quota, and the mask. */
import type { HttpBindings } from '@hono/node-server'
import type { Context } from 'hono'
import { Temporal } from 'temporal-polyfill'
import { type Fault, Withheld } from '../faults.ts'
import { type App, recorded } from '../requests.ts'
import { bearerScopes } from '../signin.ts'
import { applyFields, FieldsError, type Shape } from './fields.ts'
import { insufficient, invalid, json, minuteQuota, refuse, tooManyConcurrent, unauthorized } from './replies.ts'
import type { World } from './world.ts'

export interface ApiCall {
  readonly query: URLSearchParams
  readonly path: Readonly<Record<string, string>>
  readonly scopes: readonly string[]
  readonly body: unknown
  /** How many items the page holds at most, whatever is asked for. */
  readonly mostItems: number
  /** Answer nothing but a token to go on with. */
  readonly emptyPage: boolean
  /** The history id or sync token counts as forgotten. */
  readonly expired: boolean
}

export interface ApiMethod {
  readonly api: string
  readonly verb: 'GET' | 'POST' | 'PATCH' | 'DELETE'
  readonly route: string
  readonly service: 'gmail.googleapis.com' | 'calendar-json.googleapis.com' | 'people.googleapis.com'
  /** One of these suffices. */
  readonly scopes: readonly string[]
  /** Gmail quota units. */
  readonly cost: number
  readonly shape: Shape
  /** A response is sent as it is; anything else is masked and sent as JSON. */
  answer(world: World, call: ApiCall): unknown
}

/** Requests that are under way at once before Gmail says "Too many concurrent requests for user". */
const CONCURRENT = 10

interface Meter {
  inFlight: number
  spent: { at: Temporal.Instant; units: number }[]
}

/** Adds these methods to the server. All of them share one mailbox's crowding and quota. */
export function serveApi(app: App, world: World, methods: readonly ApiMethod[]) {
  const meter: Meter = { inFlight: 0, spent: [] }
  for (const method of methods) {
    app.on(method.verb, method.route, async (c) => {
      const inFlight = ++meter.inFlight
      try {
        return await recorded(world, c, method.api, inFlight, (fault) => handle(world, meter, method, c, fault))
      } finally {
        meter.inFlight--
      }
    })
  }
}

async function handle(
  world: World,
  meter: Meter,
  method: ApiMethod,
  c: Context<{ Bindings: HttpBindings }>,
  fault: Fault | undefined,
): Promise<Response> {
  const query = new URL(c.req.url).searchParams
  const scopes = bearerScopes(world, c.req.header('authorization'))
  if (!scopes) return unauthorized()
  const isGmail = method.service === 'gmail.googleapis.com'
  if (isGmail && meter.inFlight > CONCURRENT) return tooManyConcurrent()
  if (!method.scopes.some((scope) => scopes.includes(scope))) return insufficient(method.service)
  if (isGmail && !spend(world, meter, method.cost)) return minuteQuota()
  world.catchUp()
  try {
    const body = method.verb === 'GET' || method.verb === 'DELETE' ? undefined : await c.req.json()
    const answer = method.answer(world, {
      query,
      path: c.req.param(),
      scopes,
      body,
      mostItems: world.faults.pageSize,
      emptyPage: fault?.kind === 'empty-page',
      expired: fault?.kind === 'expired',
    })
    if (answer instanceof Response) return answer
    const fields = query.get('fields')
    return json(fields === null ? answer : applyFields(answer, fields, method.shape))
  } catch (error) {
    if (error instanceof Withheld) return error.respond()
    if (error instanceof FieldsError) {
      return refuse(400, 'invalidParameter', error.message, { location: 'fields', locationType: 'parameter' })
    }
    if (error instanceof SyntaxError) return refuse(400, 'parseError', 'Parse Error')
    if (error instanceof RangeError) return invalid(error.message)
    throw error
  }
}

/** A rolling minute: units count until sixty seconds after they were spent. A refused call costs nothing. */
function spend(world: World, meter: Meter, units: number): boolean {
  const now = world.now()
  const edge = now.subtract({ minutes: 1 })
  meter.spent = meter.spent.filter(({ at }) => Temporal.Instant.compare(at, edge) > 0)
  const spent = meter.spent.reduce((sum, one) => sum + one.units, 0)
  if (spent + units > world.quotaPerMinute) return false
  meter.spent.push({ at: now, units })
  return true
}
