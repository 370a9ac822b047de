/** Address books that are handed out as tables (.csv): LinkedIn's, Google's, Outlook's. Row by row, as they stream past. */
import { parse } from 'csv-parse'
import { cardFaults, type ReadCard } from '../../providers/standard/contacts/cards.ts'
import { toUtf8 } from '../encoding.ts'
import type { Columns } from './forms.ts'
import { decodeField, formOf, knowTable } from './known-table.ts'
import { contactOfRow, inOrder, isUnsure, orderOf, type Row, readRow, type UnsureDay } from './row.ts'

export const rowFaults = {
  unreadable: 'a row of a table that cannot be read',
  unsureDay: 'a birthday of which day and month cannot be told apart',
} as const

/** Enough to know a table by. */
const headBytes = 16 * 1024
/** Far more than a row with a note in it; where a quote is never closed, all that follows is one row. */
const longestRow = 4 * 1024 * 1024

/**
 * Every row of it, or why one is not kept; nothing of a table that is no address book.
 * @throws what the chunks throw, and Error for a row without an end; each after what came before that
 */
export async function* readTable(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<ReadCard> {
  const { head, all } = await peek(toUtf8(chunks))
  const known = knowTable(head)
  if (!known) return
  let columns: Columns | undefined
  const unsure: (Row & { readonly day: UnsureDay })[] = []
  for await (const record of records(all, known.delimiter)) {
    if (record === null) yield rowFaults.unreadable
    else if (!columns) columns = formOf(record.map(decodeField))?.columns
    else {
      const row = readRow(columns, (at) => decodeField(record[at] ?? none))
      const { day } = row
      if (day && isUnsure(day)) unsure.push({ ...row, day })
      else yield contactOfRow(row, day) ?? cardFaults.useless
    }
  }
  yield* settled(unsure, known.form.unsureDays)
}

const none = new Uint8Array()

/** Those whose day only all of them together tell. */
function* settled(rows: readonly (Row & { readonly day: UnsureDay })[], isUnsureForm: boolean): Generator<ReadCard> {
  const order = isUnsureForm ? orderOf(rows.map(({ day }) => day)) : 'day first'
  for (const row of rows) {
    const birthday = inOrder(row.day, order)
    if (!birthday) yield rowFaults.unsureDay
    yield contactOfRow(row, birthday) ?? cardFaults.useless
  }
}

/** The records of a table, each as its cells; null for one that cannot be read. */
async function* records(
  chunks: AsyncIterable<Uint8Array>,
  delimiter: string,
): AsyncGenerator<readonly Uint8Array[] | null> {
  let skipped = 0
  let tooLong = false
  const parser = parse({
    delimiter,
    encoding: null,
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: true,
    skip_records_with_error: true,
    max_record_size: longestRow,
  })
  parser.on('skip', (error) => {
    skipped++
    if (error?.code === 'CSV_MAX_RECORD_SIZE') tooLong = true
  })
  // Of a file that breaks off, what came before that counts.
  const filling = fill(parser, chunks, () => tooLong).finally(() => parser.end())
  filling.catch(() => {})
  try {
    for await (const record of parser as AsyncIterable<Uint8Array[]>) {
      for (; skipped > 0; skipped--) yield null
      yield record
    }
    await filling
    if (tooLong) throw new Error('a row without an end')
    for (; skipped > 0; skipped--) yield null
  } finally {
    parser.destroy()
  }
}

type Parser = ReturnType<typeof parse>

/** As fast as somebody reads from it. */
async function fill(parser: Parser, chunks: AsyncIterable<Uint8Array>, isOver: () => boolean): Promise<void> {
  for await (const chunk of chunks) {
    if (parser.destroyed || isOver()) return
    if (!parser.write(chunk))
      await new Promise<void>((resolve) => {
        const go = () => {
          parser.off('drain', go)
          parser.off('close', go)
          resolve()
        }
        parser.on('drain', go)
        parser.on('close', go)
      })
  }
}

/** The beginning, and all of it from there on. */
async function peek(chunks: AsyncIterable<Uint8Array>): Promise<{ head: Uint8Array; all: AsyncIterable<Uint8Array> }> {
  const rest = chunks[Symbol.asyncIterator]()
  const held: Uint8Array[] = []
  let size = 0
  let fault: { readonly error: unknown } | null = null
  while (size < headBytes) {
    const next = await rest.next().catch((error: unknown) => {
      fault = { error }
      return { done: true as const, value: undefined }
    })
    if (next.done) break
    held.push(next.value)
    size += next.value.length
  }
  async function* all() {
    yield* held
    if (fault) throw fault.error
    for (let next = await rest.next(); !next.done; next = await rest.next()) yield next.value
  }
  return { head: joined(held).subarray(0, headBytes), all: all() }
}

function joined(pieces: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(pieces.reduce((sum, { length }) => sum + length, 0))
  let at = 0
  for (const piece of pieces) {
    whole.set(piece, at)
    at += piece.length
  }
  return whole
}
