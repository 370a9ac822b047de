/** The header of one message, from bytes to names and values. */
import PostalMime from 'postal-mime'
import { mostHeaderBytes } from './mbox.ts'

export interface Header {
  readonly name: string
  readonly value: string
}

/** Fields in their order, unfolded, encoded words left as they are. Bytes that are no UTF-8 are read as windows-1252. */
export async function parseHeader(bytes: Uint8Array): Promise<readonly Header[]> {
  const { headers } = await PostalMime.parse(`${toText(bytes)}\r\n\r\n`, { maxHeadersSize: 4 * mostHeaderBytes })
  return headers.map(({ key, value }) => ({ name: key, value }))
}

function toText(bytes: Uint8Array): string {
  try {
    return utf8.decode(bytes)
  } catch {
    return latin.decode(bytes)
  }
}

const utf8 = new TextDecoder('utf-8', { fatal: true })
const latin = new TextDecoder('windows-1252')

/** The first value of a field, undefined where it is missing. */
export const headerOf = (headers: readonly Header[], name: string): string | undefined =>
  headers.find((header) => header.name === name)?.value

/** Every Message-ID in a value, without angle brackets, oldest first as References has them. */
export const idsIn = (value = ''): string[] => [...value.matchAll(/<([^<>\s]{1,998})>/g)].map(([, id = '']) => id)
