/** Address headers of a message as they come over the wire: cut first, then read, so that no header takes long. */
import { addressParser, decodeWords } from 'postal-mime'
import type { Address } from '../../facts.ts'
import { cleanText, cut, normalise } from '../../text.ts'

/** Of a header that names one person. */
const longestFrom = 8 * 1024
/** Of one that names many: more than four hundred people as they are mostly written. */
const longestTo = 32 * 1024
/** All headers of a message at Gmail together. */
const longestAtAll = 500 * 1024
/** Gmail and Exchange send one message to no more people than 500: one more is read, so that whoever keeps them knows of more. */
const mostAddresses = 501
/** Groups inside groups are none (RFC 5322 section 3.4), and each takes one more reading of the whole. */
const mostGroups = 8
/** What is cut off a header still counts as people, up to far more than a personal message has. */
const crowd = 50

/**
 * Every mailbox at the beginning of these headers, groups opened, each address once. What has no @ is no address.
 * A comma inside an encoded word is not allowed (RFC 2047 section 5) but common: it must not split a name.
 */
export function parseAddresses(values: readonly string[]): Address[] {
  return [...read(split(values, longestTo)[0]).values()]
}

/** The first mailbox of headers that name one person; null where there is none, or too much stands before it. */
export function parseSender(values: readonly string[]): Address | null {
  return read(split(values, longestFrom)[0]).values().next().value ?? null
}

/**
 * The same of headers that may name very many. Where one is too long to be read whole, the addresses in its rest are taken
 * without their names until there is a crowd: a message to many never turns into one to a few.
 */
export function parseRecipients(values: readonly string[]): Address[] {
  const [beginning, rest] = split(values, longestTo)
  const found = read(beginning)
  for (const address of bareAddresses(rest)) {
    if (found.size >= crowd) break
    if (!found.has(address)) found.set(address, { address })
  }
  return [...found.values()]
}

/** RFC 2047 words as text; what cannot be read stays as it is. */
export function decode(text: string): string {
  try {
    return decodeWords(text)
  } catch {
    return text
  }
}

/** What is read, whole mailboxes only, and the rest. */
function split(values: readonly string[], most: number): readonly [beginning: string, rest: string] {
  const text = cut(values.join(', '), longestAtAll)
  if (text.length <= most) return [text, '']
  const end = Math.max(0, text.lastIndexOf(',', most))
  return [text.slice(0, end), text.slice(end)]
}

function read(header: string): Map<string, Address> {
  const text = header.replace(/=\?[^?\s]+\?[qQ]\?[^?\s]*\?=/g, (word) => word.replace(/[",:;<>@()]/g, hex))
  const found = new Map<string, Address>()
  const groups = text.split(':', mostGroups + 2).length - 1
  for (const entry of addressParser(groups > mostGroups ? text.replaceAll(':', ' ') : text).flatMap(
    (item) => item.group ?? [item],
  )) {
    const address = normalise(entry.address ?? '')
    if (!isAddress(address)) continue
    const known = found.get(address)
    if (known ? known.name : found.size >= mostAddresses) continue
    const name = cleanText(decode(cut(entry.name ?? '', longestName)), 80)
    if (!known || name) found.set(address, name && name.toLowerCase() !== address ? { address, name } : { address })
  }
  return found
}

/** As it is decoded once more, an encoded name is cut where it is many times longer than any. */
const longestName = 4 * 1024

const isAddress = (text: string) => text.length <= 254 && /^[^@\s]+@[^@\s]+$/.test(text)

const hex = (character: string) => `=${character.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`

/** Whatever looks like an address, by the @, each once: no character is looked at more than twice. */
function* bareAddresses(text: string): Generator<string> {
  const seen = new Set<string>()
  for (let at = text.indexOf('@'), end = 0; at >= 0; at = text.indexOf('@', end)) {
    let start = at
    while (start > end && at - start < 254 && isInside(text.charCodeAt(start - 1))) start--
    end = at + 1
    while (end < text.length && end - at < 254 && isInside(text.charCodeAt(end))) end++
    const written = text.slice(start, end)
    if (start === at || end === at + 1 || seen.has(written)) continue
    seen.add(written)
    const address = normalise(written)
    if (isAddress(address)) yield address
  }
}

const outside: ReadonlySet<number> = new Set([...'@,;:<>()[]"\\ \t\r\n'].map((sign) => sign.charCodeAt(0)))
/** Part of an address as it is mostly written. */
const isInside = (code: number) => !outside.has(code)
