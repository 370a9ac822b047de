/** Turns a finding into what an opener may tell of it: which sentences fit, and the facts that go into them. */
import { dayMs, instant } from '../../people/days.ts'
import { wordsOf } from '../../people/phrases.ts'
import { isQuotable } from '../../people/subjects/subject.ts'
import { cleanText } from '../../text.ts'
import type { Finding, Way } from '../find/finding.ts'
import type { Telling } from '../find/telling.ts'
import type { Facts, Occasion, Wording } from './words/wording.ts'

interface Circumstances {
  readonly telling: Telling
  readonly wording: Wording
  /** As the person is greeted. */
  readonly name: string
}

export interface Fitting {
  readonly occasion: Occasion
  readonly facts: Facts
}

/** Undefined finding: nothing is known that may be told. */
export function occasionOf(finding: Finding | undefined, about: Circumstances): Fitting {
  const { telling, wording } = about
  const month = (ms: number) => monthOf(ms, telling, wording.month)
  const quote = (title: string | undefined) => {
    const bare =
      title === undefined ? undefined : withoutName(title, { greeted: about.name, whole: telling.person.name })
    return bare === undefined ? undefined : wording.quote(bare)
  }
  const fitting = (occasion: Occasion, facts: Partial<Facts> = {}): Fitting => ({
    occasion,
    facts: { ...empty, ...facts },
  })
  switch (finding?.kind) {
    case 'owed_reply':
      return fitting(finding.asks ? 'question' : 'last_word', { title: quote(finding.title), month: month(finding.at) })
    case 'unanswered':
      return fitting('unanswered', { title: quote(finding.title), month: month(finding.at) })
    // A coffee is asked for after it: one note holds one question.
    case 'introduction_made':
      return fitting('introduction_made_asks_nothing', {
        other: finding.other,
        month: month(finding.at),
      })
    case 'introduction_received':
      return fitting(finding.way === 'to' ? 'introduction_to' : 'introduction_by', {
        other: finding.other,
        month: month(finding.at),
      })
    case 'note':
      return fitting('note', { note: cleanText(finding.text.replace(/[[\]]/g, ''), 60), month: month(finding.at) })
    case 'anniversary':
      return fitting('anniversary', { count: wording.count(finding.years), one: finding.years === 1, met: finding.met })
    case 'birthday':
      return fitting(finding.guessed ? 'birthday_guessed' : 'birthday', {
        when: wording.weekday(finding.today ? undefined : finding.weekday),
      })
    case 'series_ended':
      return fitting('series_ended', { title: quote(finding.title), month: month(finding.at) })
    case 'shared_meetings': {
      const title = quote(finding.title)
      const counted = title !== undefined && finding.span === 'all' && finding.count > 2
      return counted
        ? fitting('meetings', { title, month: month(finding.last), count: wording.count(finding.count) })
        : fitting('last_meeting', { title: quote(finding.lastTitle), month: month(finding.last) })
    }
    case 'last_thread': {
      const title = quote(finding.title)
      return title === undefined
        ? fitting('nothing_known')
        : fitting(threads[finding.way], { title, month: month(finding.at) })
    }
    case 'moved':
      return fitting('moved', { other: finding.to })
    case 'in_common':
      return fitting('in_common', { other: finding.other })
    case 'season':
      return fitting('season', { month: wording.month(finding.month, undefined) })
    default:
      return fitting('nothing_known')
  }
}

/** In words of the owner's zone. Of the last ten months the name alone says which one is meant. */
export function monthOf(ms: number, { now, timeZone }: Telling, say: Wording['month']): string {
  const { month, year } = instant(ms).toZonedDateTimeISO(timeZone)
  return say(month, now.epochMilliseconds - ms < 300 * dayMs ? undefined : year)
}

const threads: Readonly<Record<Way, Occasion>> = { both: 'last_thread', they: 'their_thread', owner: 'own_thread' }
const empty: Facts = { title: undefined, month: '', other: '', count: '', one: false, met: false, when: '', note: '' }

/**
 * A title that speaks of them by name reads oddly to themselves: of "Lunch with Anna" and "Anna: proofs" the rest is
 * quoted, and of others nothing.
 */
function withoutName(
  title: string,
  { greeted, whole }: { readonly greeted: string; readonly whole: string },
): string | undefined {
  // Of the whole name only long words: "de" and "van" stand in other titles too.
  const own = new Set([
    ...wordsOf(greeted).filter((word) => word.length > 1),
    ...wordsOf(whole).filter((word) => word.length > 3),
  ])
  const speaks = (text: string) => wordsOf(text).some((word) => own.has(word))
  if (!speaks(title)) return title
  const [, before, after] = /^([^:]+): (.+)$/.exec(title) ?? []
  const [, what, who] = /^(.+) (?:with|mit|avec|con|met) (.+)/s.exec(title) ?? []
  const rest = after && before && speaks(before) ? after : who && what && speaks(who) ? what : undefined
  return rest !== undefined && !speaks(rest) && isQuotable(rest) ? rest : undefined
}
