import { eq } from 'drizzle-orm'
import { Temporal } from 'temporal-polyfill'
import { afterEach, describe, expect, test } from 'vitest'
import { claimTasks } from '../../../src/db/queue/claim.ts'
import { digestItems, digests, links, suppressions, tasks, users } from '../../../src/db/schema.ts'
import type { Delivery } from '../../../src/deps.ts'
import { requestLetter } from '../../../src/work/request.ts'
import { step } from '../../../src/work/step.ts'
import { accept, mail, maren, me, meeting, monday, type Stage, type Staging, setStage, sunday } from './stage.ts'

let stage: Stage
afterEach(() => stage.close())
const begin = async (staging: Staging = {}) => {
  stage = await setStage(staging)
  return stage
}
const later = (days: number, hours = 0) => monday.add({ hours: 24 * days + hours })
const due = async () => (await stage.db.select().from(tasks).where(eq(tasks.kind, 'letter')))[0]?.runAt.toString()

describe('the weekly letter', () => {
  test('goes at its hour, once, to the owner, with what was written down', async () => {
    await begin()
    await stage.run(monday.subtract({ minutes: 1 }))
    expect(stage.mails).toEqual([])
    await stage.run(later(6))
    const [row] = await stage.digests()
    expect(await stage.digests()).toHaveLength(1)
    expect(row).toMatchObject({ week: '2026-W48', state: 'sent', sends: 1, problem: null })
    expect(row?.sentAt?.toString()).toBe(monday.toString())
    expect(row?.items).toHaveLength(3)
    expect(row?.letter).toMatchObject({ kind: 'first', week: '2026-W48' })
    expect(stage.mails).toMatchObject([
      { to: me, replyTo: me, messageId: row?.messageId, subject: row?.letter.subject },
    ])
    expect(row?.messageId).toMatch(/^<2026-w48\.[\w-]{16}@localhost>$/)
    expect(await due()).toBe(later(7).toString())
  })

  test('names three others the week after, and nobody twice within six weeks', async () => {
    await begin()
    await stage.run(later(36))
    const seen = (await stage.digests()).flatMap(({ items }) => items.map(({ addressHash }) => addressHash))
    expect(seen.length).toBeGreaterThan(3)
    expect(new Set(seen).size).toBe(seen.length)
  })

  test('without a relay lies in the outbox as sent', async () => {
    await begin({ relay: null })
    await stage.run(later(1))
    expect(await stage.digests()).toMatchObject([{ state: 'sent', sends: 1 }])
    expect(await stage.db.select().from(links)).not.toEqual([])
  })

  test('is written from what is known at its hour: whoever wrote meanwhile is not in it', async () => {
    await begin()
    await stage.run(monday.subtract({ minutes: 5 }))
    // Read, but not worked out yet.
    await stage.store([
      mail({ id: 'new-a', from: maren.address, to: me, at: monday.subtract({ minutes: 3 }), subject: 'Hello again' }),
    ])
    await stage.run(later(1))
    const cards = (await stage.digests())[0]?.items.map(({ card }) => card?.name)
    expect(cards).toHaveLength(3)
    expect(cards).not.toContain(maren.name)
  })

  test('leaves out whom the owner is about to meet', async () => {
    await begin({ people: [maren] })
    await stage.run(monday.subtract({ minutes: 5 }))
    await stage.store([meeting({ id: 'soon', guest: maren.address, at: later(3) })])
    await stage.run(later(1))
    expect((await stage.digests())[0]?.items).toEqual([])
  })

  test('is not sent while letters are paused, and comes again at the first hour after', async () => {
    await begin({ settings: { pausedUntil: '2026-12-09' } })
    await stage.run(later(13))
    expect(await stage.digests()).toEqual([])
    expect(await due()).toBe(later(21).toString())
    await stage.run(later(22))
    expect(await stage.digests()).toMatchObject([{ week: '2026-W51', state: 'sent' }])
  })

  test('is not sent to somebody who unsubscribed', async () => {
    await begin()
    const addressHash = await stage.deps.seal.sign(me, 'address')
    await stage.db.insert(suppressions).values({ userId: 'sam', addressHash, reason: 'unsubscribed', at: sunday })
    await stage.run(later(8))
    expect(await stage.digests()).toEqual([])
    expect(stage.mails).toEqual([])
  })

  test('does not go to a newcomer for an hour that was before they came', async () => {
    await begin({ begin: later(0, 2), createdAt: later(0, 1) })
    await stage.run(later(6))
    expect(await stage.digests()).toEqual([])
    await stage.run(later(8))
    expect(await stage.digests()).toMatchObject([{ week: '2026-W49' }])
  })

  test('moves with day, hour and zone, also while the task is being worked on', async () => {
    await begin()
    const change = async (letterHour: number) => {
      const user = await stage.user()
      const settings = { ...user.settings, letterHour }
      await stage.db.update(users).set({ settings })
      await requestLetter(stage.db, { ...user, settings }, stage.now())
    }
    await change(10)
    expect(await due()).toBe(later(0, 2).toString())
    await change(6)
    expect(await due()).toBe(later(0, -2).toString())
    stage.jump(later(0, -2))
    const [task] = await claimTasks(stage.db, stage.now(), 1, { kind: 'letter', subject: 'sam' })
    await change(12)
    if (task) await step(stage.deps, task)
    expect(await due()).toBe(later(0, 4).toString())
  })
})

describe('an empty week', () => {
  test('is said twice in the first eight weeks, never in the same words, and then passed over', async () => {
    await begin({ people: [] })
    await stage.run(later(80))
    const rows = (await stage.digests()).toReversed()
    // The second one says once how to keep a way in, and is not counted.
    expect(rows.slice(0, 4).map(({ state }) => state)).toEqual(Array(4).fill('sent'))
    expect(rows.slice(0, 4).map(({ letter }) => letter.kind)).toEqual(['beginning', 'empty', 'empty', 'empty'])
    expect(rows.slice(4).every(({ state }) => state === 'skipped')).toBe(true)
    const [, , one, two] = rows.map(({ letter }) => letter.intro)
    expect(one?.split('.')[1]).not.toBe(two?.split('.')[1])
    expect([one?.includes('Next letter'), two?.includes('until then no letter comes')]).toEqual([true, true])
    expect(rows.every(({ items }) => items.length === 0)).toBe(true)
    expect(stage.mails.length).toBeLessThan(rows.length + 1)
  })
})

describe('four letters without a word', () => {
  test('are followed by one that says so, and by a month without any', async () => {
    await begin({ settings: { people: 1 } })
    await stage.run(later(29))
    const rows = (await stage.digests()).toReversed()
    expect(rows.map(({ letter }) => letter.kind)).toEqual(['first', 'weekly', 'weekly', 'weekly', 'pausing'])
    expect((await stage.user()).settings.pausedUntil).toBe('2027-01-21')
    expect(rows[4]?.letter.notices[0]?.links).toEqual([{ label: 'Start again', path: '/letter#resume' }])
    expect(await stage.db.select().from(links).where(eq(links.purpose, 'resume'))).toHaveLength(1)
    await stage.run(Temporal.Instant.from('2027-01-24T00:00:00Z'))
    expect(stage.mails).toHaveLength(5)
    await stage.run(Temporal.Instant.from('2027-01-26T00:00:00Z'))
    expect(stage.mails).toHaveLength(6)
    expect((await stage.digests())[0]?.letter.kind).not.toBe('pausing')
  })

  test('one answer is enough to go on as before', async () => {
    await begin({ settings: { people: 1 } })
    await stage.run(later(8))
    const [, first] = await stage.digests()
    await stage.db
      .update(digestItems)
      .set({ outcome: 'not_now' })
      .where(eq(digestItems.digestId, first?.id ?? ''))
    await stage.run(later(29))
    expect((await stage.digests())[0]?.letter.kind).toBe('weekly')
  })
})

describe('what the relay says', () => {
  const refused = (permanent: boolean, atRecipient: boolean): Delivery => ({
    kind: 'refused',
    permanent,
    atRecipient,
    code: permanent ? 550 : 450,
    reason: 'the relay answered no',
  })

  test('an address that does not exist gets no letter any more', async () => {
    await begin({ relay: async () => refused(true, true) })
    await stage.run(later(8))
    expect(await stage.digests()).toMatchObject([{ state: 'failed', sends: 0 }])
    expect((await stage.digests())[0]?.problem).toContain('takes no mail')
    expect(await stage.db.select().from(suppressions)).toMatchObject([{ reason: 'bounced' }])
  })

  test('another refusal for good is told, and the next letter says so', async () => {
    let answer: Delivery = refused(true, false)
    await begin({ relay: async () => answer })
    await stage.run(later(1))
    expect(await stage.digests()).toMatchObject([{ state: 'failed' }])
    expect((await stage.digests())[0]?.problem).toContain('the relay answered no')
    answer = { kind: 'accepted' }
    await stage.run(later(8))
    const [second] = await stage.digests()
    expect(second).toMatchObject({ state: 'sent' })
    expect(second?.letter.notices.map(({ text }) => text)).toContain('My last letter could not be delivered.')
  })

  test('a relay that is away is tried again with growing pauses, and the letter goes once it is there', async () => {
    let answer: Delivery = { kind: 'unreached', reason: 'nobody answers' }
    const tried: string[] = []
    await begin({
      relay: async () => {
        tried.push(stage.now().toString())
        return answer
      },
    })
    await stage.run(later(0, 3))
    expect(await stage.digests()).toMatchObject([{ state: 'ready' }])
    const minutes = tried.slice(1).map((at, index) =>
      Temporal.Instant.from(at)
        .since(tried[index] ?? '')
        .total('minutes'),
    )
    expect(minutes).toEqual(minutes.toSorted((a, b) => a - b))
    expect(minutes[0]).toBeLessThan(minutes.at(-1) ?? 0)
    answer = { kind: 'accepted' }
    await stage.run(later(0, 8))
    expect(stage.mails).toHaveLength(1)
    expect(await stage.digests()).toMatchObject([{ state: 'sent', sends: 1, problem: null }])
  })

  test('a letter that no relay took within a day is dropped and not sent stale', async () => {
    await begin({ relay: async () => refused(false, false) })
    await stage.run(later(2))
    expect(await stage.digests()).toMatchObject([{ state: 'dropped', sends: 0 }])
    expect((await stage.digests())[0]?.problem).toContain('within a day')
  })

  test('whoever wrote while the relay was away is not in the letter that goes at last', async () => {
    let answer: Delivery = { kind: 'unreached', reason: 'nobody answers' }
    await begin({ relay: async () => answer, people: [maren] })
    await stage.run(later(0, 1))
    expect((await stage.digests())[0]?.items).toHaveLength(1)
    await stage.store([mail({ id: 'new-a', from: maren.address, to: me, at: later(0, 1), subject: 'Hello again' })])
    answer = { kind: 'accepted' }
    await stage.run(later(0, 12))
    expect(await stage.digests()).toMatchObject([{ state: 'sent', items: [] }])
  })

  test('an unknown outcome is told and never repeated by itself', async () => {
    await begin({ relay: async () => ({ kind: 'unknown', reason: 'the line broke' }) })
    await stage.run(later(6))
    expect(await stage.digests()).toMatchObject([{ state: 'unknown', sends: 1 }])
    expect((await stage.digests())[0]?.problem).toContain('may have reached you or not')
  })
})

describe('after the program was down', () => {
  test('a letter less than a day late still goes', async () => {
    await begin()
    await stage.run(sunday.add({ minutes: 5 }))
    stage.jump(later(0, 20))
    await stage.run(later(0, 21))
    expect(await stage.digests()).toMatchObject([{ week: '2026-W48', state: 'sent' }])
  })

  test('a later one is dropped with a sentence, and the next comes as usual', async () => {
    await begin()
    await stage.run(sunday.add({ minutes: 5 }))
    stage.jump(later(2))
    await stage.run(later(2, 1))
    expect(await stage.digests()).toMatchObject([{ week: '2026-W48', state: 'dropped', items: [] }])
    expect((await stage.digests())[0]?.problem).toContain('more than a day ago')
    await stage.run(later(8))
    expect(await stage.digests()).toMatchObject([{ state: 'sent' }, { state: 'dropped' }])
  })

  test('nothing is dropped where nothing was due', async () => {
    await begin({ settings: { pausedUntil: '2026-12-30' } })
    await stage.run(sunday.add({ minutes: 5 }))
    stage.jump(later(2))
    await stage.run(later(3))
    expect(await stage.digests()).toEqual([])
  })
})

test('two workers on one database send one letter', async () => {
  await begin()
  await stage.run(monday.subtract({ minutes: 1 }))
  stage.jump(monday)
  const workers = await Promise.all([1, 2, 3].map(() => claimTasks(stage.db, stage.now(), 4)))
  expect(workers.flat().filter(({ kind }) => kind === 'letter')).toHaveLength(1)
  await Promise.all(workers.flat().map((task) => step(stage.deps, task)))
  await stage.run(later(1))
  expect(stage.mails).toHaveLength(1)
})

test('a worker that overran its lease sends nothing a second time', async () => {
  await begin()
  await stage.run(monday.subtract({ minutes: 1 }))
  stage.jump(monday)
  const [slow] = await claimTasks(stage.db, stage.now(), 1, { kind: 'letter', subject: 'sam' })
  stage.jump(monday.add({ minutes: 10 }))
  await stage.run(later(1))
  expect(stage.mails).toHaveLength(1)
  if (slow) await step(stage.deps, slow).catch(() => {})
  expect(stage.mails).toHaveLength(1)
  expect(await stage.digests()).toMatchObject([{ state: 'sent', sends: 1 }])
})

test('the newest letter ends the coffee links of all but the one before it', async () => {
  await begin({ settings: { people: 1 } })
  await stage.run(later(15))
  const rows = await stage.db.select().from(links).where(eq(links.purpose, 'coffee'))
  const weeks = new Map((await stage.db.select().from(digests)).map(({ id, week }) => [id, week]))
  const open = rows.filter(({ revokedAt }) => !revokedAt).map(({ digestId }) => weeks.get(digestId ?? ''))
  expect(new Set(open)).toEqual(new Set(['2026-W49', '2026-W50']))
  expect(rows.some(({ revokedAt }) => revokedAt)).toBe(true)
})

test.each([
  'Europe/Berlin',
  'America/New_York',
  'Asia/Kolkata',
  'Pacific/Auckland',
])('a year of letters in %s: one in each week, each at eight in the morning', async (timeZone) => {
  await begin({ timeZone, people: [], settings: { letterDay: 7 }, relay: accept })
  const year = sunday.add({ hours: 24 * 365 })
  await stage.run(year)
  const rows = (await stage.digests()).toReversed()
  expect(rows.length).toBeGreaterThanOrEqual(52)
  expect(new Set(rows.map(({ week }) => week)).size).toBe(rows.length)
  for (const { createdAt } of rows) {
    const local = createdAt.toZonedDateTimeISO(timeZone)
    expect([local.dayOfWeek, local.hour, local.minute]).toEqual([7, 8, 0])
  }
}, 120_000)
