/** Finds the files to import on disk, knows each by its first bytes, and opens them. */
import { closeSync, createReadStream, openSync, readdirSync, readSync, statSync } from 'node:fs'
import { basename, dirname, extname, join } from 'node:path'
import { pipeline } from 'node:stream'
import { createGunzip, gunzipSync } from 'node:zlib'
import { labelOfFile } from '../import/labels.ts'
import { type ImportFile, UnreadableFile } from '../import/reader.ts'

export interface FoundFiles {
  readonly files: readonly ImportFile[]
  /** One sentence for each file that is none of ours. */
  readonly faults: readonly string[]
  /** Bytes on disk. */
  readonly size: number
  /** Bytes that the pass at hand has been through. */
  done(): number
  /** Begins to count anew. */
  restart(): void
}

/** Files as they are named; of folders what they hold, at any depth, where it is mail or a calendar. */
export function findFiles(paths: readonly string[]): FoundFiles {
  const files: ImportFile[] = []
  const faults: string[] = []
  let size = 0
  let done = 0
  const add = (path: string, named: boolean) => {
    const found = examine(path)
    if ('fault' in found) {
      if (named) faults.push(`${path} ${found.fault}`)
      return
    }
    size += found.size
    const label = labelOf(path, found.kind)
    files.push({
      name: path,
      kind: found.kind,
      ...(label ? { label } : {}),
      open: () => open(path, found, (bytes) => (done += bytes)),
    })
  }
  for (const path of paths) {
    const stat = statSync(path, { throwIfNoEntry: false })
    if (!stat) faults.push(`${path} does not exist.`)
    else if (!stat.isDirectory()) add(path, true)
    else {
      const before = files.length
      for (const inner of walk(path)) add(inner, false)
      if (files.length === before) faults.push(`${path} holds no .mbox, .eml or .ics file.`)
    }
  }
  const restart = () => {
    done = 0
  }
  return { files, faults, size, done: () => done, restart }
}

/** Links are not followed, so that a folder is never walked in a circle. */
function walk(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && wanted.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .toSorted()
}

/** Thunderbird and Apple keep mail in files without an ending. */
const wanted = /(?:\.(?:mbox|mbx|eml|emlx|ics)(?:\.gz)?|^[^.]+)$/i

type Examined =
  | { readonly kind: ImportFile['kind']; readonly gzip: boolean; readonly size: number }
  | { readonly fault: string }

function examine(path: string): Examined {
  try {
    const { size } = statSync(path)
    const raw = beginning(path)
    const gzip = raw[0] === 0x1f && raw[1] === 0x8b
    const bytes = gzip ? gunzipSync(raw, { finishFlush: 2 }) : raw
    const fault = strangers.find(([at, mark]) => bytes.subarray(at, at + mark.length).toString('latin1') === mark)?.[2]
    if (fault) return { fault }
    const kind = kindOf(bytes.toString('latin1'), path)
    return kind ? { kind, gzip, size } : { fault: 'is neither mail (.mbox, .eml) nor a calendar (.ics).' }
  } catch (error) {
    return { fault: `cannot be read (${(error as NodeJS.ErrnoException).code ?? 'unknown fault'}).` }
  }
}

const archive = 'is an archive; unpack it and name what is inside.'
const strangers: readonly (readonly [number, string, string])[] = [
  [0, 'PK\x03\x04', archive],
  [257, 'ustar', archive],
  [
    0,
    '!BDN',
    'is an Outlook data file (.pst), which only Outlook can open; docs/import.md says how to export from there.',
  ],
  [0, '\xd0\xcf\x11\xe0', 'is a message in Outlook’s own form (.msg); docs/import.md says how to export from there.'],
]

function kindOf(text: string, path: string): ImportFile['kind'] | null {
  const start = text.replace(/^(?:\xef\xbb\xbf|\s)+/, '')
  if (/^From[ \r\n]/.test(text)) return extname(path).toLowerCase() === '.eml' ? 'eml' : 'mbox'
  if (/^BEGIN:VCALENDAR/i.test(start)) return 'ics'
  return /^(?:\d+\s*\r?\n)?[!-9;-~]+[ \t]*:[ \t\r]/.test(start) && /\.emlx?(?:\.gz)?$/i.test(path) ? 'eml' : null
}

function beginning(path: string): Buffer {
  const file = openSync(path, 'r')
  try {
    const buffer = Buffer.alloc(4096)
    return buffer.subarray(0, readSync(file, buffer))
  } finally {
    closeSync(file)
  }
}

/** A file of one message, or Apple's `Spam.mbox/mbox`, is what its folder is. */
function labelOf(path: string, kind: ImportFile['kind']): ImportFile['label'] {
  const name = basename(path)
  return labelOfFile(kind === 'eml' || name === 'mbox' ? basename(dirname(path)) : name)
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
