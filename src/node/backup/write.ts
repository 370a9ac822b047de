/** Writes a backup: the whole database, the secret keys, and the sample accounts where there are any, in one sealed file. */
import { once } from 'node:events'
import { createWriteStream, existsSync, readFileSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { createGzip } from 'node:zlib'
import { ConfigError, type SecretKey } from '../../config.ts'
import { readWhole } from '../../db/backup/read.ts'
import type { Database } from '../../db/database.ts'
import type { Instant } from '../../facts.ts'
import { draftOf, nameDraft } from '../whole-file.ts'
import { type Line, lineOf } from './lines.ts'
import { sealBytes } from './sealed.ts'

/** What a backup is made of. */
export interface Source {
  readonly db: Database
  /** That secrets are sealed and hashed with. */
  readonly keys: readonly SecretKey[]
  /** That the backup is sealed with. */
  readonly backupKey: Uint8Array
  /** Where the sample accounts lie; null where there can be none. */
  readonly folder: string | null
  /** Of this program. */
  readonly version: string
  readonly now: Instant
  /** Ends it; nothing is left of it then. */
  readonly signal?: AbortSignal | undefined
}

export interface Written {
  readonly path: string
  readonly rows: number
  readonly bytes: number
}

/** What the sample accounts remember, in the data folder. */
export const keptFiles = ['sample/sample.json', 'sample/microsoft.json'] as const

/**
 * Makes a file that only its owner reads, which is there whole or not at all.
 * @param path of a file that is not there
 * @throws ConfigError where it is there, or cannot be written
 */
export async function writeBackup(source: Source, path: string): Promise<Written> {
  if (existsSync(path)) throw new ConfigError(isThere(path))
  const draft = draftOf(path)
  try {
    const rows = await orSayOf(path, () => writeDraft(source, draft))
    const { size } = statSync(draft)
    if (!(await orSayOf(path, () => nameDraft(draft, path)))) throw new ConfigError(isThere(path))
    return { path, rows, bytes: size }
  } finally {
    rmSync(draft, { force: true })
  }
}

const isThere = (path: string) => `${path} is there already, and was left as it is; name another file`

async function writeDraft(source: Source, draft: string): Promise<number> {
  const packing = createGzip({ level: 4 })
  const written = pipeline(
    packing,
    (packed: AsyncIterable<Uint8Array>) => sealBytes(packed, source.backupKey),
    createWriteStream(draft, { flags: 'wx', mode: 0o600, flush: true }),
  )
  // Whoever waits below is told of it; nobody may be waiting at the moment.
  written.catch(() => {})
  const write = async (text: string) => {
    source.signal?.throwIfAborted()
    if (!packing.write(text)) await Promise.race([once(packing, 'drain'), written])
  }
  try {
    const rows = await writeLines(source, write)
    packing.end()
    await written
    return rows
  } catch (error) {
    packing.destroy()
    await written.catch(() => {})
    throw error
  }
}

async function writeLines(source: Source, write: (text: string) => Promise<void>): Promise<number> {
  const say = (line: Line) => write(lineOf(line))
  const { version, keys, now, folder } = source
  const rows = await readWhole(source.db, {
    begin: (migration) =>
      say({ kind: 'head', head: { format: 1, version, migration, at: now.toString(), keys: keys.map(textOf) } }),
    table: (table) => say({ kind: 'table', table }),
    rows: (texts) => write(texts.map((text) => lineOf({ kind: 'row', text })).join('')),
  })
  for (const name of keptFiles) {
    const at = folder && join(folder, name)
    if (at && existsSync(at)) await say({ kind: 'file', file: { name, text: readFileSync(at, 'utf8') } })
  }
  await say({ kind: 'end', rows })
  return rows
}

const textOf = ({ id, bytes }: SecretKey) => `${id}:${Buffer.from(bytes).toString('base64')}`

/** A sentence for what the file system says of the place of the backup. */
async function orSayOf<T>(path: string, write: () => T | Promise<T>): Promise<T> {
  try {
    return await write()
  } catch (error) {
    const why = reasons[(error as NodeJS.ErrnoException).code ?? '']
    throw why && (error as NodeJS.ErrnoException).syscall
      ? new ConfigError(`${path} cannot be written: ${why}; no backup was made`)
      : error
  }
}

const reasons: Readonly<Record<string, string>> = {
  ENOENT: 'its folder is not there',
  ENOTDIR: 'its folder is none',
  EACCES: 'the folder does not let this program in',
  EPERM: 'the folder does not let this program in',
  EROFS: 'the disk can only be read',
  ENOSPC: 'the disk is full',
  EDQUOT: 'the disk is full for this user',
}
