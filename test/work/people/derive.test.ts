import { eq, sql } from 'drizzle-orm'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { fillCheckpoint, openCheckpoint, saveCheckpoint } from '../../../src/db/checkpoints.ts'
import { blankTitles } from '../../../src/db/erase.ts'
import { readFacts, removeFacts, removeUnseenMeetings, setCategories, storeFacts } from '../../../src/db/facts.ts'
import type { OpenDatabase } from '../../../src/db/open.ts'
import { blankDerivedTitles, changePerson, joinPeople, listPeople, removeAddresses } from '../../../src/db/people.ts'
import { checkpoints, decisions, facts, people, personAddresses, streams, users } from '../../../src/db/schema.ts'
import { deleteAccount, disconnect } from '../../../src/work/leave.ts'
import { daysAgo, mail, meeting, now, talk } from '../../people/derive/life.ts'
import { openTestDatabase } from '../../support/database.ts'
import { type Stage, setStage, userId, writtenBy } from './derive-stage.ts'

const anna = 'Anna Berg <anna@acme.example>'
const tom = 'Tom Hall <tom@beta.example>'
const weekly = [70, 63, 56, 49].map((days) => meeting({ days, with: [anna], series: 's', title: 'Garden plans' }))
const past = [...talk(anna, [400, 300, 200, 100, 50], 'Garden plans'), ...talk(tom, [90, 80]), ...weekly]

let database: OpenDatabase
let stage: Stage
let said: string[]

beforeEach(async () => {
  said = []
  database = await openTestDatabase((query) => said.push(query))
  stage = await setStage(database.db)
  await stage.store(past)
  await stage.derive()
})
afterEach(() => database.close())

const holds = async () => (await stage.checkpoint())?.stale === false
/** All facts were read, from the very first one. */
const readEverything = () => said.some((query) => /from "facts" where "facts"."user_id" = \$1 order by/.test(query))

describe('a derivation', () => {
  test('goes on where the last one stopped, and says what counting everything again says', async () => {
    await stage.store([...talk(anna, [1]), mail({ from: 'Kim <kim@new.example>', days: 0.5 })])
    said = []
    await stage.derive()
    expect(readEverything()).toBe(false)
    const [went, anew] = await stage.both()
    expect(went).toBe(anew)
    expect(await listPeople(database.db, userId)).toHaveLength(3)
  })
  test('drops a copy of something old that comes through another account', async () => {
    const [first] = past
    if (first?.kind !== 'mail') throw new Error('a message')
    const copy = { ...first, id: 'copy', thread: 'there', messageId: 'same@mail.example' }
    await stage.store([{ ...copy, id: 'old', at: daysAgo(20) }])
    await stage.derive()
    await storeFacts(database.db, { userId, connectionId: 'c2', generation: 1 }, [{ ...copy, at: daysAgo(1) }])
    said = []
    const [went, anew] = await stage.both()
    expect(went).toBe(anew)
  })
  test('applies what was decided long ago, to known and to new addresses', async () => {
    for (const [id, address] of ['anna@acme.example', 'kim@new.example'].entries())
      await database.db.insert(decisions).values({
        id: String(id),
        userId,
        addressHash: await stage.deps.seal.sign(address, 'address'),
        kind: 'let_go',
        at: now,
      })
    await stage.store([mail({ from: 'Kim <kim@new.example>', days: 0.5 })])
    await stage.derive()
    const states = (await listPeople(database.db, userId)).map(({ address, state }) => [address, state])
    expect(new Map(states as [string, string][])).toEqual(
      new Map([
        ['anna@acme.example', 'let_go'],
        ['kim@new.example', 'let_go'],
        ['tom@beta.example', 'active'],
      ]),
    )
  })
  test('moves the checkpoint on after two weeks, or after so many messages', async () => {
    const first = await stage.checkpoint()
    stage.now = now.add({ hours: 24 * 10 })
    await stage.derive()
    expect((await stage.checkpoint())?.until).toEqual(first?.until)
    stage.now = now.add({ hours: 24 * 17 })
    await stage.derive()
    const second = await stage.checkpoint()
    expect(second?.until).toEqual(stage.now.subtract({ hours: 48 }))
    const many = Array.from({ length: 500 }, (_, i) => mail({ from: anna, days: -15.5 - i / 10_000 }))
    await stage.store(many)
    stage.now = now.add({ hours: 24 * 18 })
    said = []
    await stage.derive()
    expect(readEverything()).toBe(false)
    expect((await stage.checkpoint())?.until).toEqual(stage.now.subtract({ hours: 48 }))
    const [went, anew] = await stage.both()
    expect(went).toBe(anew)
  })
  test('makes no checkpoint while an account is read for the first time', async () => {
    await database.db.delete(checkpoints)
    await database.db.update(streams).set({ phase: 'reading' }).where(eq(streams.kind, 'mail'))
    await stage.derive()
    expect(await stage.checkpoint()).toBeUndefined()
  })
  test('counts everything again where a checkpoint says nothing about how things are now', async () => {
    await database.db.update(users).set({ timeZone: 'Pacific/Auckland' })
    said = []
    await stage.derive()
    expect(readEverything()).toBe(true)
    expect(await holds()).toBe(true)
    const [went, anew] = await stage.both()
    expect(went).toBe(anew)
  })
})

describe('a checkpoint is spoilt, and emptied, by', () => {
  const changes: Record<string, () => Promise<unknown>> = {
    'a message that comes late': () => stage.store([mail({ from: anna, days: 3 })]),
    'a message that is gone': () => removeFacts(database.db, 'c1', [past[0]?.id ?? '']),
    'another sorting of a message': () =>
      setCategories(database.db, 'c1', new Map([[past[0]?.id ?? '', ['category-promotions']]])),
    'another answer to an old meeting': () => stage.store([{ ...weekly[0], mine: 'declined' } as never], 2),
    'an old meeting moved to tomorrow': () =>
      stage.store([{ ...weekly[0], when: { start: daysAgo(-1), end: daysAgo(-1.1) } } as never], 2),
    'meetings that a whole reading did not see': () =>
      removeUnseenMeetings(database.db, 'c1', 2, { start: daysAgo(100), end: now }),
    'subjects that are taken out': () => blankTitles(database.db, userId),
    'facts deleted by whatever statement': () =>
      database.db.delete(facts).where(eq(facts.externalId, past[0]?.id ?? '')),
  }
  test.each(Object.keys(changes))('%s', async (name) => {
    expect(await holds()).toBe(true)
    await changes[name]?.()
    expect(await stage.checkpoint()).toMatchObject({ stale: true, state: '' })
    await stage.derive()
    expect(await holds()).toBe(true)
    const [went, anew] = await stage.both()
    expect(went).toBe(anew)
  })
})

describe('a broken checkpoint stops nobody:', () => {
  const asItIs = async () => (await stage.checkpoint())?.state.split('.') ?? []
  const breakTo = (pieces: readonly string[]) => database.db.update(checkpoints).set({ state: pieces.join('.') })
  const breaks: Record<string, (pieces: readonly string[]) => readonly string[]> = {
    'its last piece is cut off': (all) => [...all.slice(0, -1), all.at(-1)?.slice(0, 80) ?? ''],
    'a portion of ties is cut off': ([, ...rest]) => ['H4sIAAAA', ...rest],
    'a portion of ties is empty': ([, ...rest]) => ['', ...rest],
    'a portion of ties holds something else': ([first = '', ...rest]) => [
      first.slice(0, 40) + first.slice(44),
      ...rest,
    ],
    'it is no text of this program': () => ['%%%'],
  }
  test.each(Object.keys(breaks))('%s', async (name) => {
    const pieces = await asItIs()
    expect(pieces.length).toBeGreaterThan(1)
    await breakTo(breaks[name]?.(pieces) ?? [])
    await stage.store([mail({ from: anna, days: 1 })])
    const [went, anew] = await stage.both()
    expect(went).toBe(anew)
    expect(stage.logged).toEqual(['checkpoint unreadable'])
    await stage.derive()
    await stage.derive()
    expect((await asItIs()).length).toBeGreaterThan(1)
  })

  test('where it shows while people are written, the next attempt counts everything', async () => {
    const [, ...rest] = await asItIs()
    await breakTo(['H4sIAAAA', ...rest])
    // Nothing came, so that ties are asked for only to say anew what somebody comes to.
    await stage.deps.db.delete(people)
    await expect(stage.derive()).rejects.toThrow('a piece of it cannot be unpacked')
    await stage.derive()
    expect(await listPeople(database.db, userId)).toHaveLength(2)
  })

  test('one that is whole is kept where it is the database that does not take people', async () => {
    const refusing = sql`create function away() returns trigger language plpgsql as
      $$ begin raise exception 'away' using errcode = '57P01'; end $$`
    await stage.deps.db.execute(refusing)
    await stage.deps.db.execute(sql`create trigger away before insert on people execute function away()`)
    const held = await stage.checkpoint()
    await stage.store([mail({ from: 'Kim <kim@new.example>', days: 0.5 })])
    const failed = await stage.derive().catch((error: unknown) => error)
    await stage.deps.db.execute(sql`drop function away cascade`)
    expect(failed).toMatchObject({ cause: { code: '57P01' } })
    expect(await stage.checkpoint()).toEqual(held)
    expect(stage.logged).toEqual([])
  })
})

describe('a checkpoint is not touched by', () => {
  const changes: Record<string, () => Promise<unknown>> = {
    'what is new': () => stage.store([mail({ from: anna, days: 1 })]),
    'the same message and the same meeting, seen again': () => stage.store(past, 2),
    'another link to a message': () => stage.store([{ ...past[0], webLink: 'https://outlook.live.com/new' } as never]),
    'what another user has': async () => {
      const [known] = await database.db.select().from(users)
      if (!known) throw new Error('a user')
      await database.db.insert(users).values({ ...known, id: 'other' })
      await storeFacts(database.db, { userId: 'other', connectionId: 'c2', generation: 1 }, past)
      await database.db.delete(users).where(eq(users.id, 'other'))
    },
  }
  test.each(Object.keys(changes))('%s', async (name) => {
    await changes[name]?.()
    expect(await holds()).toBe(true)
  })
})

describe('no checkpoint is left', () => {
  test('after an account is disconnected', async () => {
    await disconnect(stage.deps, userId, 'c1')
    expect(await stage.checkpoint()).toBeUndefined()
    await stage.derive()
    expect(await listPeople(database.db, userId)).toEqual([])
  })
  test('after the user is gone', async () => {
    await deleteAccount(stage.deps, userId)
    expect(await stage.checkpoint()).toBeUndefined()
  })
})

describe('a checkpoint that is being made', () => {
  const until = daysAgo(2)
  const save = async (ticket = '') => {
    await fillCheckpoint(database.db, { userId, ticket }, ['[]'])
    return saveCheckpoint(database.db, userId, ticket, 'b')
  }
  test('is not kept where a late message came meanwhile', async () => {
    const opened = await openCheckpoint(database.db, { userId, until, now })
    await stage.store([mail({ from: anna, days: 3 })])
    expect(await save(opened?.ticket)).toBe(false)
  })
  test('is kept where only newer ones did', async () => {
    const opened = await openCheckpoint(database.db, { userId, until, now })
    await stage.store([mail({ from: anna, days: 1 })])
    expect(await save(opened?.ticket)).toBe(true)
    expect(await save(opened?.ticket)).toBe(false)
  })
  test('gives way to one begun after it', async () => {
    const first = await openCheckpoint(database.db, { userId, until, now })
    const second = await openCheckpoint(database.db, { userId, until, now })
    expect(second?.before).toBeUndefined()
    expect(await save(first?.ticket)).toBe(false)
    expect(await save(second?.ticket)).toBe(true)
  })
})

describe('of the people', () => {
  test('only those are written who changed', async () => {
    const before = await writtenBy(database.db)
    await stage.store([...talk(anna, [1])])
    await stage.derive()
    const after = await writtenBy(database.db)
    expect(after.get('tom@beta.example')).toBe(before.get('tom@beta.example'))
    expect(after.get('anna@acme.example')).not.toBe(before.get('anna@acme.example'))
  })
  test('those who are gone go, with their addresses', async () => {
    await removeFacts(
      database.db,
      'c1',
      past.filter((fact) => JSON.stringify(fact).includes('tom@')).map(({ id }) => id),
    )
    await stage.derive()
    expect((await listPeople(database.db, userId)).map(({ address }) => address)).toEqual(['anna@acme.example'])
    const held = await database.db.select({ address: personAddresses.address }).from(personAddresses)
    expect(held).toEqual([{ address: 'anna@acme.example' }])
  })
  test('whoever was changed by hand is written anew', async () => {
    const derived = JSON.stringify(await database.db.select().from(people).orderBy(people.id))
    const [one, other] = await listPeople(database.db, userId)
    if (!one || !other) throw new Error('two people')
    const byHand = [
      () => changePerson(database.db, userId, one.id, { state: 'let_go' }),
      () => joinPeople(database.db, userId, one, other, 'you said they are the same'),
      () => removeAddresses(database.db, userId, one, new Set([one.address])),
      () => blankDerivedTitles(database.db, userId),
    ]
    for (const change of byHand) {
      await change()
      expect(JSON.stringify(await database.db.select().from(people).orderBy(people.id))).not.toBe(derived)
      await stage.derive()
      expect(JSON.stringify(await database.db.select().from(people).orderBy(people.id))).toBe(derived)
    }
  })
})

test('a history is read page by page, all of it or what is later', async () => {
  const ids = async (after?: typeof now) => {
    const found: string[] = []
    for await (const { id } of readFacts(database.db, userId, { after, pageSize: 3 })) found.push(id)
    return found
  }
  const times = new Map(past.map((one) => [one.id, (one.kind === 'mail' ? one.at : one.when.start).epochMilliseconds]))
  const all = await ids()
  expect(all.toSorted()).toEqual([...times.keys()].toSorted())
  const since = daysAgo(60)
  expect(await ids(since)).toEqual(all.filter((id) => (times.get(id) ?? 0) > since.epochMilliseconds))
})
