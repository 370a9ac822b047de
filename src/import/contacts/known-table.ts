/** Whether a table is an address book, by the names of its columns: whatever its file is called. */
import { compose, cut, strip } from '../../text.ts'
import { encodingOf, withoutMark } from '../encoding.ts'
import { type Columns, type Form, forms } from './forms.ts'

export interface KnownTable {
  readonly form: Form
  readonly delimiter: string
}

/** A header may stand below a few lines that explain the file, as LinkedIn's does. */
const mostLines = 12
/** Outlook's has some ninety columns. */
const longestLine = 8000

/** @param head the first bytes of the file, in any encoding; undefined where it is no address book that is known here */
export function knowTable(head: Uint8Array): KnownTable | undefined {
  const lines = textOf(head).split(/\r\n?|\n/, mostLines)
  for (const line of lines) {
    const written = cut(line, longestLine)
    for (const delimiter of delimiters) {
      const header = written.split(delimiter)
      const form = header.length > 2 ? formOf(header)?.form : undefined
      if (form) return { form, delimiter }
    }
  }
  return undefined
}

/** Outlook takes whatever parts lists in the country of its computer. */
const delimiters = [',', ';', '\t'] as const

/** What these names of columns say. */
export function formOf(header: readonly string[]): { readonly form: Form; readonly columns: Columns } | undefined {
  const plain = header.slice(0, mostColumns).map(plainly)
  for (const form of forms) {
    const columns = form.columnsOf(plain)
    if (columns) return { form, columns }
  }
  return undefined
}

const mostColumns = 500

const plainly = (name: string) => compose(strip(cut(name, 200), { start: /[\s"\ufeff]/, end: /[\s"]/ })).toLowerCase()

const utf8 = new TextDecoder('utf-8', { fatal: true })
const latin = new TextDecoder('windows-1252')

/** In UTF-8 as far as it is, else as Windows wrote it before. */
export function decodeField(bytes: Uint8Array): string {
  try {
    return utf8.decode(bytes)
  } catch {
    return latin.decode(bytes)
  }
}

/** The last line may be cut within a letter, and is not needed. */
function textOf(head: Uint8Array): string {
  const encoding = encodingOf(head)
  if (encoding.startsWith('utf-16')) return new TextDecoder(encoding).decode(head)
  const bytes = withoutMark(head)
  const end = Math.max(bytes.lastIndexOf(10), bytes.lastIndexOf(13))
  return decodeField(end < 0 ? bytes : bytes.subarray(0, end))
}
