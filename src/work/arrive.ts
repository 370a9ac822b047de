/** What a finished sign-in leads to: a session, a new user, or one more account of a known user. */
import { awaitAdministrator, findAccount, storeConnection } from '../db/accounts/connections.ts'
import { emptyContacts } from '../db/accounts/contacts.ts'
import { addIdentity, findIdentity } from '../db/accounts/identities.ts'
import { storeVouching } from '../db/accounts/proofs.ts'
import { clearProblems, listKinds, setStreams } from '../db/accounts/streams.ts'
import { createUser, findUser } from '../db/accounts/users.ts'
import type { Database } from '../db/database.ts'
import { forUser } from '../db/rows/bound.ts'
import { dropTasks, scheduleTask } from '../db/tasks.ts'
import type { Deps } from '../deps.ts'
import { UserError } from '../errors.ts'
import type { Instant } from '../facts.ts'
import { readZone, type Tongue } from '../place.ts'
import { type Grant, vouchedFor } from '../providers/oauth.ts'
import type { OAuthProvider } from '../providers/provider.ts'
import { traits } from '../providers/traits.ts'
import { shortId } from '../seal.ts'
import { defaultSettings } from '../settings.ts'
import { isStorableId, isStorableText } from '../storable.ts'
import { sealTokens } from '../sync/tokens.ts'
import { cleanText } from '../text.ts'
import { isUtc } from '../zone/steps.ts'
import { requestDerive, requestLetter } from './request.ts'
import { noteHappening } from './signing/happened.ts'

/** What a browser says of its place, as far as it does. */
export interface Arriving {
  /** How it writes dates. */
  readonly locale?: string | null
  /** In which the letter is written; English where it is not known. */
  readonly tongue?: Tongue
  /** IANA name of its zone. */
  readonly timeZone?: string | undefined
  /** Its owner came to have the address book read. */
  readonly contacts?: boolean
}

/**
 * Signing in: the identity must be known. What the provider says of its address counts from now on.
 * @returns its user
 * @throws UserError 403 for an account that nobody has connected here
 */
export async function arriveToSignIn(deps: Deps, grant: Grant): Promise<string> {
  const identity = await findIdentity(deps.db, grant.issuer, grant.subject)
  if (!identity) {
    deps.log('signing', { kind: 'refused', how: 'unknown_account' })
    throw new UserError(403, {
      en: 'Nobody has connected this account here yet. Connect it first; nothing was changed.',
      de: 'Dieses Konto hat hier noch niemand verbunden. Verbinde es zuerst; geändert wurde nichts.',
    })
  }
  await forUser(deps.db, identity.userId).transaction((tx) => vouch(tx, deps, grant, identity.userId))
  return identity.userId
}

/** Whether this account signs somebody in here, whoever that is. */
export async function isWayIn({ db }: Pick<Deps, 'db'>, { issuer, subject }: Grant): Promise<boolean> {
  return (await findIdentity(db, issuer, subject)) !== undefined
}

/** So much may lie between a password and the answer about it. */
const askedSeconds = 600

/**
 * Signing in again is to show that the owner is there: a provider that asks for the password whenever it is told to, and says
 * that it did so long ago, has not been asked. Where it does not say when, its answer has to do.
 * @throws UserError 403
 */
export async function checkAsked(
  deps: Deps,
  provider: OAuthProvider,
  { grant, userId }: { readonly grant: Grant; readonly userId: string },
): Promise<void> {
  if (!provider.asksAgain || (grant.secondsSinceAsked ?? 0) <= askedSeconds) return
  await noteHappening(deps, { userId, kind: 'refused', how: 'not_asked' })
  throw new UserError(403, {
    en: `${provider.label} answered without asking who you are, so nothing was changed. Start again, and sign in when it asks.`,
    de: `${provider.label} antwortete, ohne zu fragen, wer du bist, also wurde nichts geändert. Fang noch einmal an, und melde dich an, wenn du gefragt wirst.`,
  })
}

/**
 * Connecting: stores the grant, and starts reading what it opens.
 * @param userId the signed-in user, null for a newcomer or somebody who comes back
 * @param browser what a newcomer's browser says of where it is
 * @returns the user the account belongs to
 * @throws UserError when sign-ups are closed, the account is another user's, or nothing was granted
 */
export async function arriveToConnect(
  deps: Deps,
  provider: OAuthProvider,
  given: Grant,
  userId: string | null,
  browser: Arriving = {},
): Promise<string> {
  const { db } = deps
  const grant = checkGrant(given)
  const granted = grant.scopes ?? provider.scopes.connect
  const kinds = provider.streams(granted)
  if (kinds.length === 0) throw new UserError(400, traits[provider.name].withheld.everything)
  const identity = await findIdentity(db, grant.issuer, grant.subject)
  const known = await findAccount(db, grant)
  const owner = known?.userId ?? identity?.userId ?? null
  if (userId && owner && owner !== userId) {
    await noteHappening(deps, { userId, kind: 'refused', how: 'account_of_another' })
    throw new UserError(409, {
      en: 'This account already belongs to somebody else here. Sign out first if that is you as well.',
      de: 'Dieses Konto gehört hier schon jemand anderem. Melde dich zuerst ab, falls du das auch bist.',
    })
  }
  if (!owner && !userId) checkSignup(deps, provider, grant)
  if (!grant.refreshToken && !known?.refreshToken)
    throw new UserError(400, {
      en: `${provider.label} gave no lasting permission. Connect again, and agree when it asks.`,
      de: `${provider.label} gab keine dauerhafte Erlaubnis. Verbinde noch einmal, und stimm zu, wenn du gefragt wirst.`,
    })

  const user = owner ?? userId ?? shortId()
  return forUser(db, user).transaction(async (tx) => {
    if (!owner && !userId) await addUser(deps, tx, { id: user, grant, browser })
    const connectionId = known?.id ?? shortId()
    // A token may carry what was agreed to long ago, or by an administrator: that is no wish of the owner's.
    const book = provider.contacts?.scope ?? ''
    const isWanted = granted.includes(book) && (browser.contacts === true || known?.scopes.includes(book) === true)
    const granting = {
      ...(await sealTokens(deps.seal, connectionId, grant, deps.now)),
      email: grant.email,
      scopes: isWanted ? [...granted] : granted.filter((scope) => scope !== book),
      state: 'active' as const,
      problem: null,
      askAddress: grant.partial === true,
    }
    const { issuer, subject } = grant
    const made = { id: connectionId, userId: user, provider: provider.name, issuer, subject, createdAt: deps.now() }
    await storeConnection(tx, made, granting)
    await addIdentity(tx, {
      issuer: grant.issuer,
      subject: grant.subject,
      userId: user,
      provider: provider.name,
      email: grant.email,
    })
    await vouch(tx, deps, grant, user)
    if (userId && !identity) await noteHappening({ ...deps, db: tx }, { userId, kind: 'way_added', how: provider.name })
    await setStreams(tx, connectionId, kinds)
    await clearProblems(tx, connectionId)
    for (const kind of kinds) await scheduleTask(tx, { kind, subject: connectionId, userId: user }, deps.now())
    await settleContacts(tx, { id: connectionId, userId: user, isWanted, now: deps.now() })
    await requestDerive(tx, user, deps.now().add({ seconds: 2 }))
    const reader = await findUser(tx, user)
    if (reader) await requestLetter(tx, reader, deps.now())
    return user
  })
}

/**
 * Connecting ended at an administrator: what the user has at this provider and cannot be read waits for that, and is tried
 * again by itself.
 * @returns whether anything waits
 */
export async function awaitAdmin(deps: Deps, provider: OAuthProvider, userId: string): Promise<boolean> {
  return deps.db.transaction(async (tx) => {
    const waiting = await awaitAdministrator(tx, userId, provider.issuer)
    for (const id of waiting)
      for (const kind of await listKinds(tx, id)) await scheduleTask(tx, { kind, subject: id, userId }, deps.now())
    return waiting.length > 0
  })
}

const mostScopes = 200

/**
 * What a sign-in service says of somebody, as far as it can be kept. The name is shown on every page and letter; an address
 * that is none counts as not given.
 * @throws UserError where nobody could be found again by what it says
 */
function checkGrant(grant: Grant): Grant {
  const { issuer, subject, scopes } = grant
  if (!isStorableId(issuer) || !isStorableId(subject))
    throw new UserError(400, {
      en: 'The sign-in service did not say who you are, so nothing was connected.',
      de: 'Der Anmeldedienst sagte nicht, wer du bist, also wurde nichts verbunden.',
    })
  const isAddress = /^[^@\s]+@[^@\s]+$/.test(grant.email) && grant.email.length <= 254 && isStorableText(grant.email)
  const email = isAddress ? grant.email : ''
  return {
    ...grant,
    email,
    emailVerified: isAddress && grant.emailVerified,
    name: cleanText(grant.name, 120) || email,
    ...(scopes ? { scopes: scopes.filter(isStorableId).slice(0, mostScopes) } : {}),
  }
}

/** The addresses that the provider knows to be this account's, and only those, are its user's to write to. */
async function vouch(tx: Database, { now }: Deps, grant: Grant, userId: string): Promise<void> {
  const { issuer, subject, partial } = grant
  await storeVouching(tx, { userId, issuer, subject, addresses: vouchedFor(grant), whole: !partial, at: now() })
}

/**
 * SIGNUPS: open, closed, or a list of addresses and @domains. Only a verified address counts, and for a domain only an account
 * that is of it by the provider's word.
 */
function checkSignup({ config, log }: Deps, provider: OAuthProvider, grant: Grant): void {
  if (config.SIGNUPS === 'open') return
  const allowed = config.SIGNUPS.split(',').map((entry) => entry.trim())
  const domain = provider.domainOf(grant)
  const isListed = allowed.includes(grant.email) || (domain !== undefined && allowed.includes(`@${domain}`))
  if (config.SIGNUPS !== 'closed' && grant.emailVerified && isListed) return
  log('signing', { kind: 'refused', how: 'not_let_in' })
  throw new UserError(403, {
    en: 'This server is not open to new people. Whoever runs it can let you in; nothing was stored.',
    de: 'Dieser Server nimmt niemanden neu auf. Wer ihn betreibt, kann dich einlassen; gespeichert wurde nichts.',
  })
}

/**
 * SIGNUPS for an address that a pressed link proves. For a domain the mail of one of its members is as good as its word.
 * @throws UserError 403
 */
export function checkAddress({ config, log }: Deps, address: string): void {
  if (config.SIGNUPS === 'open') return
  const allowed = config.SIGNUPS.split(',').map((entry) => entry.trim())
  if (allowed.includes(address) || allowed.includes(address.slice(address.lastIndexOf('@')))) return
  log('signing', { kind: 'refused', how: 'not_let_in' })
  throw new UserError(403, {
    en: 'This server is not open to new people. Whoever runs it can let you in; nothing was stored.',
    de: 'Dieser Server nimmt niemanden neu auf. Wer ihn betreibt, kann dich einlassen; gespeichert wurde nichts.',
  })
}

/** Writes a new user down, who lives where their browser says. */
export async function addUser(
  deps: Deps,
  tx: Database,
  {
    id,
    grant,
    browser,
  }: { readonly id: string; readonly grant: Pick<Grant, 'email' | 'name'>; readonly browser: Arriving },
): Promise<void> {
  const now = deps.now()
  const zone = readZone(browser.timeZone)
  // A browser on UTC all year is mostly one that does not say where it is.
  const browserZone = zone && !isUtc(zone, now.epochMilliseconds) ? zone : null
  const user = {
    id,
    email: grant.email,
    name: grant.name,
    timeZone: browserZone ?? 'UTC',
    browserZone,
    settings: { ...defaultSettings, locale: browser.locale ?? null, letterTongue: browser.tongue ?? 'en' },
    createdAt: now,
  }
  await createUser(tx, user)
}

interface Wish {
  readonly id: string
  readonly userId: string
  readonly isWanted: boolean
  readonly now: Instant
}

/** The address book is read as long as its owner grants it each time they connect; else nothing of it stays. */
export async function settleContacts(tx: Database, { id, userId, isWanted, now }: Wish): Promise<void> {
  if (isWanted) return scheduleTask(tx, { kind: 'contacts', subject: id, userId }, now)
  await dropTasks(tx, ['contacts'], id)
  await emptyContacts(tx, id)
}
