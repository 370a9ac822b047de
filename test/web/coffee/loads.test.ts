import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { addNotes } from '../../../src/db/decisions.ts'
import { openTestDatabase } from '../../support/database.ts'
import { addMail, addMeeting, addPerson, createWorld, idOf, type World } from '../world.ts'

const asked: string[] = []
let world: World
beforeAll(async () => {
  world = await createWorld({}, await openTestDatabase((query) => void asked.push(query)))
  const { deps } = world
  for (const name of ['Maren Okafor', 'Teo Vasquez'])
    await addPerson(deps, { name, address: `${name.split(' ')[0]?.toLowerCase()}@okafor.example`, silentDays: 215 })
  for (const id of [0, 1, 2])
    await addMail(deps, {
      id: `m${id}`,
      from: id === 1 ? 'sam@example.org' : 'maren@okafor.example',
      to: [id === 1 ? 'maren@okafor.example' : 'sam@example.org', 'teo@okafor.example'],
      daysAgo: 215 + id,
      subject: 'Harbour walk plans',
    })
  await addMeeting(deps, { id: 'tea', guests: ['maren@okafor.example'], daysAgo: 300, title: 'Tea in Falmouth' })
  const addressHash = await deps.seal.sign('maren@okafor.example', 'address')
  await addNotes(deps.db, [{ id: 'n', userId: 'sam', addressHash, at: deps.now(), text: 'Asked for the map' }])
})
const path = `/people/${idOf('maren@okafor.example')}/coffee`
// Of a quota nothing was ever spent before: that costs some statements more, once.
beforeAll(() => world.text(path, 'sam'))
beforeEach(() => {
  asked.length = 0
})
afterAll(() => world.database.close())

const from = (table: string) => asked.filter((query) => query.includes(`from "${table}"`))

describe('the page that plans a coffee', () => {
  test('shows the card of one person, and reads no letter, no verdict, no address for letters, and of others the names alone', async () => {
    const html = await world.text(path, 'sam')
    expect(html).toContain('Asked for the map')
    for (const table of ['digests', 'digest_items', 'verdicts', 'suppressions', 'proven_addresses', 'identities'])
      expect(from(table), table).toEqual([])
    // Of others the number of those with whom they stand beside, and no more of what lies between.
    expect(from('people').filter((query) => /"relationship"(?! ->)/.test(query))).toHaveLength(1)
    expect(asked.length).toBeLessThanOrEqual(20)
  })

  test('sends a note on after reading nothing but times, the language of the two, and what was kept to be said to them', async () => {
    const reply = await world.post(path, 'sam', { how: 'note', note: 'Maren, how is the harbour?' })
    expect(await reply.text()).toContain('how is the harbour')
    for (const table of ['digests', 'verdicts', 'identities']) expect(from(table), table).toEqual([])
    expect(from('notes').length).toBeLessThanOrEqual(1)
    expect(from('people')).toHaveLength(1)
  })
})
