import { eq } from 'drizzle-orm'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import * as schema from '../../../src/db/schema.ts'
import { prove } from '../../support/proof.ts'
import { addMail, addPerson, createWorld, daysAgo, dump, idOf, type World } from '../world.ts'

const work = 'sam@acme.example'
const home = 'sam@example.org'
const maren = 'maren@okafor.example'
let world: World

beforeEach(async () => {
  world = await createWorld({ MICROSOFT_CLIENT_ID: 'id', MICROSOFT_CLIENT_SECRET: 'secret' })
  await addAccount({ id: 'sam-work', email: work })
  await addIdentity('sam', home)
  await addIdentity('work', work)
})
afterEach(() => world.database.close())

async function addAccount(change: Partial<typeof schema.connections.$inferInsert>) {
  const [first] = await world.deps.db.select().from(schema.connections).where(eq(schema.connections.id, 'sam-google'))
  if (!first) throw new Error('sam has no account')
  await world.deps.db
    .insert(schema.connections)
    .values({ ...first, subject: 'work', createdAt: daysAgo(20), ...change } as typeof first)
}

async function addIdentity(subject: string, email: string, userId = 'sam') {
  await world.deps.db
    .insert(schema.identities)
    .values({ issuer: 'https://accounts.google.com', subject, userId, provider: 'google', email })
  await prove(world.deps.db, { userId, subject, address: email, at: daysAgo(20) })
}

const set = (id: string, change: Partial<typeof schema.connections.$inferInsert>) =>
  world.deps.db.update(schema.connections).set(change).where(eq(schema.connections.id, id))

const settings = {
  letterDay: '1',
  letterHour: '8',
  people: '3',
  timeZone: 'Europe/Berlin',
  subjects: 'on',
  workingDays: ['1', '2', '3', '4', '5'],
  workingFrom: '09:00',
  workingTo: '18:00',
}
const choose = (letterTo: string) => world.post('/settings', 'sam', { ...settings, letterTo })
const letterPage = () => world.text('/letter', 'sam')

/** The addresses to choose among, the chosen one marked. */
async function offered(): Promise<string[]> {
  const select = /<select id="letterTo"[\s\S]*?<\/select>/.exec(await world.text('/settings', 'sam'))?.[0] ?? ''
  return [...select.matchAll(/<option value="([^"]*)"( selected)?[^>]*>([^<]*)/g)].map(
    ([, value, selected, words]) => `${selected ? '* ' : ''}${value}${words === value ? '' : ` as ${words}`}`,
  )
}

async function comesBack(address: string) {
  const addressHash = await world.deps.seal.sign(address, 'address')
  await world.deps.db
    .insert(schema.suppressions)
    .values({ userId: 'sam', addressHash, reason: 'bounced', at: daysAgo(1) })
}

describe('where the letter goes', () => {
  test('is chosen among the addresses of one’s own accounts, and the letter page says so', async () => {
    expect(await offered()).toEqual([`* ${home}`, work])
    expect((await choose(work)).status).toBe(303)
    expect(await offered()).toEqual([home, `* ${work}`])
    expect(await letterPage()).toContain(work)
  })

  test.each([
    'someone@else.example',
    'eve@example.org',
    'nonsense',
  ])('cannot be %s, which no provider vouched for', async (address) => {
    const before = await dump(world.deps)
    const answer = await choose(address)
    expect(answer.status).toBe(400)
    expect(await answer.text()).toContain('Choose one of the addresses in the list.')
    expect(await dump(world.deps)).toBe(before)
  })

  test('cannot be an address that was only declared, or only stands in an import', async () => {
    await world.deps.db
      .insert(schema.ownAddresses)
      .values({ userId: 'sam', address: 'sam@old.example', source: 'declared' })
    await addAccount({ id: 'sam-file', provider: 'file', issuer: 'file', subject: 'file', email: 'sam@file.example' })
    expect(await offered()).toEqual([`* ${home}`, work])
    for (const address of ['sam@old.example', 'sam@file.example']) expect((await choose(address)).status).toBe(400)
  })

  test('can be an account that only signs in any more', async () => {
    await world.deps.db.delete(schema.connections).where(eq(schema.connections.id, 'sam-work'))
    expect(await offered()).toEqual([`* ${home}`, `${work} as ${work} (not read)`])
    await choose(work)
    expect(await letterPage()).toContain(work)
  })

  test('is the other account once this one has ended, and the page that ends it says so', async () => {
    const html = await (await world.post('/connections/sam-google/keep', 'sam')).text()
    expect(html).toContain(`Your letter goes to ${work}.`)
    expect(await offered()).toEqual([`${home} as ${home} (not read)`, `* ${work}`])
  })

  test('is the other account once this one is disconnected, chosen or not', async () => {
    await choose(work)
    const answer = await world.post('/connections/sam-work/disconnect', 'sam', { confirm: work })
    expect(await answer.text()).toContain(`Your letter goes to ${home}.`)
  })

  test('may be an ended account where its owner says so afterwards', async () => {
    await choose(work)
    await world.post('/connections/sam-work/keep', 'sam')
    expect(await letterPage()).not.toContain(work)
    await choose(work)
    expect(await letterPage()).toContain(work)
  })

  test('is the next account where mail came back, with a way to try the first again', async () => {
    await comesBack(home)
    const html = await world.text('/settings', 'sam')
    expect(html).toContain(`A letter to ${home} came back`)
    expect(html).toContain(`your letter goes to ${work}.`)
    expect(html).toContain(`Try ${home} again`)
    expect(await letterPage()).toContain(work)
    await world.post('/letter/resume', 'sam')
    expect(await letterPage()).toContain(home)
  })

  test('is nowhere where mail came back from every account that is left, and never an ended one', async () => {
    await set('sam-google', { state: 'ended' })
    await comesBack(work)
    const html = await world.text('/settings', 'sam')
    expect(html).toContain(`A letter to ${work} came back`)
    expect(html).not.toContain(`goes to ${home}`)
    expect(await letterPage()).toContain('No more are sent there.')
  })

  test('chosen anew is tried again although mail came back from there', async () => {
    await comesBack(work)
    await choose(work)
    expect(await letterPage()).toContain(work)
    expect(await world.deps.db.select().from(schema.suppressions)).toEqual([])
  })

  test('stays where mail came back when something else is changed', async () => {
    await comesBack(home)
    await choose(home)
    expect(await world.deps.db.select().from(schema.suppressions)).toHaveLength(1)
  })
})

describe('the accounts', () => {
  test('of both kinds stand in settings with their state in words', async () => {
    await addAccount({
      id: 'sam-outlook',
      provider: 'microsoft',
      issuer: 'm',
      subject: 'm',
      email: 'sam@outlook.example',
    })
    await set('sam-outlook', { state: 'waiting_admin' })
    await set('sam-work', { state: 'ended' })
    const text = (await world.text('/settings', 'sam')).replace(/<[^>]*>/g, ' ').replace(/\s+/g, ' ')
    expect(text).toContain(`${home} Google, being read.`)
    expect(text).toContain(`${work} Google, no longer read; what was read is kept.`)
    expect(text).toContain('sam@outlook.example Microsoft, waits for its administrator.')
    expect(text).toContain('Connect another Google account')
    expect(text).toContain('Connect another Microsoft account')
    await world.deps.db.delete(schema.connections).where(eq(schema.connections.id, 'sam-outlook'))
    expect(await world.text('/settings', 'sam')).toContain('Connect a Microsoft account')
  })

  test('that need to be connected again have three choices, in this order', async () => {
    await set('sam-work', { state: 'reconnect' })
    const html = await world.text('/settings', 'sam')
    const about = html.slice(html.indexOf(`<h3>${work}</h3>`))
    const places = ['>Reconnect', 'Keep what was read', 'Disconnect and delete'].map((words) => about.indexOf(words))
    expect(places.every((place) => place > 0)).toBe(true)
    expect(places).toEqual(places.toSorted((a, b) => a - b))
  })

  test('are ways in, on the account page, also one that is not connected any more', async () => {
    await world.deps.db.delete(schema.connections).where(eq(schema.connections.id, 'sam-work'))
    const section = /<section id="ways-in">[\s\S]*?<\/section>/.exec(await world.text('/account', 'sam'))?.[0] ?? ''
    expect(section).toContain(home)
    expect(section).toContain(work)
    expect(section).not.toContain('closed the day the work ends')
  })

  test('are asked for where there is only one way in', async () => {
    await world.deps.db.delete(schema.identities).where(eq(schema.identities.subject, 'work'))
    const section = /<section id="ways-in">[\s\S]*?<\/section>/.exec(await world.text('/account', 'sam'))?.[0] ?? ''
    expect(section).toContain('closed the day the work ends')
    expect(section).toContain('href="/connect/google"')
    expect(section).not.toContain(work)
  })

  test('of somebody else are not kept, and not told', async () => {
    expect((await world.post('/connections/sam-work/keep', 'eve')).status).toBe(404)
    expect(await world.text('/account', 'eve')).not.toContain(work)
    const [row] = await world.deps.db.select().from(schema.connections).where(eq(schema.connections.id, 'sam-work'))
    expect(row?.state).toBe('active')
  })

  test('name the right place where a permission has to be taken back by hand', async () => {
    await addAccount({
      id: 'sam-outlook',
      provider: 'microsoft',
      issuer: 'm',
      subject: 'm',
      email: 'sam@outlook.example',
      refreshToken: 'sealed',
    })
    const html = await (await world.post('/connections/sam-outlook/keep', 'sam')).text()
    expect(html).toContain('myapps.microsoft.com')
    expect(html).not.toContain('myaccount.google.com')
  })
})

describe('an account that has ended', () => {
  beforeEach(async () => {
    await addPerson(world.deps, { name: 'Maren Okafor', address: maren, silentDays: 200 })
  })

  test('is in no link of a timeline; what another account saw as well opens there', async () => {
    await addMail(world.deps, { id: 'a', from: maren, to: [work], daysAgo: 200, connectionId: 'sam-work' })
    const both = { from: maren, to: [work, home], daysAgo: 210, dedupeKey: 'k-both' }
    await addMail(world.deps, { id: 'b', ...both })
    await addMail(world.deps, { id: 'c', ...both, connectionId: 'sam-work' })
    const page = `/people/${idOf(maren)}`
    expect(await world.text(page, 'sam')).toContain('authuser=sam%40acme.example')
    await set('sam-work', { state: 'ended' })
    const html = await world.text(page, 'sam')
    expect(html).not.toContain('authuser=sam%40acme.example')
    expect(html.match(/authuser=sam%40example\.org/g)).toHaveLength(1)
    expect(html.match(/<li class="(?:in|out|met)"/g)).toHaveLength(2)
  })

  test('is in no link to Outlook either', async () => {
    await set('sam-work', { provider: 'microsoft', issuer: 'https://login.microsoftonline.com/tenant/v2.0' })
    const link = 'https://outlook.office365.com/owa/?ItemID=AAMk%2Ba&exvsurl=1'
    await addMail(world.deps, { id: 'a', from: maren, to: [work], daysAgo: 200, connectionId: 'sam-work', link })
    await addMail(world.deps, { id: 'b', from: maren, to: [work], daysAgo: 201, connectionId: 'sam-work' })
    const page = `/people/${idOf(maren)}`
    const html = await world.text(page, 'sam')
    expect(html).toContain('href="https://outlook.office365.com/owa/?ItemID=AAMk%2Ba&amp;exvsurl=1"')
    // The other one was stored without a link.
    expect(html.match(/Open in Outlook/g)).toHaveLength(1)
    expect(html).not.toContain('Open in Gmail')
    await set('sam-work', { state: 'ended' })
    expect(await world.text(page, 'sam')).not.toContain('outlook.office365.com')
  })

  test('opens no compose window: the note goes by another account, or by the mail program', async () => {
    for (const id of ['sam-google', 'sam-work']) await set(id, { scopes: [] })
    await addMail(world.deps, { id: 'a', from: maren, to: [work], daysAgo: 200, connectionId: 'sam-work' })
    const compose = async () => {
      const html = await (
        await world.post(`/people/${idOf(maren)}/coffee`, 'sam', { how: 'note', note: 'A coffee some time?' })
      ).text()
      return [...html.matchAll(/authuser=([^&"]*)/g)].map(([, account]) => decodeURIComponent(account ?? ''))
    }
    expect(new Set(await compose())).toEqual(new Set([work]))
    await set('sam-work', { state: 'ended' })
    expect(new Set(await compose())).toEqual(new Set([home]))
    await set('sam-google', { state: 'ended' })
    expect(await compose()).toEqual([])
  })
})
