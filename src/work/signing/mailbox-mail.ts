/** The mail whose link proves that an address is its owner's, before its mailbox is connected. Pure. */
import type { Deps, Mail } from '../../deps.ts'
import { policy, sayLasting } from '../../policy.ts'

/** It names nobody: who reads at the address may not be who asked. */
export function mailboxMail(
  { config }: Pick<Deps, 'config'>,
  { to, token, id }: { readonly to: string; readonly token: string; readonly id: string },
): Mail {
  const { BASE_URL: base } = config
  const { hostname, host } = new URL(base)
  return {
    to,
    subject: 'Your link to connect this mailbox',
    html: '',
    text: `Somebody, probably you, asked to connect this mailbox to Coffee soon? at ${host}. Open this in the same browser and press the button on its page:
${base}/connect/mailbox/${token}

It works for ${sayLasting(policy.signInLink.link)}, once.

If you did not ask for it, there is nothing to do. Nothing is stored without the button, and the link ends by itself.
`,
    messageId: `<mailbox.${id}@${hostname}>`,
    headers: { 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'All' },
  }
}
