import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { findPerson, listPeople } from '../../../src/db/people.ts'
import * as schema from '../../../src/db/schema.ts'
import { personId } from '../../../src/db/write-people.ts'
import { deriveUser } from '../../../src/work/people/derive.ts'
import { addMail, createWorld, type World } from '../world.ts'

let world: World
let maren: string
let jonas: string
beforeAll(async () => {
  world = await createWorld()
  const addresses = ['maren@okafor.example', 'maren@studio.example', 'jonas@lind.example']
  for (const [index, address] of addresses.entries())
    for (let round = 0; round < 6; round++) {
      const [from, to] = round % 2 ? ['sam@example.org', address] : [address, 'sam@example.org']
      await addMail(world.deps, { id: `${index}-${round}`, from, to: [to], daysAgo: 500 - index * 100 - round * 15 })
    }
  maren = await personId('sam', 'maren@okafor.example')
  jonas = await personId('sam', 'jonas@lind.example')
})
afterAll(() => world.database.close())
beforeEach(async () => {
  await world.deps.db.delete(schema.decisions)
  await rebuild()
})

/** Works everybody out again, as the worker does. */
async function rebuild() {
  const [task] = await world.deps.db
    .insert(schema.tasks)
    .values({ kind: 'derive', subject: 'sam', userId: 'sam', runAt: world.deps.now() })
    .onConflictDoUpdate({ target: [schema.tasks.kind, schema.tasks.subject], set: { runAt: world.deps.now() } })
    .returning()
  if (!task) throw new Error('no task')
  const outcome = await deriveUser(world.deps, { ...task, leaseId: 'lease', leaseUntil: world.deps.now() })
  await world.deps.db.transaction(async (tx) => outcome?.write?.(tx))
}

const say = async (id: string, verb: string, fields: Record<string, string> = {}) => {
  expect((await world.post(`/people/${id}/${verb}`, 'sam', fields)).status).toBe(303)
  await rebuild()
}
const addressesOf = async (id: string) =>
  (await findPerson(world.deps.db, 'sam', id))?.addresses.map(({ address }) => address).sort()
const person = (id: string) => findPerson(world.deps.db, 'sam', id)

test.each([
  ['let-go', 'let_go'],
  ['elsewhere', 'elsewhere'],
  ['rest', 'resting'],
])('"%s" outlives a rebuild, and so does taking it back', async (verb, state) => {
  await say(jonas, verb)
  expect((await person(jonas))?.state).toBe(state)
  await say(jonas, 'keep')
  expect((await person(jonas))?.state).toBe('active')
})

test('"robot" and "person" outlive a rebuild', async () => {
  await say(jonas, 'robot')
  expect((await person(jonas))?.kind).toBe('robot')
  await say(jonas, 'person')
  expect((await person(jonas))?.kind).toBe('person')
})

test('nothing stays open after "close"', async () => {
  await say(jonas, 'close')
  expect((await person(jonas))?.exclusions.map(({ kind }) => kind)).toContain('closed')
  await say(jonas, 'keep')
  expect((await person(jonas))?.exclusions).toEqual([])
})

test('what was joined stays joined, until it is parted, and then each has their own again', async () => {
  const before = (await listPeople(world.deps.db, 'sam')).map(({ id, addresses }) => [
    id,
    addresses.map(({ address }) => address),
  ])
  await say(jonas, 'merge', { with: maren })
  expect(await addressesOf(jonas)).toContain('maren@okafor.example')
  expect((await world.get(`/people/${jonas}`, 'sam')).headers.get('location')).toBe(`/people/${maren}`)
  await say(maren, 'split', { with: 'jonas@lind.example' })
  expect(
    (await listPeople(world.deps.db, 'sam')).map(({ id, addresses }) => [id, addresses.map(({ address }) => address)]),
  ).toEqual(before)
})

test('what was decided about one address holds for the whole person they were joined into', async () => {
  await say(jonas, 'let-go')
  await say(maren, 'merge', { with: jonas })
  expect((await person(maren))?.state).toBe('let_go')
})
