/** Text that is put together quickly and read out slowly: compressed in between, so that a long one takes little memory. */

/** So many characters are compressed at a time. */
const atOnce = 65_536

/** Takes text piece by piece. */
export interface Packing {
  write(text: string): Promise<void>
  /** Nothing may be written after this. */
  end(): Promise<PackedText>
}

/** Gzipped, in pieces as they came. About a tenth of the text, where that is an export. */
export type PackedText = readonly Uint8Array<ArrayBuffer>[]

export function packText(): Packing {
  const { readable, writable } = new CompressionStream('gzip')
  const writer = writable.getWriter()
  const encoder = new TextEncoder()
  const packed = collect(readable)
  let open = ''
  const flush = async () => {
    const text = open
    open = ''
    if (text) await writer.write(encoder.encode(text))
  }
  return {
    async write(text) {
      open += text
      if (open.length >= atOnce) await flush()
    },
    async end() {
      await flush()
      await writer.close()
      return packed
    },
  }
}

async function collect(readable: ReadableStream<Uint8Array<ArrayBuffer>>): Promise<PackedText> {
  const all: Uint8Array<ArrayBuffer>[] = []
  for (let reader = readable.getReader(); ; ) {
    const { done, value } = await reader.read()
    if (done) return all
    all.push(value)
  }
}

/** The text again, piece by piece as it is asked for, in UTF-8. */
export async function* unpackText(packed: PackedText): AsyncGenerator<Uint8Array> {
  const reader = new Blob([...packed]).stream().pipeThrough(new DecompressionStream('gzip')).getReader()
  try {
    for (;;) {
      const { done, value } = await reader.read()
      if (done) return
      yield value
    }
  } finally {
    await reader.cancel()
  }
}
