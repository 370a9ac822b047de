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
import type { CalendarFound, Deps } from '../deps.ts'
import { UserError } from '../errors.ts'
import { davContactsScope, davEventsScope, davIssuer, davOwnScope, davScope } from '../providers/caldav/traits.ts'
import { imapIssuer, imapScope } from '../providers/imap/traits.ts'
import { davSubject, type MailLogin, mailSubject } from '../providers/login.ts'
import { shortId } from '../seal.ts'
import { sealLogin } from '../sync/tokens.ts'
import { normalise } from '../text.ts'
import { type Arriving, addUser, checkAddress, settleContacts } from './arrive.ts'
import { requestDerive, requestLetter } from './request.ts'

/** What one password opens: a mailbox, a calendar, or both, of the same address. */
export interface Opened {
  readonly address: string
  readonly mail: MailLogin | null
  readonly calendar: CalendarFound | null
}

/**
 * Adds what was opened to somebody who is signed in. Its address is no proven one by that.
 * @throws UserError 409 where it is somebody else's
 */
export async function addOpened(deps: Deps, userId: string, opened: Opened): Promise<void> {
  await checkOwner(deps, userId, opened)
  await forUser(deps.db, userId).transaction((tx) => store(deps, tx, { userId, ...opened }))
}

/**
 * What was opened by an owner who then pressed a link mailed to its address.
 * @returns its user, a new one where nobody has proven the address before
 * @throws UserError where sign-ups are closed, or it is somebody else's
 */
export async function arriveByLink(deps: Deps, opened: Opened, browser: Arriving = {}): Promise<string> {
  const address = normalise(opened.address)
  const known = await findIdentity(deps.db, mailtoIssuer, address)
  const proven = known?.userId ?? (await listUsersProvenBy(deps.db, address))[0]
  const userId = proven ?? shortId()
  await checkOwner(deps, userId, opened)
  if (!proven) checkAddress(deps, address)
  const provider = opened.mail ? 'imap' : 'caldav'
  await forUser(deps.db, userId).transaction(async (tx) => {
    if (!proven) await addUser(deps, tx, { id: userId, grant: { email: address, name: address }, browser })
    await addIdentity(tx, { issuer: mailtoIssuer, subject: address, userId, provider, email: address })
    await storeLinkProof(tx, { userId, address, at: deps.now() })
    await store(deps, tx, { userId, ...opened })
  })
  return userId
}

/** Each connection that a password makes. */
function accountsOf({ mail, calendar }: Opened) {
  return [
    ...(mail
      ? [
          {
            provider: 'imap' as const,
            stream: 'mail' as const,
            login: mail,
            scopes: [imapScope],
            account: { issuer: imapIssuer, subject: mailSubject(mail) },
          },
        ]
      : []),
    ...(calendar
      ? [
          {
            provider: 'caldav' as const,
            stream: 'calendar' as const,
            login: calendar.login,
            // Where its server invites nobody, a coffee goes into the owner's own calendar alone, and they tell the guest.
            scopes: [
              davScope,
              calendar.invites ? davEventsScope : davOwnScope,
              ...(calendar.login.contacts ? [davContactsScope] : []),
            ],
            account: { issuer: davIssuer, subject: davSubject(calendar.login) },
          },
        ]
      : []),
  ]
}

/** The same account is one person's here. */
async function checkOwner({ db }: Deps, userId: string, opened: Opened): Promise<void> {
  for (const { account, provider } of accountsOf(opened)) {
    const known = await findAccount(db, account)
    if (known && known.userId !== userId)
      throw new UserError(409, {
        en: `This ${provider === 'imap' ? 'mailbox' : 'calendar'} already belongs to somebody else here. Sign out first if that is you as well.`,
        de: `${provider === 'imap' ? 'Dieses Postfach' : 'Dieser Kalender'} gehört hier schon jemand anderem. Melde dich zuerst ab, falls du das auch bist.`,
      })
  }
}

async function store(deps: Deps, tx: Database, opened: Opened & { readonly userId: string }): Promise<void> {
  const { userId, address } = opened
  for (const { provider, stream, login, scopes, account } of accountsOf(opened)) {
    const id = (await findAccount(tx, account))?.id ?? shortId()
    const granted = {
      ...(await sealLogin(deps.seal, id, login)),
      email: normalise(address),
      scopes,
      state: 'active' as const,
      problem: null,
      askAddress: false,
    }
    await storeConnection(tx, { id, userId, provider, ...account, createdAt: deps.now() }, granted)
    await setStreams(tx, id, [stream])
    await clearProblems(tx, id)
    await scheduleTask(tx, { kind: stream, subject: id, userId }, deps.now())
    await settleContacts(tx, { id, userId, isWanted: scopes.includes(davContactsScope), now: deps.now() })
  }
  await requestDerive(tx, userId, deps.now().add({ seconds: 2 }))
  const reader = await findUser(tx, userId)
  if (reader) await requestLetter(tx, reader, deps.now())
}
