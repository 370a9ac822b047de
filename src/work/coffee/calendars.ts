/** The calendars of the owner's accounts, listed live, and which of them are asked for free times. */

import { type Calendar, listCalendars, storeCalendars } from '../../db/accounts/calendars.ts'
import { type Connection, listConnections } from '../../db/accounts/connections.ts'
import { type Forgotten, readForgotten } from '../../db/gone/forgotten.ts'
import { scheduleTask } from '../../db/tasks.ts'
import type { Deps } from '../../deps.ts'
import { ProviderError } from '../../errors.ts'
import type { Sentence } from '../../place.ts'
import type { ListedCalendar, ProviderName } from '../../providers/types.ts'
import { sha256 } from '../../seal.ts'
import { providerOf, withReach } from './free-busy.ts'

/** A calendar to be chosen. */
export interface Choosable extends ListedCalendar {
  /** A word of this server's for it, short enough for a form, and the same each time. */
  readonly key: string
  readonly chosen: boolean
}

/**
 * The calendars of one account. `ask`: a further permission names them. `closed`: its calendar may not be read at all.
 * `readsAll`: the same choice says which are read. `unreachable`: they could not be listed just now; `words` say why.
 */
export type Account = { readonly connection: Connection; readonly provider: ProviderName } & (
  | { readonly kind: 'listed'; readonly calendars: readonly Choosable[]; readonly readsAll: boolean }
  | { readonly kind: 'ask' }
  | { readonly kind: 'closed' }
  | { readonly kind: 'unreachable'; readonly words: Sentence }
)

/** A calendar as it is kept. */
type Among = Pick<Calendar, 'externalId' | 'name' | 'primary' | 'chosen'>

/** More than these of one account are not asked. */
export const mostCalendars = 25

/**
 * Every account that can be used, with its calendars as far as the permissions at hand tell. Changes nothing but the ledger of
 * calls.
 * @throws whatever is no fault of a provider's
 */
export async function lookUpCalendars(deps: Deps, userId: string): Promise<readonly Account[]> {
  const [connections, known] = await Promise.all([listConnections(deps.db, userId), listCalendars(deps.db, userId)])
  const usable = connections.flatMap((connection) => {
    const provider = providerOf(deps, connection)
    return provider ? [{ connection, provider }] : []
  })
  return Promise.all(
    usable.map(async ({ connection, provider }): Promise<Account> => {
      const account = { connection, provider: provider.name }
      const { desk } = provider
      const readsAll = desk.readsAll === true
      if (!desk.canRead(connection.scopes)) return { ...account, kind: 'closed' }
      if (!desk.canList(connection.scopes)) return { ...account, kind: 'ask' }
      try {
        const listed = await withReach(deps, connection, (reach) => desk.calendars(reach, connection.scopes))
        return {
          ...account,
          kind: 'listed',
          readsAll,
          calendars: await choosable(listed, { known, connection, readsAll }),
        }
      } catch (error) {
        if (error instanceof ProviderError) return { ...account, kind: 'unreachable', words: error.sentence }
        throw error
      }
    }),
  )
}

async function choosable(
  listed: readonly ListedCalendar[],
  {
    known,
    connection: { id },
    readsAll,
  }: { readonly known: readonly Calendar[]; readonly connection: Connection; readonly readsAll: boolean },
): Promise<readonly Choosable[]> {
  const own = known.filter(({ connectionId }) => connectionId === id)
  const isChosen = ({ id: externalId, primary }: ListedCalendar) =>
    own.length ? own.some((one) => one.externalId === externalId && one.chosen) : primary || readsAll
  return Promise.all(
    listed.map(async (one) => ({
      ...one,
      key: (await sha256(`${id}|${one.id}`)).slice(0, 22),
      chosen: one.readable && isChosen(one),
    })),
  )
}

/**
 * Has these calendars asked from now on, and no others of the accounts that can be listed.
 * @param keys of the chosen ones
 * @returns the accounts whose choice stayed as it was, since they could not be listed
 */
export async function chooseCalendars(
  deps: Deps,
  userId: string,
  keys: readonly string[],
): Promise<readonly Account[]> {
  const accounts = await lookUpCalendars(deps, userId)
  await deps.db.transaction(async (tx) => {
    const forgotten = await readForgotten(tx, { seal: deps.seal, userId })
    for (const account of accounts) {
      if (account.kind !== 'listed') continue
      const among = account.calendars
        .filter(({ readable }) => readable)
        .map(({ id: externalId, name, primary, key }) => ({ externalId, name, primary, chosen: keys.includes(key) }))
      const connectionId = account.connection.id
      const kept = await withoutForgotten(among, forgotten)
      await storeCalendars(tx, { userId, connectionId, among: bounded(kept) })
      // What is not read any more goes with the next look.
      if (account.readsAll) await scheduleTask(tx, { kind: 'calendar', subject: connectionId, userId }, deps.now())
    }
  })
  deps.wake()
  return accounts.filter(({ kind }) => kind === 'unreachable')
}

/** Calendars that somebody forgotten shares bear their address: such a one is kept where it is ticked, and nowhere else. */
async function withoutForgotten(among: readonly Among[], forgotten: Forgotten | null): Promise<readonly Among[]> {
  if (!forgotten) return among
  const gone = await Promise.all(among.map(async (one) => !one.chosen && (await forgotten.has(one.externalId))))
  return among.filter((_, at) => !gone[at])
}

/** What is beyond the bound is kept by name and not asked. */
const bounded = (among: readonly Among[]) => {
  let left = mostCalendars
  return among.slice(0, 10 * mostCalendars).map((one) => ({ ...one, chosen: one.chosen && left-- > 0 }))
}
