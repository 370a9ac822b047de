/** The filled-in form of the owner's own calendar, as a link: nothing of ours saves anything there. */
import { calendarFormLink, outlookFormLink } from '../../coffee/compose.ts'
import type { Coffee } from '../../db/coffees.ts'
import type { Span } from '../../facts.ts'
import type { Tongue } from '../../place.ts'
import { traits } from '../../providers/traits.ts'
import type { ProviderName } from '../../providers/types.ts'
import { coffeeWords } from './words/words.ts'

interface FormLinkProps {
  readonly coffee: Coffee
  readonly when: Span
  readonly provider: ProviderName
  /** The address of the account whose calendar it is. */
  readonly account: string
  readonly tongue: Tongue
}

export function FormLink({
  provider,
  account,
  when,
  tongue,
  coffee: { title, note, place, address, alsoAddress },
}: FormLinkProps) {
  const form = {
    title,
    when,
    note,
    guest: address,
    ...(alsoAddress ? { also: alsoAddress } : {}),
    ...(place ? { place } : {}),
  }
  const isOutlook = traits[provider].program === 'outlook'
  return (
    <a href={isOutlook ? outlookFormLink(account, form) : calendarFormLink(form)} rel="noreferrer">
      {coffeeWords(tongue).links.form(isOutlook ? 'Outlook' : 'Google Calendar')}
    </a>
  )
}
