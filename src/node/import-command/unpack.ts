/** Keeps what unpacks to far more than it is from being read for ever. */
import type { ReadStream } from 'node:fs'
import { UnreadableFile } from '../../import/files.ts'
import { isBomb } from './entries.ts'

/**
 * Passes on what was unpacked of this file, until that is more than anybody's mail packs to.
 * @throws UnreadableFile then, from what it returns
 */
export function unpackWithin(file: Pick<ReadStream, 'bytesRead'>) {
  return async function* (chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
    let size = 0
    for await (const chunk of chunks) {
      size += chunk.length
      if (isBomb(file.bytesRead, size))
        throw new UnreadableFile('unpacks to far more than mail does, and is not read any further.')
      yield chunk
    }
  }
}
