/** An archive as it is read: entries that can be opened again and again, each with the beginning that it is known by. */
import { policy } from '../../policy.ts'
import { cleanText } from '../../text.ts'

export interface ArchiveEntry {
  /** Its path in the archive, cleaned: to be shown and to be judged by, never to be opened. */
  readonly name: string
  /** Bytes when unpacked. */
  readonly size: number
  /** Why it is not read, in words that go on from its name. */
  readonly fault?: string
  /** Its first bytes. */
  readonly head: Buffer
  open(): AsyncIterable<Uint8Array>
}

export interface Archive {
  readonly entries: readonly ArchiveEntry[]
  /** What is wrong with the whole of it, in words that go on from its name. */
  readonly fault: string | null
  close(): void
}

export const tooLarge = `holds more than is read of one archive (${policy.archives.entries.toLocaleString('en-GB')} files, ${policy.archives.gigabytes} GB); unpack it and name the folders one by one.`

/** Small ones are let be: a page of blanks packs to nothing. */
const harmless = 100e6

/** Whether it unpacks to so much more than it is that nobody wrote it. Sizes in bytes. */
export const isBomb = (packed: number, unpacked: number): boolean =>
  unpacked > harmless && unpacked > policy.archives.times * Math.max(1, packed)

/** The parts of a name that lead down: an archive names its files as it likes, also upwards and from the root. */
export function cleanName(raw: string): string {
  const parts = raw
    .split(/[\\/]/)
    .map((part) => cleanText(part, 200))
    .filter((part) => part !== '' && part !== '.' && part !== '..')
  return parts.slice(-20).join('/') || 'a file without a name'
}
