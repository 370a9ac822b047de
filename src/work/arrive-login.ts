/** What a login that works leads to: one more account of its user, or a new user once the address is proven by a mailed link. */
import { findAccount, storeConnection } from '../db/accounts/connections.ts'
import { addIdentity, findIdentity, mailtoIssuer } from '../db/accounts/identities.ts'
import { storeLinkProof } from '../db/accounts/proofs.ts'
import { listUsersProvenBy } from '../db/accounts/sign-in-links.ts'
import { clearProblems, setStreams } from '../db/accounts/streams.ts'
import { findUser } from '../db/accounts/users.ts'
import type { Database } from '../db/database.ts'
import { forUser } from '../db/rows/bound.ts'
import { scheduleTask } from '../db/tasks.ts'
import type { Deps } from '../deps.ts'
import { UserError } from '../errors.ts'
import { imapIssuer, imapScope } from '../providers/imap/traits.ts'
import { type MailLogin, mailSubject } from '../providers/login.ts'
import { shortId } from '../seal.ts'
import { sealLogin } from '../sync/tokens.ts'
import { normalise } from '../text.ts'
import { type Arriving, addUser, checkAddress } from './arrive.ts'
import { requestDerive, requestLetter } from './request.ts'

export interface Mailbox {
  readonly login: MailLogin
  readonly address: string
}

/**
 * Adds a mailbox to somebody who is signed in. Its address is no proven one by that.
 * @throws UserError 409 where it is somebody else's
 */
export async function addMailbox(deps: Deps, userId: string, mailbox: Mailbox): Promise<void> {
  await checkOwner(deps, userId, mailbox)
  await forUser(deps.db, userId).transaction((tx) => store(deps, tx, { userId, ...mailbox }))
}

/**
 * A mailbox whose owner pressed a link mailed to its address.
 * @returns its user, a new one where nobody has proven the address before
 * @throws UserError where sign-ups are closed, or the mailbox is somebody else's
 */
export async function arriveByLink(deps: Deps, mailbox: Mailbox, browser: Arriving = {}): Promise<string> {
  const address = normalise(mailbox.address)
  const known = await findIdentity(deps.db, mailtoIssuer, address)
  const proven = known?.userId ?? (await listUsersProvenBy(deps.db, address))[0]
  const userId = proven ?? shortId()
  await checkOwner(deps, userId, mailbox)
  if (!proven) checkAddress(deps, address)
  await forUser(deps.db, userId).transaction(async (tx) => {
    if (!proven) await addUser(deps, tx, { id: userId, grant: { email: address, name: address }, browser })
    await addIdentity(tx, { issuer: mailtoIssuer, subject: address, userId, provider: 'imap', email: address })
    await storeLinkProof(tx, { userId, address, at: deps.now() })
    await store(deps, tx, { userId, ...mailbox })
  })
  return userId
}

/** The same mailbox is one person's here. */
async function checkOwner({ db }: Deps, userId: string, { login }: Mailbox): Promise<void> {
  const known = await findAccount(db, { issuer: imapIssuer, subject: mailSubject(login) })
  if (known && known.userId !== userId)
    throw new UserError(
      409,
      'This mailbox already belongs to somebody else here. Sign out first if that is you as well.',
    )
}

async function store(
  deps: Deps,
  tx: Database,
  { userId, login, address }: Mailbox & { readonly userId: string },
): Promise<void> {
  const account = { issuer: imapIssuer, subject: mailSubject(login) }
  const id = (await findAccount(tx, account))?.id ?? shortId()
  const granted = {
    ...(await sealLogin(deps.seal, id, login)),
    email: normalise(address),
    scopes: [imapScope],
    state: 'active' as const,
    problem: null,
    askAddress: false,
  }
  await storeConnection(tx, { id, userId, provider: 'imap', ...account, createdAt: deps.now() }, granted)
  await setStreams(tx, id, ['mail'])
  await clearProblems(tx, id)
  await scheduleTask(tx, { kind: 'mail', subject: id, userId }, deps.now())
  await requestDerive(tx, userId, deps.now().add({ seconds: 2 }))
  const reader = await findUser(tx, userId)
  if (reader) await requestLetter(tx, reader, deps.now())
}
