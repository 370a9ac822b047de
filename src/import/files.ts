/** A file to read, and what stands in it one after the other. */
import { toUtf8 } from './encoding.ts'
import { readEml, readMbox } from './mbox.ts'
import type { RawMessage, Span } from './mbox-header.ts'

/** A file, or what a folder of files of one message each holds. It can be opened more than once. */
export interface ImportFile {
  /** As the person at the terminal knows it. */
  readonly name: string
  readonly kind: 'mbox' | 'eml' | 'ics' | 'vcf' | 'csv'
  /** Why nothing of it is read: what it holds, in a word. It lay in a folder named Spam. */
  readonly leftOut?: string
  /** It lies in a folder of what its owner has sent, by the folder's name. */
  readonly sent?: boolean
  /** It is one of what came in, by its name. */
  readonly inbox?: boolean
  open(): AsyncIterable<Uint8Array>
  /** Parts of it alone, in their order; null where it is no longer what it was, or is better opened. */
  again?(spans: readonly Span[]): AsyncIterable<Uint8Array> | null
}

/** A file that cannot be read to its end; what came before that counts. The message goes on from the file's name. */
export class UnreadableFile extends Error {
  override readonly name = 'UnreadableFile'
}

/** What holds messages; all else is a calendar or an address book. */
export const isMailFile = ({ kind }: Pick<ImportFile, 'kind'>): boolean => kind === 'mbox' || kind === 'eml'

/**
 * Its messages, in whatever encoding the file is.
 * @param told whether each byte stands where it stands in the file
 */
export async function* messagesOf(file: ImportFile, told?: (asItIs: boolean) => void): AsyncGenerator<RawMessage> {
  const bytes = toUtf8(file.open(), told)
  if (file.kind === 'mbox') yield* readMbox(bytes)
  else yield await readEml(bytes)
}
