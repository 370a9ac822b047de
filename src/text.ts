/**
 * Text and addresses of strangers: brought into one form, and made harmless, before anything is stored or concluded. All of
 * it takes time in proportion to the length of the text, whatever stands in it.
 */
import { readableDomain } from './punycode.ts'

/** Bidi controls, zero-width and other format characters, tags and fillers: they only serve to deceive on one line. */
const invisible =
  // biome-ignore lint/suspicious/noMisleadingCharacterClass: each of these is meant by itself, combining or not.
  /[\u00AD\u034F\u061C\u115F\u1160\u17B4\u17B5\u180B-\u180F\u200B\u200E\u200F\u202A-\u202E\u2060-\u206F\u3164\uFE00-\uFE0E\uFEFF\uFFA0\uFFF0-\uFFFB\u{E0000}-\u{E0FFF}]/gu

/** How addresses mostly come: nothing to do, and this is asked for every address of every fact. */
const usual = /^[a-z0-9._%+-]+@[a-z0-9.-]+$/

/** An address has 254 characters (RFC 5321 section 4.5.3.1); the rest is for what may stand around it. */
const longestWritten = 1000

/**
 * Lower case, without angle brackets, `mailto:`, control characters and space, a domain of "xn--" in its letters. What is no
 * address stays as it reads; what is too long to be one is empty, as the beginning of it might be somebody else's.
 */
export function normalise(address: string): string {
  if (address.length > longestWritten) return ''
  if (usual.test(address)) return readable(address)
  const bare = address
    .toWellFormed()
    .replace(invisible, '')
    .replace(/[\s\p{Cc}]+/gu, '')
  return readable(unwrap(compose(bare.toLowerCase())))
}

/** A domain is one, in whichever letters it is written. */
function readable(address: string): string {
  if (!address.includes('xn--')) return address
  const at = address.lastIndexOf('@') + 1
  return address.slice(0, at) + readableDomain(address.slice(at))
}

function unwrap(address: string): string {
  let start = 0
  for (;;) {
    if (address.startsWith('mailto:', start)) start += 7
    else if (start < address.length && '<>"\''.includes(address.charAt(start))) start++
    else return strip(address.slice(start), { end: /[<>"';,]/ })
  }
}

/**
 * Text of a stranger, fit to be shown on one line: bidi and invisible formatting characters removed, control characters
 * and white space folded to one space, piles of combining marks cut, at most `max` characters with an ellipsis if cut. Of
 * what is many times longer only the beginning is looked at.
 */
export function cleanText(text: string, max = 120): string {
  const beginning = cut(text, 20 * max + 1000)
  const plain = compose(beginning.toWellFormed().replace(invisible, ''))
    .replace(/(\p{M}{4})\p{M}+/gu, '$1')
    .replace(/[\s\p{Cc}]+/gu, ' ')
    .trim()
  const isWhole = beginning.length === text.length || !plain
  if (isWhole && plain.length <= max) return plain
  const characters = [...plain]
  return isWhole && characters.length <= max
    ? plain
    : `${characters
        .slice(0, max - 1)
        .join('')
        .trimEnd()}…`
}

/** The beginning of a text, at most `most` UTF-16 code units, without half of a character at its end. */
export function cut(text: string, most: number): string {
  if (text.length <= most) return text
  const last = text.charCodeAt(most - 1)
  return text.slice(0, last >= 0xd800 && last < 0xdc00 ? most - 1 : most)
}

/**
 * In a normal form of Unicode. That puts the marks on one letter into their order, which takes the square of their number:
 * more than thirty of them, beyond what any language writes, are cut first (UAX #15, section 13, "Stream-Safe Text Format").
 */
export function compose(text: string, form: 'NFC' | 'NFD' = 'NFC'): string {
  return (text.length > fewUnits ? text.replace(/(\p{M}{30})\p{M}+/gu, '$1') : text).normalize(form)
}
/** So few that the square of their number is nothing. */
const fewUnits = 200

/**
 * Without the characters at either end that match, one by one. A `+$` in a regular expression comes to the same, but looks
 * at a run of them again from each of its characters.
 */
export function strip(text: string, { start, end }: { readonly start?: RegExp; readonly end?: RegExp }): string {
  let from = 0
  let to = text.length
  while (start && from < to && start.test(text.charAt(from))) from++
  while (end && to > from && end.test(text.charAt(to - 1))) to--
  return text.slice(from, to)
}
