/** Where a user's letter goes, and whether any may go at all. */
import { type Connection, listConnections } from '../../db/accounts/connections.ts'
import { type Identity, listIdentities } from '../../db/accounts/identities.ts'
import { listProofs, type Proof } from '../../db/accounts/proofs.ts'
import { liftBounce, listSuppressions, type Suppression, suppress } from '../../db/accounts/suppressions.ts'
import type { User } from '../../db/accounts/users.ts'
import type { Database } from '../../db/database.ts'
import { hashAddress } from '../../db/sealed/hashed.ts'
import type { Deps } from '../../deps.ts'
import type { Instant } from '../../facts.ts'
import { organisation } from '../../people/identity/address.ts'
import { normalise } from '../../text.ts'

/** `unproven`: no address is known to be the owner's, so that a letter could reach a stranger. */
export type Stop = 'unsubscribed' | 'bounced' | 'unproven'

export interface Destination {
  readonly address: string
  /** Why nothing may go there; null where it may. */
  readonly stopped: Stop | null
  /** Where it would go if no mail had come back. */
  readonly preferred: string
  /** Every address that it may be sent to by choice: proven ones only. */
  readonly choices: readonly LetterAddress[]
  /** Addresses of the owner's accounts that nobody vouches for: nothing goes there but one link to confirm, when asked for. */
  readonly unproven: readonly LetterAddress[]
  /** Those of them from which mail came back for good, and when. */
  readonly cameBack: readonly { readonly address: string; readonly at: Instant }[]
}

/** An address of an account that was connected or signed in with. */
export interface LetterAddress {
  readonly address: string
  /** Its account is connected and has not ended. */
  readonly live: boolean
}

/** What an address is looked for among. */
interface Accounts {
  readonly connections: readonly Connection[]
  readonly identities: readonly Identity[]
  readonly provenAddresses: readonly Proof[]
}

/** `mailer` null: letters stay on this machine, so that no address has to be proven. Left out, each has to be. */
type Sender = Pick<Deps, 'seal'> & Partial<Pick<Deps, 'mailer'>>

/**
 * The address that the owner chose, else the one they came with, else that of another account: mail to a mailbox that is
 * closed would be lost, or read by others. Where mail came back, the next account's. An unsubscription holds for every address.
 * Whatever is mailed to an owner goes to what this yields at the moment of sending, and only while it says nothing of a stop:
 * an administrator can give an account any mail address, so that only a proven one is the owner's.
 * @param without addresses that are about to be known as closed
 */
export async function destinationOf(
  db: Database,
  sender: Sender,
  user: User,
  without: readonly string[] = [],
): Promise<Destination> {
  return destinationAmong(sender, user, await accountsOf(db, user), without)
}

/**
 * Where a mail goes that is no letter: an answer to what the owner themselves began reaches them although they stopped
 * their letters, but never an address from which mail came back, nor one that is not proven.
 */
export async function replyDestinationOf(db: Database, sender: Sender, user: User): Promise<Destination> {
  const { suppressions: rows, ...accounts } = await accountsOf(db, user)
  const kept = rows.filter(({ reason }) => reason !== 'unsubscribed')
  return destinationAmong(sender, user, { ...accounts, suppressions: kept })
}

/** What an address of the user's is looked for among. */
export async function accountsOf(db: Database, user: User) {
  const [connections, identities, provenAddresses, suppressed] = await Promise.all([
    listConnections(db, user.id),
    listIdentities(db, user.id),
    listProofs(db, user.id),
    listSuppressions(db, user.id),
  ])
  return { connections, identities, provenAddresses, suppressions: suppressed }
}

/** The same, of rows that were read already. */
export async function destinationAmong(
  { seal, mailer }: Sender,
  user: User,
  { suppressions: rows, ...accounts }: Accounts & { readonly suppressions: readonly Suppression[] },
  without: readonly string[] = [],
): Promise<Destination> {
  const known = addressesOf(user, accounts)
  const proven = new Set(accounts.provenAddresses.map(({ address }) => address))
  const counts = ({ address }: LetterAddress) => mailer === null || proven.has(normalise(address))
  const choices = known.filter(counts)
  const isAnyLive = known.some(({ live }) => live)
  const unproven = known.filter((one) => !counts(one) && (one.live || !isAnyLive))
  const usable = choices.some(({ address, live }) => live || !isAnyLive || isSame(address, user.settings.letterTo))
  const preferred = preferredOf(user, usable ? choices : known)
  const order = [...new Set([preferred, ...choices.filter(({ live }) => live).map(({ address }) => address)])]
  const bounced = new Map(
    rows.flatMap(({ reason, addressHash, at }) => (reason === 'bounced' ? [[addressHash, at] as const] : [])),
  )
  const cameBack: { address: string; at: Instant }[] = []
  for (const address of new Set([...order, ...choices.map((choice) => choice.address)])) {
    const hashes = await seal.signatures(normalise(address), 'address')
    const at = hashes.map((hash) => bounced.get(hash)).find(Boolean)
    if (at) cameBack.push({ address, at })
  }
  const closed = new Set([...cameBack.map(({ address }) => address), ...without].map(normalise))
  const open = order.find((address) => !closed.has(normalise(address)))
  const found = { address: open ?? preferred, preferred, choices, unproven, cameBack }
  if (rows.some(({ reason }) => reason === 'unsubscribed')) return { ...found, stopped: 'unsubscribed' }
  if (!usable && mailer !== null) return { ...found, stopped: 'unproven' }
  return { ...found, stopped: open === undefined ? 'bounced' : null }
}

/**
 * The owner's first address, then those of accounts that are read, of other accounts, of sign-ins that remained, and the
 * further ones that a provider vouches for.
 */
function addressesOf(user: User, { connections, identities, provenAddresses }: Accounts): readonly LetterAddress[] {
  const real = connections.filter(({ provider }) => provider !== 'file')
  const live = real.filter(({ state }) => state !== 'ended')
  const vouched = provenAddresses.filter(({ how }) => how !== 'link')
  const isRead = (proof: Proof) => live.some((one) => one.issuer === proof.issuer && one.subject === proof.subject)
  const lives = new Set([
    ...live.map(({ email }) => normalise(email)),
    ...vouched.filter(isRead).map(({ address }) => address),
  ])
  const active = live.filter(({ state }) => state === 'active')
  const found = new Map<string, LetterAddress>()
  for (const { email } of [user, ...active, ...live, ...real, ...identities]) {
    const key = normalise(email)
    if (key.includes('@') && !found.has(key)) found.set(key, { address: email, live: lives.has(key) })
  }
  for (const { address } of vouched) if (!found.has(address)) found.set(address, { address, live: lives.has(address) })
  return [...found.values()]
}

function preferredOf({ email, settings }: User, choices: readonly LetterAddress[]): string {
  const chosen = choices.find(({ address }) => isSame(address, settings.letterTo))
  if (chosen) return chosen.address
  const first = choices.find(({ live }) => live)
  const own = choices.find(({ address }) => isSame(address, email))
  if (own?.live) return own.address
  return (first ?? own ?? choices[0])?.address ?? email
}

/** `letterTo` is missing in settings that were saved before there was a choice. */
const isSame = (address: string, other: string | undefined) => normalise(address) === normalise(other ?? '')

/** Nothing goes to this address any more, because it does not exist. */
export async function suppressBounced(
  tx: Database,
  { seal, now }: Pick<Deps, 'seal' | 'now'>,
  { userId, address }: { readonly userId: string; readonly address: string },
): Promise<void> {
  const addressHash = await hashAddress(tx, { seal, userId }, normalise(address))
  await suppress(tx, { userId, addressHash, reason: 'bounced', at: now() })
}

/** The owner wants letters there all the same. */
export async function forgetBounce(
  tx: Database,
  { seal }: Pick<Deps, 'seal'>,
  { userId, address }: { readonly userId: string; readonly address: string },
): Promise<void> {
  await liftBounce(tx, userId, await seal.signatures(normalise(address), 'address'))
}

/** The letter goes to an address that others of its organisation could see: names then stay out of its subject. */
export function isAtWork({
  destination,
  people,
}: {
  readonly destination: { readonly address: string }
  /** Main addresses of people, at least of all at that organisation. */
  readonly people: readonly string[]
}): boolean {
  const place = organisation(destination.address)
  if (place === undefined) return false
  return people.filter((address) => organisation(address) === place).length >= colleagues
}

const colleagues = 3
