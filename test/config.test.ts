import { describe, expect, test } from 'vitest'
import { ConfigError, readConfig, settings, settingsTable } from '../src/config.ts'

const key = `k1:${'A'.repeat(43)}=`
const open = {
  BASE_URL: 'https://coffee.example.org',
  HOST: '0.0.0.0',
  DATABASE_URL: 'postgres://u:p@db/coffee',
  SECRET_KEYS: key,
  SMTP_URL: 'smtp://u:p@mail.example.org:587',
  SIGNUPS: '@example.org',
  GOOGLE_CLIENT_ID: 'id',
  GOOGLE_CLIENT_SECRET: 'secret',
}

describe('settings', () => {
  test('nothing at all is enough on this machine', () => {
    expect(readConfig({})).toMatchObject({
      PORT: 8787,
      HOST: '127.0.0.1',
      BASE_URL: 'http://localhost:8787',
      SIGNUPS: 'open',
      local: true,
    })
  })

  test('an empty value counts as missing', () => {
    expect(readConfig({ PORT: '', SIGNUPS: '' }).PORT).toBe(8787)
  })

  test('a public server with everything it needs starts', () => {
    expect(readConfig(open)).toMatchObject({ local: false, HOST: '0.0.0.0' })
  })

  test.each([
    ['PORT', { PORT: 'eighty' }],
    ['PORT', { PORT: '70000' }],
    ['BASE_URL', { BASE_URL: 'http://coffee.example.org' }],
    ['BASE_URL', { BASE_URL: 'https://coffee.example.org/app' }],
    ['BASE_URL', { BASE_URL: 'coffee' }],
    ['DATABASE_URL', { DATABASE_URL: 'mysql://x' }],
    ['SECRET_KEYS', { DATABASE_URL: 'postgres://u@h/d' }],
    ['SECRET_KEYS', { SECRET_KEYS: 'k1:c2hvcnQ=' }],
    ['SECRET_KEYS', { SECRET_KEYS: 'nonsense' }],
    ['GOOGLE_CLIENT_SECRET', { GOOGLE_CLIENT_ID: 'id' }],
    ['GOOGLE_ISSUER', { GOOGLE_ISSUER: 'http://accounts.example.org' }],
    ['GOOGLE_API_ORIGIN', { GOOGLE_API_ORIGIN: 'http://10.0.0.1:1' }],
    ['GOOGLE_QUOTA_COSTS', { GOOGLE_QUOTA_COSTS: 'messages.send=1' }],
    ['GOOGLE_QUOTA_COSTS', { GOOGLE_QUOTA_COSTS: 'messages.get=cheap' }],
    ['HISTORY_YEARS', { HISTORY_YEARS: '0' }],
    ['SYNC_INTERVAL_MINUTES', { SYNC_INTERVAL_MINUTES: '1.5' }],
    ['SMTP_URL', { SMTP_URL: 'mail.example.org' }],
    ['HOST', { ...open, HOST: '' }],
    ['DATA_DIR', { ...open, DATABASE_URL: '', SECRET_KEYS: '' }],
    ['SMTP_URL', { ...open, SMTP_URL: '' }],
    ['SIGNUPS', { ...open, SIGNUPS: '' }],
    ['GOOGLE_CLIENT_ID', { ...open, GOOGLE_CLIENT_ID: '', GOOGLE_CLIENT_SECRET: '' }],
  ])('a wrong %s stops the start with one line that names it: %j', (name, env) => {
    expect(() => readConfig(env)).toThrow(ConfigError)
    try {
      readConfig(env)
    } catch (error) {
      expect((error as Error).message).toContain(name)
      expect((error as Error).message).not.toContain('\n')
    }
  })

  test('a secret can come from a file, but not from two places', () => {
    const files: Record<string, string> = { '/run/secret': 'from-file\n' }
    const read = (path: string) =>
      files[path] ??
      (() => {
        throw new Error('missing')
      })()
    expect(
      readConfig({ GOOGLE_CLIENT_ID: 'id', GOOGLE_CLIENT_SECRET_FILE: '/run/secret' }, read).GOOGLE_CLIENT_SECRET,
    ).toBe('from-file')
    expect(() => readConfig({ GOOGLE_CLIENT_SECRET: 'a', GOOGLE_CLIENT_SECRET_FILE: '/run/secret' }, read)).toThrow(
      /both set/,
    )
    expect(() => readConfig({ GOOGLE_CLIENT_SECRET_FILE: '/nowhere' }, read)).toThrow(/GOOGLE_CLIENT_SECRET_FILE/)
  })

  test('quota costs change one method and leave the others', () => {
    expect(readConfig({ GOOGLE_QUOTA_COSTS: 'messages.get=5, threads.get=10' }).GOOGLE_QUOTA_COSTS).toMatchObject({
      'messages.get': 5,
      'threads.get': 10,
      'messages.list': 5,
    })
  })

  test('http is spoken to this machine only', () => {
    expect(
      readConfig({ GOOGLE_API_ORIGIN: 'http://127.0.0.1:9', GOOGLE_ISSUER: 'http://localhost:9' }).GOOGLE_API_ORIGIN,
    ).toBe('http://127.0.0.1:9')
    expect(readConfig({ GOOGLE_API_ORIGIN: 'http://[::1]:9' }).GOOGLE_API_ORIGIN).toBe('http://[::1]:9')
  })

  test('the table of the README names every setting', () => {
    for (const name of Object.keys(settings)) expect(settingsTable()).toContain(`\`${name}\``)
  })
})
