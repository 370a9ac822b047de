/** A folder with the large mailbox in an embedded database, filled once and copied by whoever changes it. */
import { existsSync } from 'node:fs'
import { openEmbedded } from '../../src/db/open.ts'
import { fillMailbox } from './mailbox.ts'

/** Fills it where it is not there yet; one of an older version is brought up to date. @returns the folder */
export async function filled(folder: string): Promise<string> {
  const isThere = existsSync(folder)
  const database = await openEmbedded(folder)
  await database.migrate('drizzle')
  if (!isThere) await fillMailbox(database.db)
  await database.close()
  return folder
}
