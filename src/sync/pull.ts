/** The next page of one stream, asked for. */
import { chosenOf } from '../db/accounts/calendars.ts'
import { listedAmong, listingSize } from '../db/listings/listed.ts'
import { messageAt } from '../db/listings/listings.ts'
import { countNumbers, numbersOf } from '../db/listings/places.ts'
import { dueMessages, nextTryAt } from '../db/listings/tries.ts'
import type { Deps } from '../deps.ts'
import type { Call, Page } from '../providers/types.ts'
import { createReach } from './access.ts'
import { checkPage } from './check.ts'
import type { Pull } from './writing.ts'

/**
 * Asks for the next page. No transaction is open while the network is asked.
 * @throws ProviderError
 */
export async function pullPage(deps: Deps, pull: Pull): Promise<Page> {
  const { provider, stream, connection } = pull
  const chooses = stream.kind === 'calendar' && provider.desk.readsAll === true
  const chosen = chooses ? await chosenOf(deps.db, { userId: connection.userId, connectionId: connection.id }) : null
  const call = { ...createCall(deps, pull), ...(chosen ? { calendars: chosen } : {}) }
  return checkPage(await provider.source(stream.kind).next(call, stream.cursor))
}

function createCall(deps: Deps, pull: Pull): Call {
  const { db, config } = deps
  const { connection, stream, subjects } = pull
  const reach = createReach(deps, { ...pull, kind: stream.kind })
  return {
    ...reach,
    listing: {
      due: (limit) => dueMessages(db, connection.id, { limit, now: reach.now }),
      nextTryAt: () => nextTryAt(db, connection.id),
      waiting: pull.waiting,
      at: (position) => messageAt(db, connection.id, stream.generation, position),
      size: () => listingSize(db, connection.id, stream.generation),
      known: (ids) => listedAmong(db, connection.id, { generation: stream.generation, ids }),
      numbers: (folder, page) => numbersOf(db, connection.id, { folder, ...page }),
      countNumbers: (folder) => countNumbers(db, connection.id, folder),
    },
    since: reach.now.toZonedDateTimeISO('UTC').subtract({ years: config.HISTORY_YEARS }).toInstant(),
    subjects,
    careful: pull.careful ?? false,
    attempts: pull.attempts ?? 0,
    syncIntervalMinutes: config.SYNC_INTERVAL_MINUTES,
    address: connection.email,
    ...(pull.timeZone ? { timeZone: pull.timeZone } : {}),
  }
}
