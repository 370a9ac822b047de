/** Free/busy: which times are taken in the owner's calendars, asked live, or as they were last read. */

import { listCalendars } from '../../db/accounts/calendars.ts'
import type { Connection } from '../../db/accounts/connections.ts'
import type { User } from '../../db/accounts/users.ts'
import type { Deps } from '../../deps.ts'
import { ProviderError } from '../../errors.ts'
import type { Span } from '../../facts.ts'
import type { Provider } from '../../providers/provider.ts'
import type { Agenda, Looking } from '../../providers/types.ts'
import { wholeSettings } from '../../settings.ts'
import { countCalls, createReach, ownPace, type Route } from '../../sync/access.ts'
import { doubtOf } from '../refusal.ts'

/**
 * What the calendars say together. `closed`: none may be read, or none is chosen. `unreachable`: at least one that may be read
 * could not be, so that nothing is known to be free; `fault` says why. `unread`: entries that do not say when they are. `shut`:
 * names of chosen calendars that are gone or refused.
 */
export type Answer =
  | {
      readonly kind: 'read'
      readonly busy: readonly Span[]
      readonly events: number
      readonly unread: number
      readonly shut: readonly string[]
      /** The accounts that spoke for themselves, or are not to be asked. */
      readonly answered: readonly Connection[]
    }
  | { readonly kind: 'closed'; readonly answered: readonly Connection[] }
  | { readonly kind: 'unreachable'; readonly fault: ProviderError; readonly answered: readonly [] }

/** The accounts among these whose calendars can be asked. */
const askable = (deps: Pick<Deps, 'providers'>, connections: readonly Connection[]): readonly Connection[] =>
  connections.filter(({ scopes, ...one }) => providerOf(deps, one)?.desk.canRead(scopes))

/** Whose calendars, and when: the owner's settings say what of them takes time. */
interface Asked {
  readonly user: Pick<User, 'id' | 'timeZone' | 'settings'>
  readonly connections: readonly Connection[]
  readonly window: Span
}

/** Asks every calendar that the owner chose and that may be read, and notes each request in the ledger of calls. */
export async function askCalendars(deps: Deps, { user, connections, window }: Asked): Promise<Answer> {
  const open = askable(deps, connections)
  const chosen = await listCalendars(deps.db, user.id)
  const { tentativeBusy: tentative, awayBusy: away } = wholeSettings(user.settings)
  const asked = open.flatMap((connection) => {
    const own = chosen.filter(({ connectionId }) => connectionId === connection.id)
    const ids = own.filter((one) => one.chosen).map(({ externalId }) => externalId)
    // Without a choice it is the primary one.
    const calendars = own.length ? { calendars: ids } : {}
    return own.length && !ids.length ? [] : [{ connection, own, calendars }]
  })
  // Of whoever wants none of an account's calendars asked, what was read of it before takes no time either.
  if (!asked.length) return { kind: 'closed', answered: open }
  const looking = { ...window, timeZone: user.timeZone, tentative, away }
  const answers = await Promise.all(
    asked.map(({ connection, calendars }) => askOne(deps, connection, { ...looking, ...calendars })),
  )
  const fault = answers.find((one) => one instanceof ProviderError)
  if (fault) return { kind: 'unreachable', fault, answered: [] }
  const agendas = answers.map((one) => (one instanceof ProviderError ? nothing : one))
  return {
    kind: 'read',
    busy: agendas.flatMap(({ busy }) => busy),
    events: agendas.reduce((sum, { events }) => sum + events, 0),
    unread: agendas.reduce((sum, { unread = 0 }) => sum + unread, 0),
    shut: agendas.flatMap(({ shut = [] }, place) =>
      (asked[place]?.own ?? []).filter(({ externalId }) => shut.includes(externalId)).map(({ name }) => name),
    ),
    answered: open,
  }
}

/** The accounts among these of whose calendars none that is read is to be asked: what was read of them takes no time. */
export async function listUnasked(
  deps: Pick<Deps, 'db' | 'providers'>,
  userId: string,
  connections: readonly Connection[],
): Promise<readonly Connection[]> {
  const chosen = await listCalendars(deps.db, userId)
  return askable(deps, connections).filter((connection) => {
    const own = chosen.filter(({ connectionId }) => connectionId === connection.id)
    const readsAll = providerOf(deps, connection)?.desk.readsAll === true
    return own.length > 0 && !own.some((one) => one.chosen && (one.primary || readsAll))
  })
}

const nothing: Agenda = { busy: [], events: 0 }

/** Questions under way, by whoever asks them: pages that want to know the same at the same moment ask once. */
const underWay = new WeakMap<Deps['providers'], Map<string, Promise<Agenda | ProviderError>>>()

async function askOne(deps: Deps, connection: Connection, looking: Looking): Promise<Agenda | ProviderError> {
  const asked = underWay.get(deps.providers) ?? new Map<string, Promise<Agenda | ProviderError>>()
  underWay.set(deps.providers, asked)
  const key = JSON.stringify([connection.id, looking])
  const shared = asked.get(key) ?? askInTurn(deps, connection, looking).finally(() => asked.delete(key))
  asked.set(key, shared)
  return shared
}

/** So long somebody who looks at a page waits for their turn with one account. */
const patienceMs = 4000

/** Where our own pace says no, and not the calendar, the question waits its turn for a moment. */
async function askInTurn(deps: Deps, connection: Connection, looking: Looking): Promise<Agenda | ProviderError> {
  for (let waited = 0; ; ) {
    const answer = await askOnce(deps, connection, looking)
    if (!isPaced(answer) || !answer.retryAt) return answer
    const ms = Math.max(20, answer.retryAt.epochMilliseconds - deps.now().epochMilliseconds)
    waited += ms
    if (waited > patienceMs) return answer
    await new Promise((resolve) => setTimeout(resolve, ms))
  }
}

/** Whether it was our own pace that refused. */
export const isPaced = (answer: unknown): answer is ProviderError =>
  answer instanceof ProviderError && answer.reason === ownPace

async function askOnce(deps: Deps, connection: Connection, looking: Looking): Promise<Agenda | ProviderError> {
  return withReach(deps, connection, (reach, provider) => provider.desk.agenda(reach, looking)).catch((error) => {
    if (error instanceof ProviderError) return error
    throw error
  })
}

/**
 * Does something with one account's calendar; whatever comes of it, the requests stand in the ledger of calls.
 * @throws ProviderError
 */
export async function withReach<T>(
  deps: Deps,
  connection: Connection,
  use: (reach: ReturnType<typeof createReach>, provider: Provider) => Promise<T>,
): Promise<T> {
  const provider = providerOf(deps, connection)
  if (!provider)
    throw new ProviderError('reconnect', {
      en: 'The account is not connected any more.',
      de: 'Das Konto ist nicht mehr verbunden.',
    })
  const route: Route = { connection, provider, kind: 'calendar', calls: new Map() }
  try {
    return await use(createReach(deps, route), provider)
  } catch (error) {
    // Whether a grant is gone is for the reading to find out, which asks more than once.
    throw error instanceof ProviderError ? doubtOf(error) : error
  } finally {
    await countCalls(deps.db, route, deps.now())
  }
}

/** The provider that an account works with at the moment; undefined where the account cannot be used. */
export function providerOf(
  deps: Pick<Deps, 'providers'>,
  { state, provider, issuer }: Pick<Connection, 'state' | 'provider' | 'issuer'>,
): Provider | undefined {
  const found = state === 'active' && provider !== 'file' ? deps.providers.get(provider) : undefined
  return found?.issuer === issuer ? found : undefined
}
