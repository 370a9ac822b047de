/** Makes the database with which a first start begins. Run by the build, with the folder that it builds. */
import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { isPattern } from '../db/embedded/unpack.ts'
import { openEmbedded } from '../db/open.ts'
import { packFolder } from './embedded/archive.ts'
import { preparedBeside } from './embedded/fresh.ts'

const [root = '.'] = process.argv.slice(2)
const migrations = join(root, 'drizzle')
const folder = join(root, 'database')

const database = await openEmbedded(folder)
await database.migrate(migrations)
// Ends with a checkpoint: whoever opens it next has nothing to recover.
await database.close()
writeFileSync(preparedBeside(migrations), packFolder(folder, isPattern))
rmSync(folder, { recursive: true, force: true })
