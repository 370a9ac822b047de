/** The links of one letter: made from the key, the letter, the person and the purpose, so that they can be made again. */
import type { User } from '../../db/accounts/users.ts'
import type { Database } from '../../db/database.ts'
import { findOpenLink, type LinkRow, revokeCoffeeLinks, storeLinks } from '../../db/links.ts'
import { findOwnAddress } from '../../db/people.ts'
import type { LinkPurpose } from '../../db/schema.ts'
import type { Deps } from '../../deps.ts'
import type { Instant } from '../../facts.ts'
import type { Letter, Links } from '../../letter/types.ts'
import { daysOf, policy } from '../../policy.ts'
import { sha256 } from '../../seal.ts'
import { normalise } from '../../text.ts'

/** A link as it is stored, but for whose it is and when it left. */
export type NewLink = Pick<LinkRow, 'hash' | 'purpose' | 'address'>

/** Paths of our pages that a notice may hold, which a mail replaces by links of their own. */
export const noticePaths = {
  resume: '/letter#resume',
  keep: (personId: string) => `/people/${personId}#keep`,
  coffee: (personId: string) => `/people/${personId}/coffee`,
  shared: (answer: 'alone' | '1' | '2') => `/settings?shared=${answer}#shared`,
} as const

const answers = ['not_now', 'spoken', 'elsewhere', 'let_go'] as const
/** Days in which a link opens what it is for; null where it always does. */
const daysOpen: Readonly<Record<LinkPurpose, () => number | null>> = {
  coffee: () => daysOf(policy.coffeeLink),
  meet: () => daysOf(policy.coffeeLink),
  not_now: () => daysOf(policy.answerLink),
  spoken: () => daysOf(policy.answerLink),
  elsewhere: () => daysOf(policy.answerLink),
  let_go: () => daysOf(policy.answerLink),
  keep: () => daysOf(policy.answerLink),
  resume: () => daysOf(policy.answerLink),
  stay: () => null,
  unsubscribe: () => null,
  confirm: () => daysOf(policy.confirm.link),
}

/** Where everything in this letter leads, as absolute addresses, and the rows by which the links are known again. */
export async function linksFor(
  deps: Pick<Deps, 'db' | 'seal' | 'config'>,
  row: { readonly id: string; readonly userId: string },
  letter: Letter,
): Promise<{ links: Links & { readonly unsubscribe: string }; rows: readonly NewLink[] }> {
  const base = deps.config.BASE_URL
  const rows = new Map<string, NewLink>()
  const made = new Map<string, string>()
  const make = async (purpose: LinkPurpose, written: string | null) => {
    const address = written === null ? null : normalise(written)
    const token = await tokenOf(deps, row.id, { purpose, address })
    const hash = await sha256(token)
    rows.set(hash, { hash, purpose, address })
    made.set(`${purpose}|${written ?? ''}`, `${base}${roads[purpose]}/${token}`)
  }
  for (const { address } of letter.cards)
    for (const purpose of ['coffee', ...answers] as const) await make(purpose, address)
  for (const { address } of letter.met)
    for (const purpose of ['coffee', 'spoken'] as const) await make(purpose, address)
  for (const { address } of [...(letter.promises ?? []), ...(letter.birthdays ?? [])]) await make('coffee', address)
  await make('unsubscribe', null)
  const paths = new Map<string, string>()
  for (const { path } of letter.notices.flatMap((notice) => notice.links)) {
    const purpose = purposeOf(path)
    const aboutSomebody = purpose === 'keep' || purpose === 'coffee'
    const address = aboutSomebody ? await addressOf(deps.db, row.userId, path) : null
    if (!purpose || (aboutSomebody && !address)) continue
    await make(purpose, address)
    paths.set(path, made.get(`${purpose}|${address ?? ''}`) ?? base + path)
  }
  const to = (purpose: LinkPurpose, address: string) => made.get(`${purpose}|${address}`) ?? base
  return {
    rows: [...rows.values()],
    links: {
      card: ({ address }) => ({
        coffee: to('coffee', address),
        write: `${to('coffee', address)}?how=write`,
        notNow: to('not_now', address),
        spoken: to('spoken', address),
        elsewhere: to('elsewhere', address),
        letGo: to('let_go', address),
      }),
      met: ({ address }) => ({ thank: `${to('coffee', address)}?how=write`, note: to('spoken', address) }),
      settings: `${base}/settings`,
      account: `${base}/account`,
      unsubscribe: to('unsubscribe', ''),
      path: (path) => paths.get(path) ?? base + path,
    },
  }
}

/** Which link of its own a mail has in place of this path of a notice. */
function purposeOf(path: string): 'resume' | 'keep' | 'coffee' | null {
  if (path === noticePaths.resume) return 'resume'
  if (path.endsWith('#keep')) return 'keep'
  return /^\/people\/[^/#]+\/coffee$/.test(path) ? 'coffee' : null
}

const roads: Readonly<Record<LinkPurpose, string>> = {
  coffee: '/coffee',
  meet: '/meet',
  not_now: '/do',
  spoken: '/do',
  elsewhere: '/do',
  let_go: '/do',
  keep: '/do',
  resume: '/do',
  stay: '/do',
  unsubscribe: '/unsubscribe',
  confirm: '/confirm',
}

/** 22 characters of base64url carry at least 128 bits. */
const tokenLength = 22

/** @param mailId of the letter, or of whatever else the link leaves in */
export async function tokenOf(
  { seal }: Pick<Deps, 'seal'>,
  mailId: string,
  { purpose, address }: Pick<NewLink, 'purpose' | 'address'>,
): Promise<string> {
  return (await seal.sign(`${mailId}|${address ?? ''}|${purpose}`, 'link')).slice(0, tokenLength)
}

/** The address whose own id stands in the path of a notice. */
async function addressOf(db: Database, userId: string, path: string): Promise<string | null> {
  const id = /^\/people\/([^/#]+)(?:#|\/coffee$)/.exec(path)?.[1] ?? ''
  return findOwnAddress(db, userId, id)
}

/** Writes down the links of a letter that is leaving, and ends the coffee links of letters older than the previous one. */
export async function openLinks(
  tx: Database,
  about: {
    readonly userId: string
    readonly digestId: string
    readonly previousId: string | null
    readonly rows: readonly NewLink[]
    readonly at: Instant
  },
): Promise<void> {
  const { userId, digestId, previousId, rows, at } = about
  await storeLinks(
    tx,
    rows.map(({ hash, purpose, address }) => {
      const days = daysOpen[purpose]()
      const expiresAt = days === null ? null : at.add({ hours: 24 * days })
      return { hash, userId, digestId, purpose, address, expiresAt, createdAt: at }
    }),
  )
  await revokeCoffeeLinks(tx, userId, previousId ? [digestId, previousId] : [digestId], at)
}

/** An open link, and whose it is. */
export interface OpenLink {
  readonly row: LinkRow
  readonly user: User
}

/**
 * What a token opens. Null alike for a wrong, altered, expired or revoked one, one for another purpose, and one of a user
 * who is gone.
 */
export async function findLink(
  deps: Pick<Deps, 'db' | 'now'>,
  token: string,
  purposes: readonly LinkPurpose[],
): Promise<OpenLink | null> {
  return findOpenLink(deps.db, await sha256(token), purposes, deps.now())
}
