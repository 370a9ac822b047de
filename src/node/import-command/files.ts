/** Finds the files to import on disk, in folders and in archives, and opens them. */
import { createReadStream, statSync } from 'node:fs'
import { join, relative } from 'node:path'
import { pipeline } from 'node:stream'
import { createGunzip } from 'node:zlib'
import { type ImportFile, isMailFile, UnreadableFile } from '../../import/files.ts'
import type { Span } from '../../import/mbox-header.ts'
import type { Archive } from './entries.ts'
import { isInbox, isSent, reasonOf, walk } from './folders.ts'
import { beginning, type Examined, examine } from './kinds.ts'
import { inOneBuffer, readAgain } from './mailbox.ts'
import { missingParts } from './parts.ts'
import { openTape } from './tape.ts'
import { unpackWithin } from './unpack.ts'
import { openZip } from './zip.ts'

export interface FoundFiles {
  readonly files: readonly ImportFile[]
  /** One sentence for each file that was asked for, or that holds mail, and cannot be read. */
  readonly faults: readonly string[]
  /** What else lies in the folders and is not read, with the reason. */
  readonly notes: readonly string[]
  /** Bytes on disk; of archives, what they unpack to. */
  readonly size: number
  /** Bytes that the pass at hand has been through. */
  done(): number
  /** Begins to count anew. */
  restart(): void
  /** Closes the archives. */
  close(): void
}

interface Found {
  readonly files: ImportFile[]
  readonly faults: string[]
  readonly notes: string[]
  readonly archives: Archive[]
  size: number
  done: number
}

/** What there is to open: a file on disk, or one in an archive. */
interface Source {
  readonly path: string
  /** The file or folder that somebody named. */
  readonly named: string
  readonly size: number
  readonly head: Buffer
  open(): AsyncIterable<Uint8Array>
  /** Parts of it alone, where it lies on disk. */
  again?(spans: readonly Span[], count: (bytes: number) => void): AsyncIterable<Uint8Array> | null
}

type Why = readonly [path: string, why: string]

/**
 * Files as they are named; of folders and archives what they hold, at any depth: mail, calendars and address books, whatever they are called.
 * @param shownAs how a path is named to people, where that is another way than to open it
 */
export async function findFiles(
  paths: readonly string[],
  shownAs: (path: string) => string = (path) => path,
): Promise<FoundFiles> {
  const found: Found = { files: [], faults: [], notes: [], archives: [], size: 0, done: 0 }
  for (const path of paths) {
    const stat = statSync(path, { throwIfNoEntry: false })
    if (!stat) found.faults.push(`${shownAs(path)} does not exist.`)
    else if (stat.isDirectory()) await addFolder(found, path)
    else if (!stat.isFile()) found.faults.push(`${shownAs(path)} is no ordinary file.`)
    else {
      const why = await addFile(found, path, { named: path, shownAs })
      if (why) found.faults.push(`${shownAs(path)} ${why}`)
    }
  }
  found.faults.push(...missingParts([...paths, ...found.files.map(({ name }) => name)].map(shownAs)))
  return {
    files: found.files,
    faults: found.faults,
    notes: found.notes,
    size: found.size,
    done: () => found.done,
    restart: () => {
      found.done = 0
    },
    close: () => {
      for (const archive of found.archives) archive.close()
    },
  }
}

async function addFolder(found: Found, folder: string): Promise<void> {
  const before = found.files.length
  const { files, others } = walk(folder)
  const why: Why[] = []
  for (const path of files) {
    const reason = await addFile(found, path, { named: folder, shownAs: (one) => one })
    if (reason) why.push([path, reason])
  }
  found.notes.push(...inWords(folder, [...why, ...others]))
  if (found.files.length === before) found.faults.push(`${folder} holds no mail, no calendar and no address book.`)
}

interface Asked {
  readonly named: string
  readonly shownAs: (path: string) => string
}

/** @returns why it is not read, where it is no mail that somebody asked for */
async function addFile(found: Found, path: string, { named, shownAs }: Asked): Promise<string | undefined> {
  try {
    const before = statSync(path)
    const { size } = before
    const head = beginning(path)
    const examined = examine(head, shownAs(path))
    if ('archive' in examined) return await addArchive(found, path, { named, examined, shownAs })
    const isPlainMbox = 'kind' in examined && examined.kind === 'mbox' && !examined.gzip
    const open = () =>
      isPlainMbox
        ? inOneBuffer(path)
        : createReadStream(path, { highWaterMark: head.length < 16_384 ? 64 * 1024 : 128 * 1024 })
    // A file that was handed over lies under a name of ours: what it holds shows in its own.
    const shown = shownAs(path)
    // Of a folder that was handed over whole each file has its path, whose first step is what was chosen.
    const chosen = shown !== path && shown.includes('/') ? shown.slice(0, shown.indexOf('/')) : shown
    const place = path === named ? { path: shown, named: chosen } : { path, named }
    const again: Source['again'] = (spans, count) => readAgain(path, before, spans, count)
    return addSource(found, examined, { ...place, size, head, open, again }, shownAs(path))
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    found.faults.push(`${shownAs(path)} cannot be read (${code ?? 'unknown fault'}).`)
    return undefined
  }
}

/** Its entries are files of their own, named by the archive; an archive inside it stays closed. */
async function addArchive(
  found: Found,
  path: string,
  { examined, shownAs }: Asked & { readonly examined: Extract<Examined, { archive: unknown }> },
): Promise<undefined> {
  const archive = examined.archive === 'zip' ? await openZip(path) : await openTape(path, examined.gzip)
  found.archives.push(archive)
  const shown = shownAs(path)
  if (archive.fault) found.faults.push(`${shown} ${archive.fault}`)
  const before = found.files.length
  const why: Why[] = []
  for (const { name, size, head, fault, open } of archive.entries) {
    const source = { path: join(path, name), named: path, size, head, open }
    const inner: Examined = fault ? { fault, mail: true } : examine(head, name)
    const reason = 'archive' in inner ? nested : addSource(found, inner, source, `${shown}: ${name}`)
    if (reason) why.push([source.path, reason])
  }
  found.notes.push(...inWords(path, why, shown))
  if (found.files.length === before && !archive.fault)
    found.faults.push(`${shown} holds no mail, no calendar and no address book.`)
  return undefined
}

const nested = 'is an archive inside an archive, which stays closed; unpack the outer one and name the folder.'

/** @returns why it is not read, where it is no mail */
function addSource(found: Found, examined: Examined, source: Source, name: string): string | undefined {
  if ('archive' in examined) return nested
  const { path, named, size } = source
  if ('fault' in examined) {
    if (!examined.mail) return examined.fault
    found.faults.push(`${name} ${examined.fault}`)
    return undefined
  }
  found.size += size
  const count = (bytes: number) => {
    found.done += bytes
  }
  const { again } = source
  const isMail = isMailFile(examined)
  const leftOut = !isMail || examined.labelled ? undefined : reasonOf(path, named)
  found.files.push({
    name,
    kind: examined.kind,
    ...(leftOut ? { leftOut } : {}),
    ...(isMail && isSent(path, named) ? { sent: true } : {}),
    ...(isMail && isInbox(path, named, examined.kind === 'eml') ? { inbox: true } : {}),
    open: () => openSource(source, examined.gzip, count),
    ...(again && !examined.gzip ? { again: (spans: readonly Span[]) => again(spans, count) } : {}),
  })
  return undefined
}

const mostNamed = 20

/** One line for each reason, with the names of the files it holds for. */
function inWords(folder: string, unread: readonly Why[], shown = folder): string[] {
  return [...Map.groupBy(unread, ([, why]) => why)].map(([why, some]) => {
    const names = some.slice(0, mostNamed).map(([path]) => relative(folder, path))
    const more = some.length > mostNamed ? ` and ${some.length - mostNamed} more` : ''
    return `Not read in ${shown}: ${names.join(', ')}${more}; each ${why}`
  })
}

async function* openSource(source: Source, gzip: boolean, count: (bytes: number) => void): AsyncGenerator<Uint8Array> {
  const seen = { bytesRead: 0 }
  async function* counted(): AsyncGenerator<Uint8Array> {
    for await (const chunk of source.open()) {
      seen.bytesRead += chunk.length
      count(chunk.length)
      yield chunk
    }
  }
  try {
    // The end of the pipeline is seen by whoever reads from it.
    if (gzip) yield* unpackWithin(seen)(pipeline(counted(), createGunzip(), () => {}))
    else yield* counted()
  } catch (error) {
    if (error instanceof UnreadableFile) throw error
    const { code } = error as NodeJS.ErrnoException
    throw new UnreadableFile(
      !code || code.startsWith('Z_')
        ? 'is damaged or cut off; what came before that is read.'
        : `cannot be read (${code}).`,
    )
  } finally {
    // Of a file of one message only the header is read.
    count(source.size - seen.bytesRead)
  }
}
