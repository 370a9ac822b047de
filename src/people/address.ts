/** Addresses and the text around them: brought into one form, and made harmless, before anything is concluded. */
import { getDomain } from 'tldts'
import { freeMail } from './words.ts'

/** Lower case, without angle brackets, `mailto:`, control characters and space. What is no address stays as it reads. */
export function normalise(address: string): string {
  if (usual.test(address)) return address
  const bare = address.replace(invisible, '').replace(/[\s\p{Cc}]+/gu, '')
  return bare
    .toLowerCase()
    .normalize('NFC')
    .replace(/^(?:mailto:|[<>"'])+|[<>"';,]+$/g, '')
}

/**
 * The mailbox behind an address: plus-tag removed; at Gmail also the dots, which do not matter there.
 * For telling the owner's addresses and for merging, never for writing to.
 */
export function mailbox(address: string): string {
  const [local, host] = split(normalise(address))
  const untagged = local.replace(/(?<=.)\+.*$/, '')
  const google = host === 'gmail.com' || host === 'googlemail.com'
  return google ? `${untagged.replaceAll('.', '') || untagged}@gmail.com` : host ? `${untagged}@${host}` : untagged
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

/** The registrable domain of an address, such as `acme.co.uk`; undefined at free-mail providers and where there is none. */
export function organisation(address: string): string | undefined {
  const host = hostOf(address)
  if (!host || freeMail.has(host)) return undefined
  const domain = registrable(host)
  return domain && !freeMail.has(domain) ? domain : undefined
}

export const localPart = (address: string): string => split(address)[0]
export const hostOf = (address: string): string => split(address)[1]

/** How addresses mostly come: nothing to do, and this is asked for every address of every fact. */
const usual = /^[a-z0-9._%+-]+@[a-z0-9.-]+$/

/** Bidi controls, zero-width and other format characters, tags and fillers: they only serve to deceive on one line. */
const invisible =
  /\u00AD|\u034F|\u061C|[\u115F\u1160]|[\u17B4\u17B5]|[\u180B-\u180F]|[\u200B\u200E\u200F\u202A-\u202E\u2060-\u206F]|\u3164|[\uFE00-\uFE0E]|[\uFEFF\uFFA0\uFFF0-\uFFFB]|[\u{E0000}-\u{E0FFF}]/gu

function split(address: string): readonly [local: string, host: string] {
  const at = address.lastIndexOf('@')
  return at < 0 ? [address, ''] : [address.slice(0, at), address.slice(at + 1)]
}

/** Parsing the public suffix list costs microseconds, and a mailbox asks for the same few thousand hosts again and again. */
const known = new Map<string, string | null>()
function registrable(host: string): string | null {
  let domain = known.get(host)
  if (domain === undefined) {
    if (known.size > 20_000) known.clear()
    domain = getDomain(host)
    known.set(host, domain)
  }
  return domain
}
