import { eq } from 'drizzle-orm'
import { afterEach, describe, expect, test } from 'vitest'
import { blankKept } from '../../../src/db/erase.ts'
import { connections, digests, facts, people } from '../../../src/db/schema.ts'
import { letterToday } from '../../../src/work/letter/recheck.ts'
import { writeLetter } from '../../../src/work/letter/write.ts'
import { requestDerive } from '../../../src/work/request.ts'
import { mail, me, meeting, monday, type Stage, setStage } from './stage.ts'

let stage: Stage
afterEach(() => stage.close())
const later = (days: number) => monday.add({ hours: 24 * days })

/** A first letter on 23 November, then an answer from one whom it named and a meeting with another. */
async function begin() {
  stage = await setStage()
  await stage.run(monday.add({ hours: 1 }))
  const cards = (await stage.digests())[0]?.items.flatMap(({ card }) => card ?? []) ?? []
  const [one, other] = cards
  if (!one || !other) throw new Error('two are needed')
  await stage.store([
    mail({ id: 'n-a', from: me, to: one.address, at: later(1) }),
    mail({ id: 'r-a', from: one.address, to: me, at: later(2) }),
    meeting({ id: 'm', guest: other.address, at: later(3) }),
  ])
  stage.jump(later(4))
  await requestDerive(stage.db, 'sam', stage.now())
  await stage.run(later(4).add({ hours: 1 }))
  return { one, other }
}
const preview = async () => (await writeLetter(stage.deps, await stage.user(), stage.now())).letter
const newest = async () => {
  const [row] = await stage.digests()
  if (!row) throw new Error('no letter')
  return row
}

describe('what went well', () => {
  test('stands once in the letters of a month, in html and text, with what says so', async () => {
    const { one, other } = await begin()
    const line = `This month you and ${other.firstName} met, and ${one.firstName} wrote back.`
    expect((await preview()).well).toBe(line)
    await stage.run(later(7).add({ hours: 1 }))
    const row = await newest()
    expect(row.week).toBe('2026-W49')
    expect(row.letter.well).toBe(line)
    const sent = stage.mails.at(-1)
    expect(sent?.html).toContain(line)
    expect(sent?.text.replace(/\s+/g, ' ')).toContain(line)
    expect(sent?.subject).not.toContain('wrote back')
    const stored = new Set((await stage.db.select().from(facts)).map(({ dedupeKey }) => dedupeKey))
    expect(row.letter.wellAbout?.flatMap(({ evidence }) => evidence).every((id) => stored.has(id))).toBe(true)
    // The same month, and later with nothing new: silent.
    expect((await preview()).well).toBeUndefined()
    await stage.run(later(21).add({ hours: 1 }))
    const after = (await stage.digests()).filter(({ week }) => week > '2026-W49')
    expect(after.map(({ letter }) => letter.well)).toEqual([undefined, undefined])
  })

  test('is what the cited messages and meetings say, worked out again from them alone', async () => {
    const { one, other } = await begin()
    const { well = '', wellAbout = [] } = await preview()
    const rows = await stage.db.select().from(facts)
    const about = (address: string) =>
      wellAbout
        .filter((named) => named.address === address)
        .flatMap(({ evidence }) => evidence)
        .map((id) => rows.find(({ dedupeKey }) => dedupeKey === id))
    const [mine, theirs] = about(one.address)
    expect(well).toContain(`${one.firstName} wrote back`)
    expect([mine?.mail?.from?.[0], mine?.mail?.to[0]?.[0]]).toEqual([me, one.address])
    expect([theirs?.mail?.from?.[0], theirs?.mail?.to[0]?.[0]]).toEqual([one.address, me])
    expect((theirs?.at.epochMilliseconds ?? 0) > (mine?.at.epochMilliseconds ?? 0)).toBe(true)
    const [meeting] = about(other.address)
    expect(well).toContain(`you and ${other.firstName} met`)
    expect(meeting?.meeting?.people.map(({ address }) => address)).toContain(other.address)
    for (const row of [theirs, meeting]) {
      expect((row?.at.epochMilliseconds ?? 0) > monday.epochMilliseconds).toBe(true)
      expect(row?.at.toString().slice(0, 7)).toBe('2026-11')
    }
    expect(wellAbout).toHaveLength(2)
  })

  test('is not said of somebody let go or private, nor of what is not stored any more', async () => {
    const { one, other } = await begin()
    const set = (address: string, change: Partial<typeof people.$inferInsert>) =>
      stage.db.update(people).set(change).where(eq(people.address, address))
    await set(one.address, { state: 'let_go' })
    expect((await preview()).well).toBe(`This month you and ${other.firstName} met.`)
    await set(one.address, { state: 'active', exclusions: [{ kind: 'sensitive', reason: 'A practice.' }] })
    expect((await preview()).well).toBe(`This month you and ${other.firstName} met.`)
    await stage.db.delete(facts).where(eq(facts.kind, 'meeting'))
    expect((await preview()).well).toBeUndefined()
  })

  test('tells of a meeting to come only while the account is read that knows whether it is still on', async () => {
    const { one } = await begin()
    await stage.store([meeting({ id: 'ahead', guest: one.address, at: later(20) })])
    await requestDerive(stage.db, 'sam', stage.now())
    await stage.run(later(4).add({ hours: 2 }))
    expect((await preview()).well).toContain(`You and ${one.firstName} are to meet on`)
    await stage.db.update(connections).set({ state: 'ended' })
    expect((await preview()).well).not.toContain('are to meet')
  })

  test('is taken out of a letter that waits once somebody in it is let go, and of kept ones with what it rests on', async () => {
    const { one } = await begin()
    await stage.run(later(7).add({ hours: 1 }))
    const row = await newest()
    const user = await stage.user()
    expect((await letterToday(stage.deps, user, row)).well).toBe(row.letter.well)
    await stage.db.update(people).set({ state: 'let_go' }).where(eq(people.address, one.address))
    expect((await letterToday(stage.deps, user, row)).well).toBeUndefined()
    await blankKept(stage.db, 'sam', stage.now())
    expect(JSON.stringify(await stage.db.select().from(digests))).not.toContain('wrote back')
  })
})
