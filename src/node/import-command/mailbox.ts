/** A file of mail on disk, which is gone through twice: as a whole, and then those parts alone that matter. */
import { closeSync, openSync, readSync, type Stats, statSync } from 'node:fs'
import { breathe } from '../../breathe.ts'
import { UnreadableFile } from '../../import/files.ts'
import type { Span } from '../../import/mbox-header.ts'

/** Where parts of a file are more than so much of it, it is read as a whole. */
const mostOfIt = 0.5

/**
 * @param before how the file looked the first time
 * @param count is told how much of the file is done, whether it was read or not
 * @returns null where it looks otherwise now, or where little would be left out
 */
export function readAgain(
  path: string,
  before: Stats,
  spans: readonly Span[],
  count: (bytes: number) => void,
): AsyncIterable<Uint8Array> | null {
  const now = statSync(path, { throwIfNoEntry: false })
  const isSame = now && now.size === before.size && now.mtimeMs === before.mtimeMs && now.ino === before.ino
  const wanted = spans.reduce((sum, { from, to }) => sum + to - from, 0)
  return isSame && wanted < mostOfIt * before.size ? read(path, before.size, spans, count) : null
}

async function* read(
  path: string,
  size: number,
  spans: readonly Span[],
  count: (bytes: number) => void,
): AsyncGenerator<Uint8Array> {
  const file = refusing(() => openSync(path, 'r'))
  let done = 0
  try {
    for (const { from, to } of spans) {
      const bytes = new Uint8Array(to - from)
      // The first time brought it into memory: the way to another thread and back takes many times as long.
      const length = refusing(() => readSync(file, bytes, 0, bytes.length, from))
      count(to - done)
      done = to
      yield bytes.subarray(0, length)
      await breathe()
    }
    count(size - done)
  } finally {
    closeSync(file)
  }
}

function refusing<T>(work: () => T): T {
  try {
    return work()
  } catch (error) {
    throw new UnreadableFile(`cannot be read (${(error as NodeJS.ErrnoException).code ?? 'unknown fault'}).`)
  }
}

const pieceSize = 256 * 1024

/**
 * A file from its beginning to its end, for whoever is done with a piece before asking for the next: all of them come in the
 * same memory.
 */
export async function* inOneBuffer(path: string): AsyncGenerator<Uint8Array> {
  const file = openSync(path, 'r')
  try {
    const bytes = new Uint8Array(pieceSize)
    for (;;) {
      // The system reads ahead of whoever goes on and on: what comes next is mostly there.
      const length = readSync(file, bytes, 0, pieceSize, null)
      if (length === 0) return
      yield bytes.subarray(0, length)
      await breathe()
    }
  } finally {
    closeSync(file)
  }
}
