import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { addDecisions, addNotes } from '../../../src/db/decisions.ts'
import { findPerson } from '../../../src/db/people.ts'
import * as schema from '../../../src/db/schema.ts'
import { sha256 } from '../../../src/seal.ts'
import { addLetter, addLink } from '../links.ts'
import { addPerson, createWorld, daysAgo, dump, idOf, now, type World } from '../world.ts'

const address = 'maren@okafor.example'
const maren = idOf(address)
let world: World
let letter: string
beforeAll(async () => {
  world = await createWorld()
})
beforeEach(async () => {
  const { people, personAddresses, decisions, notes, tasks, links, digests, suppressions } = schema
  for (const table of [people, personAddresses, decisions, notes, tasks, links, digests, suppressions])
    await world.deps.db.delete(table)
  await addPerson(world.deps, {
    name: 'Maren Okafor',
    address,
    otherAddresses: ['maren@studio.example'],
    silentDays: 215,
  })
  letter = await addLetter(world.deps, [address, 'teo@vasquez.example'])
})
afterAll(() => world.database.close())

const row = async () => findPerson(world.deps.db, 'sam', maren)
const decisions = () => world.deps.db.select().from(schema.decisions)
const notes = () => world.deps.db.select().from(schema.notes)
const items = () => world.deps.db.select().from(schema.digestItems).orderBy(schema.digestItems.place)
const link = (purpose: schema.LinkPurpose, about = address) =>
  addLink(world.deps, { purpose, address: about, digestId: letter })
const press = (token: string, fields: Record<string, string> = {}) => world.post(`/do/${token}`, undefined, fields)
const hashes = () => Promise.all([address, 'maren@studio.example'].map((one) => world.deps.seal.sign(one, 'address')))

const answers = [
  ['not_now', 'resting', 'not_now', 'rest', 'Maren can rest until 22 December 2026.'],
  ['spoken', 'active', 'spoken', 'close', 'Nothing is open between you and Maren.'],
  ['elsewhere', 'elsewhere', 'elsewhere', 'elsewhere', 'Maren will never again be called quiet.'],
  ['let_go', 'let_go', 'let_go', 'let_go', 'Nothing in your mail changes and nobody is told.'],
] as const

describe.each(answers)('the link "%s"', (purpose, state, outcome, kind, sentence) => {
  test('opens a page with one button, and however often it is looked at, nothing changes', async () => {
    const token = await link(purpose)
    const before = await dump(world.deps)
    for (let times = 0; times < 5; times++) {
      const page = await world.get(`/do/${token}`)
      expect(page.status).toBe(200)
      const html = await page.text()
      expect(html).toContain('Maren')
      expect(html).not.toContain('okafor')
      expect(html.match(/<button/g)).toHaveLength(1)
      expect(page.headers.get('set-cookie')).toBeNull()
      const head = await world.get(`/do/${token}`, undefined, { method: 'HEAD' })
      expect([head.status, await head.text()]).toEqual([200, ''])
    }
    expect(await dump(world.deps)).toBe(before)
  })

  test('does what its button says without a session, for every address of theirs, and says so', async () => {
    const token = await link(purpose)
    const woken = world.woken()
    expect((await press(token)).status).toBe(303)
    expect((await row())?.state).toBe(state)
    const made = await decisions()
    expect(made.map(({ addressHash }) => addressHash).sort()).toEqual((await hashes()).sort())
    expect(new Set(made.map((one) => [one.kind, one.source].join()))).toEqual(
      new Set([`${kind},${await sha256(token)}`]),
    )
    expect((await items()).map((item) => item.outcome)).toEqual([outcome, null])
    expect(await world.deps.db.select().from(schema.tasks)).toMatchObject([{ kind: 'derive', subject: 'sam' }])
    expect(world.woken()).toBe(woken + 1)
    const page = await world.text(`/do/${token}`)
    expect(page).toContain(sentence)
    expect(page).toContain('name="undo"')
  })

  test('pressed again shows the same and does nothing more', async () => {
    const token = await link(purpose)
    await Promise.all(Array.from({ length: 4 }, () => press(token)))
    const before = await dump(world.deps)
    await press(token)
    expect(await decisions()).toHaveLength(2)
    expect(await dump(world.deps)).toBe(before)
    expect(await world.text(`/do/${token}`)).toContain(sentence)
  })

  test('is undone as if it had not been pressed, and what was decided before holds again', async () => {
    const [hash = ''] = await hashes()
    await addDecisions(world.deps.db, [
      {
        id: 'earlier',
        userId: 'sam',
        addressHash: hash,
        kind: 'rest',
        until: now.add({ hours: 480 }),
        withHash: null,
        at: daysAgo(2),
        source: null,
      },
    ])
    const token = await link(purpose)
    await press(token)
    expect((await press(token, { undo: '1' })).status).toBe(303)
    expect((await decisions()).map(({ id }) => id)).toEqual(['earlier'])
    expect((await row())?.state).toBe('resting')
    expect((await row())?.restUntil?.toString()).toBe(now.add({ hours: 480 }).toString())
    expect((await row())?.exclusions).toEqual([])
    expect((await items()).map((item) => [item.outcome, item.outcomeAt])).toEqual([
      [null, null],
      [null, null],
    ])
    expect(await world.text(`/do/${token}`)).not.toContain('name="undo"')
    await press(token)
    expect((await items())[0]?.outcome).toBe(outcome)
  })
})

describe('"not now"', () => {
  test('asks until when, in days that have a name', async () => {
    const page = await world.text(`/do/${await link('not_now')}`)
    for (const words of ['A month', 'After the holidays', '7 January 2027', 'Next spring', '20 March 2027'])
      expect(page).toContain(words)
  })

  test('lasts as long as was chosen, by the calendar of the owner', async () => {
    const token = await link('not_now')
    await press(token, { until: '2027-03-20' })
    expect((await row())?.restUntil?.toString()).toBe('2027-03-19T23:00:00Z')
    expect(await world.text(`/do/${token}`)).toContain('Maren can rest until 20 March 2027.')
  })

  test.each(['2026-11-22', 'soon', '9999-01-01'])('until %s is refused, and nothing changes', async (until) => {
    const token = await link('not_now')
    const before = await dump(world.deps)
    expect((await press(token, { until })).status).toBe(400)
    expect(await dump(world.deps)).toBe(before)
  })
})

describe('"we’ve spoken"', () => {
  test('keeps a promise as a note under every address, and undo takes away that note alone', async () => {
    const [addressHash = ''] = await hashes()
    await addNotes(world.deps.db, [{ id: 'old', userId: 'sam', addressHash, at: daysAgo(9), text: 'Likes hills' }])
    const token = await link('spoken')
    await press(token, { promise: 'Send the\nreading list' })
    const kept = (await notes()).filter(({ id }) => id !== 'old')
    expect(kept.map(({ text }) => text)).toEqual(['Send the reading list', 'Send the reading list'])
    expect(kept.map((note) => note.addressHash).sort()).toEqual((await hashes()).sort())
    await press(token, { undo: '1' })
    expect((await notes()).map(({ id }) => id)).toEqual(['old'])
  })
})

test('of two buttons pressed in one letter, the first holds again once the second is undone', async () => {
  const first = await link('let_go')
  const second = await link('spoken')
  await press(first)
  await press(second)
  expect((await items())[0]?.outcome).toBe('spoken')
  await press(second, { undo: '1' })
  expect((await items())[0]?.outcome).toBe('let_go')
  await press(first, { undo: '1' })
  expect((await items())[0]?.outcome).toBeNull()
})

test('"suggest again" ends what was decided against it, and can itself be undone', async () => {
  await press(await link('let_go'))
  const token = await link('keep')
  await press(token)
  expect((await row())?.state).toBe('active')
  await press(token, { undo: '1' })
  expect((await row())?.state).toBe('let_go')
})

test('a link finds them under the address they had, whatever they are called since', async () => {
  const token = await link('let_go', 'maren@studio.example')
  await world.deps.db.update(schema.people).set({ name: 'Maren Lind' }).where(eq(schema.people.id, maren))
  await press(token)
  expect((await row())?.state).toBe('let_go')
  expect(await decisions()).toHaveLength(2)
})

test('a word on somebody who is gone is kept for when they come back', async () => {
  const token = await link('let_go', 'gone@away.example')
  expect(await world.text(`/do/${token}`)).toContain('Not suggest them again?')
  await press(token)
  const hash = await world.deps.seal.sign('gone@away.example', 'address')
  expect(await decisions()).toMatchObject([{ addressHash: hash, kind: 'let_go' }])
  expect(await world.text(`/do/${token}`)).toContain('I won’t bring them up again')
})

test('a hostile name is text and nothing else', async () => {
  const name = '<script>alert(1)</script>"\u202Eevil'
  await world.deps.db.update(schema.people).set({ name }).where(eq(schema.people.id, maren))
  for (const [purpose] of answers) {
    const token = await link(purpose)
    await press(token)
    for (const html of [await world.text(`/do/${token}`), await world.text(`/do/${await link(purpose)}`)]) {
      expect(html).not.toMatch(/<script|\u202E/)
    }
  }
})

test('every link that does nothing shows one neutral page', async () => {
  const token = await link('let_go')
  const dead = [
    'nonsense',
    `${token.slice(0, -1)}x`,
    await addLink(world.deps, { purpose: 'let_go', address, expiresAt: daysAgo(1) }),
    await addLink(world.deps, { purpose: 'let_go', address, revokedAt: daysAgo(1) }),
    await link('coffee'),
    await link('unsubscribe'),
    await link('meet'),
  ].map((one) => `/do/${one}`)
  const paths = [...dead, `/coffee/${token}`, `/unsubscribe/${token}`]
  // That the button of one was pressed stands in its owner's log, once an hour, and nowhere else.
  const before = await dump(world.deps, [schema.happenings])
  const pages = await Promise.all(paths.map(async (path) => world.get(path)))
  expect(new Set(pages.map(({ status }) => status))).toEqual(new Set([404]))
  const bodies = new Set(await Promise.all(pages.map((page) => page.text())))
  expect(bodies.size).toBe(1)
  expect([...bodies][0]).toContain('This link has rested. Sign in for the newest letter.')
  expect([...bodies][0]).not.toContain('Maren')
  for (const path of dead) expect((await world.post(path, undefined, {})).status).toBe(404)
  // A guest has nowhere to sign in.
  const guests = await world.get(`/meet/${token}`)
  expect(guests.status).toBe(404)
  expect(await guests.text()).not.toMatch(/Sign in|Maren/)
  expect(await dump(world.deps, [schema.happenings])).toBe(before)
  const noted = (await world.deps.db.select().from(schema.happenings)).map(({ userId, how }) => `${userId} ${how}`)
  expect(new Set(noted)).toEqual(new Set(['sam rested']))
})

test('another site cannot press the button', async () => {
  const token = await link('let_go')
  const answer = await world.post(`/do/${token}`, undefined, {}, { headers: { origin: 'https://evil.example' } })
  expect(answer.status).toBe(403)
  expect(await decisions()).toEqual([])
})

test('"start again" ends a break and an unsubscription', async () => {
  const { db } = world.deps
  const [sam] = await db.select().from(schema.users).where(eq(schema.users.id, 'sam'))
  const settings = sam?.settings
  if (!settings) throw new Error('no user')
  await db.update(schema.users).set({ settings: { ...settings, pausedUntil: '2027-01-01' } })
  await db.insert(schema.suppressions).values({ userId: 'sam', addressHash: 'h', reason: 'unsubscribed', at: now })
  const token = await addLink(world.deps, { purpose: 'resume' })
  expect(await world.text(`/do/${token}`)).toContain('Start again')
  expect(await db.select().from(schema.suppressions)).toHaveLength(1)
  expect(await (await press(token)).text()).toContain('Letters come again')
  expect(await db.select().from(schema.suppressions)).toEqual([])
  const after = await db.select().from(schema.users).where(eq(schema.users.id, 'sam'))
  expect(after[0]?.settings).toEqual({ ...settings, pausedUntil: null })
  expect((await db.select().from(schema.tasks)).map(({ kind }) => kind)).toContain('letter')
})
