/** The mail whose link proves that an address is its owner's, before its mailbox is connected. Pure. */
import type { Deps, Mail } from '../../deps.ts'
import type { Tongue } from '../../place.ts'
import { policy } from '../../policy.ts'
import { mailWordsIn } from '../mail/words/words.ts'

/** It names nobody: who reads at the address may not be who asked. `tongue`: of the browser that did. */
export function mailboxMail(
  { config }: Pick<Deps, 'config'>,
  {
    to,
    token,
    id,
    tongue,
  }: { readonly to: string; readonly token: string; readonly id: string; readonly tongue: Tongue },
): Mail {
  const { BASE_URL: base } = config
  const { hostname, host } = new URL(base)
  const { subject, text } = mailWordsIn(tongue).mailbox
  return {
    to,
    subject,
    html: '',
    text: text(host, `${base}/connect/mailbox/${token}`, policy.signInLink.link),
    messageId: `<mailbox.${id}@${hostname}>`,
    headers: { 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'All' },
  }
}
