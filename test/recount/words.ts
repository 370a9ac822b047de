/** Finds in a sentence what can be checked: quotations, dates, numbers and names. */
import type { Exported } from './export.ts'

const months = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
]
const small = [
  'zero',
  'one',
  'two',
  'three',
  'four',
  'five',
  'six',
  'seven',
  'eight',
  'nine',
  'ten',
  'eleven',
  'twelve',
]

export const quotesIn = (text: string): string[] => [...text.matchAll(/“([^”]+)”/g)].map(([, quote]) => quote ?? '')

const unquoted = (text: string) => text.replace(/“[^”]*”/g, ' ')

export interface Said {
  readonly year: number
  readonly month: number
  readonly day?: number
}

/** "12 April", "26 November 2021", "April", "June 2025": without a year, the year of the letter. "Every November" is no date. */
export function saidDates(text: string, year: number): Said[] {
  const pattern = new RegExp(`(?:(\\d{1,2}) )?\\b(${months.join('|')})\\b(?: (\\d{4}))?`, 'g')
  return [
    ...unquoted(text)
      .replace(/\bevery \w+/gi, ' ')
      .matchAll(pattern),
  ].map(([, day, month, said]) => ({
    year: said ? Number(said) : year,
    month: months.indexOf(month ?? '') + 1,
    ...(day ? { day: Number(day) } : {}),
  }))
}

/** Numbers in words and digits, dates aside: "Nine", "22", "four times", "twice", and years such as in "2024 to 2026". */
export function numbersIn(text: string): number[] {
  const plain = unquoted(text)
    .replace(new RegExp(`(?:\\d{1,2} )?\\b(?:${months.join('|')})\\b(?: \\d{4})?`, 'g'), ' ')
    .replace(/\b(?:you two|the two of you|two of you|the two|one of|no one|one another)\b/gi, ' ')
    .replace(/[\p{L}\d.-]+\.[\p{L}]{2,}/gu, ' ')
  const words = plain.match(/[\p{L}]+|\d+/gu) ?? []
  return words.flatMap((word) => {
    if (/^\d+$/.test(word)) return [Number(word)]
    const lower = word.toLowerCase()
    if (lower === 'once') return [1]
    if (lower === 'twice') return [2]
    const value = small.indexOf(lower)
    return value > 1 ? [value] : []
  })
}

/** Full names of others than the person that stand in the sentence. */
export function namesIn(text: string, exported: Exported, personId: string): string[] {
  const plain = unquoted(text)
  return [
    ...new Set(
      exported.people
        .filter(({ id, name }) => id !== personId && name.includes(' ') && plain.includes(name))
        .map(({ name }) => name),
    ),
  ]
}

/** A title without reply and forward prefixes, with single spaces. */
export const bare = (title: string): string => {
  const next = title
    .replace(
      /^\s*(?:\[[^\]]*\]\s*)?(?:re|aw|antw|sv|vs|fwd?|wg|tr|rv|fw|r|odp|ynt|vá|回复|答复|转发)\s*(?:\[\d+\]|\(\d+\))?\s*[:：]\s*/i,
      '',
    )
    .replace(/\s+/g, ' ')
    .trim()
  return next === title.trim() ? next : bare(next)
}
