/** What lies in a zip file, entry by entry: nothing is unpacked to disk, and no name in it is used as a path. */
import type { Readable } from 'node:stream'
import { type Entry, getFileNameLowLevel, openPromise, type ZipFile } from 'yauzl'
import { policy } from '../../policy.ts'
import { type Archive, type ArchiveEntry, cleanName, isBomb, tooLarge } from './entries.ts'

/** In words that go on from its name. */
const cutOff =
  'is cut off or damaged: the list of what it holds, at its end, cannot be read. Download that part once more; nothing of it is read.'

/** Opens a zip file, with 64-bit sizes or without, and looks at each entry; the files in it stay closed until they are read. */
export async function openZip(path: string): Promise<Archive> {
  let zip: ZipFile
  try {
    // As bytes: a name that a library finds wrong must not stop what comes after it.
    zip = await openPromise(path, { autoClose: false, decodeStrings: false })
  } catch {
    return { entries: [], fault: cutOff, close() {} }
  }
  const entries: ArchiveEntry[] = []
  let fault: string | null = null
  let size = 0
  try {
    for await (const entry of zip.eachEntry()) {
      size += entry.uncompressedSize
      if (entries.length >= policy.archives.entries || size > policy.archives.gigabytes * 1e9) {
        fault = tooLarge
        break
      }
      const found = await look(zip, entry)
      if (found) entries.push(found)
    }
  } catch {
    fault = 'is damaged; what its list of contents names before that is read.'
  }
  return { entries, fault, close: () => zip.close() }
}

async function look(zip: ZipFile, entry: Entry): Promise<ArchiveEntry | null> {
  const raw = getFileNameLowLevel(entry.generalPurposeBitFlag, entry.fileNameRaw, entry.extraFields, false)
  if (/[\\/]$/.test(raw)) return null
  const { uncompressedSize: size } = entry
  const about = { name: cleanName(raw), size }
  const unread = whyNot(entry)
  if (unread) return { ...about, fault: unread, head: Buffer.alloc(0), async *open() {} }
  async function* open(): AsyncGenerator<Uint8Array> {
    const stream: Readable = await zip.openReadStreamPromise(entry)
    try {
      yield* stream
    } finally {
      stream.destroy()
    }
  }
  try {
    return { ...about, head: await beginningOf(open()), open }
  } catch {
    return { ...about, fault: 'is damaged in its archive.', head: Buffer.alloc(0), open }
  }
}

/** In words that go on from its name; the sizes are those of the archive's list, which reading holds it to. */
function whyNot(entry: Entry): string | undefined {
  const kind = (entry.externalFileAttributes >>> 16) & 0o170000
  if (entry.versionMadeBy >>> 8 === 3 && kind === 0o120000) return 'is a link, which is not followed.'
  if (entry.isEncrypted()) return 'is encrypted; unpack the archive with its password and name the folder.'
  if (!entry.canDecodeFileData())
    return 'is packed in a way that is not read here; unpack the archive and name the folder.'
  if (isBomb(entry.compressedSize, entry.uncompressedSize))
    return 'unpacks to far more than mail does, and is not read.'
  return undefined
}

/** Enough to know a file by. */
const enough = 16 * 1024

async function beginningOf(chunks: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const held: Uint8Array[] = []
  let size = 0
  for await (const chunk of chunks) {
    held.push(chunk)
    size += chunk.length
    if (size >= enough) break
  }
  return Buffer.concat(held).subarray(0, enough)
}
