/** The access token of a connection: opened, and renewed without an older token ever overwriting a newer one. */
import { type Connection, findConnectionById, noteAddressAsked, renewTokens } from '../db/accounts/connections.ts'
import { storeVouching } from '../db/accounts/proofs.ts'
import type { Database } from '../db/database.ts'
import type { Deps } from '../deps.ts'
import { ProviderError } from '../errors.ts'
import { type DavLogin, type MailLogin, passwordRefused } from '../providers/login.ts'
import type { Tokens } from '../providers/oauth.ts'
import { isOAuth, type OAuthProvider, type Provider } from '../providers/provider.ts'
import type { Seal } from '../seal.ts'

/** A token this near to its end is renewed first. */
const marginSeconds = 120

export const tokenPlace = (connectionId: string, column: 'refresh' | 'access') =>
  `connections|${connectionId}|${column}`

/** Tokens as columns, sealed; a reply without a refresh token keeps the old one. */
export async function sealTokens(seal: Seal, connectionId: string, tokens: Tokens, now: Deps['now']) {
  return {
    accessToken: await seal.seal(tokens.accessToken, tokenPlace(connectionId, 'access')),
    accessExpiresAt: now().add({ seconds: lifeOf(tokens.expiresIn) }),
    ...(tokens.refreshToken
      ? { refreshToken: await seal.seal(tokens.refreshToken, tokenPlace(connectionId, 'refresh')) }
      : {}),
  }
}

const longestLifeSeconds = 30 * 86_400

/** Whatever a service says, in whole seconds. What is no number says that the token is to be renewed. */
const lifeOf = (seconds: number) =>
  Number.isFinite(seconds) ? Math.min(longestLifeSeconds, Math.max(0, Math.floor(seconds))) : 0

type TokenSource = (refresh?: boolean) => Promise<string>

/**
 * Hands out what opens the connection, for one step: its access token, renewed when it is near its end or `refresh` asks for
 * it; or the owner's login, which nothing renews.
 * @param known the connection as the step found it: whose token has not run out, it is asked for no second time
 * @throws ProviderError `reconnect` when the grant is gone, or a login is to be renewed
 */
export function createTokenSource(
  deps: Deps,
  provider: Provider,
  connectionId: string,
  known?: Connection,
): TokenSource {
  return isOAuth(provider) ? renewing(deps, provider, connectionId, known) : opening(deps, connectionId)
}

/** The login is opened once in a step. */
function opening({ db, seal }: Deps, connectionId: string): TokenSource {
  let login: Promise<string> | null = null
  const open = async () => {
    const { refreshToken } = await load(db, connectionId)
    if (refreshToken) return seal.open(refreshToken, tokenPlace(connectionId, 'refresh'))
    throw new ProviderError(
      'reconnect',
      {
        en: 'The password is not kept any more. Connect the account again.',
        de: 'Das Passwort ist nicht mehr gespeichert. Verbinde das Konto noch einmal.',
      },
      {
        reason: 'no login',
      },
    )
  }
  return async (refresh = false) => {
    if (refresh)
      throw new ProviderError(
        'reconnect',
        {
          en: 'The server does not take the password any more. Connect the account again.',
          de: 'Der Server nimmt das Passwort nicht mehr an. Verbinde das Konto noch einmal.',
        },
        {
          reason: passwordRefused,
        },
      )
    login ??= open()
    return login
  }
}

/** A login as columns, sealed in the place of a lasting permission. There is no other token. */
export const sealLogin = async (seal: Seal, connectionId: string, login: MailLogin | DavLogin) => ({
  accessToken: null,
  accessExpiresAt: null,
  refreshToken: await seal.seal(JSON.stringify(login), tokenPlace(connectionId, 'refresh')),
})

function renewing(deps: Deps, provider: OAuthProvider, connectionId: string, known?: Connection): TokenSource {
  let pending: Promise<string> | null = null
  let renewed = false
  let current: { token: string; version: number; endsAt: number } | null = null

  const endsSoon = ({ accessExpiresAt }: Connection) =>
    !accessExpiresAt || accessExpiresAt.epochMilliseconds - deps.now().epochMilliseconds < marginSeconds * 1000

  async function renew(refresh: boolean): Promise<string> {
    // As the step found it a moment ago: who renews it meanwhile is told from the version.
    const row = !refresh && current === null && known ? known : await load(deps.db, connectionId)
    const expiresSoon = endsSoon(row)
    // Somebody else renewed it since the refused token was handed out: take theirs.
    const isNewer = current !== null && row.tokenVersion > current.version
    if (row.accessToken && !expiresSoon && (!refresh || isNewer))
      return remember(row, await openInOne(deps.seal, row.accessToken, tokenPlace(connectionId, 'access')))
    const winner = await (refresh ? exchange(deps, provider, row) : inOne(deps, provider, row))
    return remember(winner.row, winner.token)
  }

  function remember(row: Connection, token: string): string {
    current = { token, version: row.tokenVersion, endsAt: row.accessExpiresAt?.epochMilliseconds ?? 0 }
    return token
  }

  return async (refresh = false) => {
    // Renewed once in a step: requests that were under way with the old token take the new one.
    const force = refresh && !renewed
    if (!force && current && current.endsAt - deps.now().epochMilliseconds > marginSeconds * 1000) return current.token
    pending ??= renew(force).finally(() => {
      pending = null
    })
    const token = await pending
    renewed ||= force
    return token
  }
}

/** Renewals under way in this process, by connection and version of its tokens. On Workers each call has providers of its own. */
const underWay = new WeakMap<OAuthProvider, Map<string, Promise<Renewed>>>()

/** Mail and calendar of an account find its token at its end at the same moment: one renewal is for both. */
function inOne(deps: Deps, provider: OAuthProvider, row: Connection): Promise<Renewed> {
  const renewals = underWay.get(provider) ?? new Map<string, Promise<Renewed>>()
  underWay.set(provider, renewals)
  const key = `${row.id} ${row.tokenVersion}`
  const renewal = renewals.get(key) ?? exchange(deps, provider, row).finally(() => renewals.delete(key))
  renewals.set(key, renewal)
  return renewal
}

/** Tokens that are being opened in this process; what was opened is not kept. */
const beingOpened = new WeakMap<Seal, Map<string, Promise<string>>>()

/** Mail and calendar of an account open its token at the same moment, each on a way to another thread and back: once for both. */
function openInOne(seal: Seal, sealed: string, place: string): Promise<string> {
  const known = beingOpened.get(seal) ?? new Map<string, Promise<string>>()
  beingOpened.set(seal, known)
  const key = `${place} ${sealed}`
  const opened = known.get(key) ?? seal.open(sealed, place).finally(() => known.delete(key))
  known.set(key, opened)
  return opened
}

/** A connection with an access token that is good, and what that says. */
interface Renewed {
  readonly row: Connection
  readonly token: string
}

/** Has the provider renew the token, and keeps it unless somebody else was faster. */
async function exchange(deps: Deps, provider: OAuthProvider, row: Connection): Promise<Renewed> {
  const { db, seal, now } = deps
  if (!row.refreshToken)
    throw new ProviderError(
      'reconnect',
      {
        en: 'There is no lasting permission. Connect the account again.',
        de: 'Eine dauerhafte Erlaubnis gibt es nicht. Verbinde das Konto noch einmal.',
      },
      { reason: 'no refresh token' },
    )
  const refreshToken = await seal.open(row.refreshToken, tokenPlace(row.id, 'refresh'))
  const tokens = await provider.oauth.refresh(refreshToken).catch(async (error: unknown) => {
    // Somebody else's renewal may have ended the token that was sent, and theirs is as good.
    const other = await load(db, row.id)
    if (other.tokenVersion === row.tokenVersion || !other.accessToken) throw error
    return other
  })
  const open = async (winner: Connection) => ({
    row: winner,
    token: await seal.open(winner.accessToken ?? '', tokenPlace(row.id, 'access')),
  })
  if ('tokenVersion' in tokens) return open(tokens)
  const mine = await renewTokens(db, row, await sealTokens(seal, row.id, tokens, now))
  const winner = mine ?? (await load(db, row.id))
  if (!winner.accessToken)
    throw new ProviderError(
      'reconnect',
      { en: 'The account was disconnected.', de: 'Das Konto wurde getrennt.' },
      { reason: 'disconnected' },
    )
  const renewed = mine ? { row: mine, token: tokens.accessToken } : await open(winner)
  if (winner.askAddress) await askAddresses(deps, provider, winner, renewed.token)
  return renewed
}

/** Has the provider say whose the address is, where it has not yet. Where nothing is learnt it is asked at the next renewal. */
async function askAddresses(
  { db, now }: Deps,
  { oauth }: OAuthProvider,
  { id, userId, issuer, subject, email, scopes }: Connection,
  accessToken: string,
): Promise<void> {
  const addresses = await oauth.askAddresses?.({ issuer, subject, email, scopes, accessToken })
  if (!addresses) return
  await db.transaction(async (tx) => {
    if (await noteAddressAsked(tx, { id, userId }))
      await storeVouching(tx, { userId, issuer, subject, addresses, whole: true, at: now() })
  })
}

async function load(db: Database, connectionId: string): Promise<Connection> {
  const row = await findConnectionById(db, connectionId)
  if (!row)
    throw new ProviderError(
      'reconnect',
      { en: 'The account was disconnected.', de: 'Das Konto wurde getrennt.' },
      { reason: 'disconnected' },
    )
  return row
}
