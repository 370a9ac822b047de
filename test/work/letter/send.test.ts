import { eq } from 'drizzle-orm'
import { afterEach, describe, expect, test } from 'vitest'
import { decisions, digestItems, people, streams, suppressions, users, verdicts } from '../../../src/db/schema.ts'
import type { Delivery } from '../../../src/deps.ts'
import { judgePick, listRefused, takePickBack } from '../../../src/work/letter/judge-pick.ts'
import { previewLetter } from '../../../src/work/letter/preview.ts'
import { sendLetter } from '../../../src/work/letter/send.ts'
import { accept, me, monday, type Stage, type Staging, setStage, sunday } from './stage.ts'

let stage: Stage
afterEach(() => stage.close())
const begin = async (staging: Staging = {}) => {
  stage = await setStage(staging)
  await stage.run(sunday.add({ minutes: 1 }))
}
const press = async () => {
  await sendLetter(stage.deps, await stage.user())
  await stage.run(stage.now().add({ minutes: 1 }))
}
const preview = async () => previewLetter(stage.deps, await stage.user())
const names = async () => (await preview()).letter?.cards.map(({ name }) => name) ?? []

describe('“Send it”', () => {
  test('sends this week’s letter now, as it was shown, and none sixteen hours later', async () => {
    await begin()
    const shown = await names()
    await press()
    const [row] = await stage.digests()
    expect(row).toMatchObject({ week: '2026-W47', state: 'sent', sends: 1 })
    expect(row?.items.map(({ card }) => card?.name)).toEqual(shown)
    await stage.run(monday.add({ hours: 1 }))
    const weeks = async () => (await stage.digests()).map(({ week }) => week)
    expect(await weeks()).toEqual(['2026-W47'])
    await stage.run(monday.add({ hours: 24 * 7 + 1 }))
    expect(await weeks()).toEqual(['2026-W49', '2026-W47'])
  })

  test('pressed on the day of the letter takes its place', async () => {
    await begin({ settings: { letterDay: 7, letterHour: 20 } })
    await press()
    await stage.run(sunday.add({ hours: 48 }))
    expect(await stage.digests()).toMatchObject([{ week: '2026-W47', sends: 1 }])
    expect(stage.mails).toHaveLength(1)
  })

  test('pressed again sends the same people with a counter, three times in all', async () => {
    await begin()
    for (let count = 0; count < 3; count++) await press()
    expect(await stage.digests()).toMatchObject([{ state: 'sent', sends: 3 }])
    const ids = stage.mails.map(({ messageId }) => messageId)
    expect(new Set(ids).size).toBe(3)
    expect(ids.every((id) => /^<2026-w47\..*@localhost>$/.test(id))).toBe(true)
    expect(new Set(stage.mails.map(({ subject }) => subject)).size).toBe(1)
    expect(new Set(stage.mails.map(({ html }) => html)).size).toBe(1)
    await expect(press()).rejects.toMatchObject({ status: 429 })
    expect(stage.mails).toHaveLength(3)
  })

  test('leaves out, when pressed again, on whom the owner has had a word', async () => {
    await begin()
    await press()
    const [row] = await stage.digests()
    const first = row?.items[0]
    await stage.db.update(digestItems).set({ outcome: 'let_go' }).where(eq(digestItems.place, 0))
    await press()
    expect(stage.mails[0]?.html).toContain(first?.card?.name)
    expect(stage.mails[1]?.html).not.toContain(first?.card?.name)
  })

  test('is refused while one is on its way', async () => {
    await begin()
    const user = await stage.user()
    await sendLetter(stage.deps, user)
    await expect(sendLetter(stage.deps, user)).rejects.toMatchObject({ status: 409 })
    await stage.run(stage.now().add({ minutes: 1 }))
    expect(stage.mails).toHaveLength(1)
  })

  test('pressed ten times at once sends one letter', async () => {
    await begin()
    const user = await stage.user()
    await Promise.allSettled(Array.from({ length: 10 }, () => sendLetter(stage.deps, user)))
    await stage.run(stage.now().add({ minutes: 1 }))
    expect(stage.mails).toHaveLength(1)
    expect(await stage.digests()).toMatchObject([{ sends: 1 }])
  })

  test('is refused while too little is read, while paused, and after an unsubscription', async () => {
    await begin()
    const user = await stage.user()
    await stage.db.update(streams).set({ phase: 'reading', readBackTo: sunday.subtract({ hours: 24 * 90 }) })
    expect(await preview()).toMatchObject({ letter: null, reading: true })
    await expect(press()).rejects.toMatchObject({ status: 409 })
    await stage.db.update(streams).set({ phase: 'reading', readBackTo: sunday.subtract({ hours: 24 * 400 }) })
    expect(await preview()).toMatchObject({ reading: false })
    await stage.db.update(users).set({ settings: { ...user.settings, pausedUntil: '2026-12-20' } })
    expect(await preview()).toMatchObject({ pausedUntil: '2026-12-20', next: { week: '2026-W52' } })
    await expect(press()).rejects.toMatchObject({ status: 409 })
    await stage.db.update(users).set({ settings: user.settings })
    const addressHash = await stage.deps.seal.sign(me, 'address')
    await stage.db.insert(suppressions).values({ userId: 'sam', addressHash, reason: 'unsubscribed', at: sunday })
    expect(await preview()).toMatchObject({ stopped: 'unsubscribed', next: null })
    await expect(press()).rejects.toMatchObject({ status: 409 })
    expect(stage.mails).toEqual([])
  })

  test.each<Delivery>([
    { kind: 'unknown', reason: 'the line broke' },
    { kind: 'refused', permanent: true, atRecipient: false, code: 554, reason: 'no' },
  ])('sends again after $kind', async (answer) => {
    const answers = [answer]
    await begin({ relay: async () => answers.pop() ?? accept() })
    await press()
    expect((await preview()).sent).toMatchObject({ problem: expect.stringContaining('send it from here') })
    await press()
    expect(stage.mails).toHaveLength(1)
    expect((await preview()).sent).toMatchObject({ state: 'sent', problem: null })
  })
})

describe('the preview', () => {
  test('changes nothing', async () => {
    await begin()
    let writes = 0
    stage.onStatement = (query) => {
      if (!/^\s*(select|begin|commit|rollback)/i.test(query)) writes++
    }
    const shown = await preview()
    expect(writes).toBe(0)
    expect(shown).toMatchObject({ sent: null, latest: null, stopped: null, pausedUntil: null, reading: false })
    expect(shown.next?.at.toString()).toBe(monday.toString())
    expect(shown.letter?.cards).toHaveLength(3)
  })

  test('is the letter that is sent, word for word but for its date', async () => {
    await begin()
    const { letter: shown } = await preview()
    await press()
    const { letter: sent, gone } = await preview()
    expect(gone).toBe(true)
    const words = (letter: typeof shown) => ({ ...letter, week: '', date: '', linksUntil: '' })
    expect(words(sent)).toEqual(words(shown))
    expect([sent?.week, sent?.date]).toEqual(['2026-W47', 'Sunday 22 November'])
    for (const { opener } of shown?.cards ?? [])
      expect(stage.mails[0]?.text.replace(/\s+/g, ' ')).toContain(opener.text)
  })

  test('shows the letter that went for some days, and then the one after it', async () => {
    await begin()
    const first = await names()
    await press()
    expect(await names()).toEqual(first)
    stage.jump(monday.add({ hours: 30 }))
    expect(await names()).toEqual(first)
    expect((await preview()).next?.week).toBe('2026-W49')
    stage.jump(monday.add({ hours: 24 * 4 }))
    const shown = await preview()
    expect([shown.gone, shown.letter?.week]).toEqual([false, '2026-W49'])
    for (const { name } of shown.letter?.cards ?? []) expect(first).not.toContain(name)
  })
})

describe('the word on a pick', () => {
  test('“Not this one” brings the next, and lets them rest for half a year', async () => {
    await begin()
    const before = (await preview()).letter?.cards ?? []
    const gone = before[0]
    await judgePick(stage.deps, await stage.user(), gone?.personId ?? '', 'not_this')
    const after = await names()
    expect(after).toHaveLength(3)
    expect(after).not.toContain(gone?.name)
    for (const { name } of before.slice(1)) expect(after).toContain(name)
    const [row] = await stage.db
      .select()
      .from(people)
      .where(eq(people.id, gone?.personId ?? ''))
    expect(row?.state).toBe('resting')
    expect(row?.restUntil?.toZonedDateTimeISO('Europe/Berlin').toPlainDate().toString()).toBe('2027-05-22')
    expect(await stage.db.select().from(decisions)).toMatchObject([{ kind: 'rest' }])
    await stage.run(monday.add({ hours: 1 }))
    expect(stage.mails[0]?.html).not.toContain(gone?.name)
  })

  test.each([
    0, 1, 2,
  ])('“Not this one” changes card %i and no other, and undoing it brings the letter back', async (place) => {
    await begin()
    const words = async () => (await preview()).letter?.cards ?? []
    const before = await words()
    const gone = before[place]
    await judgePick(stage.deps, await stage.user(), gone?.personId ?? '', 'not_this')
    const after = await words()
    expect(after.map(({ name }) => name)).not.toContain(gone?.name)
    expect(after).toHaveLength(3)
    for (const [index, card] of before.entries()) if (index !== place) expect(after[index]).toEqual(card)
    const [week] = (await preview()).letter?.week ? [(await preview()).letter?.week ?? ''] : ['']
    expect(await listRefused(stage.deps, await stage.user(), week)).toMatchObject([{ firstName: gone?.firstName }])
    await takePickBack(stage.deps, await stage.user(), gone?.personId ?? '')
    expect(await words()).toEqual(before)
    expect(await stage.db.select().from(decisions)).toEqual([])
    await expect(takePickBack(stage.deps, await stage.user(), gone?.personId ?? '')).rejects.toMatchObject({
      status: 404,
    })
  })

  test('“Yes” keeps them in the letter, also when it goes out in the next week', async () => {
    await begin({ settings: { people: 1 } })
    const [card] = (await preview()).letter?.cards ?? []
    await judgePick(stage.deps, await stage.user(), card?.personId ?? '', 'yes')
    expect((await preview()).verdicts).toEqual(new Map([[card?.personId, 'yes']]))
    expect(await stage.db.select().from(verdicts)).toMatchObject([{ week: '2026-W48', verdict: 'yes', place: 0 }])
    await stage.run(monday.add({ hours: 1 }))
    expect((await stage.digests())[0]?.items.map((item) => item.card?.name)).toEqual([card?.name])
  })

  test('is taken only on people who are shown', async () => {
    await begin({ settings: { people: 1 } })
    const shown = (await preview()).letter?.cards.map(({ personId }) => personId) ?? []
    const other = (await stage.db.select().from(people)).find(({ id }) => !shown.includes(id))
    for (const id of [other?.id ?? '', 'nobody', ''])
      await expect(judgePick(stage.deps, await stage.user(), id, 'not_this')).rejects.toMatchObject({ status: 404 })
    expect(await stage.db.select().from(verdicts)).toEqual([])
  })
})
