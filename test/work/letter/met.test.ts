/** Whom a letter says the owner met. */
import { expect, onTestFinished, test } from 'vitest'
import { findUser } from '../../../src/db/accounts/users.ts'
import { facts } from '../../../src/db/schema.ts'
import { metOf, readMonth } from '../../../src/work/letter/met.ts'
import { readSources } from '../../../src/work/letter/sources/sources.ts'
import { addMeeting, addPerson, createWorld } from '../../web/world.ts'

test('a letter that is shown before its day does not say of a meeting to come that it was', async () => {
  const world = await createWorld()
  onTestFinished(() => world.database.close())
  const { deps } = world
  await addPerson(deps, { name: 'Maren Okafor', address: 'maren@okafor.example', silentDays: 215 })
  await addMeeting(deps, { id: 'tomorrow', guests: ['maren@okafor.example'], daysAgo: -1, title: 'Tea' })
  // A meeting by itself, of no series.
  await deps.db.update(facts).set({ groupId: null })
  const user = await findUser(deps.db, 'sam')
  if (!user) throw new Error('there is no such user')
  const at = deps.now().add({ hours: 72 })
  const sources = await readSources(deps, user, at)
  expect(await metOf(sources, await readMonth(deps, sources))).toEqual([])
  const then = await readMonth({ ...deps, now: () => at }, sources)
  expect(await metOf(sources, then)).toMatchObject([{ name: 'Maren Okafor' }])
})
