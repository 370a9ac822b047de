/** The secret of an installation on the embedded database: made at the first start and kept beside it. */
import { randomBytes } from 'node:crypto'
import { existsSync, readFileSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { ConfigError, type SecretKey } from '../config.ts'
import { createWhole, removeDrafts } from './whole-file.ts'

/**
 * Reads the keys of this folder, making one if there is none. Called by whoever holds the folder's lock, before a database is
 * made there.
 * @throws ConfigError where the file holds no key of 32 bytes: what is in the database was sealed with another one, or could
 *   be opened by anybody
 * @throws Error of the file system where the folder can neither be read nor written
 */
export function loadKeys(folder: string): SecretKey[] {
  const path = join(folder, 'secret-key')
  // A start that broke off, before files were made whole: nothing was sealed while there was no database.
  if (isEmpty(path) && !existsSync(join(folder, 'database', 'PG_VERSION'))) rmSync(path)
  if (!existsSync(path)) createWhole(path, `1:${randomBytes(32).toString('base64')}\n`)
  removeDrafts(path)
  return readKeys(path)
}

/**
 * The keys of this folder, the one first that writes; nothing is made.
 * @throws ConfigError where there are none
 */
export function keysOf(folder: string): SecretKey[] {
  const path = join(folder, 'secret-key')
  if (!existsSync(path)) throw new ConfigError(`${path} is not there: without it what is in the database does not open`)
  return readKeys(path)
}

/** @throws ConfigError where the file is there and holds no key; nothing is made */
export function checkKeys(folder: string): void {
  keysIn(folder)
}

/**
 * The key of this folder, where it has one; nothing is made.
 * @throws ConfigError where the file is there and holds no key
 */
export function keysIn(folder: string): SecretKey[] {
  const path = join(folder, 'secret-key')
  return existsSync(path) ? readKeys(path) : []
}

/** One, or several that were restored, as SECRET_KEYS has them. */
const readKeys = (path: string): SecretKey[] =>
  readFileSync(path, 'utf8')
    .split(',')
    .map((text) => readKey(path, text))

function readKey(path: string, text: string): SecretKey {
  const [, id, encoded = ''] = /^([\w-]{1,32}):([A-Za-z0-9+/_-]{43}=?)\s*$/.exec(text) ?? []
  const bytes = new Uint8Array(Buffer.from(encoded, 'base64'))
  if (id && bytes.length === 32) return { id, bytes }
  throw new ConfigError(
    `${path} holds no key of 32 bytes; put back a copy of it, or, if there is none, delete it: a new one is made, every account has to be connected again, and what was decided about people is not found any more`,
  )
}

const isEmpty = (path: string) => statSync(path, { throwIfNoEntry: false })?.size === 0
