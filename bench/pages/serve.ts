/** Two programs on one database in a process of its own: ours, and a bare page with one query. Forked by pages.ts. */
import { serve } from '@hono/node-server'
import { sql } from 'drizzle-orm'
import { Hono } from 'hono'
import { createApp } from '../../src/app.tsx'
import { openEmbedded } from '../../src/db/open.ts'
import { depsOn } from '../database.ts'
import { userId } from '../hold/mailbox.ts'

const { db } = await openEmbedded(process.argv[2])
const bare = new Hono().get('/', async (c) => {
  const answer = await db.execute(
    sql`select id, name, address from people where user_id = ${userId} order by name limit 50`,
  )
  const rows = (answer as unknown as { rows: { name: string; address: string }[] }).rows
  return c.html(
    `<!doctype html><title>People</title><ul>${rows.map(({ name, address }) => `<li>${name} ${address}`).join('')}</ul>`,
  )
})
const ports = [createApp(depsOn(db)), bare].map(
  ({ fetch }) =>
    new Promise<number>((resolve) => serve({ fetch, port: 0, hostname: '127.0.0.1' }, ({ port }) => resolve(port))),
)
process.send?.(await Promise.all(ports))
process.on('disconnect', () => process.exit(0))
