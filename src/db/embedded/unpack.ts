/** A database that was prepared as an archive, handed out file by file: never is more of it held than one of them. */

export interface ArchivedFile {
  /** Begins with a slash. */
  readonly name: string
  /** Null for a folder. */
  readonly bytes: Uint8Array | null
}

const block = 512
/** What fits into so little is written whether it is zeros or not. */
const page = 65_536

/**
 * What lies in an archive (tar as ustar has it, POSIX.1-1988), folders before what is in them.
 * @param chunks of the archive, unpacked, in their order
 * @param isRest says of a name whether nothing is wanted from there on: then the rest is not even unpacked
 * @throws TypeError where it is cut off, and whatever `chunks` throw
 */
export async function* unpack(
  chunks: AsyncIterable<Uint8Array>,
  isRest: (name: string) => boolean = () => false,
): AsyncGenerator<ArchivedFile> {
  const source = chunks[Symbol.asyncIterator]()
  const { fill, skip } = pouring(source)
  try {
    for (;;) {
      const head = new Uint8Array(block)
      await fill(head)
      const name = textAt(head, 0, 100)
      // Two empty blocks end it.
      if (name === '' || isRest(name)) return
      const size = Number.parseInt(textAt(head, 124, 12), 8)
      if (textAt(head, 156, 1) === '5') yield { name, bytes: null }
      else {
        const bytes = new Uint8Array(size)
        await fill(bytes)
        await skip(-size & (block - 1))
        yield { name, bytes }
      }
    }
  } finally {
    await source.return?.()
  }
}

/**
 * What is in the two databases after which new ones are made (template1, template0): nobody makes one here, and they are a third of
 * it. An archive has them last.
 */
export const isPattern = (name: string): boolean => /^\/base\/[14]\/./.test(name)

/** Hands on what comes next, piece by piece. */
function pouring(chunks: AsyncIterator<Uint8Array>) {
  let chunk: Uint8Array = new Uint8Array()
  /** @param take is handed so many bytes in all, with how many came before */
  const pour = async (length: number, take: (part: Uint8Array, at: number) => void) => {
    for (let at = 0; at < length; ) {
      if (chunk.length === 0) {
        const next = await chunks.next()
        if (next.done) throw new TypeError('the archive is cut off')
        chunk = next.value
        continue
      }
      const part = chunk.subarray(0, Math.min(page, length - at))
      take(part, at)
      chunk = chunk.subarray(part.length)
      at += part.length
    }
  }
  return {
    skip: (length: number) => pour(length, () => {}),
    fill: (bytes: Uint8Array) =>
      pour(bytes.length, (part, at) => {
        // Memory that nothing is written to takes no room: most of what is written ahead is zeros.
        if (part.length < page || !isZeros(part)) bytes.set(part, at)
      }),
  }
}

/** By four at a time; false, whatever they are, where they do not stand so. */
function isZeros({ buffer, byteOffset, byteLength }: Uint8Array): boolean {
  if (byteOffset % 4 !== 0 || byteLength % 4 !== 0) return false
  const words = new Uint32Array(buffer, byteOffset, byteLength / 4)
  for (let index = 0; index < words.length; index++) if (words[index] !== 0) return false
  return true
}

/** Latin-1 up to the first zero. */
export function textAt(bytes: Uint8Array, at: number, length: number): string {
  const end = bytes.indexOf(0, at)
  return String.fromCharCode(...bytes.subarray(at, end < 0 ? at + length : Math.min(end, at + length)))
}
