/** The one mail to an address that may be a stranger's: no name, no word that anybody here has chosen, and nothing after it. */
import type { Tongue } from '../../place.ts'
import type { Lasting } from '../../policy.ts'
import { mailWordsIn } from './words/words.ts'

/**
 * @param about.base this server's address
 * @param about.href where the button is
 * @param about.lasts how long the link works
 * @param tongue of whoever has it sent: mostly the same person reads it
 */
export function confirmationMail(
  { base, href, lasts }: { readonly base: string; readonly href: string; readonly lasts: Lasting },
  tongue?: Tongue,
): { readonly subject: string; readonly text: string } {
  const { subject, text } = mailWordsIn(tongue).confirm
  return { subject, text: text(base, href, lasts) }
}
