/** What lies in a tar file, packed with gzip or not: it is read from the beginning on, and again from there where something earlier is wanted. */
import { createReadStream } from 'node:fs'
import { pipeline } from 'node:stream'
import { createGunzip } from 'node:zlib'
import { extract } from 'tar-stream'
import { UnreadableFile } from '../../import/files.ts'
import { policy } from '../../policy.ts'
import { type Archive, type ArchiveEntry, cleanName, tooLarge } from './entries.ts'
import { unpackWithin } from './unpack.ts'

const enough = 16 * 1024

type Entry = Awaited<ReturnType<ReturnType<ReturnType<typeof extract>[typeof Symbol.asyncIterator]>['next']>>['value']

/**
 * Looks at each entry in one pass. The files come in the order of the archive, and so they are read: each pass over all of them
 * unpacks it once.
 */
export async function openTape(path: string, gzip: boolean): Promise<Archive> {
  const tape = createTape(path, gzip)
  const entries: ArchiveEntry[] = []
  let fault: string | null = null
  let size = 0
  try {
    for (let index = 0; ; index++) {
      const found = await tape.seek(index)
      if (!found) break
      const { type } = found.header
      const held = await takeSome(found)
      size += found.header.size ?? 0
      if (entries.length >= policy.archives.entries || size > policy.archives.gigabytes * 1e9) {
        fault = tooLarge
        break
      }
      if (type === 'directory') continue
      const about = { name: cleanName(found.header.name), size: found.header.size ?? 0, head: held }
      const open = () => tape.read(index)
      if (type === 'file' || type === 'contiguous-file') entries.push({ ...about, open })
      else if (type === 'link' || type === 'symlink')
        entries.push({ ...about, fault: 'is a link, which is not followed.', open })
      else entries.push({ ...about, fault: 'is no ordinary file.', open })
    }
  } catch (error) {
    fault = error instanceof UnreadableFile ? error.message : 'is damaged or cut off; what came before that is read.'
  }
  return { entries, fault, close: () => tape.close() }
}

/** The first bytes of an entry; the rest of it passes by. */
async function takeSome(entry: Entry): Promise<Buffer> {
  const held: Buffer[] = []
  let size = 0
  for await (const chunk of entry as AsyncIterable<Buffer>) {
    if (size < enough) held.push(chunk)
    size += chunk.length
  }
  return Buffer.concat(held).subarray(0, enough)
}

function createTape(path: string, gzip: boolean) {
  let at = -1
  let entries: AsyncIterator<Entry> | null = null
  let stop = () => {}
  const rewind = () => {
    stop()
    const file = createReadStream(path, { highWaterMark: 128 * 1024 })
    const tar = extract()
    // The end is seen by whoever reads from it.
    if (gzip) pipeline(file, createGunzip(), unpackWithin(file), tar, () => {})
    else pipeline(file, tar, () => {})
    stop = () => {
      file.destroy()
      tar.destroy()
    }
    entries = tar[Symbol.asyncIterator]() as AsyncIterator<Entry>
    at = -1
  }
  /** Goes on to the entry of this place; undefined past the last one. */
  const seek = async (index: number): Promise<Entry | undefined> => {
    if (!entries || at >= index) rewind()
    for (;;) {
      const next = await entries?.next()
      if (!next || next.done) return undefined
      at++
      if (at === index) return next.value
      next.value.resume()
    }
  }
  async function* read(index: number): AsyncGenerator<Uint8Array> {
    const entry = await seek(index)
    if (!entry) throw new UnreadableFile('is damaged or cut off; what came before that is read.')
    const chunks = (entry as AsyncIterable<Buffer>)[Symbol.asyncIterator]()
    let over = false
    try {
      for (let next = await chunks.next(); !next.done; next = await chunks.next()) yield next.value
      over = true
    } finally {
      // Whoever leaves early leaves the rest of the archive where it is.
      if (!over) for (let next = await chunks.next().catch(() => null); next && !next.done; next = await chunks.next());
    }
  }
  return { seek, read, close: () => stop() }
}
