import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { findPerson } from '../../../src/db/people.ts'
import * as schema from '../../../src/db/schema.ts'
import { defaultSettings } from '../../../src/settings.ts'
import { addMail, addPerson, createWorld, daysAgo, dump, idOf, type World } from '../world.ts'

let world: World
beforeAll(async () => {
  world = await createWorld()
})
afterAll(() => world.database.close())

const good = {
  letterDay: '3',
  letterHour: '7',
  people: '5',
  timeZone: 'America/New_York',
  pausedUntil: '2027-01-15',
  subjects: 'on',
  discreetSubject: 'on',
  workingDays: ['2', '4'],
  workingFrom: '10:00',
  workingTo: '16:30',
  meetingLink: 'https://meet.example/sam',
  ownAddresses: 'Sam.Reed@work.example\nsam@old.example',
}

test('the page shows what is set, and every zone', async () => {
  const html = await world.text('/settings', 'sam')
  expect(html).toMatch(/<option value="Europe\/Berlin" selected/)
  expect(html).toContain('<option value="Asia/Tokyo"')
  expect(html).toContain('sam@example.org')
  expect(html).toContain('mail: who, when and subject lines, never a message')
})

test('what fits is saved, and shown again', async () => {
  const answer = await world.post('/settings', 'sam', good)
  expect([answer.status, answer.headers.get('location')]).toEqual([303, '/settings?saved=1'])
  const [user] = await world.deps.db.select().from(schema.users).where(eq(schema.users.id, 'sam'))
  expect(user).toMatchObject({ timeZone: 'America/New_York', timeZoneChosen: true })
  expect(user?.settings).toMatchObject({
    letterDay: 3,
    letterHour: 7,
    people: 5,
    pausedUntil: '2027-01-15',
    discreetSubject: true,
    workingDays: [2, 4],
    workingTo: '16:30',
  })
  const html = await world.text('/settings?saved=1', 'sam')
  expect(html).toContain('Saved.')
  expect(html).toContain('sam.reed@work.example\nsam@old.example')
  const tasks = await world.deps.db.select().from(schema.tasks)
  expect(tasks.map(({ kind, userId }) => `${kind} ${userId}`).sort()).toEqual(['derive sam', 'letter sam'])
})

test('letters and pages are in German for whoever says so', async () => {
  expect((await world.post('/settings', 'sam', { ...good, letterTongue: 'de' })).status).toBe(303)
  const [user] = await world.deps.db.select().from(schema.users).where(eq(schema.users.id, 'sam'))
  expect(user?.settings).toMatchObject({ letterTongue: 'de' })
  const html = await world.text('/settings', 'sam')
  expect(html).toMatch(/<option value="de" selected[^>]*>Deutsch/)
  expect(html).toContain('<html lang="de"')
  // A form of before, which has no such field, changes nothing about it.
  await world.post('/settings', 'sam', good)
  const [after] = await world.deps.db.select().from(schema.users).where(eq(schema.users.id, 'sam'))
  expect(after?.settings).toMatchObject({ letterTongue: 'de' })
  expect((await world.post('/settings', 'sam', { ...good, letterTongue: 'tlh' })).status).toBe(400)
  await world.post('/settings', 'sam', { ...good, letterTongue: 'en' })
  expect(await world.text('/settings', 'sam')).toContain('<html lang="en"')
})

test.each([
  ['letterDay', '8', 'Choose a day of the week.'],
  ['letterHour', 'noon', 'Choose an hour from 00 to 23.'],
  ['people', '6', 'Choose a number from one to five.'],
  ['timeZone', 'Europe/Atlantis', 'Choose a time zone from the list.'],
  ['pausedUntil', '2020-01-01', 'Choose a day that is still to come, or leave it empty.'],
  ['pausedUntil', 'soon', 'Write a day such as 2027-01-15, or leave it empty.'],
  ['workingFrom', '25:00', 'Write a time such as 09:00.'],
  ['workingTo', '09:00', 'The day has to end after it begins.'],
  ['meetingLink', 'javascript:alert(1)', 'Write a whole address that begins with https://, or leave it empty.'],
  ['ownAddresses', 'sam@work.example\n"><b>nonsense', 'is not a whole e-mail address.'],
  ['workingDays', [], 'Choose at least one day on which a coffee is possible.'],
])('%s as %j comes back with a sentence; nothing is lost and nothing saved', async (name, value, sentence) => {
  const before = await dump(world.deps)
  const answer = await world.post('/settings', 'eve', {
    ...good,
    meetingLink: 'https://meet.example/kept',
    [name]: value,
  })
  const html = await answer.text()
  expect(answer.status).toBe(400)
  expect(html).toContain(sentence)
  expect(html).toContain(`id="${name}-error"`)
  if (name !== 'meetingLink') expect(html).toContain('https://meet.example/kept')
  expect(html).not.toContain('<b>nonsense')
  expect(await dump(world.deps)).toBe(before)
})

test('without subjects those stored so far are gone, of this user only, and the page says so', async () => {
  const { deps } = world
  const quote = { factId: 'f', at: daysAgo(200).toString(), title: 'Studio move' }
  const series = [
    {
      id: 's',
      title: 'Studio guild',
      count: 3,
      firstAt: daysAgo(300).toString(),
      lastAt: daysAgo(200).toString(),
      lastFactId: 'f',
      ended: true,
    },
  ]
  await addPerson(deps, {
    name: 'Maren Okafor',
    address: 'maren@okafor.example',
    silentDays: 200,
    tie: {
      owed: { ...quote, asks: true },
      lastThread: quote,
      series,
      introducedBy: { personAddress: 'a@b.example', personName: 'Ana', quote },
    },
  })
  await addMail(deps, { id: 'm1', from: 'maren@okafor.example', to: ['sam@example.org'], daysAgo: 200 })
  await addMail(deps, { userId: 'eve', id: 'm2', from: 'maren@okafor.example', to: ['eve@example.org'], daysAgo: 200 })
  const { subjects: _, ...without } = good
  const answer = await world.post('/settings', 'sam', without)
  expect(answer.headers.get('location')).toBe('/settings?saved=blanked')
  expect(await world.text('/settings?saved=blanked', 'sam')).toContain(
    'All subjects and titles stored so far were removed',
  )
  const titles = await deps.db
    .select({ userId: schema.facts.userId, title: schema.facts.title })
    .from(schema.facts)
    .orderBy(schema.facts.userId)
  expect(titles).toEqual([
    { userId: 'eve', title: 'Studio move' },
    { userId: 'sam', title: null },
  ])
  const person = await findPerson(deps.db, 'sam', idOf('maren@okafor.example'))
  expect(JSON.stringify(person)).not.toContain('Studio')
  expect(person?.relationship.series).toMatchObject([{ count: 3, ended: true }])
  expect(person?.relationship.owed).toMatchObject({ asks: true, factId: 'f' })
})

test('an account that needs its owner says what happened and what to do', async () => {
  await world.deps.db
    .update(schema.connections)
    .set({ state: 'reconnect', problem: 'Google ended the permission on 3 May.' })
    .where(eq(schema.connections.id, 'sam-google'))
  const html = await world.text('/settings', 'sam')
  expect(html).toContain('Google ended the permission on 3 May.')
  expect(html).toMatch(/href="\/connect\/google"[^>]*>\s*Reconnect/)
  expect(html).toContain('action="/connections/sam-google/keep"')
})

test('a day that is moved past its hour says when the next letter comes', async () => {
  // It is Sunday the 22nd, and this week has had no letter: Monday is the next hour, and Saturday that of next week.
  const said = async (letterDay: string) => {
    await world.post('/settings', 'sam', { ...good, timeZone: 'Europe/Berlin', pausedUntil: '', letterDay })
    return world.text('/settings?saved=1', 'sam')
  }
  expect(await said('1')).toContain('Your next letter comes on Monday 23 November at 07:00.')
  expect(await said('6')).toContain('Your next letter comes on Saturday 28 November at 07:00.')
})

describe('a mailbox from which mail goes out under two names', () => {
  const names = ['Anna Berg', 'Tom Hall']
  const saved = async () =>
    (await world.deps.db.select().from(schema.users).where(eq(schema.users.id, 'eve')))[0]?.settings
  const set = async (change: object) => {
    const settings = { ...defaultSettings, ...change }
    await world.deps.db.update(schema.users).set({ settings }).where(eq(schema.users.id, 'eve'))
  }

  test('is asked about on the people page, and one tap answers without changing anything else', async () => {
    expect(await world.text('/people', 'eve')).not.toContain('Only I write from it')
    await set({ sharedNames: names, letterDay: 4 })
    const html = await world.text('/people', 'eve')
    for (const words of ['Only I write from it', 'We share it, I am Anna Berg', 'We share it, I am Tom Hall'])
      expect(html).toContain(words)
    const answer = await world.post('/settings', 'eve', { answer: 'Tom Hall' })
    expect([answer.status, answer.headers.get('location')]).toEqual([303, '/people'])
    expect(await saved()).toMatchObject({ sharedMailbox: true, sharedName: 'Tom Hall', letterDay: 4 })
    expect(await world.text('/people', 'eve')).not.toContain('Only I write from it')
    const tasks = await world.deps.db.select().from(schema.tasks).where(eq(schema.tasks.userId, 'eve'))
    expect(tasks.map(({ kind }) => kind)).toContain('derive')
  })

  test('the answer stays when settings are saved, and is changed there', async () => {
    await set({ sharedNames: names, sharedMailbox: true, sharedName: 'Tom Hall' })
    await world.post('/settings', 'eve', { ...good, shared: 'Tom Hall' })
    expect(await saved()).toMatchObject({ sharedMailbox: true, sharedName: 'Tom Hall', sharedNames: names })
    await world.post('/settings', 'eve', { ...good, shared: 'alone' })
    expect(await saved()).toMatchObject({ sharedMailbox: false, sharedName: '', sharedNames: names })
    expect(await world.text('/settings?shared=1', 'eve')).toMatch(/value="Anna Berg" selected/)
  })

  test('nobody else than the two can be said to write', async () => {
    await set({ sharedNames: names })
    expect((await world.post('/settings', 'eve', { answer: 'Somebody Else' })).status).toBe(400)
    expect((await world.post('/settings', 'eve', { ...good, shared: 'Somebody Else' })).status).toBe(400)
    expect((await saved())?.sharedMailbox).toBeNull()
    expect((await world.post('/settings', 'eve', { answer: 'alone', csrf: 'wrong' })).status).toBe(403)
  })
})

describe('when a coffee fits', () => {
  const word = {
    ...good,
    more: '1',
    coffeeMinutes: '30',
    ...{ from5: '14:00', to5: '16:00', lunchFrom: '12:00', lunchTo: '13:00' },
    ...{ daysOff: ['2026-12-24/2026-12-31', '2025-01-01/2025-01-02'], offFrom: '2026-12-01', offTo: '' },
    ...{ noticeDays: '1', bufferMinutes: '10', travelMinutes: '45', coffeesAWeek: '1', holidays: 'DE-BE' },
    tentativeBusy: 'on',
  }
  const stored = async () =>
    (await world.deps.db.select().from(schema.users).where(eq(schema.users.id, 'sam')))[0]?.settings

  test('is the owner’s word in every field, and stands in the form again', async () => {
    expect((await world.post('/settings', 'sam', word)).status).toBe(303)
    expect(await stored()).toMatchObject({
      ...{
        coffeeMinutes: 30,
        ownHours: [{ day: 5, from: '14:00', to: '16:00' }],
        lunchFrom: '12:00',
        lunchTo: '13:00',
      },
      // What is over is forgotten, and one day needs no end.
      daysOff: [
        { from: '2026-12-01', to: '2026-12-01' },
        { from: '2026-12-24', to: '2026-12-31' },
      ],
      ...{ noticeDays: 1, bufferMinutes: 10, travelMinutes: 45, coffeesAWeek: 1, holidays: 'DE-BE' },
      ...{ tentativeBusy: true, awayBusy: false },
    })
    const html = await world.text('/settings', 'sam')
    expect(html).toMatch(/<option value="DE-BE" selected[^>]*>Berlin, Germany/)
    expect(html).toContain('value="2026-12-24/2026-12-31"')
    expect(html).toMatch(/<details class="more wide">/)
  })

  test('stays as it was where a form of before says nothing of it', async () => {
    const before = await stored()
    await world.post('/settings', 'sam', good)
    expect(await stored()).toEqual(before)
  })

  test.each([
    ['coffeeMinutes', '120', 'Choose a length from 15 to 90 minutes.'],
    ['to5', '13:00', 'The day has to end after it begins.'],
    ['lunchTo', '', 'Write both ends of the gap, or neither.'],
    ['lunchTo', '11:00', 'The gap has to end after it begins.'],
    ['offTo', '2026-11-30', 'Days off have to end after they begin.'],
    ['holidays', 'ZZ', 'Choose a region from the list.'],
    ['daysOff', 'tomorrow', 'Write days such as 2026-12-24, up to 50 stretches.'],
    ['noticeDays', '-1', 'Write a number of days from 0 to 14.'],
  ])('%s of %j is refused in a sentence, and “More” stands open', async (field, value, sentence) => {
    const before = await stored()
    const answer = await world.post('/settings', 'sam', { ...word, [field]: value })
    expect(answer.status).toBe(400)
    const html = await answer.text()
    expect(html).toContain(sentence)
    if (field !== 'coffeeMinutes') expect(html).toMatch(/<details class="more wide" open/)
    expect(await stored()).toEqual(before)
  })
})
