/** A database that was prepared as a compressed archive, handed out file by file: never is more of it unpacked than one of them. */

export interface ArchivedFile {
  /** Begins with a slash. */
  readonly name: string
  /** Null for a folder. */
  readonly bytes: Uint8Array | null
}

const block = 512

/**
 * What lies in an archive (tar as ustar has it, POSIX.1-1988, in gzip), folders before what is in them.
 * @throws TypeError where it is damaged or cut off
 */
export async function* unpack(archive: Uint8Array<ArrayBuffer>): AsyncGenerator<ArchivedFile> {
  const fill = pourInto(archive)
  for (;;) {
    const head = new Uint8Array(block)
    // Two empty blocks end it.
    if (!(await fill(head)) || head[0] === 0) return
    const name = textAt(head, 0, 100)
    if (textAt(head, 156, 1) === '5') {
      yield { name, bytes: null }
      continue
    }
    const bytes = new Uint8Array(Number.parseInt(textAt(head, 124, 12), 8))
    await fill(bytes)
    await fill(new Uint8Array(-bytes.length & (block - 1)))
    yield { name, bytes }
  }
}

/** Fills what it is given with what comes next; false where all of it has come. */
function pourInto(archive: Uint8Array<ArrayBuffer>): (bytes: Uint8Array) => Promise<boolean> {
  const chunks = new Blob([archive]).stream().pipeThrough(new DecompressionStream('gzip'))[Symbol.asyncIterator]()
  let chunk: Uint8Array = new Uint8Array()
  return async (bytes) => {
    for (let at = 0; at < bytes.length; ) {
      if (chunk.length === 0) {
        const next = await chunks.next()
        if (next.done) return false
        chunk = next.value
      }
      const part = chunk.subarray(0, bytes.length - at)
      // Memory that nothing is written to takes no room: most of what is written ahead is zeros.
      if (part.some((byte) => byte !== 0)) bytes.set(part, at)
      chunk = chunk.subarray(part.length)
      at += part.length
    }
    return true
  }
}

/** Latin-1 up to the first zero. */
export function textAt(bytes: Uint8Array, at: number, length: number): string {
  const end = bytes.indexOf(0, at)
  return String.fromCharCode(...bytes.subarray(at, end < 0 ? at + length : Math.min(end, at + length)))
}
