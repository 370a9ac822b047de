/** A fresh embedded database with the real migrations, for one test file. */
import { openEmbedded } from '../../src/db/open.ts'

export async function openTestDatabase() {
  const database = await openEmbedded()
  await database.migrate('drizzle')
  return database
}
