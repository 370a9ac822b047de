import { and, eq } from 'drizzle-orm'
import { afterEach, describe, expect, test } from 'vitest'
import { storeFacts } from '../../../src/db/facts.ts'
import { listPeople } from '../../../src/db/people.ts'
import { connections, digests, streams } from '../../../src/db/schema.ts'
import type { Instant } from '../../../src/facts.ts'
import { letterToday } from '../../../src/work/letter/recheck.ts'
import { writeLetter } from '../../../src/work/letter/write.ts'
import { writeCard } from '../../../src/work/letter/write-card.ts'
import { requestDerive } from '../../../src/work/request.ts'
import { everyone, mail, maren, me, meeting, monday, type Stage, setStage, sunday } from './stage.ts'

let stage: Stage
afterEach(() => stage.close())
const days = (count: number) => ({ hours: 24 * count })
const ago = (count: number) => sunday.subtract(days(count))
const later = (count: number) => monday.add(days(count)).add({ hours: 1 })

const robin = 'robin@vale.example'
const kit = 'kit@stone.example'
/** Mail each way once a week up to three days ago. */
const weeklyMail = (address: string, name: string) =>
  Array.from({ length: 40 }, (_, week) => week).flatMap((week) => [
    mail({ id: `${address}-w${week}-b`, from: me, to: address, at: ago(3 + 7 * week).subtract({ hours: 5 }) }),
    mail({ id: `${address}-w${week}-a`, from: address, name, to: me, at: ago(3 + 7 * week), subject: 'Weekly plans' }),
  ])
/** A meeting once a week, each called by itself. */
const weeklyMeetings = (guest: string) =>
  Array.from({ length: 40 }, (_, week) => meeting({ id: `${guest}-${week}`, guest, at: ago(4 + 7 * week) }))

async function begin(people = everyone) {
  stage = await setStage({ people, createdAt: ago(400), settings: { people: 5 } })
  await stage.store([...weeklyMail(robin, 'Robin Vale'), ...weeklyMeetings(kit)])
  await derive()
}
async function derive() {
  await requestDerive(stage.db, 'sam', stage.now())
  await stage.run(stage.now().add({ seconds: 1 }))
}
const read = (until: Instant, kind?: 'mail' | 'calendar') =>
  stage.db
    .update(streams)
    .set({ lastSyncedAt: until })
    .where(and(eq(streams.connectionId, 'sam-google'), kind && eq(streams.kind, kind)))
const letter = async () => (await writeLetter(stage.deps, await stage.user(), stage.now())).letter
const named = async () => (await letter()).cards.map(({ address }) => address).toSorted()
const personAt = async (address: string) => (await listPeople(stage.db, 'sam')).find((one) => one.address === address)

/** The grant died on the Sunday, and nothing could be read for so long. */
async function dead(count: number, state: 'reconnect' | 'active' = 'reconnect') {
  await read(sunday)
  await stage.db.update(connections).set({ state })
  stage.jump(sunday.add(days(count)))
  await derive()
  // Before a letter every account is looked at, and this one has no provider that would answer.
  await stage.db.update(connections).set({ state })
}

describe('three weeks after a grant died', () => {
  test('nobody whom it knew is named, and the letter says why instead of calling the week quiet', async () => {
    await begin()
    expect(await named()).toHaveLength(5)
    await dead(24)
    const found = await letter()
    expect(found.cards).toEqual([])
    expect(found.kind).toBe('empty')
    expect(found.headline.join(' ')).toBe('Nobody named this week')
    expect(`${found.intro} ${found.preheader} ${found.subject}`).not.toMatch(/quiet week|in touch with the people/i)
    expect(found.intro).toContain(`${me} has not been read since 22 November, so I can’t tell who has gone quiet.`)
    expect(found.notices[0]?.links.map(({ label }) => label)).toEqual(['Reconnect', 'Keep what was read', 'Delete it'])
  })
  test('the same where nobody refused it, and it was only not read; one sentence offers the three choices', async () => {
    await begin()
    await dead(24, 'active')
    const found = await letter()
    expect(found.cards).toEqual([])
    expect(found.notices.filter(({ text }) => text.includes(me))).toMatchObject([
      { text: `${me} has not been read since 22 November, so I know nothing new from there.` },
    ])
    expect(found.notices[0]?.links.map(({ label }) => label)).toEqual(['Reconnect', 'Keep what was read', 'Delete it'])
  })
  test('the page on which a coffee is planned all the same claims no silence', async () => {
    await begin()
    await dead(24)
    const person = await personAt(robin)
    const card = person && (await writeCard(stage.deps, await stage.user(), person, stage.now()))
    expect(card?.unsure).toBe(
      `${me} has not been read since 22 November, so I can’t tell whether it is quiet between you.`,
    )
    expect(`${card?.since} ${card?.monthsInWords} ${card?.points.map(({ text }) => text).join(' ')}`).not.toMatch(
      /since your last|quiet since|no answer|last word/,
    )
  })
  test('once it is connected again they are named as soon as it is read up to now, and not before', async () => {
    await begin()
    await dead(24)
    await stage.db.update(connections).set({ state: 'active' })
    expect(await named()).toEqual([])
    // Read up to now: Robin and Kit had been in touch all the while.
    await stage.store([
      mail({ id: 'robin-since', from: robin, name: 'Robin Vale', to: me, at: sunday.add(days(20)) }),
      meeting({ id: 'kit-since', guest: kit, at: sunday.add(days(19)) }),
    ])
    await read(stage.now())
    await derive()
    expect(await named()).toEqual(everyone.map(({ address }) => address).toSorted())
  })
  test('an outage of some hours bars nobody', async () => {
    await begin()
    await read(sunday)
    stage.jump(sunday.add({ hours: 20 }))
    expect(await named()).toHaveLength(5)
  })
})

test('with a dead calendar whoever is only met is not named, and whoever is written with is', async () => {
  await begin([maren])
  await read(sunday, 'calendar')
  await stage.db.update(streams).set({ phase: 'failed' }).where(eq(streams.kind, 'calendar'))
  stage.jump(sunday.add(days(24)))
  await derive()
  // Robin's mail was read all the while: there was none.
  expect(await named()).toEqual([maren.address, robin])
  expect((await letter()).notices.map(({ text }) => text)).toContain(
    `The calendar of ${me} has not been read since 22 November, so I know nothing new from there.`,
  )
})

test('a letter that was written before the grant died does not go out to name them', async () => {
  await begin()
  await stage.run(later(0))
  const [row] = await stage.digests()
  if (!row) throw new Error('no letter')
  expect((await letterToday(stage.deps, await stage.user(), row)).cards).toHaveLength(5)
  await stage.db.update(digests).set({ state: 'ready', sends: 0, dropAt: later(60) })
  await dead(24)
  expect((await letterToday(stage.deps, await stage.user(), row)).cards).toEqual([])
  await stage.run(stage.now().add({ minutes: 5 }))
  expect(stage.mails.at(-1)?.text ?? '').not.toContain(maren.name.toUpperCase())
})

describe('an account that its owner ended', () => {
  test('names whoever was quiet before, with its own end for a limit, and nobody who was in touch to the end', async () => {
    await begin()
    await dead(60)
    await stage.db.update(connections).set({ state: 'ended' })
    await derive()
    const found = await letter()
    const addresses = found.cards.map(({ address }) => address)
    expect(addresses).toContain(maren.address)
    expect(addresses).not.toContain(robin)
    expect(addresses).not.toContain(kit)
    for (const card of found.cards) {
      expect(card.since).toMatch(/^The last email or meeting I know of was /)
      expect(card.lastInTouch).toMatch(/ was read until 22 November( 2026)?\.$/)
      expect(`${card.monthsInWords} ${card.points.map(({ text }) => text).join(' ')}`).not.toMatch(
        /quiet since|no answer|last word|has gone quiet|still open/,
      )
    }
  })
})

describe('three weeks after an import', () => {
  const file = { id: 'sam-file', userId: 'sam', provider: 'file' as const, issuer: 'file', subject: 'file', scopes: [] }
  async function withFile(email: string) {
    await begin([maren])
    await stage.db.insert(connections).values({ ...file, email, state: 'active', createdAt: sunday })
    for (const kind of ['mail', 'calendar'] as const)
      await stage.db
        .insert(streams)
        .values({ connectionId: 'sam-file', kind, phase: 'current', lastSyncedAt: sunday, readBackTo: ago(900) })
  }
  const inFile = (facts: Parameters<Stage['store']>[0]) =>
    storeFacts(stage.db, { userId: 'sam', connectionId: 'sam-file', generation: 0 }, facts)

  test('whoever only the files know is not called quiet for the time since', async () => {
    await withFile('old@mail.example')
    await inFile(weeklyMail('lee@moss.example', 'Lee Moss'))
    stage.jump(sunday.add(days(24)))
    await derive()
    expect(await named()).not.toContain('lee@moss.example')
    expect(await named()).toContain(robin)
  })
  test('an account that goes on is not barred by the files of its own mailbox', async () => {
    await withFile(me)
    await inFile(weeklyMail(robin, 'Robin Vale'))
    await inFile(weeklyMail('lee@moss.example', 'Lee Moss'))
    stage.jump(sunday.add(days(24)))
    await derive()
    const found = await letter()
    expect(found.cards.map(({ address }) => address)).toEqual(expect.arrayContaining([robin, 'lee@moss.example']))
    expect(found.cards.find(({ address }) => address === robin)?.since).toMatch(/since your last email or meeting/)
  })
})
