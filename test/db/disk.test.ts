/** What the embedded database calls stored is on the disk: it asks the system, and waits. */
import { fsyncSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { buildIfChanged } from '../../scripts/start/ensure.js'
import { openEmbedded } from '../../src/db/open.ts'
import { freshFolder } from '../../src/node/embedded/fresh.ts'

/** A database that was prepared: making one takes longer than both tests. */
async function databaseFolder(): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'coffee-disk-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  freshFolder(folder, join((await buildIfChanged()) ?? '', 'drizzle'))
  return folder
}

test('each commit brings a file to the disk before it is answered, and a statement that only reads brings none', async () => {
  const folder = await databaseFolder()
  let synced = 0
  const sync = (file: number) => {
    fsyncSync(file)
    synced++
  }
  const { db, close } = await openEmbedded(folder, { sync })
  await db.execute('create table cups (id int)')
  for (let id = 0; id < 5; id++) {
    const before = synced
    await db.execute(`insert into cups values (${id})`)
    expect(synced).toBeGreaterThan(before)
  }
  await db.execute('select count(*) from cups')
  const before = synced
  await db.execute('select count(*) from cups')
  expect(synced).toBe(before)
  await close()
})

test('a disk that refuses is told as a fault, and the database goes on when it is opened again', async () => {
  const folder = await databaseFolder()
  let broken = false
  const sync = (file: number) => {
    if (broken) throw Object.assign(new Error('the disk is broken'), { code: 'EIO' })
    fsyncSync(file)
  }
  const { db, close } = await openEmbedded(folder, { sync })
  await db.execute('create table cups (id int)')
  broken = true
  await expect(
    db.execute('insert into cups values (1)').then(() => db.execute('insert into cups values (2)')),
  ).rejects.toThrow()
  broken = false
  await db.execute('insert into cups values (3)')
  const { rows } = (await db.execute('select id from cups where id = 3')) as unknown as { readonly rows: unknown[] }
  expect(rows).toEqual([{ id: 3 }])
  await close()
})
