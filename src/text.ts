/** Text and addresses of strangers: brought into one form, and made harmless, before anything is stored or concluded. */

/** Bidi controls, zero-width and other format characters, tags and fillers: they only serve to deceive on one line. */
const invisible =
  // biome-ignore lint/suspicious/noMisleadingCharacterClass: each of these is meant by itself, combining or not.
  /[\u00AD\u034F\u061C\u115F\u1160\u17B4\u17B5\u180B-\u180F\u200B\u200E\u200F\u202A-\u202E\u2060-\u206F\u3164\uFE00-\uFE0E\uFEFF\uFFA0\uFFF0-\uFFFB\u{E0000}-\u{E0FFF}]/gu

/** How addresses mostly come: nothing to do, and this is asked for every address of every fact. */
const usual = /^[a-z0-9._%+-]+@[a-z0-9.-]+$/

/** Lower case, without angle brackets, `mailto:`, control characters and space. What is no address stays as it reads. */
export function normalise(address: string): string {
  if (usual.test(address)) return address
  const bare = address
    .toWellFormed()
    .replace(invisible, '')
    .replace(/[\s\p{Cc}]+/gu, '')
  return bare
    .toLowerCase()
    .normalize('NFC')
    .replace(/^(?:mailto:|[<>"'])+|[<>"';,]+$/g, '')
}

/**
 * Text of a stranger, fit to be shown on one line: bidi and invisible formatting characters removed, control characters
 * and white space folded to one space, piles of combining marks cut, at most `max` characters with an ellipsis if cut.
 */
export function cleanText(text: string, max = 120): string {
  const plain = text
    .toWellFormed()
    .replace(invisible, '')
    .normalize('NFC')
    .replace(/(\p{M}{4})\p{M}+/gu, '$1')
    .replace(/[\s\p{Cc}]+/gu, ' ')
    .trim()
  if (plain.length <= max) return plain
  const characters = [...plain]
  return characters.length <= max
    ? plain
    : `${characters
        .slice(0, max - 1)
        .join('')
        .trimEnd()}…`
}
