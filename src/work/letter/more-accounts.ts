/** What can be connected beside the accounts there are, in words: for the letter and the pages. */
import type { Connection } from '../../db/accounts/connections.ts'
import type { Deps } from '../../deps.ts'
import { wordsIn } from '../../letter/words/words.ts'
import type { Tongue } from '../../place.ts'
import { labelIn } from '../../providers/labels.ts'
import { signingIn } from '../../providers/provider.ts'

/** One offer for each provider that can be connected here, and one for whatever a password opens. */
export function moreAccounts(
  providers: Deps['providers'],
  connections: readonly Pick<Connection, 'provider'>[],
  tongue: Tongue,
): readonly { readonly label: string; readonly path: string }[] {
  const words = wordsIn(tongue).notices
  const granting = signingIn(providers)
  const byLogin = providers.size > granting.length
  const offers = granting.map(({ name, label, sample }) => {
    const known = connections.some((connection) => connection.provider === name)
    return {
      label: (known ? words.connectAnother : words.connect)(labelIn(label, tongue), sample),
      path: `/connect/${name}`,
    }
  })
  // A mailbox that cannot be read here is not offered.
  const label = providers.has('imap') ? words.connectMailbox : words.connectCalendar
  return byLogin ? [...offers, { label, path: '/connect/mailbox' }] : offers
}
