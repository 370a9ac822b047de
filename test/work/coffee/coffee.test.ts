import { eq } from 'drizzle-orm'
import { Temporal } from 'temporal-polyfill'
import { describe, expect, test } from 'vitest'
import { coffees, connections, tasks, users } from '../../../src/db/schema.ts'
import { UserError } from '../../../src/errors.ts'
import { fault } from '../../../src/sample/google/faults.ts'
import { planCoffee, sendNow, undoCoffee } from '../../../src/work/coffee/plan.ts'
import { setTable } from '../../../src/work/coffee/table.ts'
import { allowEvents, maren, type Stage, useStage, written, zone } from './stage.ts'

const begin = useStage()
const hello = 'Shall we have a coffee?'

async function table(stage: Stage) {
  return setTable(stage.program.deps, await stage.user(), await stage.person())
}

async function ask(stage: Stage, change: Partial<Parameters<typeof planCoffee>[3]> = {}) {
  const wanted = { how: 'invite', start: stage.at(7, '10:15'), note: hello, ...change } as const
  return planCoffee(stage.program.deps, await stage.user(), await stage.person(), wanted)
}

describe('the table', () => {
  test('has three free times on different days, more of them, and the account the two used', async () => {
    const stage = await begin()
    const { slots, more, calendar, account, canInvite, coffee, video, zone: guess } = await table(stage)
    expect(calendar).toBe('read')
    expect(slots).toHaveLength(3)
    expect(more.length).toBeGreaterThan(0)
    expect(more.length).toBeLessThanOrEqual(6)
    const days = slots.map(({ start }) => start.toZonedDateTimeISO(zone).toPlainDate().toString())
    expect(new Set(days).size).toBe(3)
    expect(days).toEqual(days.toSorted())
    expect(account?.email).toBe('sam@hartley.example')
    expect(canInvite).toBe(true)
    expect(video).toBe(guess?.timeZone !== zone)
    expect(coffee).toBeNull()
  })

  test('says that a calendar with hardly anything in it shows nothing', async () => {
    const stage = await begin({ standing: false })
    const { calendar, slots } = await table(stage)
    expect(calendar).toBe('sparse')
    expect(slots.map(({ remark }) => remark)).toContain('Check this one in your calendar')
  })

  test('says so where no calendar may be read, and offers times within the working hours', async () => {
    const stage = await begin({ events: false, scopes: ['https://www.googleapis.com/auth/gmail.metadata'] })
    const { calendar, canInvite, slots } = await table(stage)
    expect(calendar).toBe('closed')
    expect(canInvite).toBe(false)
    expect(slots).toHaveLength(3)
    expect(stage.requests('events.list')).toEqual([])
  })

  test('says so where the calendar does not answer, and keeps clear of what was read before', async () => {
    const stage = await begin()
    const before = await table(stage)
    stage.program.sample.faults.add('events.list', fault.unavailable(), 5)
    const { calendar, slots } = await table(stage)
    expect(calendar).toBe('unreachable')
    expect(slots.every(({ remark }) => remark === 'Check this one in your calendar')).toBe(true)
    expect(before.calendar).toBe('read')
  })

  test('shows the coffee that is planned, and none that is over', async () => {
    const stage = await begin()
    const coffee = await ask(stage)
    expect((await table(stage)).coffee?.id).toBe(coffee.id)
    stage.program.jump(stage.at(8, '10:00'))
    expect((await table(stage)).coffee).toBeNull()
  })
})

describe('an order', () => {
  test('pressed ten times at once is one coffee and one event', async () => {
    const stage = await begin()
    const all = await Promise.all(Array.from({ length: 10 }, () => ask(stage)))
    expect(new Set(all.map(({ id }) => id)).size).toBe(1)
    await stage.leave()
    expect(written(stage.program)).toHaveLength(1)
    // And once more when it is in the calendar already.
    expect(await ask(stage)).toMatchObject({ id: all[0]?.id, state: 'invited' })
    expect(await stage.coffees()).toHaveLength(1)
  })

  test('goes to the newest address of the person, whatever else they have', async () => {
    const stage = await begin()
    const person = await stage.person()
    const older = {
      address: 'maren@old.example',
      reason: '',
      firstAt: stage.at(-900, '09:00'),
      lastAt: stage.at(-800, '09:00'),
    }
    const both = { ...person, address: older.address, addresses: [older, ...person.addresses] }
    const wanted = { how: 'invite', start: stage.at(7, '10:15'), note: hello } as const
    const coffee = await planCoffee(stage.program.deps, await stage.user(), both, wanted)
    expect(coffee.address).toBe(maren)
  })

  test.each([
    ['[a book they would like]', 'Maren, I read [a book they would like].'],
    ['[Grund]', 'Liebe Maren, [Grund].'],
  ])('with %s still to fill is refused', async (_, note) => {
    const stage = await begin()
    await expect(ask(stage, { note })).rejects.toMatchObject({ status: 400, message: /\[brackets\]/ })
    expect(await stage.coffees()).toEqual([])
  })

  test('without a time, for one that is over, or one far away is refused with a sentence', async () => {
    const stage = await begin()
    for (const start of [null, stage.at(-1, '10:00'), stage.at(90, '10:00')]) {
      const refused = ask(stage, { start })
      await expect(refused).rejects.toBeInstanceOf(UserError)
      await expect(refused).rejects.toMatchObject({ status: 400 })
    }
    expect(await stage.coffees()).toEqual([])
  })

  test('for a time that is taken by now is refused, and nothing is kept', async () => {
    const stage = await begin()
    const start = stage.at(7, '10:30').toZonedDateTimeISO(zone).toPlainDateTime().toString()
    stage.program.sample.addEvent({ title: 'Dentist', start, length: 30 })
    await expect(ask(stage)).rejects.toMatchObject({ status: 409, message: /filled up/ })
    expect(await stage.coffees()).toEqual([])
  })

  test('for a time at which another coffee waits is refused', async () => {
    const stage = await begin()
    await ask(stage)
    const other = { ...(await stage.person()), addresses: [], address: 'somebody@else.example', name: 'Some Body' }
    const asked = { how: 'invite', start: stage.at(7, '10:30'), note: hello } as const
    const refused = planCoffee(stage.program.deps, await stage.user(), other, asked)
    await expect(refused).rejects.toMatchObject({ status: 409 })
  })

  test('is not taken where the calendar cannot be asked', async () => {
    const stage = await begin()
    stage.program.sample.faults.add('events.list', fault.unavailable())
    await expect(ask(stage)).rejects.toMatchObject({ status: 503 })
    expect(await stage.coffees()).toEqual([])
  })

  test('stays a draft while the permission is missing, one for each person, and leaves once it is there', async () => {
    const stage = await begin({ events: false })
    expect((await table(stage)).canInvite).toBe(false)
    await ask(stage, { note: 'A first go.' })
    const draft = await ask(stage)
    expect(await stage.coffees()).toMatchObject([{ id: draft.id, state: 'draft', note: hello, how: 'invite' }])
    expect(await stage.db.$count(tasks, eq(tasks.kind, 'coffee'))).toBe(0)
    await allowEvents(stage.program, draft.userId)
    const shown = await table(stage)
    expect(shown).toMatchObject({ canInvite: true, coffee: { id: draft.id, state: 'draft' } })
    const queued = await ask(stage)
    expect(queued.state).toBe('queued')
    await stage.leave()
    expect(written(stage.program)).toHaveLength(1)
    expect((await table(stage)).coffee).toMatchObject({ id: queued.id, state: 'invited' })
  })

  test('for a note or a file is kept for its owner and never leaves by itself', async () => {
    const stage = await begin()
    for (const how of ['note', 'write', 'ics'] as const) expect((await ask(stage, { how })).state).toBe('draft')
    await stage.leave()
    expect(written(stage.program)).toEqual([])
    await expect(ask(stage, { how: 'note', note: ' \n ' })).rejects.toMatchObject({ status: 400 })
  })

  test('keeps the line breaks of the note and nothing invisible', async () => {
    const stage = await begin()
    const { note } = await ask(stage, { note: 'One\r\ntwo\u202E\u200B\r\n\r\n\r\n\r\nthree' })
    expect(note).toBe('One\ntwo\n\nthree')
  })

  test('is the eleventh of a day no more', async () => {
    const stage = await begin()
    const [user, person] = [await stage.user(), await stage.person()]
    for (let count = 0; count < 10; count++) {
      const { id, addresses: _, ...rest } = person
      const other = { ...rest, id: `${id}-${count}`, addresses: [], address: `guest${count}@there.example` }
      const start = stage.at(7 + count, '20:00')
      await planCoffee(stage.program.deps, user, other, { how: 'invite', start, note: hello })
    }
    await expect(ask(stage)).rejects.toMatchObject({ status: 429 })
    stage.program.jump(stage.program.deps.now().add({ hours: 25 }))
    expect((await ask(stage)).state).toBe('queued')
  })

  test('uses the owner’s own room for video calls where there is one', async () => {
    const stage = await begin()
    const { settings, id } = await stage.user()
    const meetingLink = 'https://rooms.example/sam'
    await stage.db
      .update(users)
      .set({ settings: { ...settings, meetingLink } })
      .where(eq(users.id, id))
    await ask(stage)
    await stage.leave()
    expect(written(stage.program)).toMatchObject([{ place: meetingLink, video: false }])
  })

  test('is another’s to neither undo nor send', async () => {
    const stage = await begin()
    const { deps } = stage.program
    const { id } = await ask(stage)
    await expect(undoCoffee(deps, 'somebody', id)).rejects.toMatchObject({ status: 404 })
    await expect(sendNow(deps, 'somebody', id)).rejects.toMatchObject({ status: 404 })
    expect((await stage.coffees())[0]?.state).toBe('queued')
  })

  test('whose account was disconnected is not sent, and says so', async () => {
    const stage = await begin()
    await ask(stage)
    await stage.db.delete(connections)
    await stage.leave()
    expect(written(stage.program)).toEqual([])
    const [row] = await stage.db.select().from(coffees)
    expect(row).toMatchObject({ state: 'refused', connectionId: null })
    expect(row?.problem).toMatch(/nothing was sent/)
  })
})

test('a coffee of this week counts for its week once it is over too', async () => {
  const stage = await begin()
  const user = await stage.user()
  await stage.db.update(users).set({ settings: { ...user.settings, coffeesAWeek: 1, noticeDays: 0 } })
  const { dayOfWeek } = stage.program.deps.now().toZonedDateTimeISO(zone)
  const start = stage.at(8 - dayOfWeek, '10:00')
  await ask(stage, { start })
  await stage.leave()
  stage.program.jump(start.add({ hours: 4 }))
  await stage.program.settle()
  const weekOf = (at: Temporal.Instant) => at.toZonedDateTimeISO(zone).weekOfYear
  const other = { ...(await stage.person()), addresses: [], address: 'someone@else.example' }
  const { slots, more } = await setTable(stage.program.deps, await stage.user(), other)
  expect(slots.length).toBeGreaterThan(0)
  expect([...slots, ...more].filter((one) => weekOf(one.start) === weekOf(start))).toEqual([])
})

test('two coffees in a week are enough: the next times are in other weeks', async () => {
  const stage = await begin()
  const [user, person] = [await stage.user(), await stage.person()]
  const today = stage.program.deps.now().toZonedDateTimeISO(zone).toPlainDate()
  const monday = today.add({ days: 8 - today.dayOfWeek })
  for (const [day, address] of [
    [0, 'one@there.example'],
    [1, 'two@there.example'],
  ] as const) {
    const start = monday.add({ days: day }).toZonedDateTime({ timeZone: zone, plainTime: '20:00' }).toInstant()
    const other = { ...person, addresses: [], address }
    await planCoffee(stage.program.deps, user, other, { how: 'invite', start, note: hello })
  }
  const { slots, more } = await table(stage)
  const weeks = [...slots, ...more].map(({ start }) => {
    const date = start.toZonedDateTimeISO(zone).toPlainDate()
    return date.subtract({ days: date.dayOfWeek - 1 })
  })
  expect(weeks.length).toBeGreaterThan(0)
  for (const week of weeks) expect(Temporal.PlainDate.compare(week, monday)).not.toBe(0)
})
