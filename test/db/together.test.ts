/** What a letter has to know beside people comes in one statement, and says what each of its own would say. */
import { eq, sql } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { listConnections } from '../../src/db/accounts/connections.ts'
import { listStreams } from '../../src/db/accounts/streams.ts'
import { createUser } from '../../src/db/accounts/users.ts'
import { listCoffees } from '../../src/db/coffees.ts'
import { listAllNotes } from '../../src/db/decisions.ts'
import { listDigests } from '../../src/db/digests.ts'
import { readAround } from '../../src/db/few/around.ts'
import { listWishes } from '../../src/db/history/history.ts'
import { forUser } from '../../src/db/rows/bound.ts'
import { coffees, connections, digestItems, digests, facts, notes, streams, verdicts } from '../../src/db/schema.ts'
import { lexicons } from '../../src/people/lexicons.ts'
import { defaultSettings } from '../../src/settings.ts'
import { thisMorning } from '../support/morning.ts'
import { useDatabase } from '../support/stage.ts'
import { watched } from '../support/statements.ts'

const db = useDatabase()
const at = thisMorning()
const weeks = { week: '2026-W48', before: '2026-W47' }

const addUser = (id: string) =>
  createUser(db(), {
    ...{ id, email: `${id}@x.example`, name: 'U', timeZone: 'UTC', timeZoneChosen: false },
    ...{ settings: defaultSettings, createdAt: at },
  })

/** With something in every kind of column: moments, lists, what is null, and text that looks like something else. */
async function fill(userId: string): Promise<void> {
  const to = forUser(db(), userId)
  await addUser(userId)
  const about = {
    provider: 'google' as const,
    issuer: 'i',
    subject: userId,
    email: `${userId}@x.example`,
    createdAt: at,
  }
  await to.insert(connections).values({ id: userId, userId, ...about, scopes: ['a', '{"b"}'], state: 'active' })
  const cursor = { kind: 'mail', at: '2026-01-01' } as never
  await to.insert(streams).values({ connectionId: userId, kind: 'mail', phase: 'current', cursor, lastSyncedAt: at })
  for (const [place, week] of ['2026-W46', '2026-W47'].entries()) {
    const id = `${userId}${week}`
    const letter = { note: 'null' } as never
    await to.insert(digests).values({ id, userId, week, state: 'sent', letter, sends: 1, createdAt: at, dropAt: at })
    for (const one of [1, 0])
      await to
        .insert(digestItems)
        .values({ digestId: id, place: one, userId, addressHash: `${place}${one}`, card: null })
  }
  await to
    .insert(notes)
    .values({ id: `n${userId}`, userId, addressHash: 'h', at, text: '"a" \\ {b} 12', due: '2026-12-01' })
  for (const week of ['2026-W46', '2026-W47', '2026-W48'])
    await to.insert(verdicts).values({ userId, week, addressHash: week, verdict: 'yes', place: null })
  await to.insert(coffees).values({
    id: `c${userId}`,
    userId,
    addressHash: 'h',
    address: 'm@x.example',
    name: 'M',
    state: 'met',
    how: 'invite',
    title: 'Coffee',
    note: '',
    place: '',
    timeZone: 'UTC',
    startsAt: at,
    endsAt: at,
    createdAt: at,
  } as never)
}

test('one statement tells what each by itself would tell, and nothing of anybody else', async () => {
  for (const id of ['one', 'two']) await fill(id)
  let statements = 0
  const mine = watched(db(), { see: () => statements++ })
  const found = await readAround(mine, { userId: 'one', ...weeks })
  expect(statements).toBe(1)
  const text = (what: unknown) => JSON.parse(JSON.stringify(what))
  expect(text(found.connections)).toEqual(text(await listConnections(db(), 'one')))
  expect(text(found.streams)).toEqual(text(await listStreams(db(), 'one')))
  expect(text(found.digests)).toEqual(text(await listDigests(db(), 'one', 9)))
  expect(text(found.notes)).toEqual(text(await listAllNotes(db(), 'one')))
  expect(text(found.coffees)).toEqual(text(await listCoffees(db(), 'one')))
  expect(found.verdicts.map(({ week }) => week)).toEqual(['2026-W47', '2026-W48'])
  expect(found.notes[0]?.at.equals(at)).toBe(true)
  // Bound to another user it finds nothing, whoever is asked about.
  expect(await readAround(forUser(db(), 'two'), { userId: 'one', ...weeks })).toMatchObject({
    connections: [],
    notes: [],
  })
})

/** Parts of words, one of which every subject that wishes holds whatever its case; without those that hold another one. */
function wishHints(): readonly string[] {
  const wishes = Object.values(lexicons()).flatMap((language) => language.wishes)
  const longest = (words: readonly string[]) => words.reduce((a, b) => (b.length > a.length ? b : a), '')
  const words = [...new Set(wishes.map((wish) => longest(wish.toLowerCase().match(/[a-z]+/g) ?? [])))]
  return words.filter((word) => !words.some((other) => other !== word && word.includes(other)))
}

test('what may be a wish is found by an index whose words are the ones that wishes hold', async () => {
  const where = sql`indexname = 'facts_wishes'`
  const rows = await db().select({ text: sql<string>`indexdef` }).from(sql`pg_indexes`).where(where)
  expect(rows[0]?.text).toContain(`'${wishHints().join('|')}'`)
  await addUser('w')
  const about = { provider: 'google' as const, issuer: 'i', subject: 'w', email: 'w@x.example', createdAt: at }
  await db()
    .insert(connections)
    .values({ id: 'w', userId: 'w', ...about, scopes: [], state: 'active' })
  for (const [id, title] of ['Happy BIRTHDAY', 'Alles Gute zum Geburtstag', 'The harbour', null].entries()) {
    const fact = { id: String(id), externalId: String(id), dedupeKey: String(id), kind: 'mail' as const, at, title }
    const mail = { from: ['w@x.example'], to: [['maren@okafor.example']] } as never
    await db()
      .insert(facts)
      .values({ ...fact, userId: 'w', connectionId: 'w', generation: 1, outgoing: id !== 0, mail })
  }
  const span = { start: at.subtract({ hours: 1 }), end: at.add({ hours: 1 }) }
  expect((await listWishes(db(), 'w', [span])).map(({ id }) => id)).toEqual(['1'])
  expect(await db().$count(facts, eq(facts.userId, 'w'))).toBe(4)
})
