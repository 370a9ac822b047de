import { eq } from 'drizzle-orm'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { listDigests, moveDigest, setOutcome, storeDigest } from '../../src/db/digests.ts'
import { blankKept, blankQuotes } from '../../src/db/erase.ts'
import { addressesOnRow } from '../../src/db/fact-rows.ts'
import { digestItems, digests, facts, links } from '../../src/db/schema.ts'
import type { Letter } from '../../src/letter/types.ts'
import { maren, monday, type Stage, setStage, teo } from '../work/letter/stage.ts'

let stage: Stage
beforeEach(async () => {
  stage = await setStage({ people: [maren, teo] })
  await stage.run(monday.add({ hours: 1 }))
})
afterEach(() => stage.close())

const letter = async () => {
  const [row] = await stage.digests()
  if (!row) throw new Error('no letter')
  return row
}
const cards = async () => (await letter()).items.map(({ card }) => card)
/** Everything kept of the letter, as text. */
const kept = async () =>
  JSON.stringify([await stage.db.select().from(digests), await stage.db.select().from(digestItems)])
const forget = (address: string) =>
  stage.db
    .select()
    .from(facts)
    .then(async (rows) => {
      for (const row of rows)
        if (addressesOnRow(row).includes(address)) await stage.db.delete(facts).where(eq(facts.id, row.id))
    })

describe('when facts go, the letters lose what was made from them', () => {
  test('a card without evidence goes whole, and nothing kept names the person any more', async () => {
    expect(await kept()).toContain('Maren')
    await forget(maren.address)
    await blankKept(stage.db, 'sam', stage.now())
    const left = await cards()
    expect(left.filter((card) => card === null)).toHaveLength(1)
    expect(left.find(Boolean)?.name).toBe(teo.name)
    expect(await kept()).not.toMatch(/Maren|maren|Studio/)
  })

  test('a point without evidence goes, the others stay, and the first line with it goes', async () => {
    const card = (await cards()).find((one) => one?.name === maren.name)
    const points = card?.points ?? []
    const citing = (id: string) => points.filter(({ evidence }) => evidence.includes(id))
    const only = points.flatMap(({ evidence }) => evidence).find((id) => citing(id).length === 1) ?? ''
    const others = points.filter((point) => !citing(only).includes(point))
    expect(others).toHaveLength(points.length - 1)
    await stage.db.delete(facts).where(eq(facts.dedupeKey, only))
    await blankKept(stage.db, 'sam', stage.now())
    const after = (await cards()).find((one) => one?.name === maren.name)
    expect(after?.points).toEqual(others)
    expect(after).toMatchObject({ since: '', lastInTouch: '', opener: { text: '' } })
    expect(after).not.toHaveProperty('message')
  })

  test('where all evidence is still there, points and first line stay', async () => {
    const before = await cards()
    await blankKept(stage.db, 'sam', stage.now())
    const after = await cards()
    expect(after.map((card) => card?.points)).toEqual(before.map((card) => card?.points))
    expect(after.map((card) => card?.opener)).toEqual(before.map((card) => card?.opener))
  })

  test('the links in letters end, but not the one that stops them', async () => {
    await blankKept(stage.db, 'sam', stage.now())
    const open = (await stage.db.select().from(links)).filter(({ revokedAt }) => !revokedAt)
    expect(open.map(({ purpose }) => purpose)).toEqual(['unsubscribe'])
  })

  test('with subjects off no quoted subject is kept', async () => {
    expect(await kept()).toContain('Studio move')
    await blankQuotes(stage.db, 'sam')
    expect(await kept()).not.toMatch(/Studio move|Notes of|last chapter/)
    expect((await cards()).map((card) => card?.name).sort()).toEqual([maren.name, teo.name])
  })
})

describe('a letter in the database', () => {
  test('that left is not written over, and one that did not is', async () => {
    const row = await letter()
    const whole: Letter = { ...row.letter, cards: [], subject: 'Another' }
    const again = {
      id: row.id,
      userId: 'sam',
      week: row.week,
      state: 'ready' as const,
      letter: whole,
      hashes: new Map(),
      dropAt: row.dropAt,
      problem: null,
      attempts: 0,
      createdAt: row.createdAt,
    }
    expect(await storeDigest(stage.db, again)).toBe(false)
    expect(await letter()).toEqual(row)
    await stage.db.update(digests).set({ state: 'skipped', sends: 0 })
    expect(await storeDigest(stage.db, again)).toBe(true)
    expect(await letter()).toMatchObject({ id: row.id, state: 'ready', items: [], letter: { subject: 'Another' } })
  })

  test('moves on only from where it was thought to be', async () => {
    const row = await letter()
    expect(await moveDigest(stage.db, row, ['ready'], { state: 'dropped' })).toBe(false)
    expect(await moveDigest(stage.db, row, ['sent'], { state: 'ready', sent: true })).toBe(true)
    expect(await letter()).toMatchObject({ state: 'ready', sends: 2 })
  })

  test('is found and moved by its owner alone', async () => {
    const row = await letter()
    expect(await moveDigest(stage.db, { userId: 'eve', id: row.id }, ['sent'], { state: 'failed' })).toBe(false)
    expect((await listDigests(stage.db, 'sam', 10)).find(({ id }) => id === row.id)).toEqual(row)
    expect(await listDigests(stage.db, 'eve', 10)).toEqual([])
  })

  test('an outcome is written under any of the hashes, and taken back', async () => {
    const row = await letter()
    const [item] = row.items
    const about = { userId: 'sam', digestId: row.id, addressHashes: ['x', item?.addressHash ?? ''], at: stage.now() }
    await setOutcome(stage.db, { ...about, outcome: 'spoken' })
    expect((await letter()).items.map(({ outcome }) => outcome)).toEqual(['spoken', null])
    await setOutcome(stage.db, { ...about, outcome: null })
    expect((await letter()).items).toEqual(row.items)
    await setOutcome(stage.db, { ...about, userId: 'eve', outcome: 'spoken' })
    expect((await letter()).items).toEqual(row.items)
  })
})
