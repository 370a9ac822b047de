/** Files handed over on the page: from choosing them to the people in them, and what is refused. */
import { existsSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { createApp } from '../../../src/app.tsx'
import type { OpenDatabase } from '../../../src/db/open.ts'
import { listPeople } from '../../../src/db/people.ts'
import { connections, contacts, facts, identities, users } from '../../../src/db/schema.ts'
import type { Deps } from '../../../src/deps.ts'
import { openImporter } from '../../../src/node/upload/importer.ts'
import { disconnect } from '../../../src/work/leave.ts'
import { forgetPerson } from '../../../src/work/people/forget.ts'
import { upTo, writeCalendar, writeMbox } from '../../import/takeout.ts'
import { createBrowser } from '../../support/browser.ts'
import { openTestDatabase } from '../../support/database.ts'
import { thisMorning } from '../../support/morning.ts'
import { smallHistory } from '../../support/small.ts'
import { openStage } from '../../support/stage.ts'
import { zip } from '../../support/zip.ts'

const home = 'http://localhost:8787'
const history = smallHistory()
const { messages, events } = upTo(history, thisMorning())
const takeout = zip([
  { name: 'Takeout/Mail/All mail.mbox', content: writeMbox(messages, { gmail: true }) },
  { name: 'Takeout/Calendar/sam.ics', content: writeCalendar(events) },
  { name: 'Takeout/notes.pst', content: Buffer.from('!BDN\0\0\0\0of Outlook') },
])

let database: OpenDatabase
let folder: string
const endings: (() => Promise<void>)[] = []

beforeAll(async () => {
  database = await openTestDatabase()
})
afterAll(() => database.close())
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'coffee-upload-'))
  await database.db.delete(users)
})
afterEach(async () => {
  for (const end of endings.splice(0)) await end()
  rmSync(folder, { recursive: true, force: true })
})

async function start(env: Record<string, string> = {}) {
  const stage = { database: { db: database.db }, clock: thisMorning(), env: { DATA_DIR: folder, ...env } }
  const { deps: house } = await openStage(stage)
  const importer = openImporter(house)
  endings.push(importer.close)
  return { ...house, importer } satisfies Deps
}

/** A browser at the app; its form of files is sent by `hand`. */
function openAt(deps: Deps) {
  const app = createApp(deps)
  const browser = createBrowser(home, (request) => app.fetch(request))
  const cookie = () => [...browser.cookies('/')].map(([name, value]) => `${name}=${value}`).join('; ')
  /** @param token in place of the one of the page, in front of the files or behind them */
  async function hand(files: Readonly<Record<string, Uint8Array | string>>, token?: string | null) {
    const { body } = await browser.get('/import')
    const csrf = token === undefined ? /name="csrf" value="([^"]+)"\/?><p><label for="files"/.exec(body)?.[1] : token
    const form = new FormData()
    if (csrf != null) form.append('csrf', csrf)
    for (const [name, content] of Object.entries(files)) form.append('files', new File([Buffer.from(content)], name))
    return app.request(`${home}/import`, { method: 'POST', body: form, headers: { cookie: cookie(), origin: home } })
  }
  /** The page, once nothing is under way any more. */
  async function settled() {
    for (;;) {
      const page = await browser.get('/import')
      if (!page.body.includes('http-equiv="refresh"')) return page
      await new Promise((resolve) => setTimeout(resolve, 20))
    }
  }
  return { app, browser, hand, settled, cookie }
}

describe('files handed over on this machine', () => {
  test('lead from an archive to the people in it, and sign their owner in', async () => {
    const deps = await start()
    const { browser, hand, settled, cookie } = openAt(deps)
    const handed = await hand({ 'takeout-1.zip': takeout, 'broken.zip': 'PK\x03\x04 and no more' })
    expect([handed.status, handed.headers.get('location')]).toEqual([303, '/import'])
    const asked = await settled()
    expect(asked.text).toContain('Which addresses are yours?')
    expect(asked.text).toContain('sam@hartley.example')
    expect(await deps.db.select().from(users)).toEqual([])
    await browser.submit(asked, { form: 0, fields: { mine: true } })
    const done = await settled()
    expect(done.text).toMatch(/[\d,]+ messages and \d+ meetings read/)
    expect(done.text).toContain('Maren Okafor')
    expect(done.text).toMatch(/broken\.zip is cut off or damaged/)
    expect(done.text).toMatch(/notes\.pst/)
    const letter = await browser.get('/letter')
    expect(letter.text).toContain('Maren')
    expect(await deps.db.select().from(identities)).toMatchObject([
      { issuer: 'mailto:', subject: 'sam@hartley.example' },
    ])
    const [upload = '', ...more] = readdirSync(join(folder, 'imports'))
    expect(more).toEqual([])
    expect(readdirSync(join(folder, 'imports', upload))).toEqual(['state.json'])
    // What came of it outlives the program, and is in the export of whose it is.
    const again = openImporter(deps)
    endings.push(again.close)
    const restarted = createApp({ ...deps, importer: again })
    const asOwner = { headers: { cookie: cookie() } }
    expect(await (await restarted.request(`${home}/import`, asOwner)).text()).toContain('Maren Okafor')
    const exported = (await (await restarted.request(`${home}/export.json`, asOwner)).json()) as { upload?: unknown }
    expect(exported.upload).toMatchObject({ phase: 'done', result: { notes: expect.any(Array) } })
    await again.drop(`user:${(await deps.db.select().from(users))[0]?.id}`)
    expect(readdirSync(join(folder, 'imports'))).toEqual([])
    const before = (await deps.db.select({ id: facts.id }).from(facts)).length
    await hand({ 'takeout-1.zip': takeout })
    await browser.submit(await settled(), { form: 1, fields: { mine: true } })
    expect((await settled()).text).toContain('All of it was here already, so nothing has changed.')
    expect((await deps.db.select({ id: facts.id }).from(facts)).length).toBe(before)
    // An address book does not show whose it is: what is known here is proposed.
    const book = 'BEGIN:VCARD\r\nFN:Anna Berg\r\nEMAIL:anna@berg.example\r\nNOTE:secret\r\nEND:VCARD\r\n'
    await hand({ 'contacts.vcf': book, 'customers.csv': 'First Name,Last Name,Email\nA,B,a@b.example\n' })
    const whose = await settled()
    expect(whose.text).toMatch(/sam@hartley\.example\s+is yours here already/)
    await browser.submit(whose, { form: 1, fields: { mine: true } })
    const read = await settled()
    expect(read.text).toMatch(/0 messages\s*,\s*0 meetings\s+and 1 contact\s+read/)
    expect(read.text).toContain('nobody is suggested because of one')
    expect(read.text).toContain('customers.csv is a table, and no address book of Google, Outlook or LinkedIn')
    expect(await deps.db.select().from(contacts)).toMatchObject([{ names: ['Anna Berg'], birthDay: null }])
    expect((await browser.get('/account')).text).toMatch(/, and 1 contact/)
    expect((await browser.get('/people')).text).not.toContain('Anna Berg')
    const [account] = await deps.db.select().from(connections)
    expect(account?.state).toBe('active')
  }, 60_000)
})

test('what came of them names nobody who is forgotten since, or went with their account', async () => {
  const deps = await start()
  const { browser, hand, settled } = openAt(deps)
  const read = async () => {
    await hand({ 'takeout-1.zip': takeout })
    await browser.submit(await settled(), { form: (await deps.db.select().from(users)).length, fields: { mine: true } })
    return (await settled()).text
  }
  expect(await read()).toContain('Maren Okafor')
  const [user] = await deps.db.select().from(users)
  const [account] = await deps.db.select().from(connections)
  await disconnect(deps, user?.id ?? '', account?.id ?? '')
  expect((await browser.get('/import')).text).not.toContain('Maren')
  expect(await read()).toContain('Maren Okafor')
  const maren = user && (await listPeople(deps.db, user.id)).find(({ name }) => name === 'Maren Okafor')
  if (!maren) throw new Error('nobody is there')
  await forgetPerson(deps, user, maren.id)
  expect((await browser.get('/import')).text).not.toContain('Maren')
  expect((await browser.get('/export.json')).body).not.toContain('Maren Okafor')
  expect(readdirSync(join(folder, 'imports'))).toEqual([])
}, 60_000)

test('a whole folder is read by the folders in it, as if it lay on the disk', async () => {
  const deps = await start()
  const { browser, hand, settled } = openAt(deps)
  expect((await browser.get('/import')).body).toContain('webkitdirectory')
  const letter = (id: string) =>
    `From: Ana <ana@there.example>\nTo: sam@hartley.example\nDate: ${thisMorning().subtract({ hours: 48 }).toZonedDateTimeISO('UTC').toPlainDate()}T10:00:00Z\nSubject: ${id}\nMessage-ID: <${id}@there.example>\n\nText.\n`
  await hand({
    'Mail/INBOX/1.eml': letter('kept'),
    'Mail/Junk/2.eml': letter('unwanted'),
    'Mail/Sent/3.eml': letter('mine')
      .replace('ana@there', 'sam@hartley')
      .replace('sam@hartley.example\nDate', 'ana@there.example\nDate'),
  })
  await browser.submit(await settled(), { form: 0, fields: { mine: true } })
  expect((await settled()).text).toContain('Mail/Junk was left out')
  const read = (await deps.db.select().from(facts)).map(({ title, outgoing }) => `${title} ${outgoing}`)
  expect(read.toSorted()).toEqual(['kept false', 'mine true'])
}, 60_000)

describe('what is refused', () => {
  test('is a form without the token of its page, before any of its files is read', async () => {
    const deps = await start()
    const { app, browser, hand, cookie } = openAt(deps)
    expect((await hand({ 'a.mbox': 'x' }, null)).status).toBe(403)
    expect((await hand({ 'a.mbox': 'x' }, 'of-somebody-else')).status).toBe(403)
    await browser.get('/import')
    let asked = 0
    const chunk = new Uint8Array(64 * 1024).fill(120)
    const head = `--b\r\ncontent-disposition: form-data; name="files"; filename="a.mbox"\r\n\r\n`
    const body = new ReadableStream<Uint8Array>({
      pull(controller) {
        asked++
        if (asked > 5000) controller.close()
        else controller.enqueue(asked === 1 ? new TextEncoder().encode(head) : chunk)
      },
    })
    const headers = { cookie: cookie(), origin: home, 'content-type': 'multipart/form-data; boundary=b' }
    const init = { method: 'POST', body, headers, duplex: 'half' } as RequestInit
    expect((await app.request(`${home}/import`, init)).status).toBe(403)
    expect(asked).toBeLessThan(50)
    expect(readdirSync(join(folder, 'imports'))).toEqual([])
  })

  test('is more than may be handed over at once, or a form without a file', async () => {
    const deps = await start({ IMPORT_GIGABYTES: '1' })
    const { app, browser, hand, cookie } = openAt(deps)
    await browser.get('/import')
    const headers = { cookie: cookie(), origin: home, 'content-type': 'multipart/form-data; boundary=b' }
    const large = await app.request(`${home}/import`, {
      method: 'POST',
      body: '--b--',
      headers: { ...headers, 'content-length': '1000000001' },
    })
    expect(await large.text()).toContain('more than is taken in at once here (1 GB)')
    expect(await (await hand({})).text()).toContain('No file was chosen')
  })

  test('is a visitor of a server who is not signed in', async () => {
    const env = {
      BASE_URL: 'https://coffee.example',
      HOST: '127.0.0.1',
      SMTP_URL: 'smtp://localhost',
      SIGNUPS: 'open',
      GOOGLE_CLIENT_ID: 'id',
      GOOGLE_CLIENT_SECRET: 'secret',
    }
    const deps = await start(env)
    const app = createApp(deps)
    const page = await (await app.request('https://coffee.example/import')).text()
    expect(page).toContain('Sign in first')
    expect(page).not.toContain('type="file"')
    const form = new FormData()
    form.append('files', new File(['x'], 'a.mbox'))
    const answer = await app.request('https://coffee.example/import', { method: 'POST', body: form })
    expect(answer.status).toBe(403)
    expect(existsSync(join(folder, 'imports'))).toBe(false)
  })
})

describe('what one browser hands over', () => {
  test('is shown to no other, lies where only this program reads, and waits for its answer over a new start', async () => {
    const deps = await start()
    const mine = openAt(deps)
    await mine.hand({ 'sam.mbox': writeMbox(messages, { gmail: true }) })
    await mine.settled()
    const [id = ''] = readdirSync(join(folder, 'imports'))
    expect(statSync(join(folder, 'imports', id)).mode & 0o077).toBe(0)
    expect(statSync(join(folder, 'imports', id, '0')).mode & 0o077).toBe(0)
    const other = await openAt(deps).browser.get('/import')
    expect(other.text).not.toContain('sam@hartley.example')
    expect(other.body).toContain('type="file"')
    const again = openImporter(deps)
    endings.push(again.close)
    const app = createApp({ ...deps, importer: again })
    const page = await (await app.request(`${home}/import`, { headers: { cookie: mine.cookie() } })).text()
    expect(page).toContain('sam@hartley.example')
    expect(await deps.db.select().from(connections)).toEqual([])
  })
})
