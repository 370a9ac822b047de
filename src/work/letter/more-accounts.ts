/** What can be connected beside the accounts there are, in words: for the letter and the pages. */
import type { Connection } from '../../db/accounts/connections.ts'
import type { Deps } from '../../deps.ts'
import { signingIn } from '../../providers/provider.ts'

/** One offer for each provider that can be connected here, and one for whatever a password opens. */
export function moreAccounts(
  providers: Deps['providers'],
  connections: readonly Pick<Connection, 'provider'>[],
): readonly { readonly label: string; readonly path: string }[] {
  const granting = signingIn(providers)
  const byLogin = providers.size > granting.length
  const offers = granting.map(({ name, label, sample }) => {
    const known = connections.some((connection) => connection.provider === name)
    return {
      label: `Connect ${known ? 'another' : 'a'} ${sample ? label : `${label} account`}`,
      path: `/connect/${name}`,
    }
  })
  // A mailbox that cannot be read here is not offered.
  const kind = providers.has('imap') ? 'mailbox' : 'calendar'
  return byLogin ? [...offers, { label: `Connect a ${kind} by password`, path: '/connect/mailbox' }] : offers
}
