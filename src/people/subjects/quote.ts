/** Makes a quote of a message or meeting: the one place where a subject or title becomes something the page may show. */
import { instant } from '../days.ts'
import { remembering } from '../remembering.ts'
import type { Quote } from '../types.ts'
import { bareSubject, isNotice, isQuotable, isTagged } from './subject.ts'

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
