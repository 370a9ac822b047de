/** The least that could be called a program of this kind: one page, one query, the same server and the same embedded database. */
import { join } from 'node:path'
import { PGlite } from '@electric-sql/pglite'
import { serve } from '@hono/node-server'
import { Hono } from 'hono'
import { compileSimply } from '../../scripts/start/engine.js'

const { DATA_DIR = '', PORT, TUNED } = process.env
// As the program has its own.
if (TUNED) compileSimply()
const small = ['-c', 'shared_buffers=8MB', '-c', 'work_mem=2MB']
const startParams = [...PGlite.defaultStartParams, ...(TUNED ? small : [])]
const database = await PGlite.create({ dataDir: join(DATA_DIR, 'database'), startParams })
const app = new Hono().get('/', async (c) => c.json((await database.query('select now()')).rows))
serve({ fetch: app.fetch, port: Number(PORT) })
process.once('SIGTERM', () => void database.close().then(() => process.exit(0)))
