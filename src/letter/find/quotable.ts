/** What of a message or a meeting may be told: its title between quotation marks, and who else stands on it. */
import { titleToQuote } from '../../people/subjects/quote.ts'
import { isNotice, isSensitiveHost, isTagged } from '../../people/subjects/subject.ts'
import { cleanText } from '../../text.ts'
import type { Contact } from '../types.ts'
import type { Telling } from './telling.ts'

/** A mail to more people than this was written to nobody in particular. */
const quotableOthers = 4

/**
 * A subject of a small group, or a meeting's title, as far as one may be told.
 */
export function quotable(contact: Contact): string | undefined {
  if (contact.title === undefined || contact.delegated) return undefined
  if (contact.kind !== 'met' && (contact.others.length > quotableOthers || isNoQuote(contact.title))) return undefined
  return titleToQuote(contact.title)
}

/** Mail of a list, or written by a program. */
const isNoQuote = (subject: string) => isTagged(subject) || isNotice(subject)

interface Company {
  readonly telling: Telling
  isTheirs(address: string): boolean
}

export function thirds({ others }: Contact, { telling, isTheirs }: Company): readonly string[] {
  if (others.length > thirdOthers) return []
  const own = telling.person.name.toLowerCase()
  const found = new Set<string>()
  for (const { address } of others) {
    if (isTheirs(address) || isSensitiveHost(address)) continue
    const name = cleanText(telling.named(address) ?? '', 80)
    // The same name twice, or an address for a name, tells nobody who is meant.
    if (name && name.toLowerCase() !== own && !/[@[\]]/.test(name) && !isSensitiveHost(name))
      found.add(telling.whose?.(address)?.address ?? address)
  }
  return [...found]
}

/** In larger groups nobody is somebody's company. */
const thirdOthers = 5
