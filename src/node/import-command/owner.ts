/** Somebody of whom nothing is known but files: made by an import, and how they sign in. */
import { addIdentity, mailtoIssuer } from '../../db/accounts/identities.ts'
import { queueSignInLink } from '../../db/accounts/sign-in-links.ts'
import { createUser, findUser, type User } from '../../db/accounts/users.ts'
import { forUser } from '../../db/rows/bound.ts'
import type { Deps } from '../../deps.ts'
import { policy, sayLasting } from '../../policy.ts'
import { sha256, shortId } from '../../seal.ts'
import { defaultSettings } from '../../settings.ts'
import { checkAddress } from '../../work/arrive.ts'
import { requestLetter } from '../../work/request.ts'
import { signInToken } from '../../work/signing/sign-in-mail.ts'
import { isUtc } from '../../zone/steps.ts'

/**
 * Makes them, as somebody seen now.
 * @param lasting they stay: letters come at their hour, and they may sign in by a link at this address
 * @throws UserError 403 where sign-ups are closed to this address and they would stay
 * @throws Error where the row that was just written is not there
 */
export async function createOwner(deps: Deps, email: string, lasting: boolean): Promise<User> {
  const { db, now } = deps
  if (lasting) checkAddress(deps, email)
  const id = shortId()
  // What sits in front of this computer stands for a browser: the files may know better.
  const timeZone = Intl.DateTimeFormat().resolvedOptions().timeZone
  const browserZone = isUtc(timeZone, now().epochMilliseconds) ? null : timeZone
  const about = { email, name: email, timeZone, browserZone, settings: defaultSettings, createdAt: now() }
  const own = forUser(db, id)
  await createUser(own, { id, ...about })
  const user = await findUser(own, id)
  if (!user) throw new Error('the user is not there')
  if (!lasting) return user
  await addIdentity(own, { issuer: mailtoIssuer, subject: email, userId: id, provider: 'imap', email })
  await requestLetter(own, user, now())
  return user
}

/**
 * What to say to whoever made them. The link is for the terminal of the machine that keeps the data: whoever reads there may
 * read the data as well. It proves no address, so that no letter leaves before one is confirmed on the letter page.
 */
export async function howToSignIn(deps: Deps, user: User): Promise<string> {
  const id = shortId()
  const token = await signInToken(deps, id)
  const askedAt = deps.now()
  const expiresAt = askedAt.add(policy.signInLink.link)
  await queueSignInLink(forUser(deps.db, user.id), {
    id,
    userId: user.id,
    address: user.email,
    hash: await sha256(token),
    goOn: '/people',
    state: 'sent',
    askedAt,
    sentAt: askedAt,
    expiresAt,
  })
  return `To sign in as ${user.email}, start the program and open this within ${sayLasting(policy.signInLink.link)}; it works once:\n${deps.config.BASE_URL}/signin/link/${token}`
}
