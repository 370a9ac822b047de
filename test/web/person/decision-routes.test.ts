import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { findPerson } from '../../../src/db/people.ts'
import * as schema from '../../../src/db/schema.ts'
import { addLetter } from '../links.ts'
import { addPerson, createWorld, daysAgo, dump, idOf, now, type World } from '../world.ts'

let world: World
beforeAll(async () => {
  world = await createWorld()
})
beforeEach(async () => {
  for (const table of [schema.people, schema.personAddresses, schema.decisions, schema.notes, schema.tasks])
    await world.deps.db.delete(table)
  await addPerson(world.deps, {
    name: 'Maren Okafor',
    address: 'maren@okafor.example',
    otherAddresses: ['maren@studio.example'],
    silentDays: 215,
  })
  await addPerson(world.deps, { name: 'Jonas Lind', address: 'jonas@lind.example', silentDays: 3 })
})
afterAll(() => world.database.close())

const maren = idOf('maren@okafor.example')
const jonas = idOf('jonas@lind.example')
const row = async (id = maren) => findPerson(world.deps.db, 'sam', id)
const decisions = () => world.deps.db.select().from(schema.decisions).orderBy(schema.decisions.at)
const say = (verb: string, fields: Record<string, string> = {}, id = maren) =>
  world.post(`/people/${id}/${verb}`, 'sam', fields)

describe('a decision', () => {
  test('leads back to the person and has everything worked out again', async () => {
    const woken = world.woken()
    const answer = await say('let-go')
    expect([answer.status, answer.headers.get('location')]).toEqual([303, `/people/${maren}`])
    expect(await world.deps.db.select().from(schema.tasks)).toMatchObject([
      { kind: 'derive', subject: 'sam', userId: 'sam' },
    ])
    expect(world.woken()).toBe(woken + 1)
  })

  test('is one where its button is pressed twice, so that one Undo takes it back', async () => {
    await Promise.all([say('let-go'), say('let-go')])
    const [made, ...more] = await decisions()
    expect(more.map(({ at }) => at.toString())).toEqual([made?.at.toString()])
    await say('undo', { kind: 'let_go', at: made?.at.toString() ?? '' })
    expect([(await row())?.state, await decisions()]).toEqual(['active', []])
    // Another word between the two makes it a word of its own.
    for (const verb of ['let-go', 'keep', 'let-go']) await say(verb)
    expect(await decisions()).toHaveLength(6)
  })

  test('is kept under the HMAC of every address, and under no address', async () => {
    await say('let-go')
    const hashes = await Promise.all(
      ['maren@okafor.example', 'maren@studio.example'].map((address) => world.deps.seal.sign(address, 'address')),
    )
    expect((await decisions()).map(({ addressHash }) => addressHash).sort()).toEqual(hashes.sort())
    expect(JSON.stringify(await decisions())).not.toContain('maren')
  })

  test.each([
    ['let-go', 'let_go', 'They are not suggested any more.'],
    ['elsewhere', 'elsewhere', 'You talk elsewhere, so silence here means nothing.'],
    ['rest', 'resting', 'They are resting. Until 22 December 2026.'],
  ])('"%s" is shown at once and undone by "keep"', async (verb, state, sentence) => {
    await say(verb)
    expect((await row())?.state).toBe(state)
    expect(await world.text(`/people/${maren}`, 'sam')).toContain(sentence)
    await say('keep')
    expect((await row())?.state).toBe('active')
    expect(await world.text(`/people/${maren}`, 'sam')).not.toContain(sentence)
    expect((await decisions()).map(({ kind }) => kind)).toContain('keep')
  })

  test('a rest lasts as long as was chosen, by the calendar of the owner', async () => {
    await say('rest', { until: '2027-02-01' })
    expect((await row())?.restUntil?.toString()).toBe('2027-01-31T23:00:00Z')
  })

  test.each([
    '2026-11-22',
    '2020-01-01',
    'soon',
    '2027-02-31',
    '9999-01-01',
  ])('a rest until %s is refused, and nothing changes', async (until) => {
    const before = await dump(world.deps)
    const answer = await say('rest', { until })
    expect(answer.status).toBe(400)
    expect(await answer.text()).toContain('Choose a day that is still to come')
    expect(await dump(world.deps)).toBe(before)
  })

  test('"close" settles an owed answer, and "keep" takes it back', async () => {
    await say('close')
    expect((await row())?.exclusions).toMatchObject([{ kind: 'closed' }])
    expect(await world.text(`/people/${maren}`, 'sam')).toContain(
      'Nothing is open between you. New mail or a meeting brings them back.',
    )
    await say('keep')
    expect((await row())?.exclusions).toEqual([])
  })

  test('"robot" and "person" undo each other', async () => {
    await say('robot')
    expect(await world.text('/people', 'sam')).toContain('robot: you said this is no person')
    const answer = await say('person', { back: 'list' })
    expect(answer.headers.get('location')).toBe('/people#left-out')
    expect((await row())?.kind).toBe('person')
  })
})

describe('joining and parting', () => {
  test('two entries become one at once, and the other id leads there', async () => {
    await say('merge', { with: jonas })
    const joined = await row()
    expect(joined?.addresses.map(({ address }) => address)).toEqual([
      'maren@okafor.example',
      'maren@studio.example',
      'jonas@lind.example',
    ])
    const answer = await world.get(`/people/${jonas}`, 'sam')
    expect([answer.status, answer.headers.get('location')]).toEqual([302, `/people/${maren}`])
    expect((await decisions()).map(({ kind }) => kind)).toEqual(['merge', 'merge'])
  })

  test('taking a merge back takes everything of it, and leaves together what belonged together', async () => {
    await say('merge', { with: 'maren@okafor.example' }, jonas)
    const joined = await row(jonas)
    await say('split', { with: 'maren@studio.example' }, joined?.id)
    const split = (await decisions()).filter(({ kind }) => kind === 'split')
    const hashes = await Promise.all(
      ['maren@okafor.example', 'maren@studio.example'].map((address) => world.deps.seal.sign(address, 'address')),
    )
    expect(split).toHaveLength(2)
    for (const one of split) expect(hashes.includes(one.addressHash) && hashes.includes(one.withHash ?? '')).toBe(false)
  })

  test('an address that is somebody else’s leaves the entry', async () => {
    await say('split', { with: 'maren@studio.example' })
    expect((await row())?.addresses.map(({ address }) => address)).toEqual(['maren@okafor.example'])
  })

  test('nobody is joined with themselves, with nobody, or parted from their only address', async () => {
    const before = await dump(world.deps)
    expect((await say('merge', { with: maren })).status).toBe(409)
    expect((await say('merge', { with: 'nobody@x.example' })).status).toBe(409)
    expect((await say('merge')).status).toBe(400)
    expect((await say('split', { with: 'jonas@lind.example' }, jonas)).status).toBe(409)
    expect(await dump(world.deps)).toBe(before)
  })

  test('somebody alike who is somebody else is not asked about again', async () => {
    await world.deps.db
      .update(schema.people)
      .set({ maybe: [{ address: 'jonas@lind.example', reason: 'alike' }] })
      .where(eq(schema.people.id, maren))
    await say('split', { with: 'jonas@lind.example' })
    expect((await row())?.maybe).toEqual([])
    expect((await row())?.addresses).toHaveLength(2)
  })
})

describe('a note', () => {
  test('is shown once, whatever address they have, and deleted whole', async () => {
    expect(await (await world.get(`/people/${maren}`, 'sam')).text()).toContain('name="note"')
    await say('note', { note: 'Training for\na marathon' })
    const html = await world.text(`/people/${maren}`, 'sam')
    expect(html.match(/Training for a marathon/g)).toHaveLength(1)
    const id = /name="id" value="([^"]+)"/.exec(html)?.[1] ?? ''
    expect((await say('note', { note: '', id }, jonas)).status).toBe(404)
    expect((await say('note', { note: '', id })).status).toBe(200)
    expect(await world.deps.db.select().from(schema.notes)).toEqual([])
  })

  test('that was deleted can be kept again from the page that says so, and stands nowhere else', async () => {
    await say('note', { note: 'Likes <oat> milk' })
    const before = await world.deps.db.select().from(schema.notes)
    const id = /name="id" value="([^"]+)"/.exec(await world.text(`/people/${maren}`, 'sam'))?.[1] ?? ''
    const html = await (await say('note', { note: '', id })).text()
    expect(html).toContain('Deleted.')
    const hidden = (name: string) => new RegExp(`name="${name}" value="([^"]+)"`).exec(html)?.[1] ?? ''
    expect(hidden('note')).toBe('Likes &lt;oat&gt; milk')
    expect(await world.text(`/people/${maren}`, 'sam')).not.toContain('oat')
    await say('note', { note: 'Likes <oat> milk', at: hidden('at') })
    const after = await world.deps.db.select().from(schema.notes)
    const told = (rows: typeof before) => rows.map(({ at, text, addressHash }) => `${at} ${text} ${addressHash}`).sort()
    expect(told(after)).toEqual(told(before))
  })

  test('that is empty is refused', async () => {
    expect((await say('note', { note: '  ' })).status).toBe(400)
  })
})

test('a rest that is over is over before the next derivation says so', async () => {
  await world.deps.db
    .update(schema.people)
    .set({ state: 'resting', restUntil: daysAgo(1) })
    .where(eq(schema.people.id, maren))
  expect(await world.text(`/people/${maren}`, 'sam')).toContain('Why now:')
  expect(now.epochMilliseconds).toBeGreaterThan(0)
})

describe('a decision about somebody the last letter named', () => {
  const letters: Record<string, string> = {}
  beforeEach(async () => {
    await world.deps.db.delete(schema.digests)
    letters.sam = await addLetter(world.deps, ['maren@studio.example', 'jonas@lind.example'])
    letters.eve = await addLetter(world.deps, ['maren@studio.example'], 'eve')
  })
  const outcomes = async (userId = 'sam') =>
    (await world.deps.db.select().from(schema.digestItems).orderBy(schema.digestItems.place))
      .filter(({ digestId }) => digestId === letters[userId])
      .map(({ outcome }) => outcome)

  test.each([
    ['rest', 'not_now'],
    ['close', 'spoken'],
    ['elsewhere', 'elsewhere'],
    ['let-go', 'let_go'],
  ])('"%s" says what came of the suggestion, as the same button in the letter does', async (verb, outcome) => {
    await say(verb)
    expect(await outcomes()).toEqual([outcome, null])
    expect(await outcomes('eve')).toEqual([null])
    await say('keep')
    expect(await outcomes()).toEqual(['kept', null])
  })

  test('does not change what came of it before', async () => {
    await world.deps.db.update(schema.digestItems).set({ outcome: 'answered' })
    await say('let-go')
    await say('keep')
    expect(await outcomes()).toEqual(['answered', 'answered'])
  })

  test('that is a note or says who is a person is no answer', async () => {
    await say('note', { note: 'Likes oat milk' })
    await say('robot')
    await say('person')
    expect(await outcomes()).toEqual([null, null])
  })
})
