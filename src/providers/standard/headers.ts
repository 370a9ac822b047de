/** The header of one message, from bytes to names and values. */
import { strip } from '../../text.ts'
import { toText } from './bytes.ts'

export interface Header {
  readonly name: string
  readonly value: string
}

/**
 * Fields in their order, unfolded, encoded words left as they are; a line without a colon is a field without a value. Bytes
 * that are no UTF-8 are read by `toText`.
 */
export function parseHeader(bytes: Uint8Array): readonly Header[] {
  const fields: string[][] = []
  for (const ended of toText(bytes).split('\n')) {
    const line = ended.endsWith('\r') ? ended.slice(0, -1) : ended
    if (!line) break
    const open = /^[ \t]/.test(line) ? fields.at(-1) : undefined
    if (open) open.push(line)
    else fields.push([line])
  }
  return fields.map((lines) => toHeader(lines.join('')))
}

function toHeader(field: string): Header {
  const colon = field.indexOf(':')
  const name = trim(colon < 0 ? field : field.slice(0, colon)).toLowerCase()
  return { name, value: colon < 0 ? '' : trim(field.slice(colon + 1).replace(/\r+/g, ' ')) }
}

/** Only what RFC 5322 takes for white space: other spaces would let a field pass for another. */
const trim = (text: string) => strip(text, { start: /[ \t]/, end: /[ \t]/ })

/** The first value of a field, undefined where it is missing. */
export const headerOf = (headers: readonly Header[], name: string): string | undefined =>
  headers.find((header) => header.name === name)?.value

/** Every Message-ID in a value, without angle brackets, oldest first as References has them. */
export const idsIn = (value = ''): string[] => [...value.matchAll(/<([^<>\s]{1,998})>/g)].map(([, id = '']) => id)
