/** Letting an assistant in: off until its owner makes a token, shown once, listed, and taken back by a button. */
import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { findPass } from '../../../src/db/passes.ts'
import * as schema from '../../../src/db/schema.ts'
import { policy } from '../../../src/policy.ts'
import { sha256 } from '../../../src/seal.ts'
import { createWorld, now, type World } from '../world.ts'
import { fetchOf, openAssistant } from './stage.ts'

const path = '/account/assistants'
let world: World
beforeAll(async () => {
  world = await createWorld()
})
afterAll(() => world.database.close())

const words = (html: string) =>
  html
    .replace(/<[^>]+>/g, ' ')
    .replaceAll('&quot;', '"')
    .replaceAll('&amp;', '&')
    .replace(/\s+/g, ' ')
const page = async (as = 'sam') => words(await world.text(path, as))
const passes = () => world.deps.db.select().from(schema.passes)
/** Presses the button. @returns the token on the page that follows */
async function make(fields: Record<string, string> = {}, as = 'sam') {
  const answer = await world.post(path, as, { label: 'Laptop', ...fields })
  const text = await answer.text()
  return { status: answer.status, text, token: /coffee_[\w-]{43}/.exec(text)?.[0] ?? '' }
}

describe('the page', () => {
  test('is off until a token is made, says where what is read goes, and leads there from the account page', async () => {
    expect(await world.text('/account', 'sam')).toContain(`href="${path}"`)
    const text = await page()
    expect(text).toContain('What an assistant reads goes to whoever runs it.')
    expect(text).toContain('Who has one Nobody.')
    expect(await passes()).toEqual([])
    expect((await world.get(path)).status).toBe(302)
  })

  test('has every box empty, and tells of each that gives text of strangers what that is', async () => {
    const html = await world.text(path, 'sam')
    expect(html.match(/type="checkbox"/g)).toHaveLength(3)
    expect(html).not.toMatch(/<input[^>]*checked/)
    expect(words(html)).toContain('Anybody who can write to you chooses what stands in a subject')
  })
})

describe('a token', () => {
  test('is shown once, with text that a program can be given, and only its hash is kept', async () => {
    const made = await make()
    expect([made.status, made.token.length]).toEqual([200, 50])
    const config = JSON.parse(/\{ "mcpServers".*\} \} \}/.exec(words(made.text))?.[0] ?? '')
    expect(config.mcpServers['coffee-soon']).toEqual({
      ...{ type: 'http', url: 'http://localhost:8787/mcp' },
      headers: { Authorization: `Bearer ${made.token}` },
    })
    expect(words(made.text)).toContain('claude mcp add --transport http coffee-soon http://localhost:8787/mcp')
    expect(await world.text(path, 'sam')).not.toContain('coffee_')
    const [row] = await passes()
    expect(row).toMatchObject({ userId: 'sam', kind: 'assistant', label: 'Laptop', scopes: ['names'] })
    expect(row?.hash).toBe(await sha256(made.token))
    const everything = JSON.stringify([await passes(), world.logged, await world.text('/export.json', 'sam')])
    expect(everything).not.toContain(made.token.slice(7))
    expect(JSON.parse(await world.text('/export.json', 'sam')).passes).toMatchObject([
      { label: 'Laptop', scopes: ['names'] },
    ])
    expect(await world.text('/export.json', 'sam')).not.toContain(row?.hash)
  })

  test('gives what its boxes say', async () => {
    const { token } = await make({ label: 'All of it', subjects: '1', notes: '1', write: '1' })
    expect((await findPass(world.deps.db, await sha256(token), 'assistant'))?.pass.scopes).toEqual([
      'names',
      'subjects',
      'notes',
      'write',
    ])
    const { client } = await openAssistant({ fetch: fetchOf(world.deps), token })
    expect((await client.listTools()).tools.map(({ name }) => name)).toContain('note_promise')
    expect(await page()).toContain('names, dates and counts, subjects and titles, your notes, may note a line')
  })

  test('opens nothing once it is taken back, of which the account page tells', async () => {
    const { token } = await make({ label: 'Short lived' })
    const [row] = (await passes()).filter(({ label }) => label === 'Short lived')
    const { client } = await openAssistant({ fetch: fetchOf(world.deps), token })
    await client.listTools()
    expect(await page()).toContain('Short lived , asked last today')
    const ended = await world.post(`${path}/end`, 'sam', { id: row?.id ?? '' })
    expect([ended.status, ended.headers.get('location')]).toEqual([303, path])
    await expect(client.listTools()).rejects.toThrow()
    expect(await page()).toContain('Asked by Short lived: which tools there are, once')
    const account = words(await world.text('/account', 'sam'))
    expect(account).toContain('A token for an assistant was made')
    expect(account).toContain('The token of an assistant was taken back')
    expect((await world.post(`${path}/end`, 'sam', { id: row?.id ?? '' })).status).toBe(404)
  })

  test('of somebody else is neither listed nor taken back', async () => {
    await make({ label: 'Mine alone' })
    const [row] = (await passes()).filter(({ label }) => label === 'Mine alone')
    expect(await page('eve')).not.toContain('Mine alone')
    expect((await world.post(`${path}/end`, 'eve', { id: row?.id ?? '' })).status).toBe(404)
    expect((await passes()).some(({ id }) => id === row?.id)).toBe(true)
  })

  test.each([
    [{ label: '' }, 400],
    [{ label: '\u202E \u200B' }, 400],
    [{ label: 'x'.repeat(61) }, 400],
    [{ csrf: 'forged' }, 403],
  ])('is not made from a form that does not fit: %j', async (fields, status) => {
    const before = await passes()
    expect((await make(fields as unknown as Record<string, string>)).status).toBe(status)
    expect(await passes()).toEqual(before)
  })

  test('bears a name that is harmless on the page', async () => {
    const { text } = await make({ label: '<script>\u202Ealert(1)</script>' })
    expect(text + (await world.text(path, 'sam'))).not.toMatch(/<script|\u202E/)
  })

  test('wants a sign-in of the last hour, and leads through one', async () => {
    const mine = eq(schema.sessions.userId, 'sam')
    await world.deps.db
      .update(schema.sessions)
      .set({ createdAt: now.subtract({ minutes: 61 }) })
      .where(mine)
    const before = await passes()
    const { status, text } = await make()
    expect([status, words(text)]).toEqual([403, expect.stringContaining('Before a program is let in by a token')])
    expect(text).toContain(encodeURIComponent(path))
    expect(await passes()).toEqual(before)
    // Whoever sees a token that is not theirs takes it back at once.
    expect((await world.post(`${path}/end`, 'sam', { id: before[0]?.id ?? '' })).status).toBe(303)
    await world.deps.db.update(schema.sessions).set({ createdAt: now }).where(mine)
  })

  test('is the last one where there are as many as there may be', async () => {
    const statuses: number[] = []
    for (let turn = 0; turn <= policy.passes.most; turn++) statuses.push((await make({}, 'eve')).status)
    expect(statuses.filter((status) => status === 200)).toHaveLength(policy.passes.most)
    expect(statuses.at(-1)).toBe(409)
  })
})
