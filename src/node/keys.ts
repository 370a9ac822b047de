/** The secret of an installation on the embedded database: made at the first start and kept beside it. */
import { randomBytes } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { SecretKey } from '../config.ts'

/**
 * Reads the keys of this folder, making one if there is none. The file is readable by its owner only.
 * @throws Error of the file system where the folder can neither be read nor written
 */
export function loadKeys(folder: string): SecretKey[] {
  const path = join(folder, 'secret-key')
  try {
    // 'wx' fails where the file is there already, so that two starts never make two keys.
    writeFileSync(path, `1:${randomBytes(32).toString('base64')}\n`, { mode: 0o600, flag: 'wx' })
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  }
  const [id = '', encoded = ''] = readFileSync(path, 'utf8').trim().split(':')
  return [{ id, bytes: new Uint8Array(Buffer.from(encoded, 'base64')) }]
}
