/** Leaving: giving a permission back, and removing what came from it. */
import {
  type Connection,
  deleteConnection,
  dropScope,
  endConnection,
  findConnection,
  listConnections,
} from '../db/accounts/connections.ts'
import { emptyContacts } from '../db/accounts/contacts.ts'
import { changeSettings, deleteUser, findUser } from '../db/accounts/users.ts'
import { deleteBacktest } from '../db/backtests.ts'
import { dropBudgets, turnKey } from '../db/budgets.ts'
import { dropCheckpoint } from '../db/checkpoints.ts'
import type { Database } from '../db/database.ts'
import { blankKept } from '../db/erase.ts'
import { oweErasure } from '../db/gone/erasures.ts'
import { dropTasks } from '../db/tasks.ts'
import type { Deps } from '../deps.ts'
import { describeError, UserError } from '../errors.ts'
import { isOAuth } from '../providers/provider.ts'
import { tokenPlace } from '../sync/tokens.ts'
import { normalise } from '../text.ts'
import { requestDerive } from './request.ts'
import { ownedBy } from './uploads.ts'

/**
 * Gives the permission back at the provider and deletes the connection with every fact that came from it.
 * @returns whether the provider confirmed; the rows go either way
 * @throws UserError 404 when the connection is not this user's
 */
export async function disconnect(deps: Deps, userId: string, connectionId: string): Promise<{ revoked: boolean }> {
  const connection = await own(deps, userId, connectionId)
  const revoked = await revoke(deps, connection)
  await deps.db.transaction(async (tx) => {
    await dropTasks(tx, ['mail', 'calendar', 'contacts'], connectionId)
    await deleteConnection(tx, userId, connectionId)
    await dropBudgets(tx, { accounts: [connection], keys: [turnKey(connectionId)] })
    await oweErasure(tx, deps.now())
    await dropCheckpoint(tx, userId)
    await forgetChoice(tx, connection)
    await blankKept(tx, userId, deps.now())
    await deleteBacktest(tx, userId)
    await requestDerive(tx, userId, deps.now())
  })
  deps.importer?.dropResults(ownedBy(userId))
  deps.wake()
  return { revoked }
}

/** Stops reading and drops the tokens, but keeps what was read. The permission is given back. */
export async function keepWhatWasRead(deps: Deps, userId: string, connectionId: string): Promise<{ revoked: boolean }> {
  const connection = await own(deps, userId, connectionId)
  const revoked = await revoke(deps, connection)
  await deps.db.transaction(async (tx) => {
    await dropTasks(tx, ['mail', 'calendar', 'contacts'], connectionId)
    await endConnection(tx, userId, connectionId)
    await forgetChoice(tx, connection)
    // Who is a colleague, and what is still planned, is another matter from now on.
    await requestDerive(tx, userId, deps.now())
  })
  deps.wake()
  return { revoked }
}

/**
 * Reads the address book of an account no more, and removes what came from it; mail and calendar go on.
 * @throws UserError 404 when the connection is not this user's
 */
export async function stopContacts(deps: Deps, userId: string, connectionId: string): Promise<void> {
  const connection = await own(deps, userId, connectionId)
  const scope = connection.provider === 'file' ? undefined : deps.providers.get(connection.provider)?.contacts?.scope
  await deps.db.transaction(async (tx) => {
    await dropTasks(tx, ['contacts'], connectionId)
    await dropScope(tx, connection, scope ?? '')
    await emptyContacts(tx, connectionId)
    await oweErasure(tx, deps.now())
    await requestDerive(tx, userId, deps.now())
  })
  deps.wake()
}

/** A letter that was to go to the account that ends goes elsewhere, until its owner chooses again. */
async function forgetChoice(tx: Database, { userId, email }: Connection): Promise<void> {
  const user = await findUser(tx, userId)
  if (!user?.settings.letterTo || normalise(user.settings.letterTo) !== normalise(email)) return
  await changeSettings(tx, userId, { letterTo: '' })
}

/** Gives every permission back and deletes everything about the user. @returns whether every provider confirmed */
export async function deleteAccount(deps: Deps, userId: string): Promise<{ revoked: boolean }> {
  const revoked = await Promise.all(
    (await listConnections(deps.db, userId)).map((connection) => revoke(deps, connection)),
  )
  await deps.db.transaction(async (tx) => {
    await deleteUser(tx, userId)
    await oweErasure(tx, deps.now())
  })
  deps.wake()
  return { revoked: revoked.every(Boolean) }
}

async function own(deps: Deps, userId: string, connectionId: string): Promise<Connection> {
  const connection = await findConnection(deps.db, userId, connectionId)
  if (!connection)
    throw new UserError(404, { en: 'There is no such account here.', de: 'Dieses Konto gibt es hier nicht.' })
  return connection
}

/** One revocation ends the whole grant. A connection without tokens has nothing to give back. */
async function revoke(deps: Deps, connection: Connection): Promise<boolean> {
  const provider = connection.provider === 'file' ? undefined : deps.providers.get(connection.provider)
  if (!connection.refreshToken) return true
  // A password is taken back at its own server, by its owner: what was kept of it goes with the connection.
  if (provider && !isOAuth(provider)) return true
  if (provider?.issuer !== connection.issuer) return false
  try {
    await provider.oauth.revoke(await deps.seal.open(connection.refreshToken, tokenPlace(connection.id, 'refresh')))
    return true
  } catch (error) {
    deps.log('revocation failed', describeError(error))
    return connection.state === 'reconnect'
  }
}
