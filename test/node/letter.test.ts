/** The letter on a terminal, from the database of the settings. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { hostname, tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { readConfig } from '../../src/config.ts'
import { openEmbedded } from '../../src/db/open.ts'
import * as schema from '../../src/db/schema.ts'
import { printLetter } from '../../src/node/letter.ts'
import { createSeal } from '../../src/seal.ts'
import { testKey } from '../support/stage.ts'
import { addMail, addPerson, createWorld, dump, idOf, now } from '../web/world.ts'

const dir = mkdtempSync(join(tmpdir(), 'letter-'))
const config = { ...readConfig({ DATA_DIR: dir }), SECRET_KEYS: [testKey] }
const maren = 'maren@okafor.example'

async function print(...args: string[]): Promise<string> {
  const lines: string[] = []
  await printLetter({ config, args, now, say: (line) => lines.push(line) })
  return lines.join('\n')
}

async function rows(): Promise<string> {
  const opened = await openEmbedded(join(dir, 'database'))
  try {
    return await dump({ db: opened.db, seal: createSeal([testKey]) } as never)
  } finally {
    await opened.close()
  }
}

describe('npm run letter', () => {
  afterAll(() => rmSync(dir, { recursive: true, force: true }))

  test('says where there is nothing yet', async () => {
    await expect(print()).rejects.toThrow('There is no letter in')
  })

  describe('with people', () => {
    beforeAll(async () => {
      const opened = await openEmbedded(join(dir, 'database'))
      await opened.migrate('drizzle')
      const { deps } = await createWorld({}, opened)
      await addPerson(deps, { name: 'Maren Okafor', address: maren, silentDays: 215 })
      for (let index = 0; index < 30; index++)
        await addMail(deps, {
          id: `m${index}`,
          from: index % 2 ? 'sam@example.org' : maren,
          to: [index % 2 ? maren : 'sam@example.org'],
          daysAgo: 215 + index * 9,
          subject: 'Studio move',
        })
      await opened.close()
    }, 60_000)

    test('prints who is in it, why, and when it goes; its links lead to pages', async () => {
      const text = await print('--user', 'Sam@example.org')
      expect(text).toContain('MAREN OKAFOR')
      expect(text).toContain(`Plan a coffee: ${config.BASE_URL}/people/${idOf(maren)}/coffee`)
      expect(text).toMatch(/\nThe next letter goes out on Mon 23 Nov, 08:00\.$/)
      expect(text).not.toMatch(/nowhere\.invalid|\/do\/|unsubscribe/)
    })

    test('changes nothing', async () => {
      const before = await rows()
      await print('--user', 'sam@example.org')
      expect(await rows()).toBe(before)
    })

    test('asks for whom, where several people use one database', async () => {
      await expect(print()).rejects.toThrow('--user EMAIL')
      await expect(print('--user', 'nobody@example.org')).rejects.toThrow(
        'Nobody here has the address nobody@example.org',
      )
    })

    test('takes the only one there is', async () => {
      const opened = await openEmbedded(join(dir, 'database'))
      const { eq } = await import('drizzle-orm')
      await opened.db.delete(schema.users).where(eq(schema.users.id, 'eve'))
      await opened.close()
      expect(await print()).toContain('MAREN OKAFOR')
    })

    test('points to the page while the program runs', async () => {
      const lock = join(dir, 'lock')
      writeFileSync(lock, JSON.stringify({ pid: process.ppid, host: hostname() }))
      await expect(print()).rejects.toThrow('See the same on its page /letter, or stop the program first.')
      rmSync(lock)
    })
  })
})
