/** One database for all tests of a file: what a test stores it also deletes. */

import { afterAll, beforeAll } from 'vitest'
import type { Database } from '../../src/db/database.ts'
import { openTestDatabase } from './database.ts'

/** Opens a database before the tests of this file, and closes it after them. */
export function useDatabase(): () => Database {
  let opened: Awaited<ReturnType<typeof openTestDatabase>>
  beforeAll(async () => {
    opened = await openTestDatabase()
  })
  afterAll(() => opened.close())
  return () => opened.db
}
