/** A line for the next note to somebody, on the pages: kept by a button of its own, filled in once, shown, taken back, exported. */
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { listNotes } from '../../../src/db/decisions.ts'
import * as schema from '../../../src/db/schema.ts'
import { parseHtml } from '../../support/html.ts'
import { addMail, addPerson, base, createWorld, idOf, type World } from '../world.ts'

let world: World
const address = 'teo@vasquez.example'
const teo = idOf(address)
const link = 'https://essays.example/<harbours>'
beforeAll(async () => {
  world = await createWorld()
  await addPerson(world.deps, { name: 'Teo Vasquez', address, silentDays: 215 })
  for (const [index, daysAgo] of [400, 380, 300, 260, 215].entries()) {
    const both = index % 2 ? { from: address, to: ['sam@example.org'] } : { from: 'sam@example.org', to: [address] }
    await addMail(world.deps, {
      id: `m${index}`,
      ...both,
      daysAgo,
      subject: 'Reading group, last chapter',
    })
  }
})
beforeEach(() => world.deps.db.delete(schema.notes))
afterAll(() => world.database.close())

const notes = async () => listNotes(world.deps.db, 'sam', await world.deps.seal.signatures(address, 'address'))
const note = (fields: Record<string, string>) => world.post(`/people/${teo}/note`, 'sam', fields)
const page = (path = `/people/${teo}`) => world.text(path, 'sam')

test('is kept by its own button, shown as what it is, and ended by a tap that can be taken back', async () => {
  expect(await page()).toContain('<button type="submit" name="kind" value="line" class="q">')
  expect((await note({ note: `${link} by Friday`, kind: 'line' })).status).toBe(303)
  // A day in it is its reader's.
  expect((await notes()).map(({ kind, due }) => [kind, due])).toEqual([['line', null]])
  for (const path of [undefined, '/promises']) {
    expect(await page(path)).toContain('https://essays.example/&lt;harbours&gt; by Friday')
    expect(await page(path)).toContain('For your next note to them')
  }
  const [{ id } = { id: '' }] = await notes()
  await world.post(`/people/${teo}/promise`, 'sam', { id, done: '1' })
  expect(await page()).toContain('Went into a note on 22 November')
  await world.post(`/people/${teo}/promise`, 'sam', { id, done: '0' })
  expect(await page()).toContain('For your next note to them')
})

test('that is longer than a note bears is not kept, and a line to remember of that length is', async () => {
  const long = 'x'.repeat(301)
  const answer = await note({ note: long, kind: 'line' })
  expect([answer.status, await answer.text()]).toEqual([400, expect.stringContaining('up to 300 characters')])
  expect(await notes()).toEqual([])
  expect((await note({ note: long })).status).toBe(303)
})

test('stands in the note of the coffee page, ready to open, and is spent once that is taken along', async () => {
  await note({ note: link, kind: 'line' })
  const path = `/people/${teo}/coffee`
  const before = await page(path)
  expect(before).toContain('https://essays.example/&lt;harbours&gt;')
  // Looking spends nothing.
  expect((await notes())[0]?.doneAt).toBeNull()
  const filled = parseHtml(before, base)
  const text = filled.forms.flatMap(({ fields }) => fields).find(({ name }) => name === 'note')?.value ?? ''
  expect(text).not.toMatch(/\[/)
  expect((await world.post(path, 'sam', { how: 'write', note: text })).status).toBe(200)
  expect((await notes())[0]?.doneAt?.toString()).toBe(world.deps.now().toString())
})

test('a short one is not spent by a word that it is a part of', async () => {
  await note({ note: 'art', kind: 'line' })
  const path = `/people/${teo}/coffee`
  await world.post(path, 'sam', { how: 'write', note: 'Teo, when does the party start?' })
  expect((await notes())[0]?.doneAt).toBeNull()
  await world.post(path, 'sam', { how: 'write', note: 'Teo, what of the art?' })
  expect((await notes())[0]?.doneAt).not.toBeNull()
})

test('comes back as what it was when its deletion is undone, and stands in the export as a line', async () => {
  await note({ note: link, kind: 'line' })
  const [{ id } = { id: '' }] = await notes()
  const deleted = parseHtml(await (await note({ note: '', id })).text(), base)
  const undo = deleted.forms.find(({ fields }) => fields.some(({ name }) => name === 'at'))
  const fields = undo?.fields.filter(({ name }) => name !== 'csrf').map(({ name, value }) => [name, value ?? '']) ?? []
  await note(Object.fromEntries(fields))
  expect((await notes()).map(({ kind, text }) => [kind, text])).toEqual([['line', link]])
  const exported = JSON.parse(await page('/export.json'))
  const person = exported.people.find(({ id: one }: { id: string }) => one === teo)
  expect(person.notes).toMatchObject([{ text: link, kind: 'line' }])
})
