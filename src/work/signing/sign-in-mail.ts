/** The mail that holds a link to sign in: plain text, made from its row alone, so that it can be made again. */
import type { SignInLink } from '../../db/accounts/sign-in-links.ts'
import type { Deps, Mail } from '../../deps.ts'
import type { Instant } from '../../facts.ts'
import type { Tongue } from '../../place.ts'
import { policy } from '../../policy.ts'
import { sha256 } from '../../seal.ts'
import { mailWordsIn } from '../mail/words/words.ts'

/** The token of a new link, by the key and the row's id. */
export const signInToken = async ({ seal }: Pick<Deps, 'seal'>, id: string): Promise<string> =>
  (await seal.sign(`signin|${id}`, 'link')).slice(0, tokenLength)

/** The token of a link that is stored: another key may have become the first one since. */
async function storedToken({ seal }: Pick<Deps, 'seal'>, { id, hash }: Pick<SignInLink, 'id' | 'hash'>) {
  const tokens = (await seal.signatures(`signin|${id}`, 'link')).map((one) => one.slice(0, tokenLength))
  for (const token of tokens) if ((await sha256(token)) === hash) return token
  // Its key is gone, and with it the link.
  return signInToken({ seal }, id)
}

/** 22 characters of base64url carry at least 128 bits. */
const tokenLength = 22

/** The mail as it leaves, in its owner's tongue. It names nobody: who reads at the address may not be who asked. */
export async function signInMail(
  deps: Pick<Deps, 'seal' | 'config'>,
  { id, address, hash, tongue }: Pick<SignInLink, 'id' | 'address' | 'hash'> & { readonly tongue: Tongue | undefined },
): Promise<Mail> {
  const { BASE_URL: base } = deps.config
  const { hostname, host } = new URL(base)
  const { subject, text } = mailWordsIn(tongue).signIn
  const href = `${base}/signin/link/${await storedToken(deps, { id, hash })}`
  return {
    to: address,
    subject,
    html: '',
    text: text(host, href, policy.signInLink.link),
    messageId: `<signin.${(await deps.seal.sign(`signin|${id}`, 'message id')).slice(0, 16)}@${hostname}>`,
    headers: { 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'All' },
  }
}

/** Such mails as they lie in the outbox. */
export async function signInMailsOf(
  deps: Pick<Deps, 'seal' | 'config'>,
  { rows, tongue }: { readonly rows: readonly SignInLink[]; readonly tongue: Tongue | undefined },
): Promise<readonly (Pick<Mail, 'to' | 'subject' | 'text'> & { readonly at: Instant })[]> {
  const sent = rows.flatMap((row) => (row.state === 'sent' && row.sentAt ? [{ row, at: row.sentAt }] : []))
  return Promise.all(
    sent.map(async ({ row, at }) => {
      const { to, subject, text } = await signInMail(deps, { ...row, tongue })
      return { to, subject, text, at }
    }),
  )
}
