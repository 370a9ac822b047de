/** Signing in at Microsoft: one endpoint for every organisation, each with an issuer of its own, and people known by tenant and object id. */
import * as z from 'zod'
import { ProviderError } from '../../errors.ts'
import { isMicrosoftMail } from '../../microsoft-mail.ts'
import { cleanText, normalise } from '../../text.ts'
import { type Account, createOAuth, type Dialect, type Identity, type OAuth, vouchedFor } from '../oauth.ts'
import type { Fetch } from '../types.ts'
import { graphOrigin, graphVersion } from './links.ts'
import { adminScopes, toMicrosoftScopes } from './scopes.ts'

export interface MicrosoftClient {
  /** common, organizations, consumers or a tenant, as an issuer: https://login.microsoftonline.com/common/v2.0 */
  readonly issuer: string
  readonly clientId: string
  readonly clientSecret: string
  /** Replaces `https://graph.microsoft.com`. */
  readonly origin: string | undefined
}

/** The one host at which openid-client expects an issuer for each tenant. */
const entra = 'https://login.microsoftonline.com'
/** The tenant of every personal account. */
const personalTenant = '9188040d-6c67-4c5b-b112-36a304b66dad'

const timeoutMs = 20_000

/** True for the subject of an account that belongs to no organisation. */
export const isPersonal = (subject: string) => subject.startsWith(`${personalTenant}|`)

/** What stands for "Microsoft" beside a subject: a person stays the same when the server is narrowed to other tenants. */
export const issuerOf = (issuer: string) => new URL(issuer).origin

/**
 * Sign-in and tokens at Microsoft. The endpoint `common` announces an issuer with a blank for the tenant; the one in a
 * token has to be that with the token's own tenant filled in.
 * @throws ProviderError `forbidden`, from `revoke`: Microsoft lets no program give a permission back
 */
export function createMicrosoftOAuth({ issuer, origin, ...client }: MicrosoftClient): OAuth {
  const oauth = createOAuth({ ...client, issuer, dialect: createDialect(issuer) })
  return {
    ...oauth,
    async exchange(callback, expected) {
      const grant = await oauth.exchange(callback, expected)
      const account = { ...grant, scopes: grant.scopes ?? [] }
      return { ...grant, ...((await askProfile(account, origin)) ?? { partial: true as const }) }
    },
    async askAddresses(account) {
      // An ID token is not at hand: only what the profile itself shows counts.
      const unverified = { ...account, emailVerified: false, name: '' }
      const profile = await askProfile(unverified, origin)
      return profile && vouchedFor({ ...unverified, ...profile })
    },
    async revoke() {
      throw new ProviderError(
        'forbidden',
        {
          en: 'Microsoft lets no program give a permission back; only you can.',
          de: 'Bei Microsoft kann kein Programm eine Erlaubnis zurückgeben; das kannst nur du.',
        },
        {
          reason: 'no revocation',
        },
      )
    },
  }
}

function createDialect(issuer: string): Dialect {
  const own = new URL(issuer)
  return {
    server: new URL(own.pathname, entra),
    fetch: (input, init) => {
      const url = new URL(input instanceof Request ? input.url : input)
      return fetch(url.origin === entra ? new URL(url.pathname + url.search, own.origin) : input, init)
    },
    identify: (claims) => identify(claims, issuerOf(issuer)),
    toScopes: toMicrosoftScopes,
  }
}

const claimsSchema = z.object({
  iss: z.url(),
  tid: z.string().regex(/^[\w-]{8,64}$/),
  oid: z.string().regex(/^[\w-]{8,64}$/),
  email: z.string().optional(),
  preferred_username: z.string().optional(),
  name: z.string().optional(),
  xms_edov: z.unknown().optional(),
})

/**
 * Reads an ID token whose signature, issuer and audience are checked. The subject is tenant and object id, which are never
 * given to somebody else; an address may be.
 * @param issuer what the identity is filed under
 * @throws ProviderError where the token does not say who signed in
 */
export function identify(claims: Readonly<Record<string, unknown>>, issuer: string): Identity {
  const parsed = claimsSchema.safeParse(claims)
  if (!parsed.success || new URL(parsed.data.iss).pathname.split('/')[1] !== parsed.data.tid)
    throw new ProviderError(
      'unexpected',
      { en: 'Microsoft did not say who signed in.', de: 'Microsoft sagte nicht, wer sich angemeldet hat.' },
      { reason: 'claims' },
    )
  const { tid, oid, name, preferred_username: signInName, xms_edov: verified } = parsed.data
  const email = addressOf(parsed.data.email) ?? addressOf(signInName) ?? ''
  return {
    issuer,
    subject: `${tid}|${oid}`,
    email,
    emailVerified:
      [true, 1, '1', 'true'].some((value) => value === verified) || (tid === personalTenant && isMicrosoftMail(email)),
    name: cleanText(name ?? '', 80) || email,
  }
}

const profileSchema = z.object({
  displayName: z.string().nullish(),
  mail: z.string().nullish(),
  userPrincipalName: z.string().nullish(),
})

/**
 * The address of the mailbox, which the ID token need not hold. It counts as verified where it is also the name that the
 * account signs in by: an organisation can give out such names under its own domains only. Its `mail` alone can be anything.
 * @returns null where there is no permission, or Graph is away for a moment: what the ID token says will do
 */
async function askProfile(account: Account & Identity, origin = graphOrigin): Promise<Partial<Identity> | null> {
  if (!account.scopes.includes('User.Read')) return null
  const url = new URL(`/${graphVersion}/me?$select=displayName,mail,userPrincipalName`, origin)
  const profile = await fetchJson(fetch, url, account.accessToken)
  const parsed = profileSchema.safeParse(profile)
  return parsed.success ? readProfile(parsed.data, account) : null
}

/** What a profile adds to the identity of a grant: pure. */
export function readProfile(profile: z.infer<typeof profileSchema>, grant: Identity): Partial<Identity> {
  const email = addressOf(profile.mail) ?? (grant.email || addressOf(profile.userPrincipalName))
  if (!email) return {}
  const name = cleanText(profile.displayName ?? '', 80)
  const personal = isPersonal(grant.subject)
  const signInName = personal ? undefined : addressOf(profile.userPrincipalName)
  return {
    email,
    emailVerified:
      signInName === email || (personal && isMicrosoftMail(email)) || (grant.emailVerified && email === grant.email),
    ...(signInName ? { signInName } : {}),
    ...(name ? { name } : {}),
  }
}

async function fetchJson(request: Fetch, url: URL, token: string): Promise<unknown> {
  try {
    const reply = await request(url, {
      headers: { authorization: `Bearer ${token}`, accept: 'application/json' },
      redirect: 'manual',
      signal: AbortSignal.timeout(timeoutMs),
    })
    return reply.ok ? await reply.json() : null
  } catch {
    return null
  }
}

/** Undefined for what is no address, such as a guest's name with #EXT#. */
function addressOf(text: string | null | undefined): string | undefined {
  const address = normalise(text ?? '')
  return /^[^@\s#]+@[^@\s#]+$/.test(address) && address.length <= 254 ? address : undefined
}

/**
 * Where an administrator allows the program for their whole organisation, everything at once.
 * @param back a registered redirect address, to which the administrator is led with `admin_consent=True`
 */
export function adminConsentUrl({ issuer, clientId }: MicrosoftClient, back: string): string {
  const tenant = new URL(issuer).pathname.split('/')[1] ?? ''
  const where = tenant === 'common' || tenant === 'consumers' || !tenant ? 'organizations' : tenant
  const url = new URL(`/${where}/v2.0/adminconsent`, issuer)
  url.search = new URLSearchParams({
    client_id: clientId,
    scope: adminScopes.join(' '),
    redirect_uri: back,
  }).toString()
  return url.href
}
