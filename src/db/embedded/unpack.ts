/** A database that was prepared as a compressed archive, handed out file by file: never is more of it unpacked than one of them. */
import { createGunzip } from 'node:zlib'

export interface ArchivedFile {
  /** Begins with a slash. */
  readonly name: string
  /** Null for a folder. */
  readonly bytes: Uint8Array | null
}

const block = 512

/**
 * What lies in an archive (tar as ustar has it, POSIX.1-1988, in gzip), folders before what is in them.
 * @throws Error of zlib where it is damaged or cut off
 */
export async function* unpack(archive: Uint8Array): AsyncGenerator<ArchivedFile> {
  const gunzip = createGunzip()
  gunzip.end(archive)
  let head = new Uint8Array(block)
  let filled = 0
  let file: { readonly name: string; readonly bytes: Uint8Array; at: number } | null = null
  /** What fills the last block of a file. */
  let padding = 0
  for await (const chunk of gunzip as AsyncIterable<Uint8Array>)
    for (let at = 0; at < chunk.length; ) {
      if (padding > 0) {
        const some = Math.min(padding, chunk.length - at)
        padding -= some
        at += some
      } else if (file) {
        const part = chunk.subarray(at, at + file.bytes.length - file.at)
        // Memory that nothing is written to takes no room: most of what is written ahead is zeros.
        if (part.some((byte) => byte !== 0)) file.bytes.set(part, file.at)
        file.at += part.length
        at += part.length
        if (file.at === file.bytes.length) {
          yield { name: file.name, bytes: file.bytes }
          padding = -file.bytes.length & (block - 1)
          file = null
        }
      } else {
        const part = chunk.subarray(at, at + block - filled)
        head.set(part, filled)
        filled += part.length
        at += part.length
        if (filled < block) continue
        // Two empty blocks end it.
        if (head[0] === 0) return
        const name = textAt(head, 0, 100)
        const size = Number.parseInt(textAt(head, 124, 12), 8)
        if (textAt(head, 156, 1) === '5') yield { name, bytes: null }
        else if (size === 0) yield { name, bytes: new Uint8Array() }
        else file = { name, bytes: new Uint8Array(size), at: 0 }
        head = new Uint8Array(block)
        filled = 0
      }
    }
}

/** Latin-1 up to the first zero. */
export function textAt(bytes: Uint8Array, at: number, length: number): string {
  const end = bytes.indexOf(0, at)
  return String.fromCharCode(...bytes.subarray(at, end < 0 ? at + length : Math.min(end, at + length)))
}
