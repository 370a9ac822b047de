/** Who may sign in as the owner, and how one more way in is added. */

import { type Identity, mailtoIssuer } from '../../db/accounts/identities.ts'
import { traits } from '../../providers/traits.ts'
import { cleanText } from '../../text.ts'
import type { moreAccounts } from '../../work/letter/more-accounts.ts'

interface WaysInProps {
  readonly identities: readonly Identity[]
  readonly offers: ReturnType<typeof moreAccounts>
}

/** Every account that may sign in here, read or not, and how to add one. */
export function WaysIn({ identities, offers }: WaysInProps) {
  return (
    <section id="ways-in">
      <h2>Your ways in</h2>
      <ul class="plain">
        {identities.map(({ provider, email, issuer }) => (
          <li>
            {cleanText(email)}, {issuer === mailtoIssuer ? 'a link by mail' : traits[provider].label}
          </li>
        ))}
      </ul>
      {identities.length > 1 ? (
        <p>Each of these signs you in, also once it is not read any more.</p>
      ) : (
        <p>
          An account at work is closed the day the work ends. With a second one you still get in, and your letter has
          another address to go to.
        </p>
      )}
      <p class="pair">
        {offers.map(({ label, path }) => (
          <a class="btn q small" href={path}>
            {label}
          </a>
        ))}
      </p>
    </section>
  )
}
