/** The mail that holds a link to sign in: plain text, made from its row alone, so that it can be made again. */
import type { SignInLink } from '../../db/accounts/sign-in-links.ts'
import type { Deps, Mail } from '../../deps.ts'
import type { Instant } from '../../facts.ts'
import { policy, sayLasting } from '../../policy.ts'
import { sha256 } from '../../seal.ts'

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

/** The mail as it leaves. It names nobody: who reads at the address may not be who asked. */
export async function signInMail(
  deps: Pick<Deps, 'seal' | 'config'>,
  { id, address, hash }: Pick<SignInLink, 'id' | 'address' | 'hash'>,
): Promise<Mail> {
  const { BASE_URL: base } = deps.config
  const { hostname, host } = new URL(base)
  const lasts = sayLasting(policy.signInLink.link)
  return {
    to: address,
    subject: 'Your link to sign in',
    html: '',
    text: `Somebody, probably you, asked for a link to sign in to Coffee soon? at ${host}. Open it and press the button on its page:
${base}/signin/link/${await storedToken(deps, { id, hash })}

It works for ${lasts}, once, and in whichever browser you open it. Whoever has it can sign in with it: pass it on to nobody.

If you did not ask for it, there is nothing to do. Nobody is signed in without the button, and the link ends by itself.
`,
    messageId: `<signin.${(await deps.seal.sign(`signin|${id}`, 'message id')).slice(0, 16)}@${hostname}>`,
    headers: { 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'All' },
  }
}

/** Such mails as they lie in the outbox. */
export async function signInMailsOf(
  deps: Pick<Deps, 'seal' | 'config'>,
  rows: readonly SignInLink[],
): Promise<readonly (Pick<Mail, 'to' | 'subject' | 'text'> & { readonly at: Instant })[]> {
  const sent = rows.flatMap((row) => (row.state === 'sent' && row.sentAt ? [{ row, at: row.sentAt }] : []))
  return Promise.all(
    sent.map(async ({ row, at }) => {
      const { to, subject, text } = await signInMail(deps, row)
      return { to, subject, text, at }
    }),
  )
}
