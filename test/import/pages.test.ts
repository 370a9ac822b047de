/** How an import looks to its owner: one more account, that nothing can be done with but take it away. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { keepFacts, openFileConnection } from '../../src/db/accounts/file-connections.ts'
import { facts } from '../../src/db/schema.ts'
import { createWorld, daysAgo, now, type World } from '../web/world.ts'

let world: World
let id: string

beforeAll(async () => {
  world = await createWorld()
  const connection = await openFileConnection(world.deps.db, { id: 'sam' }, ['sam@old.example'], now)
  id = connection.id
  await keepFacts(world.deps.db, connection, [
    {
      kind: 'mail',
      id: 'one@x.example',
      thread: 't1',
      at: daysAgo(3),
      from: { address: 'maren@okafor.example' },
      to: [{ address: 'sam@old.example' }],
      cc: [],
      outgoing: false,
      signals: [],
      messageId: 'one@x.example',
      subject: 'Studio move',
    },
  ])
}, 60_000)

afterAll(() => world.database.close())

test('it stands among the accounts, cannot be reconnected or stopped, and says that nothing more is read', async () => {
  const settings = await world.text('/settings', 'sam')
  expect(settings).toContain('sam@old.example')
  expect(settings).toContain('Imported files, read once; newer mail comes with the next import.')
  expect(settings).not.toContain(`/connections/${id}/keep`)
  expect(settings).toContain(`/account#disconnect-${id}`)
})

test('the export says that it came from a file', async () => {
  const exported = await (await world.get('/export.json', 'sam')).json()
  expect(exported).toMatchObject({
    connections: [{ provider: 'google' }, { provider: 'file', email: 'sam@old.example' }],
  })
  expect(JSON.stringify(exported)).toContain('Studio move')
})

test('somebody else’s import is not found', async () => {
  const answer = await world.post(`/connections/${id}/disconnect`, 'eve', { confirm: 'sam@old.example' })
  expect(answer.status).toBe(404)
})

test('it is taken away with everything that came from it', async () => {
  const answer = await world.post(`/connections/${id}/disconnect`, 'sam', { confirm: 'sam@old.example' })
  expect(answer.status).toBe(200)
  expect(await answer.text()).toContain('What came only from sam@old.example is deleted here.')
  const left = await world.deps.db.select().from(facts)
  expect(left.filter(({ connectionId }) => connectionId === id)).toEqual([])
  expect(await world.text('/settings', 'sam')).not.toContain('Imported files')
})
