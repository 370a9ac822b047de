/** The one reader of written names: what somebody is called by, and what they are called in full. */
import { cleanText, compose } from '../../text.ts'
import { hasMachineWord, isByService, isFirm, orderOf, withoutTitles } from './name.ts'
import {
  articles,
  capitalParticles,
  courtesies,
  familiesFirst,
  familiesOrFirst,
  givenLast,
  halves,
  particles,
  titles,
  wordKey,
} from './name-words.ts'
import { coupleIn, isFamily, isJoiner } from './several.ts'

export interface NameReading {
  /** What to call them by; for a couple both, "Anna and Tom". Missing where it cannot be known. */
  readonly first?: string
  /** The whole name on one line, in reading order, without square brackets; empty where nothing was written. */
  readonly whole: string
  /** `none`: no name at all, an address or an account. */
  readonly kind: 'person' | 'couple' | 'family' | 'organisation' | 'none'
}

/**
 * Reads a name as a mail program, a calendar or a sign-in has it. A first name is given only where the script, the spelling
 * or the custom tells which word it is: initials, titles with one name, firms, families and names whose first word may be
 * the family's have none.
 */
export function readName(written: string): NameReading {
  const order = orderOf(written)
  const ordered = order?.text
  if (!ordered) return { whole: shown(written), kind: 'none' }
  if (isByService(written)) return { whole: shown(written), kind: 'organisation' }
  const words = ordered.split(' ')
  const names = withoutCourtesy(withoutTitles(words))
  const whole = shown((names.length > 1 ? names : words).join(' '))
  if (isFirm(ordered) || hasMachineWord(ordered))
    return { whole: shown(ordered), kind: isFamily(words) ? 'family' : 'organisation' }
  const couple = coupleIn(names)
  if (couple === 'unnamed') return { whole: shown(ordered), kind: 'couple' }
  if (couple)
    return {
      first: shown(couple.map((word, i) => (i === 1 ? word : (proper(word) ?? word))).join(' ')),
      whole,
      kind: 'couple',
    }
  if (isFamily(words)) return { whole, kind: 'family' }
  if (isAccount(words)) return { whole, kind: 'none' }
  const first = order.unsure || (names.length === 1 && words.length > 1) ? undefined : firstOf(names)
  return first ? { first: shown(first), whole, kind: 'person' } : { whole, kind: 'person' }
}

const shown = (text: string) => cleanText(text.replace(/[[\]]/g, ''))

/** "Pan Jan Kowalski" without the first word; "Pan Kowalski" and "Sir Berg" as they are. */
const withoutCourtesy = (names: readonly string[]) =>
  names.length > 2 && isCourtesy(names[0]) && !isJoiner(names[1]) ? withoutTitles(names.slice(1)) : names
const isCourtesy = (word = '') => courtesies.has(wordKey(word)) || titles.has(wordKey(word))

/** One word that is written like an account: "annab", "xX_anna_Xx", "anna85". */
const isAccount = (words: readonly string[]) => words.length === 1 && /^[\p{Ll}\p{N}]|[\p{N}_]/u.test(words[0] ?? '')

function firstOf(names: readonly string[]): string | undefined {
  if (names.length > 1 && names.slice(1).every(isInitials) && names.slice(1).join('').replace(/\P{L}/gu, '').length > 1)
    return undefined
  if (names.length > 1 && (isCourtesy(names[0]) || articles.has(wordKey(names[0] ?? '')) || mayBeginWithFamily(names)))
    return undefined
  if (names.length > 1 && halves.has(wordKey(names[0] ?? ''))) return undefined
  if (isSmall(names)) return capitalised(names[0] ?? '')
  const word = afterFamilyInCapitals(names) ?? beforePatronymic(names) ?? names[0] ?? ''
  return isParticle(word) ? undefined : proper(word)
}

/** Custom puts the family first in some countries; the name itself tells only that it is of one of them. */
function mayBeginWithFamily(names: readonly string[]): boolean {
  const first = wordKey(names[0] ?? '')
  const [last = ''] = [names.at(-1)?.toLowerCase()]
  if (familiesFirst.has(first)) return true
  if (familiesOrFirst.has(first)) return names.slice(1).every((word) => word.split('-').every(isSyllable))
  return givenLast.has(last) && !givenLast.has(names[0]?.toLowerCase() ?? '')
}

/** One syllable as names of China and Korea are written in Latin letters: "Min", "ho", "Kuan". */
const isSyllable = (word: string) => /^(?:[^aeiouy\P{L}]{0,2}y?w?[aeiou]{1,3}(?:n|ng|k|m|p|l|r|t|h|w|y)?)$/iu.test(word)

/** The first word of "BERG Anna" and "LE GALL Anna" that is not in capitals: where only the first ones are, these are the family. */
function afterFamilyInCapitals(names: readonly string[]): string | undefined {
  const end = names.findIndex((name) => !isCapitals(name))
  const leading = names.slice(0, end)
  return end > 0 && proper(leading.at(-1) ?? '') && leading.every((name) => proper(name) ?? isParticle(name))
    ? names[end]
    : undefined
}

/** "Иван" of "Иванов Иван Иванович". */
function beforePatronymic([, second, third = '', more]: readonly string[]): string | undefined {
  return !more && second && patronymic.test(third) && !patronymic.test(second) ? second : undefined
}
const patronymic = /(?:вич|вна|ична)$/

/** All in small letters, of an alphabet that has capitals, and nothing but words: "anna berg". */
const isSmall = (names: readonly string[]) =>
  names.length > 1 &&
  names.every((name) => /^\p{Ll}[\p{L}\p{M}'’-]+$/u.test(name) && name !== capitalised(name)) &&
  !particles.has(wordKey(names[0] ?? '')) &&
  /^[\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}]/u.test(names[0] ?? '')

/** "И. И." and "И.И." behind a name: that is the family's then. */
const isInitials = (word: string) => /^(?:\p{Lu}\.){1,3}$/u.test(word)

const isParticle = (word: string) =>
  particles.has(wordKey(word)) && (word === word.toLowerCase() || capitalParticles.has(wordKey(word)))

/** A word as a first name is written; undefined where it is an initial, an abbreviation or no name. */
function proper(word: string): string | undefined {
  const bare = word.replace(/["“”„«»]/g, '').replace(/['’-]$/, '')
  if (!/^\p{Lu}[\p{L}\p{M}'’-]+$/u.test(bare)) return undefined
  if (!isCapitals(bare)) return bare
  return bare.length > 2 && vowel.test(compose(bare.toLowerCase(), 'NFD'))
    ? bare.split('-').map(capitalised).join('-')
    : undefined
}

const vowel = /[aeiouyæøœаеёиоуыэюяіїєαεηιουω]/u
const isCapitals = (word: string) => word === word.toUpperCase() && word !== word.toLowerCase()
const capitalised = (word: string) => {
  const [first = '', ...rest] = word
  return first.toUpperCase() + rest.join('').toLowerCase()
}
