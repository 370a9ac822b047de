/** What a letter says beside its reasons: when the last contact was, the strip of two years, thanks, notes, birthdays, what went well. */
import { months, weekdays } from '../../../dates.ts'
import { span } from '../../../spans.ts'
import { listed, listedWith } from './pieces.ts'

/** A day as seen from the letter: the same, within six days of it, or a date such as "12 November". */
export type When = 'today' | { readonly weekday: number } | { readonly date: string }

const on = (when: When): string =>
  when === 'today' ? 'today' : 'weekday' in when ? `on ${weekdays[when.weekday - 1]}` : `on ${when.date}`

export const beside = {
  /** The last contact, where everything was read up to now. */
  since: (days: number): string => `${span(days)} since your last email or meeting.`,
  lastInTouch: (day: string): string => `Last in touch ${day}.`,
  /** The last that is known, where the record breaks off before now. */
  lastKnown: (days: number, day: string): string =>
    `The last email or meeting I know of was ${span(days)} ago, on ${day}.`,

  met: (name: string, when: When): string => `You met ${name} ${on(when)}.`,
  metSeveral: (names: readonly string[], more: number, when: When): string =>
    `You met ${more > 0 ? listedWith(names, more) : listed(names)} ${on(when)}.`,

  /** @param text with the sign that ends it, in quotation marks */
  noted: ({ when, name, text }: { readonly when: When; readonly name: string; readonly text: string }): string =>
    `For ${when === 'today' ? 'today' : 'weekday' in when ? weekdays[when.weekday - 1] : when.date}, about ${name}: ${text}`,
  /** @param day "Friday 4 December" */
  notedLate: ({ day, name, text }: { readonly day: string; readonly name: string; readonly text: string }): string =>
    `For ${day} you noted, about ${name}: ${text}`,
  quoted: (text: string): string => `“${text}”`,
  late: {
    one: [
      'If it still matters, this week is as good as any; if not, that is fine.',
      'There is still time for it; and if it has settled itself, let it go.',
      'Late is fine, and so is leaving it.',
      'It stays on the page of your notes either way.',
    ],
    many: [
      'If they still matter, this week is as good as any; if not, that is fine.',
      'There is still time for them; and if they have settled themselves, let them go.',
      'Late is fine, and so is leaving them.',
      'They stay on the page of your notes either way.',
    ],
  },
  wrote: (when: When): string => `You wrote ${on(when)}`,
  wasThatIt: 'was that it?',

  /** @param weekday ISO; undefined: today */
  birthday(
    name: string,
    { weekday, guessed }: { readonly weekday: number | undefined; readonly guessed: boolean },
  ): string {
    const whose = `${name}${name.endsWith('s') ? '’' : '’s'} birthday`
    const day = weekday === undefined ? 'Today' : weekdays[weekday - 1]
    return guessed
      ? `Around ${weekday === undefined ? 'today' : day}: ${whose}, by your wishes of other years.`
      : `${day} is ${whose}.`
  },

  /** What went well of late, by kind; each list holds first names. */
  well({ month, met, answered, heard }: Well): string | undefined {
    const clauses = [
      ...(met.length === 1 ? [`you and ${met[0]} met`] : met.length ? [`you met ${listed(met)}`] : []),
      ...(answered.length ? [`${listed(answered)} wrote back`] : []),
      ...(heard.length ? [`${listed(heard)} wrote to you`] : []),
    ]
    return clauses.length ? `${month ? 'This month' : 'In the past month'} ${clauses.join(', and ')}.` : undefined
  },
  toMeet: (name: string, day: string): string => `You and ${name} are to meet on ${day}.`,

  months: {
    none: 'No contact in them.',
    one: (at: MonthOfYear): string => `Contact in ${named(at)} alone.`,
    /** @param from undefined: from the first month that is shown; @param until undefined: up to now */
    several({ often, from, until, quiet }: Months): string {
      const how = { most: 'Most months', some: 'Some months', few: 'A month now and then' }[often]
      const begin = from ? ` from ${named(from)}` : ''
      return until
        ? `${how}${begin} until ${named(until)}${quiet ? ', quiet since' : ''}.`
        : `${how}${begin}, up to now.`
    },
  },
}

export interface Well {
  /** All of it lies in the calendar month of the letter. */
  readonly month: boolean
  readonly met: readonly string[]
  readonly answered: readonly string[]
  readonly heard: readonly string[]
}

export interface MonthOfYear {
  readonly month: number
  readonly year: number
}

export interface Months {
  readonly often: 'most' | 'some' | 'few'
  readonly from: MonthOfYear | undefined
  readonly until: MonthOfYear | undefined
  readonly quiet: boolean
}

const named = ({ month, year }: MonthOfYear) => `${months[month - 1]} ${year}`
