/** Parts of an account that are not handed out: what the people page says of each, and the export. */
import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import * as schema from '../../../src/db/schema.ts'
import type { SetAside } from '../../../src/providers/types.ts'
import { setAsideWords } from '../../../src/web/people/set-aside.tsx'
import { createWorld, type World } from '../world.ts'

let world: World
beforeAll(async () => {
  world = await createWorld()
})
afterAll(() => world.database.close())

const place = { timeZone: 'Europe/Berlin', locale: null }
const next = '2026-11-23T08:15:00Z'
const since = '2026-11-03T10:00:00Z'

test.each<[SetAside, string]>([
  [
    { what: 'folder', name: 'Clients', known: true, since, next },
    'The folder “Clients” cannot be read at present: what came there since 3 November 2026 is missing here, and it is tried again after Mon 23 November, 09:15.',
  ],
  [
    { what: 'folder', name: 'Clients', known: false, since, next },
    'The folder “Clients” cannot be read at present: what is in it, or some of that, is missing here, and it is tried again after Mon 23 November, 09:15.',
  ],
  [
    { what: 'folder', next },
    'A folder of this mailbox cannot be read at present: what is in it, or some of that, is missing here, and it is tried again after Mon 23 November, 09:15.',
  ],
  [
    { what: 'within', name: 'Clients', since, next },
    'The folders within “Clients” cannot be listed at present: new ones among them are missing here, and it is tried again after Mon 23 November, 09:15.',
  ],
  [
    { what: 'stretch', from: '2026-03-01T10:00:00Z', to: '2026-04-01T10:00:00Z', next },
    'Your calendar between 1 March 2026 and 1 April 2026 cannot be read whole at present: what is new or changed there is missing here, and it is tried again after Mon 23 November, 09:15.',
  ],
])('%o', (one, words) => {
  expect(setAsideWords(one, place)).toBe(words)
})

test('stands on the people page and in the export, as text of a stranger and nothing more', async () => {
  const name = '<img src=x onerror=alert(1)>\u202eevil'
  const setAside: SetAside[] = [{ what: 'folder', key: 5, name, known: true, since, next }]
  await world.deps.db.update(schema.streams).set({ setAside }).where(eq(schema.streams.connectionId, 'eve-google'))
  const html = await world.text('/people', 'eve')
  expect(html).toContain('The folder “&lt;img src=x onerror=alert(1)&gt;evil” cannot be read at present')
  expect(html).not.toContain('<img src=x')
  expect(await world.text('/people', 'sam')).not.toContain('cannot be read at present')
  const exported = JSON.parse(await world.text('/export.json', 'eve'))
  expect(exported.connections[0].setAside[0]).toEqual({ what: 'folder', name, known: true, since, next })
})
