/** What a house has is offered, in the order in which it gets further, and what it has not is not. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createApp } from '../../../src/app.tsx'
import { readConfig } from '../../../src/config.ts'
import type { Deps } from '../../../src/deps.ts'
import { seeHouse } from '../../../src/node/house.ts'
import { checklist, progressOf } from '../../../src/work/house/checklist.ts'
import { createWorld, now, type World } from '../world.ts'

let world: World
beforeAll(async () => {
  world = await createWorld()
})
afterAll(() => world.database.close())

/** The ways that the page shows, in words. */
async function ways(more: Partial<Deps>): Promise<string[]> {
  const app = createApp({ ...world.deps, ...more })
  const html = await (await app.request('http://localhost:8787/setup')).text()
  const [list = ''] = /<ol class="ways">.*?<\/ol>/s.exec(html) ?? []
  return [...list.matchAll(/<li><b>(.*?)<\/b>/g)].map(([, words = '']) => words)
}

test('a house that takes files and passwords offers them before Google and Microsoft', async () => {
  const importer = {} as NonNullable<Deps['importer']>
  const probeMailbox = async () => {}
  const google = world.deps.providers.get('google')
  if (!google) throw new Error('no client here')
  const providers = new Map([...world.deps.providers, ['imap', google]]) as unknown as Deps['providers']
  expect(await ways({ importer, probeMailbox, providers })).toEqual([
    'See the sample.',
    'Your own files.',
    'A mailbox by a password.',
    'Google or Microsoft.',
  ])
  expect(await ways({})).toEqual(['See the sample.', 'Google or Microsoft.'])
})

const keys = { BACKUP_KEY: Buffer.alloc(32, 5).toString('base64'), BACKUP_DIR: '/mnt/other' }
const mail = { SMTP_URL: 'smtp://relay.example:587', MAIL_FROM: 'letter@example.org' }
const client = { GOOGLE_CLIENT_ID: 'one', GOOGLE_CLIENT_SECRET: 'two' }

test('with everything set, everything is done; a backup on the same disk is a step that is open', () => {
  const config = readConfig({ ...keys, ...mail, ...client })
  expect(progressOf(checklist(config, { backups: { newest: null, sameDisk: false } }))).toBe('Everything is done.')
  const [backup] = checklist(config, { backups: { newest: null, sameDisk: true } }).slice(-1)
  expect(backup).toMatchObject({ state: 'open', next: expect.stringContaining('another disk') })
})

test('the backups of a database server are its owner’s and count for nothing here', () => {
  const server = {
    DATABASE_URL: 'postgres://127.0.0.1/coffee',
    SECRET_KEYS: `1:${Buffer.alloc(32).toString('base64')}`,
  }
  const steps = checklist(readConfig({ ...server, ...mail, ...client }), {})
  expect(steps.at(-1)).toMatchObject({ name: 'backup', state: 'yours' })
  expect(progressOf(steps)).toBe('Everything is done.')
})

const server = { ...mail, ...client, HOST: '0.0.0.0', SIGNUPS: 'closed', DATA_DIR: 'data' }
test.each([
  [{}, 'done'],
  [{ HOST: '0.0.0.0' }, 'open'],
  [{ ...server, BASE_URL: 'https://nas.local' }, 'open'],
  [{ ...server, BASE_URL: 'https://coffee.example.org' }, 'done'],
])('the address of %j is %s', (env, state) => {
  const config = readConfig(env)
  expect(checklist(config, seeHouse(config, now))[0]).toMatchObject({ name: 'address', state })
})
