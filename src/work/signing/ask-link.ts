/** Asking for a link to sign in by: to an address that is proven to be somebody's here, and the same answer whether or not it is. */
import { findIdentity, mailtoIssuer } from '../../db/accounts/identities.ts'
import {
  endSignInLinks,
  findByToken,
  listUsersProvenBy,
  queueSignInLink,
  type SignInLink,
  useSignInLink,
} from '../../db/accounts/sign-in-links.ts'
import type { User } from '../../db/accounts/users.ts'
import { forgetEarned, reserveUnits } from '../../db/budgets.ts'
import type { Database } from '../../db/database.ts'
import { forUser } from '../../db/rows/bound.ts'
import { scheduleTask } from '../../db/tasks.ts'
import type { Deps } from '../../deps.ts'
import type { Instant } from '../../facts.ts'
import { policy } from '../../policy.ts'
import { sha256, shortId } from '../../seal.ts'
import { normalise } from '../../text.ts'
import { noteHappening } from './happened.ts'
import { signInToken } from './sign-in-mail.ts'

/** Quotas by address begin with it, and go on by an HMAC. */
const perAddress = 'sign-in link|'

/** An address proves one person; where more have it, as a family may, each gets a link of their own. */
const mostUsers = 3

/**
 * Has a link sent where somebody here has proven the address, unless enough went there lately. What came of it is not told:
 * whoever asks learns of no address whether it is known.
 * @param goOn where the link leads to after signing in, a path of this origin
 */
export async function askForLink(deps: Deps, wanted: string, goOn: string): Promise<void> {
  const { db, seal, log } = deps
  const address = normalise(wanted)
  const at = deps.now()
  const { sameAddressAnHour, ofAServerADay } = policy.signInLink
  const quota = (key: string, amount: number, minutes: number) => ({ key, perMinute: amount / minutes, burst: amount })
  const own = quota(`${perAddress}${await seal.sign(address, 'address')}`, sameAddressAnHour, 60)
  const whole = quota('sign-in links', ofAServerADay, 24 * 60)
  await forgetEarned(db, perAddress, at)
  // Counted whether or not anybody has the address, so that the one answers as fast as the other; only what leaves counts for all.
  const mine = await reserveUnits(db, [own], at, { least: 1, most: 1 })
  const users = await listUsersAt(db, address)
  if (!users.length || 'retryAt' in mine) return
  const all = await reserveUnits(db, [whole], at, { least: 1, most: 1 })
  if ('retryAt' in all) return log('signing', { kind: 'link_refused', how: 'too_many' })
  for (const userId of users.slice(0, mostUsers)) await queue(deps, { userId, address, goOn, at })
  deps.wake()
}

/** Whoever has proven the address, or came by files that are theirs by it: to read at it is the proof. */
async function listUsersAt(db: Database, address: string): Promise<string[]> {
  const ofFiles = await findIdentity(db, mailtoIssuer, address)
  return [...new Set([...(ofFiles ? [ofFiles.userId] : []), ...(await listUsersProvenBy(db, address))])]
}

async function queue(
  deps: Deps,
  { userId, address, goOn, at }: Pick<SignInLink, 'userId' | 'address' | 'goOn'> & { readonly at: Instant },
): Promise<void> {
  const id = shortId()
  const hash = await sha256(await signInToken(deps, id))
  const expiresAt = at.add(policy.signInLink.link)
  await forUser(deps.db, userId).transaction(async (tx) => {
    await queueSignInLink(tx, { id, userId, address, hash, goOn, state: 'queued', askedAt: at, expiresAt })
    await scheduleTask(tx, { kind: 'signin', subject: id, userId }, at)
    await noteHappening({ ...deps, db: tx }, { userId, kind: 'link_sent' })
  })
}

/** `used` and `over` are of a link that there was. */
export type LinkStanding = 'open' | 'used' | 'over'

/** What a token of a sign-in link is worth; null for one that nobody was given. */
export async function findLinkToSignIn(
  deps: Pick<Deps, 'db' | 'now'>,
  token: string,
): Promise<{ readonly row: SignInLink; readonly user: User; readonly standing: LinkStanding } | null> {
  const found = token ? await findByToken(deps.db, await sha256(token)) : undefined
  return found ? { ...found, standing: standingOf(found.row, deps.now()) } : null
}

function standingOf({ usedAt, expiresAt }: SignInLink, now: Instant): LinkStanding {
  if (usedAt) return 'used'
  return expiresAt.epochMilliseconds > now.epochMilliseconds ? 'open' : 'over'
}

/** The button behind the link, which counts once. The user's other links end with it. @returns false where it was too late */
export async function pressLinkToSignIn(deps: Deps, row: SignInLink): Promise<boolean> {
  return forUser(deps.db, row.userId).transaction(async (tx) => {
    if (!(await useSignInLink(tx, row, deps.now()))) return false
    await endSignInLinks(tx, row.userId, deps.now())
    return true
  })
}
