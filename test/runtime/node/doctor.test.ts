import { execFile } from 'node:child_process'
import { generateKeyPairSync } from 'node:crypto'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { hostname, tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'drizzle-orm'
import PostalMime, { type Email } from 'postal-mime'
import { SMTPServer } from 'smtp-server'
import { Temporal } from 'temporal-polyfill'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openEmbedded } from '../../../src/db/open.ts'
import { openServer } from '../../../src/db/server/open.ts'
import { checkClock } from '../../../src/node/doctor/client.ts'
import { examine } from '../../../src/node/doctor/doctor.ts'
import { isPrivate } from '../../../src/node/private-name.ts'
import { type Sample, startSample } from '../../../src/sample/google/server.ts'
import { type SampleMicrosoft, startSampleMicrosoft } from '../../../src/sample/microsoft/server.ts'
import { freePort, type PostgresServer, startPostgres } from '../../support/postgres.ts'

let dir: string
let google: Sample
let microsoft: SampleMicrosoft
let relay: Relay
let server: PostgresServer
beforeAll(async () => {
  dir = mkdtempSync(join(tmpdir(), 'coffee-doctor-'))
  google = await startSample({ dir: join(dir, 'google') })
  microsoft = await startSampleMicrosoft({ dir: join(dir, 'microsoft'), history: google.history })
  relay = await startRelay()
  server = await startPostgres()
})
afterAll(async () => {
  await google.close()
  await microsoft.close()
  await relay.close()
  await server.stop()
  rmSync(dir, { recursive: true, force: true })
})

const key = `1:${Buffer.alloc(32, 9).toString('base64')}`
const client = () => ({
  GOOGLE_ISSUER: google.origin,
  GOOGLE_API_ORIGIN: google.origin,
  GOOGLE_CLIENT_ID: google.clientId,
  GOOGLE_CLIENT_SECRET: google.clientSecret,
})
const entra = () => ({
  MICROSOFT_ISSUER: microsoft.origin,
  MICROSOFT_GRAPH_ORIGIN: microsoft.origin,
  MICROSOFT_CLIENT_ID: microsoft.clientId,
  MICROSOFT_CLIENT_SECRET: microsoft.clientSecret,
})
let folders = 0
const fresh = () => join(dir, `data-${folders++}`)

/** Calls the doctor. @returns its exit code, and its lines with single spaces */
async function call(env: Record<string, string>, ...args: string[]) {
  const lines: string[] = []
  const code = await examine({
    env: { DATA_DIR: fresh(), ...env },
    args,
    migrations: 'drizzle',
    say: (line) => lines.push(line.replace(/ +/g, ' ')),
    readFile: () => {
      throw new Error('no such file')
    },
  })
  return { code, lines, of: (about: string) => lines.filter((line) => line.split(' ')[1] === about) }
}

describe('an installation without any setting', () => {
  test('has no fault: what is not set is said, and the address to register is there word for word', async () => {
    const { code, lines, of } = await call({})
    expect(of('settings')).toEqual(['ok settings Every setting can be read.'])
    expect(of('google')[0]).toMatch(/^look google .* http:\/\/localhost:8787\/connect\/google\/callback$/)
    expect(of('microsoft')[0]).toMatch(/^look microsoft .* http:\/\/localhost:8787\/connect\/microsoft\/callback$/)
    for (const name of ['google', 'microsoft']) expect(of(name)[0]).toContain('a sample account stands in')
    expect(of('mail')[0]).toMatch(/^look mail SMTP_URL is not set: letters stay in the outbox/)
    expect([code, lines.at(-1)]).toEqual([0, 'No faults.'])
  })

  test('ends with the four steps of setting up, how many are done, and the next step of each that is not', async () => {
    const { lines } = await call({})
    const at = lines.indexOf('Setting up: 1 of 4 is done.')
    expect(lines.slice(at + 1, at + 5).map((line) => line.split(' ', 4).join(' '))).toEqual([
      ' [x] Address: http://localhost:8787,',
      ' [ ] Google',
      ' [ ] Mail',
      ' [ ] Backups:',
    ])
    expect(lines[at + 2]).toMatch(/Make one by docs\/google\.md .*\/connect\/google\/callback/)
    expect(lines[at + 3]).toMatch(/Set SMTP_URL and MAIL_FROM; docs\/mail\.md/)
    expect(lines[at + 4]).toMatch(/Set BACKUP_KEY to what `openssl rand -base64 32` prints/)
  })

  test('what is set and does not work is no step that is done', async () => {
    const { lines } = await call({ SMTP_URL: 'smtp://127.0.0.1:1', MAIL_FROM: 'letter@coffee.example' })
    expect(lines).toContain('Setting up: 1 of 4 is done.')
    expect(lines.find((line) => line.includes('Mail relay:'))).toMatch(/^ \[ \] .*does not work yet/)
  })
})

describe('settings', () => {
  test('each wrong one is a line of its own, and nothing is tried with them', async () => {
    const { code, lines, of } = await call({ PORT: 'eighty', HISTORY_YEARS: '99', GOOGLE_CLIENT_ID: 'one' })
    expect(of('settings').map((line) => line.split(' ')[2])).toEqual(['PORT', 'HISTORY_YEARS', 'GOOGLE_CLIENT_SECRET'])
    expect(lines.slice(-2)).toEqual(['Nothing else is checked before the settings are right.', '3 faults.'])
    expect(code).toBe(1)
  })

  test('a file that cannot be read is named, and the others are looked at all the same', async () => {
    const { of } = await call({ SMTP_URL_FILE: '/nowhere/url', PORT: '0' })
    expect(of('settings')).toHaveLength(2)
    expect(of('settings').join()).toContain('SMTP_URL_FILE: /nowhere/url cannot be read')
  })

  test('a plain address on the own network comes with the ways round it', async () => {
    const { of } = await call({ BASE_URL: 'http://192.168.1.10:8787' })
    expect(of('settings')[0]).toMatch(/^fault settings BASE_URL must use https.*ssh -L 8787:localhost:8787/)
  })
})

describe('the address', () => {
  test.each([
    ['192.168.1.10', true],
    ['10.0.0.7', true],
    ['[fd00::1]', true],
    ['nas', true],
    ['coffee.local', true],
    ['coffee.lan', true],
    ['coffee.home.arpa', true],
    ['coffee.internal', true],
    ['coffee.example.org', false],
    ['me.duckdns.org', false],
    ['coffee.co.uk', false],
  ])('%s is private: %s', (host, expected) => expect(isPrivate(host)).toBe(expected))

  test('a private name is a fault with the ways round, whatever its certificate', async () => {
    const env = { BASE_URL: 'https://nas.local', HOST: '0.0.0.0', SIGNUPS: 'closed', SMTP_URL: relay.url, ...client() }
    const { code, of } = await call({ ...env, MAIL_FROM: 'letter@coffee.example' })
    expect(of('address')[0]).toMatch(/^fault address https:\/\/nas\.local is a private address.*ssh -L/)
    expect(code).toBe(1)
  })
})

describe('the clock', () => {
  const noon = Temporal.Instant.from('2026-11-23T12:00:00Z')
  const date = 'Mon, 23 Nov 2026 12:00:00 GMT'
  test.each([
    [0, 'ok'],
    [60, 'ok'],
    [-60, 'ok'],
    [61, 'fault'],
    [-3600, 'fault'],
  ])('%i seconds off is %s', (seconds, mark) => {
    expect(checkClock(date, noon.add({ seconds })).mark).toBe(mark)
  })

  test('says how much and which way', () => {
    expect(checkClock(date, noon.add({ minutes: 62 })).words).toContain('This machine is 1 h 2 min 0 s ahead of')
    expect(checkClock(date, noon.subtract({ seconds: 90 })).words).toContain('This machine is 1 min 30 s behind')
  })

  test('is not judged by an answer without a date', () => {
    expect(checkClock(null, noon).mark).toBe('look')
  })
})

describe('Google', () => {
  test('with the right client, everything is fine and the redirect address is told', async () => {
    const { code, of } = await call({ ...client(), BASE_URL: 'http://localhost:9100' })
    expect(of('clock')).toEqual(['ok clock Agrees with the sign-in service within a minute.'])
    expect(of('google')).toEqual([
      'ok google The OAuth client’s id and secret are right.',
      'ok google Redirect address to register, word for word: http://localhost:9100/connect/google/callback',
    ])
    expect(code).toBe(0)
  })

  test.each(['GOOGLE_CLIENT_ID', 'GOOGLE_CLIENT_SECRET'])('with a wrong %s, that is what is said', async (name) => {
    const { code, lines, of } = await call({ ...client(), [name]: 'something-else' })
    expect(of('google')[0]).toMatch(/^fault google GOOGLE_CLIENT_ID or GOOGLE_CLIENT_SECRET is wrong/)
    expect([code, lines.at(-1)]).toEqual([1, '1 fault.'])
  })

  test('whatever a line would hold of a secret, it is printed without it', async () => {
    const { lines } = await call({ ...client(), GOOGLE_CLIENT_SECRET: 'localhost' })
    expect(lines.join()).toContain('http://…:8787/connect/google/callback')
    expect(lines.join()).not.toContain('localhost')
  })

  test('that cannot be reached, or is something else, is a fault of one line', async () => {
    const nobody = await call({ ...client(), GOOGLE_ISSUER: `http://127.0.0.1:${await freePort()}` })
    expect(nobody.of('google')).toEqual([expect.stringMatching(/^fault google .* cannot be reached/)])
    const other = await call({ ...client(), GOOGLE_ISSUER: `${google.origin}/nowhere` })
    expect(other.of('google')).toEqual([expect.stringMatching(/^fault google .* without a discovery document/)])
  })
})

describe('Microsoft', () => {
  test('with the right client, everything is fine and the redirect address is told', async () => {
    const { code, of } = await call({ ...entra(), BASE_URL: 'http://localhost:9100' })
    expect(of('clock')).toEqual(['ok clock Agrees with the sign-in service within a minute.'])
    expect(of('microsoft')).toEqual([
      'ok microsoft The sign-in service refused only the made-up code, and neither id nor secret.',
      'ok microsoft Redirect address to register, word for word: http://localhost:9100/connect/microsoft/callback',
    ])
    expect(of('google')).toEqual([expect.stringMatching(/^look google .* no Google account can be connected/)])
    expect(code).toBe(0)
  })

  test('is tried at the tenant that is set', async () => {
    const { code, of } = await call({ ...entra(), MICROSOFT_TENANT: microsoft.tenant })
    expect(of('microsoft')[0]).toMatch(/^ok microsoft/)
    expect(code).toBe(0)
    const path = `${microsoft.origin}/{tenant}/v2.0`
    const other = await call({ ...entra(), MICROSOFT_ISSUER: path, MICROSOFT_TENANT: 'nobody.example' })
    expect(other.of('microsoft')).toEqual([
      expect.stringMatching(
        /^fault microsoft .*\/nobody\.example\/v2\.0\/.* check MICROSOFT_TENANT and MICROSOFT_ISSUER/,
      ),
    ])
    expect(other.code).toBe(1)
  })

  test.each([
    ['MICROSOFT_CLIENT_ID', 'unauthorized_client'],
    ['MICROSOFT_CLIENT_SECRET', 'invalid_client'],
  ])('with a wrong %s, that is what is said', async (name, reason) => {
    const { code, lines, of } = await call({ ...entra(), [name]: 'something-else' })
    const words = `fault microsoft MICROSOFT_CLIENT_ID or MICROSOFT_CLIENT_SECRET is wrong (${reason}).`
    expect(of('microsoft')[0]).toContain(words)
    expect(of('microsoft')[0]).toContain('docs/microsoft.md')
    expect([code, lines.at(-1)]).toEqual([1, '1 fault.'])
  })

  test('beside Google, both clients are tried and the clock is told once', async () => {
    const { code, lines, of } = await call({ ...client(), ...entra() })
    expect(['clock', 'google', 'microsoft'].map((about) => of(about).length)).toEqual([1, 2, 2])
    expect([code, lines.at(-1)]).toEqual([0, 'No faults.'])
  })

  test('that cannot be reached is a fault of one line, and the other service is looked at all the same', async () => {
    const origin = `http://127.0.0.1:${await freePort()}`
    const { of } = await call({ ...client(), ...entra(), MICROSOFT_ISSUER: origin })
    expect(of('microsoft')).toEqual([expect.stringMatching(/^fault microsoft .* cannot be reached/)])
    expect(of('google')[0]).toMatch(/^ok google/)
  })

  test('without a secret is a fault of the settings that names the document', async () => {
    const { of } = await call({ MICROSOFT_CLIENT_ID: 'one' })
    expect(of('settings')[0]).toMatch(/^fault settings MICROSOFT_CLIENT_SECRET is missing.*docs\/microsoft\.md/)
  })

  test('alone, a private name is worth a look and no fault: the refusal is Google’s', async () => {
    const env = { BASE_URL: 'https://nas.local', HOST: '0.0.0.0', SIGNUPS: 'closed', SMTP_URL: relay.url, ...entra() }
    const { code, of } = await call({ ...env, MAIL_FROM: 'letter@coffee.example' })
    expect(of('address')[0]).toMatch(/^look address https:\/\/nas\.local is a private address/)
    expect(code).toBe(0)
  })
})

describe('the embedded database', () => {
  test('is left alone while the program runs, and the doctor is content', async () => {
    const folder = fresh()
    mkdirSync(join(folder, 'database'), { recursive: true })
    // The parent of this process stands in for the program: it is alive and holds the lock.
    writeFileSync(join(folder, 'lock'), JSON.stringify({ pid: process.ppid, host: hostname() }))
    const { code, of } = await call({ DATA_DIR: folder })
    expect(of('database')[0]).toMatch(`ok database The program is running (process ${process.ppid})`)
    expect(code).toBe(0)
  })

  test('without tables, with those of an older version, and up to date', async () => {
    const folder = fresh()
    const inside = async (work: (database: Awaited<ReturnType<typeof openEmbedded>>) => Promise<unknown>) => {
      mkdirSync(folder, { recursive: true })
      const database = await openEmbedded(join(folder, 'database'))
      await work(database)
      await database.close()
      return (await call({ DATA_DIR: folder })).of('database')[0]
    }
    expect(await inside(async () => {})).toMatch(/^fault database Opens, but has no tables yet; `npm start`/)
    expect(await inside((database) => database.migrate('drizzle'))).toMatch(/^ok database/)
    const older = sql`delete from drizzle.__drizzle_migrations where created_at = (select max(created_at) from drizzle.__drizzle_migrations)`
    expect(await inside(({ db }) => db.execute(older))).toMatch(/^fault database .* older version/)
    const newer = sql`insert into drizzle.__drizzle_migrations (hash, created_at) values ('later', 9999999999999)`
    expect(await inside(({ db }) => db.execute(newer))).toMatch(/^fault database .* newer version/)
  })
})

describe('a PostgreSQL server', () => {
  const env = (url: string) => ({ DATABASE_URL: url, SECRET_KEYS: key })

  test('up to date', async () => {
    const found = async (url: string, prepare: string) =>
      (await call({ ...env(url), DATABASE_PREPARE: prepare })).of('database')
    const url = await server.create('doctor')
    expect(await found(url, 'off')).toEqual([
      'ok database Opens, and its tables are of this version.',
      'ok database Reached directly; statements are not kept prepared, DATABASE_PREPARE=on would be quicker.',
      'ok database Time-outs hold: a statement that takes 60 seconds is stopped.',
      'ok database Users are kept apart by the database as well, in the role coffee_soon_user.',
    ])
    expect((await found(url, 'on'))[1]).toBe('ok database Reached directly; statements are kept prepared.')
  })

  test('without tables says what to run', async () => {
    const url = await server.create('bare')
    const database = openServer(url, 1)
    await database.db.execute(sql`drop schema drizzle cascade`)
    await database.close()
    expect((await call(env(url))).of('database')[0]).toMatch(/^fault database .* run `npm run migrate`/)
  })

  test('without that database, or where nothing listens, says so and never its password', async () => {
    const missing = await call(env((await server.create('other')).replace('/other', '/nowhere')))
    expect(missing.of('database')[0]).toMatch(/there is no such database/)
    const nobody = await call(env(`postgres://coffee:very-secret@127.0.0.1:${await freePort()}/coffee`))
    expect(nobody.of('database')[0]).toMatch(/nothing listens there/)
    expect(nobody.lines.join()).not.toContain('very-secret')
  })
})

describe('the mail relay', () => {
  const mail = () => ({ SMTP_URL: relay.url, MAIL_FROM: 'Coffee soon <letter@coffee.example>' })

  test('that lets this program in is fine, and nothing is sent unasked', async () => {
    const { code, of } = await call(mail())
    expect(of('mail')).toEqual(['ok mail The relay answers and lets this program in.'])
    expect([code, relay.caught.length]).toEqual([0, 0])
  })

  test('sends one short test mail when asked to', async () => {
    const { code, of } = await call(mail(), '--send-test', 'sam@example.org')
    expect(of('mail')[1]).toMatch(/^ok mail The relay took the test mail/)
    expect(code).toBe(0)
    expect(relay.caught).toHaveLength(1)
    expect(relay.caught[0]?.subject).toBe('A test from Coffee soon')
    expect(relay.caught[0]?.messageId).toMatch(/^<doctor\.[\w-]+@coffee\.example>$/)
    expect(relay.caught[0]?.text).toContain('http://localhost:8787')
  })

  test('that refuses the receiver is a fault', async () => {
    const { code, of } = await call(mail(), '--send-test', 'nobody@example.org')
    expect(of('mail')[1]).toMatch(/^fault mail The relay refused the test mail/)
    expect(code).toBe(1)
  })

  test.each([
    [],
    ['two@example.org,three@example.org'],
    ['a@b\r\nBcc: c@d'],
  ])('sends nothing to what is not one address: %j', async (...to) => {
    const before = relay.caught.length
    const { of } = await call(mail(), '--send-test', ...to)
    expect(of('mail')[1]).toMatch(/^fault mail No test mail was sent/)
    expect(relay.caught).toHaveLength(before)
  })

  test('with a wrong password is a fault that does not say the password', async () => {
    const url = relay.url.replace(encodeURIComponent(relay.password), 'quite%20another')
    const { code, lines, of } = await call({ ...mail(), SMTP_URL: url })
    expect(of('mail')[0]).toMatch(/^fault mail /)
    for (const secret of ['quite another', 'quite%20another', relay.password])
      expect(lines.join()).not.toContain(secret)
    expect(code).toBe(1)
  })

  test('without a sender, or with half of what signing needs, says so', async () => {
    const bare = await call({ SMTP_URL: relay.url })
    expect(bare.of('mail')[1]).toMatch(/^look mail MAIL_FROM is not set/)
    const half = await call({ ...mail(), DKIM_DOMAIN: 'coffee.example' })
    expect(half.of('settings')[0]).toMatch(/^fault settings DKIM_SELECTOR is missing.*docs\/mail\.md/)
  })

  test('with a key to sign with that is none is a fault', async () => {
    const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
    const pem = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()
    const signing = { ...mail(), DKIM_DOMAIN: 'coffee.example', DKIM_SELECTOR: 'one', DKIM_PRIVATE_KEY: pem }
    expect((await call(signing)).of('mail')).toHaveLength(1)
    const broken = pem.replace(/\n.{20}/, '\nAAAAAAAAAAAAAAAAAAAA')
    const { lines, of } = await call({ ...signing, DKIM_PRIVATE_KEY: broken })
    expect(of('mail')[1]).toMatch(/^fault mail DKIM_PRIVATE_KEY is no key/)
    expect(lines.join()).not.toContain('AAAAAA')
  })

  test('where nothing listens is a fault', async () => {
    const { of } = await call({ ...mail(), SMTP_URL: `smtp://127.0.0.1:${await freePort()}` })
    expect(of('mail')[0]).toMatch(/^fault mail /)
  })

  test('that is not set cannot send', async () => {
    expect((await call({}, '--send-test', 'sam@example.org')).of('mail')[0]).toMatch(
      /^fault mail No test mail was sent/,
    )
  })
})

test('as a command it ends with 1 when there is a fault and with 0 when there is none', async () => {
  const run = (env: Record<string, string>) =>
    new Promise<{ code: unknown; said: string }>((resolve) => {
      const command = ['--import', 'tsx', 'src/node.ts', 'doctor']
      execFile(
        process.execPath,
        command,
        { env: { PATH: process.env.PATH, DATA_DIR: fresh(), ...env } },
        (error, said) => resolve({ code: error ? error.code : 0, said }),
      )
    })
  const [well, ill] = await Promise.all([run(client()), run({ PORT: 'eighty' })])
  expect([well.code, ill.code], well.said).toEqual([0, 1])
  expect(well.said).toMatch(/No faults\.\n$/)
  expect(ill.said).toMatch(/^fault +settings +PORT must be a number.*\n.*\n1 fault\.\n$/)
})

interface Relay {
  readonly url: string
  readonly password: string
  readonly caught: Email[]
  close(): Promise<void>
}

/** A real SMTP server that knows one user, and one receiver that it refuses. */
async function startRelay(): Promise<Relay> {
  const password = 'p@ss word/1'
  const caught: Email[] = []
  const smtp = new SMTPServer({
    hideSTARTTLS: true,
    allowInsecureAuth: true,
    onAuth: (auth, _session, done) =>
      auth.username === 'letters' && auth.password === password
        ? done(null, { user: 'letters' })
        : done(Object.assign(new Error('Invalid login'), { responseCode: 535 })),
    onRcptTo: ({ address }, _session, done) =>
      address.startsWith('nobody') ? done(Object.assign(new Error('No such user'), { responseCode: 550 })) : done(),
    onData: (stream, _session, done) => {
      const parts: Buffer[] = []
      stream.on('data', (part: Buffer) => parts.push(part))
      stream.on('end', async () => {
        caught.push(await PostalMime.parse(Buffer.concat(parts)))
        done()
      })
    },
  })
  await new Promise<void>((resolve) => smtp.listen(0, '127.0.0.1', resolve))
  const { port } = smtp.server.address() as AddressInfo
  return {
    url: `smtp://letters:${encodeURIComponent(password)}@127.0.0.1:${port}`,
    password,
    caught,
    close: () => new Promise((resolve) => smtp.close(() => resolve())),
  }
}
