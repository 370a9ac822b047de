/** Names of people as mail programs write them: "Berg, Anna", "Dr. Anna Berg (Acme)", "Anna & Tom Berg". */
import { cleanText, compose, strip } from '../../text.ts'
import { wordsOf } from '../phrases.ts'
import { lexicons, machineNames } from '../words.ts'
import { localPart } from './address.ts'

/** A display name in reading order, without titles, brackets and quotes; undefined where it is or holds an address. */
export function plainName(name: string | undefined): string | undefined {
  if (!name) return undefined
  const own = cleanText(name)
    .replace(/\([^)]{0,120}\)|\[[^\]]{0,120}\]/g, ' ')
    .replace(/ (?:via|über|durch) .*/i, '')
  const bare = strip(own, { start: /["'“”«»\s]/, end: /["'“”«»\s,;]/ }).replace(/\s+/g, ' ')
  if (!bare || /@|:\/\/|\bwww\.|=\?/i.test(bare) || !/\p{L}/u.test(bare)) return undefined
  const inverted = /^([^,]+), ([^,]+)$/.exec(bare)
  const ordered = inverted && !degrees.test(inverted[2] ?? '') ? `${inverted[2]} ${inverted[1]}` : bare
  return ordered.replace(degrees, '').replace(titles, '').trim() || undefined
}

/** The words of a name for comparing: lower case, without accents, initials and titles. */
export function nameTokens(name: string | undefined): readonly string[] {
  const plain = plainName(name)
  return plain ? wordsOf(fold(plain.replace(/['’]/g, ''))).filter((word) => word.length > 1 || !/[a-z]/.test(word)) : []
}

/** "anna berg" for a name of two words or more; undefined for a first name alone, for couples and for what no human bears. */
export function fullName(name: string | undefined): string | undefined {
  const tokens = nameTokens(name)
  return tokens.length >= 2 && tokens.length <= 5 && !isCouple(name) && !tokens.some((token) => inhuman.has(token))
    ? tokens.join(' ')
    : undefined
}

/** First and last word of a full name: what stays when a middle name comes and goes. */
export function firstAndLast(full: string): string {
  const tokens = full.split(' ')
  return `${tokens[0]} ${tokens.at(-1)}`
}

/** The name a local part spells out ("anna.berg", "anna_berg"), in the form of `fullName`. */
export function nameInLocalPart(address: string): string | undefined {
  const tokens = localPart(address).split(/[._-]/)
  return tokens.length === 2 &&
    tokens.every((token) => /^[a-z]{2,}$/.test(token)) &&
    !tokens.some((token) => inhuman.has(token))
    ? tokens.join(' ')
    : undefined
}

/** "Anna and Tom", "Anna & Tom Berg", "Familie Berg" are more than one. */
export function isCouple(name: string | undefined): boolean {
  const plain = plainName(name)
  return plain !== undefined && couple.test(plain)
}

/** Written as a human name is: two to four capitalised words, or words of a script without capitals, none of them a machine's. */
export function looksHuman(name: string | undefined): boolean {
  const plain = plainName(name)
  if (!plain || /[\d@!?:/|<>#$%*=_~]/.test(plain) || hasMachineWord(plain)) return false
  const words = plain.split(' ')
  return words.length >= 2 && words.length <= 5 && words.every((word) => /^\p{L}[\p{L}\p{M}.'’-]*$/u.test(word))
}

export const hasMachineWord = (name: string): boolean => wordsOf(fold(name)).some((word) => inhuman.has(word))

const fold = (text: string) =>
  compose(text, 'NFD').replace(/\p{M}/gu, '').replaceAll('ß', 'ss').replaceAll('ø', 'o').replaceAll('ł', 'l')
const inhuman: ReadonlySet<string> = new Set(machineNames)
const titles =
  /^(?:(?:dr|prof|professor|mr|mrs|ms|miss|mx|herr|frau|m|mme|mlle|sr|sra|dhr|mevr|ir|ing|rev)\.? +)+(?=\S+ \S|\S)/i
const degrees = /,? (?:ph\.? ?d|m\.? ?d|mba|esq|jr|sr|ii|iii|iv|cpa|msc|bsc|llm)\.?$/i
const and = [...new Set(Object.values(lexicons).flatMap((language) => language.and))].map((word) =>
  word.replace(/[.+]/g, '\\$&'),
)
const couple = new RegExp(
  `^\\p{Lu}[\\p{L}'’-]+ (?:${and.join('|')}) \\p{Lu}[\\p{L}'’-]+(?: |$)|^(?:familie|family|famille|familia|the .+ family)\\b`,
  'u',
)
