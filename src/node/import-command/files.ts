/** Finds the files to import on disk, and opens them. */
import { createReadStream, statSync } from 'node:fs'
import { relative } from 'node:path'
import { pipeline } from 'node:stream'
import { createGunzip } from 'node:zlib'
import { type ImportFile, UnreadableFile } from '../../import/files.ts'
import { reasonOf, walk } from './folders.ts'
import { examine } from './kinds.ts'

export interface FoundFiles {
  readonly files: readonly ImportFile[]
  /** One sentence for each file that was asked for, or that holds mail, and cannot be read. */
  readonly faults: readonly string[]
  /** What else lies in the folders and is not read, with the reason. */
  readonly notes: readonly string[]
  /** Bytes on disk. */
  readonly size: number
  /** Bytes that the pass at hand has been through. */
  done(): number
  /** Begins to count anew. */
  restart(): void
}

/** Files as they are named; of folders what they hold, at any depth: mail and calendars, whatever they are called. */
export function findFiles(paths: readonly string[]): FoundFiles {
  const files: ImportFile[] = []
  const faults: string[] = []
  const notes: string[] = []
  let size = 0
  let done = 0
  /** @returns why it is not read, where it is no mail that somebody asked for */
  const add = (path: string, named: string): string | undefined => {
    const found = examine(path)
    if ('fault' in found) {
      if (path !== named && !found.mail) return found.fault
      faults.push(`${path} ${found.fault}`)
      return undefined
    }
    size += found.size
    const leftOut = found.kind === 'ics' || found.labelled ? undefined : reasonOf(path, named)
    files.push({
      name: path,
      kind: found.kind,
      ...(leftOut ? { leftOut } : {}),
      open: () => open(path, found, (bytes) => (done += bytes)),
    })
    return undefined
  }
  for (const path of paths) {
    const stat = statSync(path, { throwIfNoEntry: false })
    if (!stat) faults.push(`${path} does not exist.`)
    else if (!stat.isDirectory()) add(path, path)
    else {
      const before = files.length
      const { files: inner, others } = walk(path)
      const why = inner.flatMap((one): (readonly [string, string])[] => {
        const reason = add(one, path)
        return reason ? [[one, reason]] : []
      })
      notes.push(...inWords(path, [...why, ...others]))
      if (files.length === before) faults.push(`${path} holds no .mbox, .eml or .ics file.`)
    }
  }
  const restart = () => {
    done = 0
  }
  return { files, faults, notes, size, done: () => done, restart }
}

const mostNamed = 20

/** One line for each reason, with the names of the files it holds for. */
function inWords(folder: string, unread: readonly (readonly [path: string, why: string])[]): string[] {
  return [...Map.groupBy(unread, ([, why]) => why)].map(([why, some]) => {
    const names = some.slice(0, mostNamed).map(([path]) => relative(folder, path))
    const more = some.length > mostNamed ? ` and ${some.length - mostNamed} more` : ''
    return `Not read in ${folder}: ${names.join(', ')}${more}; each ${why}`
  })
}

async function* open(
  path: string,
  { kind, gzip, size }: { kind: ImportFile['kind']; gzip: boolean; size: number },
  count: (bytes: number) => void,
): AsyncGenerator<Uint8Array> {
  const file = createReadStream(path, { highWaterMark: kind === 'eml' ? 64 * 1024 : 1024 * 1024 })
  let seen = 0
  file.on('data', (chunk) => {
    seen += chunk.length
    count(chunk.length)
  })
  try {
    // The end of the pipeline is seen by whoever reads from it.
    yield* gzip ? pipeline(file, createGunzip(), () => {}) : file
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    throw new UnreadableFile(
      code?.startsWith('Z_')
        ? 'is damaged or cut off; what came before that is read.'
        : `cannot be read (${code ?? 'unknown fault'}).`,
    )
  } finally {
    file.destroy()
    // Of a file of one message only the header is read.
    count(size - seen)
  }
}
