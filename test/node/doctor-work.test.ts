/** What the doctor says of the work itself, and of who hears when it stands still. */
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { sql } from 'drizzle-orm'
import { beforeEach, describe, expect, onTestFinished, test } from 'vitest'
import { readConfig } from '../../src/config.ts'
import { digests, incidents, tasks, users } from '../../src/db/schema.ts'
import { checkOperator } from '../../src/node/doctor/operator.ts'
import { checkRunning } from '../../src/node/doctor/running.ts'
import { checkWork } from '../../src/node/doctor/work.ts'
import { defaultSettings } from '../../src/settings.ts'
import { thisMorning } from '../support/morning.ts'
import { useDatabase } from '../support/stage.ts'

const database = useDatabase()
const now = thisMorning()
const say = async () => (await checkWork(database(), now)).map(({ mark, about, words }) => `${mark} ${about} ${words}`)
beforeEach(async () => {
  await database().execute(sql`truncate users, tasks, incidents cascade`)
  await database()
    .insert(users)
    .values({
      ...{ id: 'u', email: 'sam@hartley.example', name: 'Sam', timeZone: 'UTC' },
      ...{ settings: defaultSettings, createdAt: now },
    })
})

describe('the doctor', () => {
  test('has nothing to say of a server that does its work', async () => {
    expect(await say()).toEqual(['ok work Nothing is overdue, and nothing stands still.'])
  })

  test('says since when nobody works, and what to start', async () => {
    await database()
      .insert(tasks)
      .values({ kind: 'mail', subject: 'a', userId: 'u', runAt: now.subtract({ minutes: 40 }) })
    expect(await say()).toEqual([
      'fault work The oldest task has been due for 40 minutes. Nobody works, or too few: see that `npm start` or `npm run worker` runs, or start another worker.',
    ])
  })

  test('counts what fails and is tried again, and the letters that did not go their way', async () => {
    const runAt = now.add({ hours: 1 })
    await database()
      .insert(tasks)
      .values(
        [1, 2, 3].map(
          (n) => ({ kind: n < 3 ? 'mail' : 'letter', subject: `${n}`, userId: 'u', runAt, attempts: n }) as const,
        ),
      )
    await database()
      .insert(digests)
      .values(
        (['sent', 'failed', 'dropped', 'failed'] as const).map((state, n) => ({
          ...{ id: `d${n}`, userId: 'u', week: `2020-W1${n}`, state, letter: {} as never, dropAt: now, createdAt: now },
        })),
      )
    const lines = await say()
    expect(lines[0]).toMatch(/^look work Tasks that failed and are tried again: letter 1, mail 2\./)
    expect(lines[1]).toMatch(
      /^look work Letters of the last seven days that did not go their way: 2 failed, 1 dropped\./,
    )
    expect(lines.join()).not.toMatch(/sam|hartley/i)
  })

  test('says a letter that waits for the relay, and what stands still with since when', async () => {
    await database()
      .insert(digests)
      .values({
        ...{ id: 'd', userId: 'u', week: '2020-W10', state: 'ready', letter: {} as never, createdAt: now },
        dropAt: now.add({ hours: 19 }),
      })
    const at = { beganAt: now.subtract({ hours: 30 }), seenAt: now }
    await database()
      .insert(incidents)
      .values([
        { id: '1', what: 'reading', state: 'sent', ...at },
        { id: '2', what: 'wake-ups', state: 'untold', count: 7, ...at },
        { id: '3', what: 'letters', state: 'sent', ...at, overAt: now },
      ])
    const lines = await say()
    expect(lines).toHaveLength(3)
    expect(lines[0]).toMatch(
      /^fault work The oldest letter that waits for the mail relay is 5 hours late\. The lines on mail/,
    )
    expect(lines[1]).toContain(
      `No account has been read for a day (noted since ${at.beganAt.toString().slice(0, 16)}Z)`,
    )
    expect(lines[2]).toMatch(/^look work 7 wake-ups of the Worker ended in/)
  })

  test.each([
    [200, 'ready', 'ok work The running program is ready: it does its work.'],
    [
      503,
      'the disk of the database is full',
      'fault work The running program says: the disk of the database is full. Its log says more.',
    ],
    [404, 'no', 'look work http://127.0.0.1:PORT/readyz answers 404: another program has this port.'],
  ])('asks the program that runs, which answers %i', async (status, body, line) => {
    const server = createServer((_, response) => response.writeHead(status).end(body))
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    onTestFinished(() => void server.close())
    const { port } = server.address() as AddressInfo
    const { mark, about, words } = await checkRunning(readConfig({ PORT: String(port) }))
    expect(`${mark} ${about} ${words.replace(String(port), 'PORT')}`).toBe(line)
    server.close()
  })

  test('says who hears of a server that stands still, and that somebody outside has to look as well', () => {
    const away = {
      ...{
        BASE_URL: 'https://coffee.example',
        HOST: '0.0.0.0',
        DATA_DIR: '/d',
        SIGNUPS: 'closed',
        SMTP_URL: 'smtp://r:25',
      },
      ...{ GOOGLE_CLIENT_ID: 'i', GOOGLE_CLIENT_SECRET: 's' },
    }
    expect(checkOperator(readConfig({}))).toEqual([])
    expect(checkOperator(readConfig(away))).toMatchObject([
      { mark: 'look', words: expect.stringContaining('is not set') },
    ])
    const [told] = checkOperator(readConfig({ ...away, OPERATOR_EMAIL: 'ops@server.example' }))
    expect(told).toMatchObject({ mark: 'ok', words: expect.stringContaining('/readyz asked from outside') })
    expect(checkOperator(readConfig({ OPERATOR_EMAIL: 'ops@server.example' }))).toMatchObject([{ mark: 'look' }])
  })
})
