/** Who may sign in as the owner, and how one more way in is added. */

import { type Identity, mailtoIssuer } from '../../db/accounts/identities.ts'
import type { Tongue } from '../../place.ts'
import { labelIn } from '../../providers/labels.ts'
import { traits } from '../../providers/traits.ts'
import { cleanText } from '../../text.ts'
import type { moreAccounts } from '../../work/letter/more-accounts.ts'
import { accountWords } from './words/words.ts'

interface WaysInProps {
  readonly identities: readonly Identity[]
  readonly offers: ReturnType<typeof moreAccounts>
  readonly tongue: Tongue
}

/** Every account that may sign in here, read or not, and how to add one. */
export function WaysIn({ identities, offers, tongue }: WaysInProps) {
  const words = accountWords(tongue).waysIn
  return (
    <section id="ways-in">
      <h2>{words.title}</h2>
      <ul class="plain">
        {identities.map(({ provider, email, issuer }) => (
          <li>
            {cleanText(email)}, {issuer === mailtoIssuer ? words.byMail : labelIn(traits[provider].label, tongue)}
          </li>
        ))}
      </ul>
      <p>{identities.length > 1 ? words.several : words.one}</p>
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
