/** Reads the address book of an account once a day, where its owner has asked for that. */
import { changeBook, findBookPosition } from '../db/accounts/address-books.ts'
import { findConnectionById } from '../db/accounts/connections.ts'
import { listVersions, removeContacts, storeContacts } from '../db/accounts/contacts.ts'
import { findUser } from '../db/accounts/users.ts'
import type { Task } from '../db/tasks.ts'
import type { Deps } from '../deps.ts'
import { ProviderError } from '../errors.ts'
import { placeOfUser, type Tongue, tongueOf } from '../place.ts'
import { type ContactSource, noBook } from '../providers/contacts.ts'
import { countCalls, createReach, ownPace, type Route } from '../sync/access.ts'
import { isAbsent } from './mail/absence.ts'
import type { Outcome } from './outcome.ts'
import { requestDerive } from './request.ts'
import { planFault } from './retry.ts'

/** Contacts change seldom. */
export const contactHours = 24

/** The task `contacts`; null where nothing is to be read of the account any more. */
export async function readAddressBook(deps: Deps, task: Task): Promise<Outcome | null> {
  const connection = await findConnectionById(deps.db, task.subject)
  const user = connection && (await findUser(deps.db, connection.userId))
  if (!connection || !user || connection.provider === 'file' || connection.state === 'ended') return null
  const provider = deps.providers.get(connection.provider)
  const source = provider?.contacts
  if (!provider || !source || !connection.scopes.includes(source.scope)) return null
  const tomorrow = deps.now().add({ hours: contactHours })
  // What keeps the account itself from being read is told, and mended, there.
  const waits = connection.state !== 'active' || provider.issuer !== connection.issuer || (await isAbsent(deps, user))
  if (waits) return { next: tomorrow, async write() {} }
  const tongue = tongueOf(placeOfUser(user))
  return readPiece(deps, task, { source, tongue, route: { connection, provider, kind: 'calendar', calls: new Map() } })
}

interface Reading {
  readonly source: ContactSource
  /** Of its owner. */
  readonly tongue: Tongue
  readonly route: Route
}

async function readPiece(deps: Deps, { attempts }: Task, { source, route, tongue }: Reading): Promise<Outcome> {
  const { db, seal } = deps
  const { id: connectionId, userId } = route.connection
  const now = deps.now()
  const counted = (tx: Deps['db']) => countCalls(tx, route, now)
  try {
    const page = await source.next(createReach(deps, route), {
      position: await findBookPosition(db, connectionId),
      versions: () => listVersions(db, connectionId),
    })
    return {
      next: page.more ? now : now.add({ hours: contactHours }),
      async write(tx) {
        await removeContacts(tx, connectionId, page.gone)
        await storeContacts(tx, { userId, connectionId, seal }, page.contacts)
        const { position, more } = page
        const well = { error: null, isOwners: false }
        await changeBook(tx, { userId, connectionId }, { position, ...well, ...(more ? {} : { readAt: now }) })
        await counted(tx)
        if (page.contacts.length + page.gone.length) await requestDerive(tx, userId, now)
      },
      failed: counted,
    }
  } catch (error) {
    if (!(error instanceof ProviderError)) {
      await counted(db)
      throw error
    }
    const { next, attempts: tried } = planFault(error, attempts, now, Math.random())
    const isOwn = error.reason === ownPace
    if (!isOwn) deps.log('provider fault', { duty: 'contacts', kind: error.kind, reason: error.reason })
    return {
      next,
      ...(isOwn ? {} : { failure: { error: error.reason ?? error.kind, attempts: tried } }),
      async write(tx) {
        await counted(tx)
        if (!isOwn)
          await changeBook(tx, { userId, connectionId }, { error: error.in(tongue), isOwners: isOwners(error) })
      },
    }
  }
}

/** A permission that is missing, or a place that nobody knows any more: no trying again helps. */
const isOwners = ({ kind, reason }: ProviderError) => kind === 'reconnect' || reason === noBook
