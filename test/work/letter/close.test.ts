import { eq } from 'drizzle-orm'
import { Temporal } from 'temporal-polyfill'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { storeFacts } from '../../../src/db/facts.ts'
import { coffees, connections, digestItems, facts } from '../../../src/db/schema.ts'
import type { MailFact, MeetingFact } from '../../../src/facts.ts'
import { requestDerive } from '../../../src/work/request.ts'
import { everyone, mail, me, meeting, monday, type Stage, setStage } from './stage.ts'

let stage: Stage
let someone: { address: string; place: number; digestId: string }
let kept: Set<string>
beforeAll(async () => {
  stage = await setStage()
  await stage.run(monday.add({ hours: 1 }))
  const letter = (await stage.digests())[0]
  const item = letter?.items[0]
  someone = { address: item?.card?.address ?? '', place: item?.place ?? 0, digestId: letter?.id ?? '' }
  kept = new Set((await stage.db.select({ id: facts.id }).from(facts)).map(({ id }) => id))
})
afterAll(() => stage.close())
beforeEach(async () => {
  for (const { id } of await stage.db.select({ id: facts.id }).from(facts))
    if (!kept.has(id)) await stage.db.delete(facts).where(eq(facts.id, id))
  await stage.db.update(digestItems).set({ outcome: null, outcomeAt: null })
  await stage.db.delete(coffees)
  stage.rewind(monday.add({ hours: 1 }))
})

/** Reads these facts and works everybody out some hours after the letter. */
async function happen(found: readonly (MailFact | MeetingFact)[], hours: number) {
  await stage.store(found)
  const at = monday.add({ hours })
  if (Temporal.Instant.compare(at, stage.now()) > 0) stage.jump(at)
  await requestDerive(stage.db, 'sam', at)
  await stage.run(at.add({ minutes: 1 }))
}
const wrote = (hours: number) => mail({ id: `w${hours}-a`, from: me, to: someone.address, at: monday.add({ hours }) })
const answered = (hours: number) =>
  mail({ id: `a${hours}-a`, from: someone.address, to: me, at: monday.add({ hours }) })
/** Of this letter: three weeks later others come, in which the same place is another one’s. */
const outcome = async () =>
  (await stage.db.select().from(digestItems)).find(
    ({ digestId, place }) => digestId === someone.digestId && place === someone.place,
  )?.outcome

describe('a suggestion closes by itself', () => {
  test('step by step: written, answered, planned, met', async () => {
    await happen([], 2)
    expect(await outcome()).toBeNull()
    await happen([wrote(3)], 4)
    expect(await outcome()).toBe('written')
    await happen([answered(6)], 7)
    expect(await outcome()).toBe('answered')
    await happen([meeting({ id: 'm1', guest: someone.address, at: monday.add({ hours: 30 }) })], 8)
    expect(await outcome()).toBe('planned')
    await happen([], 32)
    expect(await outcome()).toBe('met')
  })

  test('heard, where they wrote first', async () => {
    await happen([answered(2)], 3)
    expect(await outcome()).toBe('heard')
  })

  test('also when an answer comes late, through another account', async () => {
    await happen([], 24 * 20)
    expect(await outcome()).toBeNull()
    await stage.db.insert(connections).values({
      id: 'sam-second',
      userId: 'sam',
      provider: 'google',
      issuer: 'https://accounts.google.com',
      subject: 'sam-second',
      email: 'sam@second.example',
      scopes: [],
      state: 'active',
      createdAt: monday,
    })
    const late = { ...answered(30), to: [{ address: 'sam@second.example' }] }
    await storeFacts(stage.db, { userId: 'sam', connectionId: 'sam-second', generation: 0 }, [late])
    await happen([], 24 * 21)
    expect(await outcome()).toBe('heard')
    await stage.db.delete(connections).where(eq(connections.id, 'sam-second'))
  })

  test('what was before the letter closes nothing, nor does what the others do', async () => {
    await happen([wrote(-2)], 2)
    const other = everyone.find(({ address }) => address !== someone.address)?.address ?? ''
    await happen([mail({ id: 'o-a', from: me, to: other, at: monday.add({ hours: 2 }) })], 3)
    expect(await outcome()).toBeNull()
  })

  test('the owner’s own word is not overwritten', async () => {
    await stage.db.update(digestItems).set({ outcome: 'not_now' }).where(eq(digestItems.place, someone.place))
    await happen([wrote(2), answered(3)], 4)
    expect(await outcome()).toBe('not_now')
  })
})

describe('an invitation follows its meeting', () => {
  const start = monday.add({ hours: 50 })
  const invite = async (createdAt = monday) =>
    stage.db.insert(coffees).values({
      id: 'c1',
      userId: 'sam',
      addressHash: 'h',
      address: someone.address,
      name: 'Somebody',
      connectionId: 'sam-google',
      state: 'invited',
      how: 'invite',
      startsAt: start,
      endsAt: start.add({ minutes: 45 }),
      timeZone: 'Europe/Berlin',
      title: 'Coffee',
      note: '',
      externalEventId: 'event1',
      createdAt,
    })
  const state = async () => (await stage.db.select().from(coffees))[0]?.state
  const event = (reply: 'accepted' | 'declined' | 'none') =>
    meeting({ id: 'event1', guest: someone.address, at: start, reply })

  test('accepted, then met', async () => {
    await invite()
    await happen([event('none')], 2)
    expect(await state()).toBe('invited')
    await happen([event('accepted')], 3)
    expect(await state()).toBe('accepted')
    await happen([], 52)
    expect(await state()).toBe('met')
  })

  test('declined closes the suggestion, until they write after it', async () => {
    await invite(monday.add({ hours: 2 }))
    await happen([event('none')], 3)
    expect(await outcome()).toBe('planned')
    await happen([event('declined')], 4)
    expect(await outcome()).toBe('declined')
    await happen([answered(6)], 7)
    expect(await outcome()).toBe('heard')
  })

  test('called off by the owner is not declined by them', async () => {
    await invite(monday.add({ hours: 2 }))
    await happen([{ ...event('accepted'), cancelled: true }], 4)
    expect(await outcome()).toBeNull()
  })

  test('declined stays declined when its hour is over', async () => {
    await invite()
    await happen([event('declined')], 3)
    expect(await state()).toBe('declined')
    await happen([], 52)
    expect(await state()).toBe('declined')
  })

  test('a meeting that was called off was not met', async () => {
    await invite()
    await happen([{ ...event('accepted'), cancelled: true }], 52)
    expect(await state()).toBe('declined')
  })
})

test('costs two questions where nothing is open', async () => {
  await stage.db.update(digestItems).set({ outcome: 'met' })
  const asked: string[] = []
  stage.onStatement = (query) => asked.push(query)
  await happen([], 3)
  stage.onStatement = () => {}
  expect(asked.filter((query) => query.includes('"digest_items"') || query.includes('"coffees"'))).toHaveLength(2)
})
