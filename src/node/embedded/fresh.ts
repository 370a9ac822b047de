/** A database with nothing in it, as a folder: unpacked from the one that was prepared when the program was built. */
import { execFile } from 'node:child_process'
import { createReadStream, existsSync, readFileSync } from 'node:fs'
import { open, readdir } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { pipeline } from 'node:stream'
import { createGunzip } from 'node:zlib'
import { unpackFolder } from './archive.ts'

/** Where a build has it: beside the migrations that are in it. */
export const preparedBeside = (migrations: string): string => join(dirname(migrations), 'database.tar.gz')

/** The prepared database, compressed; null where nothing was built, as with the sources. */
export function readPrepared(migrations: string): Uint8Array | null {
  const path = preparedBeside(migrations)
  return existsSync(path) ? readFileSync(path) : null
}

/** The same as it is unpacked, in pieces large enough that few of them come. */
export function streamPrepared(migrations: string): AsyncIterable<Uint8Array> | null {
  const path = preparedBeside(migrations)
  if (!existsSync(path)) return null
  // Whatever it fails of is thrown to whoever reads.
  return pipeline(createReadStream(path), createGunzip({ chunkSize }), () => {})
}

const chunkSize = 1024 * 1024

/**
 * Makes a migrated database in an empty folder.
 * @param migrations the folder that they lie in
 * @returns false where none was prepared: then the folder stays empty, and opening it makes a database, which takes seconds
 * @throws Error of the file system, with part of it made
 */
export function freshFolder(path: string, migrations: string): boolean {
  const prepared = readPrepared(migrations)
  if (prepared) unpackFolder(prepared, path)
  return prepared !== null
}

/**
 * Brings every file of a folder to the disk.
 * @throws Error of the file system
 */
export async function syncAll(path: string): Promise<void> {
  if (await syncDisk(path)) return
  const names = await readdir(path, { recursive: true })
  // Not every system lets a folder be opened: its names are there once what lies in it is.
  await Promise.all(['', ...names].map((name) => syncOne(join(path, name))))
}

/** The whole disk at once (syncfs) takes as long as a few of a thousand files. False where there is no such command. */
function syncDisk(path: string): Promise<boolean> {
  if (process.platform !== 'linux') return Promise.resolve(false)
  return new Promise((resolve) => execFile('sync', ['--file-system', path], (error) => resolve(!error)))
}

async function syncOne(path: string): Promise<void> {
  const file = await open(path, 'r').catch(() => null)
  await file?.sync().finally(() => file.close())
}
