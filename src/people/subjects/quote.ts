/** Makes a quote of a message or meeting: the one place where a subject or title becomes something the page may show. */
import { cleanText } from '../../text.ts'
import { instant } from '../days.ts'
import { remembering } from '../remembering.ts'
import type { Quote } from '../types.ts'
import { bareSubject, isNotice, isQuotable, isTagged } from './subject.ts'

/**
 * A subject or title as it may stand between quotation marks, or above a mail, without its prefixes. None with square brackets,
 * which are a list's tag and would stand in a first line like a gap to fill, and none with an address of the web or of mail.
 */
export function titleToQuote(written: string): string | undefined {
  const title = bareSubject(cleanText(written, 200))
  const fit = title.length <= longestTitle && !/[[\]@]|https?:|www\.|\/\/|[{}<]/i.test(title.replace(/<[-=]*>/g, ''))
  return fit && isQuotable(title) ? title : undefined
}

const longestTitle = 80

/** A title only where it may be quoted, without its prefixes. */
export function quoteOf(moment: {
  readonly factId: string
  readonly at: number
  readonly title?: string | undefined
}): Quote {
  const { factId, title: whole } = moment
  const title = whole === undefined ? undefined : quotable(whole)
  return { factId, at: instant(moment.at), ...(title === undefined ? {} : { title }) }
}

/** Of everybody the newest one is read at each turn, and most of them are those of the last turn. */
const quotable = remembering((whole: string): string | undefined => {
  const title = isTagged(whole) || isNotice(whole) ? undefined : bareSubject(whole)
  return isQuotable(title) ? title : undefined
})
