import { eq } from 'drizzle-orm'
import { afterEach, describe, expect, test } from 'vitest'
import { storeFacts } from '../../src/db/facts.ts'
import { listPeople } from '../../src/db/people.ts'
import { connections, identities, ownAddresses, suppressions, users } from '../../src/db/schema.ts'
import type { Delivery, Mail } from '../../src/deps.ts'
import type { Fact, Instant } from '../../src/facts.ts'
import { disconnect, keepWhatWasRead } from '../../src/work/leave.ts'
import { writeLetter } from '../../src/work/letter/write.ts'
import { requestDerive } from '../../src/work/request.ts'
import { prove } from '../support/proof.ts'
import {
  everyone,
  mail,
  maren,
  me,
  meeting,
  monday,
  type Stage,
  type Staging,
  setStage,
  sunday,
} from './letter/stage.ts'

const home = 'sam@private.example'
let stage: Stage
afterEach(() => stage.close())

/** A user with the account of the stage, at work, and another one at home. */
async function begin(staging: Staging = {}): Promise<void> {
  stage = await setStage(staging)
  await stage.db.insert(connections).values({
    id: 'sam-home',
    userId: 'sam',
    provider: 'google',
    issuer: 'https://accounts.google.com',
    subject: 'home',
    email: home,
    scopes: [],
    state: 'active',
    createdAt: stage.now().add({ seconds: 1 }),
  })
  for (const [subject, email] of [
    ['sam', me],
    ['home', home],
  ] as const) {
    await stage.db
      .insert(identities)
      .values({ issuer: 'https://accounts.google.com', subject, userId: 'sam', provider: 'google', email })
    await prove(stage.db, { userId: 'sam', subject, address: email, at: stage.now() })
  }
}

const seenAtHome = (facts: readonly Fact[]) =>
  storeFacts(stage.db, { userId: 'sam', connectionId: 'sam-home', generation: 0 }, facts)
/** The last message of Maren's, which waits for an answer. */
const owed = mail({
  id: `${maren.address}-7-a`,
  from: maren.address,
  name: maren.name,
  to: me,
  at: sunday.subtract({ hours: Math.round(24 * 30.5 * 7) }),
  ...(maren.subject ? { subject: maren.subject } : {}),
})
const later = (days: number, from: Instant = monday) => from.add({ hours: 24 * days })
const ago = (days: number) => sunday.subtract({ hours: 24 * days })

async function people() {
  await requestDerive(stage.db, 'sam', stage.now())
  await stage.run(stage.now().add({ seconds: 1 }))
  return listPeople(stage.db, 'sam')
}
const personAt = async (address: string) =>
  (await people()).find((person) => person.addresses.some((one) => one.address === address))

const gone: Delivery = { kind: 'refused', permanent: true, atRecipient: true, code: 550, reason: 'no such mailbox' }

/** A relay for which these addresses do not exist. */
const without =
  (...closed: string[]) =>
  async ({ to }: Mail): Promise<Delivery> =>
    closed.includes(to) ? gone : { kind: 'accepted' }

describe('a letter that the relay refuses for good', () => {
  test('goes to the other address in the same hour, and says so', async () => {
    await begin({ relay: without(me) })
    await stage.run(monday.add({ hours: 1 }))
    expect(stage.mails.map(({ to }) => to)).toEqual([home])
    expect(stage.mails[0]?.text.replace(/\s+/g, ' ')).toContain(
      `A letter to ${me} came back for good, so this one comes to ${home}.`,
    )
    expect(await stage.digests()).toMatchObject([{ state: 'sent', sends: 1, problem: null }])
  })

  test('says so once; the next one comes to the other address without a word of it', async () => {
    await begin({ relay: without(me) })
    await stage.run(later(7).add({ hours: 1 }))
    expect(stage.mails.map(({ to }) => to)).toEqual([home, home])
    expect(stage.mails.map(({ text }) => text.includes('came back for good'))).toEqual([true, false])
  })

  test('is failed where no account is left to send it to', async () => {
    await begin({ relay: without(me, home) })
    await stage.run(monday.add({ hours: 1 }))
    expect(stage.mails).toEqual([])
    expect(await stage.digests()).toMatchObject([{ state: 'failed' }])
    expect(await stage.db.select().from(suppressions)).toHaveLength(2)
    await stage.run(later(7).add({ hours: 1 }))
    expect(await stage.digests()).toHaveLength(1)
  })

  test('never goes to an account that has ended', async () => {
    await begin({ relay: without(home) })
    await keepWhatWasRead(stage.deps, 'sam', 'sam-google')
    await stage.run(monday.add({ hours: 1 }))
    expect(stage.mails).toEqual([])
    expect(await stage.digests()).toMatchObject([{ state: 'failed' }])
  })

  test('keeps names out of its subject where it falls to an address at work', async () => {
    const colleagues = ['ada', 'ben', 'cleo'].map((name) => ({
      name: `${name} Hart`,
      address: `${name}@hartley.example`,
      quietMonths: 3,
    }))
    await begin({ relay: without(home), people: [...everyone, ...colleagues], settings: { letterTo: home } })
    await stage.run(monday.add({ hours: 1 }))
    expect(stage.mails.map(({ to }) => to)).toEqual([me])
    const cards = (await stage.digests())[0]?.items.map(({ card }) => card?.firstName ?? '') ?? []
    expect(cards.length).toBeGreaterThan(0)
    for (const name of cards) expect(stage.mails[0]?.subject).not.toContain(name)
  })
})

test('the letter goes to the address that its owner chose', async () => {
  await begin({ settings: { letterTo: home } })
  await stage.run(monday.add({ hours: 1 }))
  expect(stage.mails.map(({ to }) => to)).toEqual([home])
})

test('a choice that lies in settings but belongs to no account of theirs counts for nothing', async () => {
  await begin({ settings: { letterTo: 'somebody@else.example' } })
  await stage.run(monday.add({ hours: 1 }))
  expect(stage.mails.map(({ to }) => to)).toEqual([me])
})

test('settings saved before there was a choice lead to the first address', async () => {
  await begin()
  const { letterTo: _, ...old } = (await stage.user()).settings
  await stage.db.update(users).set({ settings: old as Awaited<ReturnType<Stage['user']>>['settings'] })
  await stage.run(monday.add({ hours: 1 }))
  expect(stage.mails.map(({ to }) => to)).toEqual([me])
})

test('a second way in is not asked for where there are two', async () => {
  await begin()
  await stage.run(later(14).add({ hours: 1 }))
  const said = (await stage.digests()).flatMap(({ letter }) => letter.notices.map(({ text }) => text))
  expect(said.join(' ')).not.toContain('one way in')
})

describe('one history', () => {
  test('what both accounts saw counts once', async () => {
    await begin({ people: [maren] })
    const before = await personAt(maren.address)
    const shared = [
      mail({ id: 'shared-a', from: maren.address, name: maren.name, to: me, at: ago(300), subject: 'Both' }),
      meeting({ id: 'both', guest: maren.address, at: ago(310) }),
    ]
    await stage.store(shared)
    const once = await personAt(maren.address)
    await seenAtHome(shared.map((fact) => ({ ...fact, id: `home-${fact.id}` })))
    const twice = await personAt(maren.address)
    // Both accounts know them from then on, and nothing else is different.
    const { knownBy: _, ...counted } = once?.relationship ?? {}
    expect(twice?.relationship).toMatchObject(counted)
    expect(twice?.relationship.knownBy?.map(({ connectionId }) => connectionId)).toContain('sam-home')
    expect(once?.relationship.met).toBe((before?.relationship.met ?? 0) + 1)
    expect(once?.relationship.in).toBeGreaterThan(before?.relationship.in ?? 0)
  })

  test('a meeting that one calendar declined and the other kept took place', async () => {
    await begin({ people: [maren] })
    const kept = meeting({ id: 'kept', guest: maren.address, at: ago(310) })
    const before = (await personAt(maren.address))?.relationship.met ?? 0
    // Whichever copy has the smaller id: both ways round.
    for (const [id, at] of [
      ['one', ago(310)],
      ['two', ago(311)],
      ['three', ago(312)],
      ['four', ago(313)],
    ] as const) {
      const fact = { ...kept, id, uid: `${id}@calendar.example`, when: { start: at, end: at.add({ minutes: 45 }) } }
      await stage.store([fact])
      await seenAtHome([{ ...fact, id: `home-${id}`, mine: 'declined' }])
    }
    expect((await personAt(maren.address))?.relationship.met).toBe(before + 4)
  })

  test('an account of the user’s is the user, never a person, also once it is disconnected', async () => {
    await begin({ people: [maren] })
    await stage.store([
      mail({ id: 'self-a', from: home, name: 'Sam', to: me, at: ago(20) }),
      mail({ id: 'self-b', from: me, to: home, at: ago(21) }),
    ])
    expect(await personAt(home)).toBeUndefined()
    await disconnect(stage.deps, 'sam', 'sam-home')
    expect(await personAt(home)).toBeUndefined()
    const own = await stage.db.select().from(ownAddresses).where(eq(ownAddresses.address, home))
    expect(own).toHaveLength(1)
  })

  test('disconnecting one account leaves what the other saw as well', async () => {
    await begin({ people: [] })
    const talk = [1, 2, 3].flatMap((month) => [
      mail({ id: `t${month}-a`, from: 'kim@lee.example', name: 'Kim Lee', to: me, at: ago(100 + 30 * month) }),
      mail({ id: `t${month}-b`, from: me, to: 'kim@lee.example', at: ago(101 + 30 * month) }),
    ])
    await stage.store(talk)
    await seenAtHome(talk.slice(0, 2))
    expect((await personAt('kim@lee.example'))?.relationship).toMatchObject({ in: 3, out: 3 })
    await disconnect(stage.deps, 'sam', 'sam-google')
    expect((await personAt('kim@lee.example'))?.relationship).toMatchObject({ in: 1, out: 1 })
  })
})

describe('when an account has ended', () => {
  const ada = { name: 'Ada Quill', work: 'ada@hartley.example', own: 'ada.quill@quill.example' }

  /** A colleague of whom a private address is known, quiet for three months, with a meeting that the calendar at work holds. */
  async function withColleague() {
    await begin()
    const months = Array.from({ length: 12 }, (_, index) => 90 + 30 * index)
    await stage.store(
      months.flatMap((days) => [
        mail({ id: `ada-${days}-a`, from: ada.work, name: ada.name, to: me, at: ago(days), subject: 'Rooftop garden' }),
        mail({
          id: `ada-${days}-b`,
          from: me,
          to: ada.work,
          toName: ada.name,
          at: ago(days + 1),
          subject: 'Rooftop garden',
        }),
      ]),
    )
    await stage.store([
      mail({ id: 'ada-own-a', from: ada.own, name: ada.name, to: me, at: ago(400), subject: 'Photos' }),
      mail({ id: 'ada-own-b', from: me, to: ada.own, toName: ada.name, at: ago(399), subject: 'Photos' }),
    ])
    await stage.store([meeting({ id: 'ahead', guest: ada.work, at: later(3) })])
    const all = mail({ id: 'ada-all-a', from: ada.work, name: ada.name, to: me, at: ago(10), subject: 'To everybody' })
    const staff = Array.from({ length: 12 }, (_, index) => ({ address: `staff${index}@hartley.example` }))
    await stage.store([{ ...all, to: [...all.to, ...staff] }])
  }

  test('a colleague is left alone before it', async () => {
    await withColleague()
    expect(await personAt(ada.work)).toMatchObject({
      exclusions: [{ kind: 'colleague' }],
      relationship: { plannedAt: later(3) },
    })
    const { letter } = await writeLetter(stage.deps, await stage.user(), stage.now())
    expect(letter.cards.map(({ name }) => name)).not.toContain(ada.name)
  })

  test('former colleagues with a known private address come first, and are written to there', async () => {
    await withColleague()
    await people()
    await stage.db.update(users).set({ settings: { ...(await stage.user()).settings, people: 1 } })
    await keepWhatWasRead(stage.deps, 'sam', 'sam-google')
    const found = await personAt(ada.work)
    expect(found).toMatchObject({ exclusions: [], relationship: { privateAddress: ada.own } })
    expect(found?.relationship).not.toHaveProperty('plannedAt')
    const { letter } = await writeLetter(stage.deps, await stage.user(), stage.now())
    expect(letter.cards).toMatchObject([{ name: ada.name, address: ada.own }])
  })

  test('a colleague without one comes in their turn, at the address there is', async () => {
    await begin()
    await stage.store([
      ...[90, 120, 150, 180].flatMap((days) => [
        mail({ id: `ben-${days}-a`, from: 'ben@hartley.example', name: 'Ben Oak', to: me, at: ago(days) }),
        mail({ id: `ben-${days}-b`, from: me, to: 'ben@hartley.example', at: ago(days + 1) }),
      ]),
    ])
    await keepWhatWasRead(stage.deps, 'sam', 'sam-google')
    expect((await personAt('ben@hartley.example'))?.relationship).not.toHaveProperty('privateAddress')
  })

  test('a place at which another account is left is not left', async () => {
    await withColleague()
    await stage.db
      .update(connections)
      .set({ email: 'sam.second@hartley.example' })
      .where(eq(connections.id, 'sam-home'))
    await keepWhatWasRead(stage.deps, 'sam', 'sam-google')
    expect((await personAt(ada.work))?.relationship).not.toHaveProperty('privateAddress')
  })

  test('no card opens a message in it, unless another account holds it too', async () => {
    await begin({ people: [maren] })
    await people()
    const card = async () => (await writeLetter(stage.deps, await stage.user(), stage.now())).letter.cards[0]
    expect((await card())?.message).toContain(encodeURIComponent(me))
    await keepWhatWasRead(stage.deps, 'sam', 'sam-google')
    expect(await card()).not.toHaveProperty('message')
    await seenAtHome([{ ...owed, id: 'home-last', thread: 'home-thread' }])
    expect((await card())?.message).toContain(encodeURIComponent(home))
    expect((await card())?.message).toContain('home-thread')
  })
})

describe('somebody who lives in Outlook', () => {
  const webLink = 'https://outlook.office365.com/owa/?ItemID=AAMk%2Ba%3D'
  const card = async () => (await writeLetter(stage.deps, await stage.user(), stage.now())).letter.cards[0]

  /** The same account and the same history, at Microsoft. */
  async function atMicrosoft() {
    stage = await setStage({ people: [maren] })
    const issuer = 'https://login.microsoftonline.com/tenant/v2.0'
    await stage.db.update(connections).set({ provider: 'microsoft', issuer })
    await people()
  }

  test('opens the message that waits, by the link that Microsoft gave it', async () => {
    await atMicrosoft()
    // Read before links were kept: the button is not there until the message is listed again.
    expect(await card()).toMatchObject({ name: maren.name, reason: 'owed_reply', lead: 'coffee' })
    expect(await card()).not.toHaveProperty('message')
    await stage.store([{ ...owed, webLink }])
    expect(await card()).toMatchObject({ reason: 'owed_reply', lead: 'open', message: webLink })
  })

  test('opens nothing in an account that has ended', async () => {
    await atMicrosoft()
    await stage.store([{ ...owed, webLink }])
    expect(await card()).toHaveProperty('message', webLink)
    await keepWhatWasRead(stage.deps, 'sam', 'sam-google')
    expect(await card()).not.toHaveProperty('message')
  })
})

describe('a thread or a series that each account knows by a name of its own', () => {
  const kim = 'kim@lee.example'
  /** Weekly meetings and one long thread, all in both accounts, under other ids at home. */
  async function both() {
    await begin({ people: [] })
    const weekly = Array.from({ length: 12 }, (_, week) => ({
      ...meeting({ id: `w${week}`, guest: kim, at: ago(100 + 7 * week), title: 'Weekly' }),
      series: 'series-work',
    }))
    const thread = Array.from({ length: 12 }, (_, week) => ({
      ...mail({ id: `m${week}`, from: week % 2 ? kim : me, to: week % 2 ? me : kim, at: ago(101 + 7 * week) }),
      thread: 'thread-work',
    }))
    await stage.store([...weekly, ...thread])
    const once = (await personAt(kim))?.relationship
    // Copies that came in a moment later are stored as such.
    const later = (at: Instant, index: number) => at.add({ milliseconds: index % 3 ? 0 : 700 })
    await seenAtHome(weekly.map((fact) => ({ ...fact, id: `home-${fact.id}`, series: 'series-home' })))
    await seenAtHome(
      thread.map((fact, index) => ({
        ...fact,
        id: `home-${fact.id}`,
        thread: 'thread-home',
        at: later(fact.at, index),
      })),
    )
    return { once, twice: (await personAt(kim))?.relationship }
  }

  test('is one series of twelve and one thread, as by one account', async () => {
    const { once, twice } = await both()
    expect(twice?.series).toHaveLength(1)
    expect(twice?.series).toMatchObject([{ count: 12 }])
    expect(twice?.weight).toBe(once?.weight)
    expect([twice?.threadsByOwner, twice?.threadsByThem]).toEqual([once?.threadsByOwner, once?.threadsByThem])
  })

  test('is told as one', async () => {
    await both()
    const { letter } = await writeLetter(stage.deps, await stage.user(), stage.now())
    const said = letter.cards.flatMap(({ points }) => points.map(({ text }) => text)).join(' ')
    expect(said).toMatch(/\b[Tt]welve\b/)
  })
})
