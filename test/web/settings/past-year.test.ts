import { eq } from 'drizzle-orm'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Named } from '../../../src/backtest/types.ts'
import { findBacktest } from '../../../src/db/backtests.ts'
import { backtests, people, streams, tasks } from '../../../src/db/schema.ts'
import { addPerson, createWorld, daysAgo, dump, type World } from '../world.ts'

let world: World
beforeEach(async () => {
  world = await createWorld()
}, 60_000)
afterEach(() => world.database.close())

const path = '/settings/backtest'

const named = (address: string, more: Partial<Named> = {}): Named => ({
  address,
  name: 'Maren Okafor',
  why: 'Their question “Studio move?” of 3 March was the last word between you.',
  silentDays: 92,
  resumed: true,
  byOwner: true,
  after: 'you wrote on 12 June, they answered on 14 June',
  ...more,
})

interface Stage {
  readonly picks?: readonly Named[]
  readonly state?: 'running' | 'done' | 'failed'
  readonly total?: number
  readonly problem?: string
  readonly userId?: string
  readonly chance?: number
}

async function replayedJune({ picks = [], state = 'done', total = 1, problem, userId = 'sam', chance = 0.6 }: Stage) {
  const tally = { named: picks.length, resumed: 0 }
  const others = { chance: { ...tally, resumed: chance }, recent: tally, overdue: tally }
  await world.deps.db.insert(backtests).values({
    userId,
    state,
    months: problem ? [] : [{ at: '2026-05-31T22:00:00Z', due: 5, picks, others }],
    total,
    problem: problem ?? null,
    requestedAt: daysAgo(1),
  })
}

describe('the past year', () => {
  test('is explained, with one button, and looking at it changes nothing', async () => {
    const before = await dump(world.deps)
    const html = await world.text(path, 'sam')
    expect(html).toContain('Replay my past year')
    expect(html).toContain('no provider is asked')
    expect(html).not.toContain('http-equiv="refresh"')
    expect(await dump(world.deps)).toBe(before)
    expect(await world.text('/settings', 'sam')).toContain(`href="${path}"`)
  })

  test('its button starts it once and leads back', async () => {
    const answer = await world.post(path, 'sam')
    expect([answer.status, answer.headers.get('location')]).toEqual([303, path])
    await world.post(path, 'sam')
    expect(await findBacktest(world.deps.db, 'sam')).toMatchObject({ state: 'running', months: [], total: 10 })
    expect(await world.deps.db.$count(tasks, eq(tasks.kind, 'backtest'))).toBe(1)
    expect(world.woken()).toBe(2)
    expect(await findBacktest(world.deps.db, 'eve')).toBeUndefined()
  })

  test('is for whoever is signed in, by a form of ours', async () => {
    expect((await world.get(path)).status).toBe(302)
    expect((await world.post(path, undefined)).status).toBe(403)
    expect((await world.post(path, 'sam', { csrf: 'wrong' })).status).toBe(403)
    expect(await world.deps.db.$count(backtests)).toBe(0)
  })

  test('says why there is nothing to replay, and offers no button for it', async () => {
    await world.deps.db.update(streams).set({ readBackTo: daysAgo(100) })
    const html = await world.text(path, 'sam')
    expect(html).toContain('Your history is read back to August, which is not enough yet.')
    expect(html).not.toContain('Replay my past year')
  })

  test('shows how far it is while it runs, and loads itself again', async () => {
    await replayedJune({ state: 'running', total: 10 })
    const html = await world.text(path, 'sam')
    expect(html).toContain('1 of 10 months replayed')
    expect(html).toContain('http-equiv="refresh"')
    expect(html).toMatch(/<progress value="1" max="10"/)
    expect(html).not.toContain('<button type="submit" class="q">')
  })

  test('ends with a sentence where it could not be done', async () => {
    await replayedJune({ state: 'failed', total: 0, problem: 'A month can be replayed later.' })
    const html = await world.text(path, 'sam')
    expect(html).toContain('A month can be replayed later.')
    expect(html).not.toContain('<table')
  })

  test('names who would have been named, why then, what followed, and what other ways come to', async () => {
    const id = await addPerson(world.deps, { name: 'Maren Okafor', address: 'maren@okafor.example' })
    await addPerson(world.deps, { name: 'Teo Marsh', address: 'teo@marsh.example' })
    const teo = named('teo@marsh.example', {
      name: 'Teo Marsh',
      resumed: false,
      after: 'no email or meeting in the eight weeks after',
    })
    await replayedJune({ picks: [named('maren@okafor.example'), teo] })
    const html = await world.text(path, 'sam')
    expect(html).toContain(`<a href="/people/${id}">Maren Okafor</a>`)
    expect(html).toContain('It was 3 months since your last email or meeting.')
    expect(html).toContain('You wrote on 12 June, they answered on 14 June.')
    expect(html).toContain('No email or meeting in the eight weeks after.')
    expect(html.match(/<d[td][^>]*>[^<]*/g)?.map((tag) => tag.replace(/<[^>]*>/, ''))).toEqual([
      ...[
        'Your letter',
        '1 of 2',
        'Chance',
        '0.6 of 2',
        'Most recent',
        '0 of 2',
        'Longest past their usual gap',
        '0 of 2',
      ],
    ])
    expect(html).toContain(
      'In 1 month your letter would have named someone twice. For 1 of these the two of you were back in touch within eight weeks, once by your own first step. As many picked by chance would come to 0.6, the most recent to 0, those longest past their usual gap to 0.',
    )
    expect(html).toContain('It cannot tell whether a coffee would have been a good one.')
    expect(html).toContain('Replay it again')
    expect(html.replace(/<[^>]*>/g, '')).not.toMatch(/overdue|score|fail|streak|!/i)
  })

  test('names nobody who was let go, is not stored any more, or is in mourning', async () => {
    const address = 'maren@okafor.example'
    const id = await addPerson(world.deps, { name: 'Maren Okafor', address })
    await replayedJune({ picks: [named(address), named('gone@okafor.example', { name: 'Gone Person' })] })
    const change = (set: Partial<typeof people.$inferInsert>) =>
      world.deps.db.update(people).set(set).where(eq(people.id, id))
    await change({ state: 'let_go' })
    const html = await world.text(path, 'sam')
    expect(html).toContain('Someone you let go')
    expect(html).toContain('Someone who is no longer stored')
    for (const word of ['Maren', 'Gone', 'Studio move', '12 June', id]) expect(html).not.toContain(word)
    await change({ state: 'active', exclusions: [{ kind: 'mourning', reason: 'A subject speaks of a loss.' }] })
    const later = await world.text(path, 'sam')
    expect(later).toContain('Someone who is not named here')
    expect(later).not.toContain('Maren')
  })

  test('says it once where none of the due came back', async () => {
    await addPerson(world.deps, { name: 'Maren Okafor', address: 'maren@okafor.example' })
    await replayedJune({ picks: [named('maren@okafor.example', { resumed: false })], chance: 0 })
    const html = await world.text(path, 'sam')
    expect(html).toContain('None of those who were due was back in touch in these weeks.')
    expect(html).not.toContain('<dt')
  })

  test('says so where nobody was due', async () => {
    await replayedJune({ picks: [] })
    const html = await world.text(path, 'sam')
    expect(html).toContain('Nobody: a letter would have named no one.')
    expect(html).toContain('a letter would have named nobody')
  })

  test('takes names and reasons for text, whatever they hold', async () => {
    await addPerson(world.deps, { name: 'x', address: 'x@hostile.example' })
    const hostile = '<script>alert(1)</script>'
    await replayedJune({ picks: [named('x@hostile.example', { name: hostile, why: hostile, after: hostile })] })
    expect(await world.text(path, 'sam')).not.toContain('<script')
  })

  test('is nobody else’s', async () => {
    await addPerson(world.deps, { name: 'Maren Okafor', address: 'maren@okafor.example' })
    await replayedJune({ picks: [named('maren@okafor.example')] })
    expect(await world.text(path, 'eve')).not.toContain('Maren')
    // The same person in two histories: what one of the two let go says nothing to the other.
    await replayedJune({ picks: [named('maren@okafor.example')], userId: 'eve' })
    expect(await world.text(path, 'eve')).toContain('Someone who is no longer stored')
  })

  test('stands in the export as it is stored, and not at all where there is none', async () => {
    expect(JSON.parse(await world.text('/export.json', 'sam'))).not.toHaveProperty('backtest')
    await replayedJune({ picks: [named('maren@okafor.example')] })
    expect(JSON.parse(await world.text('/export.json', 'sam')).backtest).toMatchObject({
      state: 'done',
      months: [{ at: '2026-05-31T22:00:00Z', due: 5, picks: [{ name: 'Maren Okafor' }] }],
    })
    expect(JSON.parse(await world.text('/export.json', 'eve'))).not.toHaveProperty('backtest')
  })

  test('goes when subjects are to be forgotten: its reasons quote them', async () => {
    await replayedJune({ picks: [named('maren@okafor.example')] })
    const fields = {
      letterDay: '1',
      letterHour: '8',
      people: '3',
      workingDays: ['1'],
      workingFrom: '09:00',
      workingTo: '18:00',
      timeZone: 'Europe/Berlin',
    }
    expect((await world.post('/settings', 'sam', { ...fields, subjects: '1' })).status).toBe(303)
    expect(await world.deps.db.$count(backtests)).toBe(1)
    expect((await world.post('/settings', 'sam', fields)).status).toBe(303)
    expect(await world.deps.db.$count(backtests)).toBe(0)
  })
})
