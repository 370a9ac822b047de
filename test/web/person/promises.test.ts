import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { listNotes } from '../../../src/db/decisions.ts'
import * as schema from '../../../src/db/schema.ts'
import { addLink } from '../links.ts'
import { addMail, addPerson, createWorld, daysAgo, dump, idOf, type World } from '../world.ts'

let world: World
const address = 'maren@okafor.example'
const maren = idOf(address)
beforeAll(async () => {
  world = await createWorld()
  await addPerson(world.deps, { name: 'Maren Okafor', address, otherAddresses: ['m@studio.example'], silentDays: 215 })
})
beforeEach(() => world.deps.db.delete(schema.notes))
afterAll(() => world.database.close())

const notes = async () => {
  const hashes = await world.deps.seal.signatures(address, 'address')
  return listNotes(world.deps.db, 'sam', hashes)
}
const note = (fields: Record<string, string>) => world.post(`/people/${maren}/note`, 'sam', fields)
const say = (fields: Record<string, string>, who: 'sam' | 'eve' = 'sam') =>
  world.post(`/people/${maren}/promise`, who, fields)

describe('a note with a day', () => {
  test('has the day that its line names, or the one that was chosen, under every address', async () => {
    await note({ note: 'Send the slides by Friday' })
    await note({ note: 'Lisbon, some time', until: '2026-12-24' })
    await note({ note: 'Likes oat milk' })
    expect((await notes()).map(({ text, due }) => [text, due]).sort()).toEqual([
      ['Likes oat milk', null],
      ['Lisbon, some time', '2026-12-24'],
      ['Send the slides by Friday', '2026-11-27'],
    ])
    expect(await world.deps.db.select().from(schema.notes)).toHaveLength(6)
  })

  test('is one where its button is pressed twice, and another once it is done', async () => {
    const press = () => note({ note: 'Send the slides by Friday' })
    await Promise.all([press(), press()])
    const rows = () => world.deps.db.select().from(schema.notes)
    expect(await rows()).toHaveLength(2)
    await say({ id: (await notes())[0]?.id ?? '', done: '1' })
    await press()
    expect(await rows()).toHaveLength(4)
    await note({ note: 'Send the slides by Friday', until: '2026-12-24' })
    expect(await rows()).toHaveLength(6)
  })

  test('is of no day that is over', async () => {
    expect((await note({ note: 'The slides', until: '2026-11-01' })).status).toBe(400)
    expect(await notes()).toEqual([])
  })

  test('stands on the page of the person and on that of all promises, and is done by a tap that can be taken back', async () => {
    await note({ note: 'Send the <slides> by Friday' })
    await addMail(world.deps, { id: 'since', from: 'sam@example.org', to: [address], daysAgo: 0, subject: 'Late' })
    await world.deps.db.update(schema.notes).set({ at: daysAgo(1) })
    const [{ id } = { id: '' }] = await notes()
    for (const path of ['/promises', `/people/${maren}`]) {
      const page = await world.text(path, 'sam')
      expect(page).toContain('Send the &lt;slides&gt; by Friday')
      expect(page).toContain('For Friday 27 November 2026')
    }
    expect(await world.text('/promises', 'sam')).toContain('You wrote to them on 22 November')
    const answer = await say({ id, done: '1', back: 'promises' })
    expect([answer.status, answer.headers.get('location')]).toEqual([303, `/promises#note-${id}`])
    expect((await notes())[0]?.doneAt?.toString()).toBe(world.deps.now().toString())
    expect(await world.text('/promises', 'sam')).toContain('Done on 22 November')
    await say({ id, done: '0' })
    expect((await notes())[0]?.doneAt).toBeNull()
  })

  test('can have another day, and none any more', async () => {
    await note({ note: 'Send the slides by Friday' })
    const [{ id } = { id: '' }] = await notes()
    await say({ id, until: '2027-01-15' })
    expect((await notes())[0]?.due).toBe('2027-01-15')
    await say({ id, until: '' })
    expect((await notes())[0]?.due).toBeNull()
    expect((await say({ id, until: '2020-01-01' })).status).toBe(400)
  })

  test('is nobody else’s to change, and looking changes nothing', async () => {
    await note({ note: 'Send the slides by Friday' })
    const [{ id } = { id: '' }] = await notes()
    expect((await say({ id, done: '1' }, 'eve')).status).toBe(404)
    expect((await say({ id: 'nothing', done: '1' })).status).toBe(404)
    const before = await dump(world.deps)
    expect((await world.get('/promises', 'sam')).status).toBe(200)
    expect(await world.text('/promises', 'eve')).not.toContain('slides')
    expect(await dump(world.deps)).toBe(before)
  })

  test('is in the export, with its end', async () => {
    await note({ note: 'Send the slides by Friday' })
    const [{ id } = { id: '' }] = await notes()
    await say({ id, done: '1' })
    const { promises } = (await (await world.get('/export.json', 'sam')).json()) as { promises: unknown }
    expect(promises).toEqual([
      {
        personId: maren,
        at: expect.any(String),
        text: 'Send the slides by Friday',
        due: '2026-11-27',
        doneAt: expect.any(String),
      },
    ])
  })

  test('can be made where a letter’s link says that the two have spoken', async () => {
    const token = await addLink(world.deps, { purpose: 'spoken', address })
    await world.post(`/do/${token}`, undefined, { promise: 'The recipe, tomorrow' })
    expect((await notes()).map(({ text, due }) => [text, due])).toEqual([['The recipe, tomorrow', '2026-11-23']])
  })
})
