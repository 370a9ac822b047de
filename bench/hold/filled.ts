/** A folder with the large mailbox in an embedded database, filled once and copied by whoever changes it. */
import { existsSync } from 'node:fs'
import { openEmbedded } from '../../src/db/open.ts'
import { fillMailbox } from './mailbox.ts'

/** Fills it where it is not there yet. @returns the folder */
export async function filled(folder: string): Promise<string> {
  if (existsSync(folder)) return folder
  const database = await openEmbedded(folder)
  await database.migrate('drizzle')
  await fillMailbox(database.db)
  await database.close()
  return folder
}
