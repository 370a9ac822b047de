import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Config } from '../../../src/config.ts'
import { checklist } from '../../../src/work/house/checklist.ts'
import { createWorld, dump, type World } from '../world.ts'

/** What the checklist of a house with these settings is, as the doctor prints it: without its marks. */
async function doctorSays(config: Config) {
  const checks = checklist(config, {}).map(({ title, words, next }) => `${title}: ${next ? `${words} ${next}` : words}`)
  return { checks }
}

const secrets = {
  GOOGLE_CLIENT_ID: 'client-one',
  GOOGLE_CLIENT_SECRET: 'the-client-secret',
  MICROSOFT_CLIENT_ID: 'application-one',
  MICROSOFT_CLIENT_SECRET: 'the-application-secret',
  MICROSOFT_TENANT: 'organizations',
  SMTP_URL: 'smtps://letters:the-relay-password@relay.example:465',
  SECRET_KEYS: `1:${Buffer.alloc(32, 3).toString('base64')}`,
}
const outside = {
  ...secrets,
  BASE_URL: 'https://coffee.example.org',
  HOST: '0.0.0.0',
  DATABASE_URL: 'postgres://coffee:the-database-password@db.example/coffee',
  SIGNUPS: 'sam@example.org',
}

let local: World
let reached: World
beforeAll(async () => {
  local = await createWorld()
  reached = await createWorld(outside)
})
afterAll(() => Promise.all([local.database.close(), reached.database.close()]))

describe('on this machine', () => {
  test('everybody sees what is missing and what stands in for it', async () => {
    const answer = await local.get('/setup')
    expect(answer.status).toBe(200)
    const html = await answer.text()
    expect(html).toContain('Mail relay: not set.')
    expect(html).toContain('Letters stay in the outbox on this server.')
    expect(html).toContain('Database: embedded.')
    expect(html).toContain('Google: an OAuth client is set.')
    expect(html).toContain('Microsoft: no OAuth client is set.</b> No account can be connected before there is one.')
  })

  test('one page leads: a sample, then what needs no client, then Google and Microsoft', async () => {
    const html = await local.text('/setup')
    const [ways = ''] = /<ol class="ways">.*?<\/ol>/s.exec(html) ?? []
    expect(ways).toContain('href="/sample-letter"')
    expect(ways.indexOf('See the sample')).toBeLessThan(ways.indexOf('Google or Microsoft'))
    expect(html.indexOf('class="ways"')).toBeLessThan(html.indexOf('class="plain checks"'))
  })

  test('the checklist says what is done, and of each gap the next step, in the words of the doctor', async () => {
    const html = await local.text('/setup')
    expect(html).toContain('Setting up: 2 of 4 are done')
    const items = [...html.matchAll(/<li class="(done|open|yours)">(.*?)<\/li>/gs)].map(([, state, inside = '']) => [
      state,
      inside
        .replace(/<br\/?>/g, ' ')
        .replace(/<[^>]+>/g, '')
        .replaceAll('&quot;', '"')
        .replace(/\s+/g, ' ')
        .trim(),
    ])
    const { checks } = await doctorSays(local.deps.config)
    expect(items.map(([state]) => state)).toEqual(['done', 'done', 'open', 'open'])
    for (const [index, [, words]] of items.entries())
      expect(words?.replace(/^([\w ]+): (done|next|yours)\./, '$1:')).toBe(checks[index]?.replaceAll('`', ''))
  })

  test('it holds the exact address to register and every permission that is ever asked for', async () => {
    const html = await local.text('/setup')
    expect(html).toContain('<code>http://localhost:8787/connect/google/callback</code>')
    for (const scope of ['gmail.metadata', 'calendar.events.readonly', 'calendar.events.owned'])
      expect(html).toContain(`<code>https://www.googleapis.com/auth/${scope}</code>`)
  })

  test('it holds the same for Microsoft', async () => {
    const html = await local.text('/setup')
    expect(html).toContain('<code>http://localhost:8787/connect/microsoft/callback</code>')
    for (const scope of ['offline_access', 'User.Read', 'Mail.ReadBasic', 'Calendars.ReadBasic', 'Calendars.ReadWrite'])
      expect(html).toContain(`<code>${scope}</code>`)
    expect(html).toContain('docs/microsoft.md')
  })

  test('looking at it changes nothing', async () => {
    const before = await dump(local.deps)
    await local.get('/setup')
    await local.get('/setup', 'sam', { method: 'HEAD' })
    expect(await dump(local.deps)).toBe(before)
    expect((await local.post('/setup', 'sam')).status).toBe(405)
  })
})

describe('on a server that others reach', () => {
  test('nobody sees it without signing in', async () => {
    const answer = await reached.get('/setup')
    expect(answer.status).toBe(404)
    expect(await answer.text()).not.toContain('connect/google/callback')
  })

  test('somebody signed in sees what is set, and no secret', async () => {
    const answer = await reached.get('/setup', 'sam')
    expect(answer.status).toBe(200)
    const html = await answer.text()
    expect(html).toContain('<code>https://coffee.example.org/connect/google/callback</code>')
    expect(html).toContain('<code>https://coffee.example.org/connect/microsoft/callback</code>')
    expect(html).toContain('Google: an OAuth client is set.')
    expect(html).toContain(
      'Microsoft: an OAuth client is set.</b> Accounts can be connected. Who may sign in there: organizations.',
    )
    expect(html).toContain('Database: a PostgreSQL server.')
    for (const secret of [
      'the-client-secret',
      'the-application-secret',
      'the-relay-password',
      'the-database-password',
      'BAwM',
      'sam@example.org',
    ])
      expect(html).not.toContain(secret)
  })
})
