import { createPublicKey, generateKeyPairSync } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { ConfigError, parseRelay, parseSender, readConfig, settings, settingsTable } from '../src/config.ts'

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

describe('settings of the mail', () => {
  const fault = (env: Record<string, string>) => {
    try {
      readConfig(env)
    } catch (error) {
      return error instanceof ConfigError ? error.message : 'something else'
    }
    return null
  }
  const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey
  const pkcs8 = rsa.export({ type: 'pkcs8', format: 'pem' }).toString()
  const signing = { DKIM_DOMAIN: 'example.org', DKIM_SELECTOR: 'coffee2026', DKIM_PRIVATE_KEY: pkcs8 }

  test.each([
    [{}, 'Coffee soon <letter@localhost>'],
    [{ BASE_URL: 'http://localhost:9000' }, 'Coffee soon <letter@localhost>'],
    [{ BASE_URL: 'http://127.0.0.1:9000' }, 'Coffee soon <letter@[127.0.0.1]>'],
    [{ BASE_URL: 'http://[::1]:9000' }, 'Coffee soon <letter@[IPv6:::1]>'],
    [{ ...open, BASE_URL: 'https://coffee.example.org:8443' }, 'Coffee soon <letter@coffee.example.org>'],
    [{ MAIL_FROM: 'Anna <anna@example.org>' }, 'Anna <anna@example.org>'],
  ])('there is always a sender: %j', (env, sender) => {
    const { MAIL_FROM } = readConfig(env)
    expect(MAIL_FROM).toBe(sender)
    expect(parseSender(MAIL_FROM)).not.toBeNull()
  })

  test.each([
    ['letter@example.org', { name: '', address: 'letter@example.org' }],
    [' <letter@example.org> ', { name: '', address: 'letter@example.org' }],
    ['Coffee soon <letter@example.org>', { name: 'Coffee soon', address: 'letter@example.org' }],
    ['"Coffee, soon" <letter@example.org>', { name: 'Coffee, soon', address: 'letter@example.org' }],
    ['Coffee, soon <letter@example.org>', { name: 'Coffee, soon', address: 'letter@example.org' }],
  ])('the sender %s is understood', (text, sender) => {
    expect(parseSender(text)).toEqual(sender)
    expect(readConfig({ MAIL_FROM: text }).MAIL_FROM).toBe(text.trim())
  })

  test.each([
    'Coffee soon',
    'a@b.example, c@d.example',
    'A <a@b.example>, C <c@d.example>',
    'A <a@b.example',
    '<>',
    'A <a b@c.example>',
    'A\r\nBcc: x@y.example <a@b.example>',
  ])('%j is no sender', (text) => {
    expect(fault({ MAIL_FROM: text })).toMatch(/^MAIL_FROM must be one address/)
  })

  test.each([
    'mail.example.org',
    'https://mail.example.org',
    'smtp://',
    'smtp://user:pass@',
    'smtp://user:pa/ss@mail.example.org:587',
    'smtp://user:12/34@mail.example.org',
    'smtp://user:pa#ss@mail.example.org',
    'smtp://user:pa?ss@mail.example.org',
    'smtp://user:100%@mail.example.org',
    'smtp://:pass@mail.example.org',
    'smtp://mail.example.org:port',
    'smtp://mail.example.org/path',
    'smtp://mail example.org',
  ])('%s is no mail relay, and the line that says so keeps it to itself', (url) => {
    const said = fault({ SMTP_URL: url })
    expect(said).toMatch(/^SMTP_URL must look like smtp:\/\/user:pass@host:587/)
    expect(said).not.toContain('example.org')
  })

  test.each([
    ['smtp://mail.example.org', { host: 'mail.example.org', port: 587, secure: false, local: false, auth: null }],
    ['smtps://mail.example.org/', { host: 'mail.example.org', port: 465, secure: true, local: false, auth: null }],
    ['SMTP://Mail.Example.org:25', { host: 'mail.example.org', port: 25, secure: false, local: false, auth: null }],
    [
      'smtp://me%40example.org:p%40ss%2Fword%25@[::1]:2525',
      { host: '::1', port: 2525, secure: false, local: true, auth: { user: 'me@example.org', pass: 'p@ss/word%' } },
    ],
  ])('the mail relay %s is understood', (url, relay) => {
    expect(parseRelay(readConfig({ SMTP_URL: url }).SMTP_URL ?? '')).toEqual(relay)
  })

  test.each(
    Object.keys(signing),
  )('signing needs all three settings, and the line names the missing one: %s', (name) => {
    expect(fault({ ...signing, [name]: '' })).toBe(
      `${name} is missing: DKIM_DOMAIN, DKIM_SELECTOR and DKIM_PRIVATE_KEY belong together`,
    )
    expect(fault(signing)).toBeNull()
  })

  test('the key can stand on one line, in a file, and in the older form', () => {
    const read = (env: Record<string, string>, file = '') =>
      readConfig({ ...signing, DKIM_PRIVATE_KEY: '', ...env }, () => file).DKIM_PRIVATE_KEY
    expect(read({ DKIM_PRIVATE_KEY: pkcs8.replaceAll('\n', '\\n') })).toBe(pkcs8.trim())
    expect(read({ DKIM_PRIVATE_KEY_FILE: '/run/secrets/dkim' }, pkcs8)).toBe(pkcs8.trim())
    const pkcs1 = rsa.export({ type: 'pkcs1', format: 'pem' }).toString()
    expect(read({ DKIM_PRIVATE_KEY: pkcs1 })).toBe(pkcs1.trim())
  })

  test.each([
    ['words', 'secret'],
    ['a public key', createPublicKey(rsa).export({ type: 'spki', format: 'pem' }).toString()],
    ['half a key', pkcs8.slice(0, 400)],
    ['an empty one', '-----BEGIN PRIVATE KEY-----\n\n-----END PRIVATE KEY-----'],
    [
      'one with a passphrase',
      rsa.export({ type: 'pkcs8', format: 'pem', cipher: 'aes-256-cbc', passphrase: 'x' }).toString(),
    ],
  ])('%s cannot sign letters, and the start says so', (_, key) => {
    expect(fault({ ...signing, DKIM_PRIVATE_KEY: key })).toBe(
      'DKIM_PRIVATE_KEY must be an RSA private key in PEM, whole and without a passphrase',
    )
  })
})
