import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { hostname, tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Temporal } from 'temporal-polyfill'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { readConfig } from '../../src/config.ts'
import { openEmbedded } from '../../src/db/open.ts'
import { people } from '../../src/db/schema.ts'
import { printBacktest } from '../../src/node/backtest.ts'
import { requestDerive } from '../../src/work/request.ts'
import { tick } from '../../src/work/tick.ts'
import { addMail, createWorld, now } from '../web/world.ts'

const dir = mkdtempSync(join(tmpdir(), 'past-'))
const config = readConfig({ DATA_DIR: dir })

async function print(args: readonly string[] = [], at: Temporal.Instant = now): Promise<string> {
  const lines: string[] = []
  await printBacktest({ config, args, migrations: 'drizzle', now: at, say: (line) => lines.push(line) })
  return lines.join('\n')
}

describe('npm run backtest', () => {
  afterAll(() => rmSync(dir, { recursive: true, force: true }))

  test('says where there is nothing yet', async () => {
    await expect(print()).rejects.toThrow('no history')
  })

  describe('with a history', () => {
    beforeAll(async () => {
      mkdirSync(dir, { recursive: true })
      const opened = await openEmbedded(join(dir, 'database'))
      await opened.migrate('drizzle')
      const { deps } = await createWorld({}, opened)
      for (let i = 0; i < 20; i++) {
        const mail = { id: `m${i}`, daysAgo: 700 - i * 20, subject: 'Studio move' }
        await addMail(deps, { ...mail, from: 'sam@example.org', to: ['maren@okafor.example'] })
        await addMail(deps, {
          ...mail,
          id: `r${i}`,
          daysAgo: mail.daysAgo - 1,
          from: 'maren@okafor.example',
          to: ['sam@example.org'],
        })
      }
      await requestDerive(deps.db, 'sam', now)
      while (await tick(deps));
      expect(await deps.db.$count(people)).toBe(1)
      await opened.close()
    }, 120_000)

    test('asks for whom, where several people use one database', async () => {
      await expect(print()).rejects.toThrow('--user EMAIL')
      await expect(print(['--user', 'nobody@example.org'])).rejects.toThrow('nobody@example.org')
    })

    test('prints progress, the months and what they come to, in the words of the page', async () => {
      const text = await print(['--user', 'Sam@example.org'])
      expect(text).toContain('Replaying December 2025 (1 of 10)')
      expect(text).toContain('Replaying September 2026 (10 of 10)')
      expect(text).toMatch(/\n {2}maren\. .*It was \d+ (months|weeks) since your last email or meeting\./)
      expect(text).toContain('\n    No email or meeting in the eight weeks after.')
      expect(text).toContain('It cannot tell whether a coffee would have been a good one.')
    }, 120_000)

    test('says why there is nothing to replay', async () => {
      const early = now.subtract({ hours: 24 * 400 })
      expect(await print(['--user', 'sam@example.org'], early)).toContain('A month can be replayed once a whole year')
    })

    test('points to the page while the program runs', async () => {
      const lock = join(dir, 'lock')
      writeFileSync(lock, JSON.stringify({ pid: process.ppid, host: hostname() }))
      await expect(print(['--user', 'sam@example.org'])).rejects.toThrow('on its page /settings/backtest')
      rmSync(lock)
    })
  })
})
