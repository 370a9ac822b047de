/** Names of people as mail programs write them: "Berg, Anna", "Dr. Anna Berg (Acme)", "Anna & Tom Berg". */

import { cleanText, compose, strip } from '../../text.ts'
import { wordsOf } from '../phrases.ts'
import { remembering } from '../remembering.ts'
import { machineNames, postLocalParts } from '../words.ts'
import { localPart } from './address.ts'
import {
  capitalForms,
  degrees,
  forms,
  institutions,
  isGiven,
  jobs,
  leadingForms,
  letters,
  particles,
  titleBegins,
  titleEnds,
  titles,
  wordKey,
} from './name-words.ts'
import { coupleIn, isHouse, isJoiner } from './several.ts'

/** A display name in reading order, without titles, brackets and quotes; undefined where it is or holds an address. */
export const plainName = (name: string | undefined): string | undefined => (name ? plain(name) : undefined)

const plain = remembering((name) => {
  const ordered = inOrder(name)
  return ordered && withoutTitles(ordered.split(' ')).join(' ')
})

/** The same with its titles: "Dr. Anna Berg" of "Berg, Dr. Anna (Acme)". */
export const inOrder = (name: string | undefined): string | undefined => orderOf(name)?.text

type Ordered = { readonly text: string; readonly unsure: boolean } | undefined

/** A name in reading order; as written, and `unsure`, where what follows a comma may as well be a firm's as the first name. */
export const orderOf = (name: string | undefined): Ordered => (name ? remembered(name) : undefined)

const remembered = remembering(readOrder)

function readOrder(name: string): Ordered {
  const own = cleanText(name)
    .replace(/\([^)]{0,120}\)|\[[^\]]{0,120}\]/g, ' ')
    .replace(pictures, ' ')
    .replace(/ (?:via|über|durch) .*/i, '')
    .replace(/,(?=\p{L})/gu, ', ')
  const bare = withoutDirectory(
    unquoted(own)
      .replace(/^‘(.{0,200})’$/, '$1')
      .replace(/\s+([,;])?/g, (_, sign?: string) => sign ?? ' '),
  )
  if (!bare || /\S@|@\S|:\/\/|\bwww\.|=\?/i.test(bare) || !/\p{L}/u.test(bare)) return undefined
  const parts = withoutEmployer(bare).split(', ')
  while (parts.length > 1 && isNoName(parts)) parts.pop()
  const [last = '', first = ''] = parts
  const inverted = parts.length === 2 && last && first && !/,/.test(last + first) && !isFirm(first)
  const unsure = Boolean(inverted) && isUnsure(last, first)
  const turn = inverted && !unsure
  const text = (turn ? turned(withoutDegrees(first), last) : withoutDegrees(parts.join(', '))).trim()
  return text ? { text, unsure } : undefined
}

/** Without the quotes around it; those of a nickname stay, as does the sign of "'t Hooft, Gerard". */
function unquoted(name: string): string {
  const bare = strip(name, { start: /^\s*['’]t\s/.test(name) ? /\s/ : /["'“”„‚«»\s]/, end: /["'“”„«»\s,;]/ })
  const isHalf = (bare.match(/["“”„«»]/g) ?? []).length % 2 > 0
  return isHalf ? strip(name, { start: /\s/, end: /[\s,;]/ }) : bare
}

/** "Oyelaran Berg, Acme" and "García López, Xiomara" are written alike: only a known first name tells which is which. */
function isUnsure(last: string, first: string): boolean {
  const names = namesOf(last)
  return names.length > 1 && !isGiven(namesOf(first)[0] ?? '')
}

/** The words of a part of a name, as far as they are no titles, degrees and particles: "Vries" of "de Vries". */
const namesOf = (part: string): readonly string[] => {
  const words = withoutTitles(withoutDegrees(part).split(' '))
  const from = words.findIndex((word) => !particles.has(wordKey(word)))
  return from < 1 ? words : words.slice(from)
}

/** "Anna Berg" before a comma is a whole name, and what comes after it none: "Anna Berg, Acme". */
function isWhole([before = '', ...after]: readonly string[]): boolean {
  const [first = '', ...more] = namesOf(before)
  return more.length > 0 && isGiven(first) && !isGiven(namesOf(after[0] ?? '')[0] ?? '')
}

/** Stars, flowers and faces around a name. */
const pictures = /\p{So}|\p{Extended_Pictographic}|\p{Emoji_Modifier}|\u200D|\uFE0F/gu

/** "Anna Berg/Berlin/IBM" and "CN=Anna Berg/O=IBM", as Notes writes who stands in its directory. */
function withoutDirectory(name: string): string {
  const [own = '', ...places] = name.replace(/^CN=/i, '').split('/', 10)
  const isPlace = (word: string) => /^(?:(?:OU?|C)=)?[\p{L}\p{N}_&@%.-]{1,60}$/iu.test(word)
  const words = own.split(' ').length
  const isName = words === 2 ? places.length > 0 : words > 2 && places.length > 1
  return isName && places.every(isPlace) ? own.trim() : name
}

/** "Prof. Anna Berg" of "Prof. Berg, Anna". */
function turned(first: string, last: string): string {
  const words = last.split(' ')
  const names = withoutTitles(words)
  return [...words.slice(0, words.length - names.length), first, ...names].join(' ')
}

/**
 * "Berg, Anna - ACME", "Anna Berg | Acme": what comes after a line behind a whole name is no part of it. Three words and more
 * are a name only beside a firm: "Exit My Timeshare | Ad" is no person.
 */
function withoutEmployer(name: string): string {
  const [before = '', after = ''] = name.split(/ [-–—|/•·@] /)
  const words = before.split(' ').length
  const isName = before.includes(', ') || words === 2 || (words > 2 && (isAcronym(after) || isFirm(after)))
  return isName && !isFirm(before) ? before : name
}

/** The last of several parts: degrees and titles, or the firm or desk of whoever is named before it. */
function isNoName(parts: readonly string[]): boolean {
  const last = parts.at(-1) ?? ''
  const words = last.split(' ')
  if (
    words.every(isDegree) ||
    (words.length === 1 && abbreviated.test(last)) ||
    (isTitle(words, 0) && words.every((_, at) => isTitle(words, at)))
  )
    return true
  if (isWhole(parts)) return true
  const before = parts.slice(0, -1).join(', ')
  if (!/ /.test(before) || isFirm(before)) return false
  if (words.some((word) => jobs.has(wordKey(word)))) return true
  // "Anna Berg, Kroll GmbH", but "Berg Kroll, Inc." is one firm.
  return words.length > 1 ? isForm(words.at(-1)) : isAcronym(last) && !isAcronym(before.split(' ')[0] ?? '')
}

/** "PharmD", "PsyD", "DrPH", "MdB": no name ends with a capital. */
const abbreviated = /^\p{Lu}\p{Ll}{1,4}\p{Lu}{1,2}$/u

const isForm = (word = '') => forms.has(wordKey(word)) || capitalForms.has(word)
/** "ACME" of "Carla Doe, ACME". */
const isAcronym = (word: string) => /^\p{Lu}{3,8}$/u.test(word)

/** The words of a name after its titles; all of them where these are joined to others or nothing comes after them. */
export function withoutTitles(words: readonly string[]): readonly string[] {
  let from = 0
  while (from < words.length - 1 && isTitle(words, from)) from++
  return isJoiner(words[from]) ? words : words.slice(from)
}

/** "Dr.", and "med." behind it. */
const isTitle = (words: readonly string[], at: number) =>
  titles.has(wordKey(words[at] ?? '')) ||
  isJoinedTitle(words[at] ?? '') ||
  (at > 0 && /^\p{Ll}[\p{Ll}.-]*\.$/u.test(words[at] ?? ''))

/** "Dr.-Ing.", "Dr.med.", "Prof.Dr.", "Dipl.-Kfm.": titles that no space divides. */
function isJoinedTitle(word: string): boolean {
  if (!/\p{L}[.-]+\p{L}/u.test(word)) return false
  const [first = '', ...more] = word.split(/[.-]+/).map(wordKey).filter(Boolean)
  if (first === 'dipl') return true
  return (
    first.length > 1 &&
    (titles.has(first) || titleBegins.has(first)) &&
    more.every((part) => titles.has(part) || titleEnds.has(part))
  )
}

/** Whether a name is that of a company, a practice or a desk: by a word, or by the form that it ends with. */
export function isFirm(name: string): boolean {
  const words = name.split(' ')
  const last = words.at(-1) ?? ''
  return (
    isForm(last) || leadingForms.has(wordKey(words[0] ?? '')) || words.some((word) => institutions.has(wordKey(word)))
  )
}

/** The words of a name for comparing: lower case, without accents, initials and titles. */
export const nameTokens = (name: string | undefined): readonly string[] => (name ? tokens(name) : [])

const tokens = remembering((name) => nameWords(name).filter((word) => !isInitial(word)))

/** The same with its initials. */
export function nameWords(name: string): readonly string[] {
  const [written, first] = plainName(name)?.split(', ') ?? []
  const plain = first ? `${first} ${written}` : written
  return plain ? wordsOf(fold(plain.replace(/['’]/g, ''))) : []
}

/** One letter of an alphabet; of a script without capitals it may be a whole name. */
export const isInitial = (word: string): boolean => word.length === 1 && /\p{Ll}/u.test(word)

/** "anna berg" for a name of two words or more; undefined for a first name alone, for couples, firms and what no human bears. */
export function fullName(name: string | undefined): string | undefined {
  const tokens = nameTokens(name)
  const isHuman = !isCouple(name) && !isFirm(plainName(name) ?? '') && !tokens.some((token) => inhuman.has(token))
  return tokens.length >= 2 && tokens.length <= 5 && isHuman ? tokens.join(' ') : undefined
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
    !posts.has(tokens.join('')) &&
    !tokens.some((token) => inhuman.has(token))
    ? tokens.join(' ')
    : undefined
}

/** "Anna and Tom", "Anna & Tom Berg", "Familie Berg" are more than one. */
export const isCouple = (name: string | undefined): boolean => name !== undefined && name !== '' && couple(name)

const couple = remembering((name) => {
  const words = plainName(name)?.split(' ') ?? []
  return coupleIn(words) !== undefined || isHouse(words)
})

/** Written as a human name is: two to four capitalised words, or words of a script without capitals, none of them a machine's. */
export const looksHuman = (name: string | undefined): boolean => name !== undefined && name !== '' && human(name)

const human = remembering((name) => {
  const plain = plainName(name)?.replace(', ', ' ')
  if (!plain || /[\d@!?:/|<>#$%*=_~]/.test(plain) || hasMachineWord(plain)) return false
  const words = plain.split(' ')
  return words.length >= 2 && words.length <= 5 && words.every((word) => /^\p{L}[\p{L}\p{M}.'’-]*$/u.test(word))
})

/** "Anna via LinkedIn", "Anna Berg (Jira)": a service wrote it in her name. */
export const isByService = (name: string): boolean => service.test(name)
const services =
  'google (?:docs|drive|sheets|slides|forms|calendar)|sharepoint|jira|confluence|trello|asana|basecamp|zendesk|docusign'
const onlyVia =
  'linkedin|xing|facebook|github|gitlab|slack|zoom|dropbox|wetransfer|paypal|ebay|airbnb|calendly|doodle|notion|figma|miro|canva|eventbrite|meetup|whatsapp'
const service = new RegExp(
  ` (?:via|über|durch|par|vía|on|auf) (?:${services}|${onlyVia})(?!\\p{L})|[([](?:via )?(?:${services})[)\\]]`,
  'iu',
)

export const hasMachineWord = (name: string): boolean => wordsOf(fold(name)).some((word) => inhuman.has(word))

const fold = (text: string) =>
  compose(text, 'NFD').replace(/\p{M}/gu, '').replaceAll('ß', 'ss').replaceAll('ø', 'o').replaceAll('ł', 'l')
const inhuman: ReadonlySet<string> = new Set(machineNames)
const posts: ReadonlySet<string> = new Set(postLocalParts)

/** "PhD", "Ph. D." and "M D" count too, the letters of "Berg, MA" behind a comma only. */
function withoutDegrees(name: string): string {
  const words = name.split(' ')
  const key = (at: number) => wordKey(words.at(at) ?? '')
  while (words.length > 1)
    if (degrees.has(key(-1)) || (words.length > 2 && /^(?:Dr|Prof)\.?$/.test(words.at(-1) ?? ''))) words.pop()
    else if (words.length > 2 && key(-1).length === 1 && degrees.has(key(-2) + key(-1))) words.splice(-2)
    else break
  return words.join(' ')
}

const isDegree = (word: string) => degrees.has(wordKey(word)) || letters.has(wordKey(word))
