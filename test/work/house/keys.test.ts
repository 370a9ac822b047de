/** Another key becomes the first one, twice, while people go on: everything moves to it, and whatever cannot is said. */
import { eq, getTableColumns, is, sql } from 'drizzle-orm'
import { PgTable } from 'drizzle-orm/pg-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createApp } from '../../../src/app.tsx'
import { listRefused } from '../../../src/db/accounts/confirmations.ts'
import { findUser } from '../../../src/db/accounts/users.ts'
import { listVerdicts } from '../../../src/db/digests.ts'
import { addForgotten, readForgotten } from '../../../src/db/gone/forgotten.ts'
import { findPerson } from '../../../src/db/people.ts'
import { listIntroductionsWith } from '../../../src/db/said/introductions.ts'
import * as schema from '../../../src/db/schema.ts'
import { carrying } from '../../../src/db/sealed/carrying.ts'
import { findForgettingKey } from '../../../src/db/sealed/renewing.ts'
import { countUnderKeys } from '../../../src/db/sealed/under-keys.ts'
import { openServer } from '../../../src/db/server/open.ts'
import type { Deps } from '../../../src/deps.ts'
import { createSeal } from '../../../src/seal.ts'
import { tokenPlace } from '../../../src/sync/tokens.ts'
import { renewKeys } from '../../../src/work/house/keys.ts'
import { destinationOf } from '../../../src/work/mail/address.ts'
import { mailKeys } from '../../../src/work/mail/confirm.ts'
import { addressesOf, allHashes } from '../../../src/work/people/decide.ts'
import { type PostgresServer, startPostgres } from '../../support/postgres.ts'
import { testKey } from '../../support/stage.ts'
import { addLetter, addLink } from '../../web/links.ts'
import { addMail, addPerson, createWorld, idOf, now, type World } from '../../web/world.ts'

const key = (id: string, fill: number) => ({ id, bytes: new Uint8Array(32).fill(fill) })
const [second, third] = [key('2', 2), key('3', 3)]
const [maren, jonas] = ['maren@okafor.example', 'jonas@lind.example']
const nobody = 'nobody@nowhere.example'

describe.each(['embedded', 'PostgreSQL'] as const)('a change of the first key (%s)', (kind) => {
  let server: PostgresServer | null = null
  let world: World

  const under = (...keys: (typeof second)[]): Deps => ({ ...world.deps, seal: createSeal(keys) })

  beforeAll(async () => {
    if (kind === 'PostgreSQL') server = await startPostgres()
    world = await createWorld({}, server ? openServer(await server.create('keys'), 4) : undefined)
    const { deps } = world
    const { db, seal } = deps
    await addPerson(deps, {
      name: 'Maren Okafor',
      address: maren,
      otherAddresses: ['maren@studio.example'],
      silentDays: 215,
    })
    await addPerson(deps, { name: 'Jonas Lind', address: jonas })
    await addMail(deps, { id: 'm1', from: maren, to: ['sam@example.org'], daysAgo: 215 })
    // As this version writes them.
    expect((await world.post(`/people/${idOf(maren)}/let-go`, 'sam')).status).toBe(303)
    expect((await world.post(`/people/${idOf(maren)}/note`, 'sam', { note: 'Moves to Lisbon' })).status).toBe(303)
    // As the version before left them: by hash alone.
    const hash = (address: string) => seal.sign(address, 'address')
    await db
      .insert(schema.decisions)
      .values({ id: 'd1', userId: 'sam', addressHash: await hash(jonas), kind: 'elsewhere', at: now })
    await db
      .insert(schema.decisions)
      .values({ id: 'd2', userId: 'sam', addressHash: await hash(nobody), kind: 'let_go', at: now })
    await db
      .insert(schema.suppressions)
      .values({ userId: 'sam', addressHash: await hash('sam@example.org'), reason: 'bounced', at: now })
    await db
      .insert(schema.verdicts)
      .values({ userId: 'sam', week: '2026-W48', addressHash: await hash(jonas), verdict: 'yes', place: 0 })
    await addLetter(deps, [maren, jonas])
    await db.insert(schema.introductions).values({
      ...{ id: 'i1', userId: 'sam', oneHash: await hash(jonas), otherHash: await hash(maren), oneSaid: 'no' },
      ...{ oneAddress: jonas, otherAddress: maren, oneName: 'Jonas', otherName: 'Maren', createdAt: now },
    })
    await db
      .insert(schema.confirmations)
      .values({ id: 'c1', userId: 'sam', address: 'sam@two.example', state: 'sent', askedAt: now })
    await db.insert(schema.askedAddresses).values({ addressHash: await hash('sam@two.example'), refusedAt: now })
    await addForgotten(db, { seal, userId: 'sam' }, { addresses: ['gone@away.example'], at: now })
    for (const which of ['refresh', 'access'] as const)
      await db
        .update(schema.connections)
        .set({ [`${which}Token`]: await seal.seal(`${which}-token`, tokenPlace('sam-google', which)) })
        .where(eq(schema.connections.id, 'sam-google'))
  }, 120_000)
  afterAll(async () => {
    await world?.database.close()
    await server?.stop()
  })

  /** Everything that rests on a key, asked of whoever has these. */
  async function stands(deps: Deps): Promise<void> {
    const { db, seal } = deps
    const page = createApp(deps)
    const ask = async (path: string) =>
      (await page.request(`http://localhost:8787${path}`, { headers: { cookie: 'session=sam-token' } })).text()
    const shown = await ask(`/people/${idOf(maren)}`)
    expect(shown).toContain('Moves to Lisbon')
    expect(shown).toContain('not suggested any more')
    expect(await ask(`/people/${idOf(jonas)}`)).toContain('You talk elsewhere')
    const theirs = await allHashes(deps, addressesOf((await findPerson(db, 'sam', idOf(jonas))) ?? { addresses: [] }))
    expect(theirs).toContain((await listVerdicts(db, 'sam', ['2026-W48']))[0]?.addressHash)
    expect(
      (await listIntroductionsWith(db, 'sam', theirs)).map(({ oneSaid, otherSaid, oneAddress }) =>
        oneAddress === jonas ? oneSaid : otherSaid,
      ),
    ).toEqual(['no'])
    const items = await db.select().from(schema.digestItems)
    const known = [...theirs, ...(await allHashes(deps, [maren]))]
    expect(items.every(({ addressHash }) => known.includes(addressHash))).toBe(true)
    const user = await findUser(db, 'sam')
    expect(user && (await destinationOf(db, { seal }, user)).cameBack).toMatchObject([{ address: 'sam@example.org' }])
    expect((await listRefused(db, await mailKeys(seal, 'sam@two.example'))).size).toBe(1)
    expect(await (await readForgotten(db, { seal, userId: 'sam' }))?.has('gone@away.example')).toBe(true)
    const [connection] = await db.select().from(schema.connections).where(eq(schema.connections.id, 'sam-google'))
    expect(await seal.open(connection?.refreshToken ?? '', tokenPlace('sam-google', 'refresh'))).toBe('refresh-token')
    expect(await seal.open(connection?.accessToken ?? '', tokenPlace('sam-google', 'access'))).toBe('access-token')
  }

  /** Several at once, with somebody reading and deciding meanwhile. */
  async function change(deps: Deps): Promise<void> {
    const page = createApp(deps)
    const headers = { cookie: 'session=sam-token', 'content-type': 'application/x-www-form-urlencoded' }
    const press = async (path: string, fields: Record<string, string>) => {
      const csrf = await deps.seal.sign('sam-token', 'csrf')
      const body = new URLSearchParams({ csrf, ...fields }).toString()
      return (await page.request(`http://localhost:8787${path}`, { method: 'POST', headers, body })).status
    }
    const pressed = (async () => {
      for (let turn = 0; turn < 3; turn++) {
        expect(await press(`/people/${idOf(jonas)}/elsewhere`, {})).toBe(303)
        await stands(deps)
      }
    })()
    await Promise.all([renewKeys(deps), renewKeys(deps), pressed])
    await renewKeys(deps)
  }

  test('an address that nothing stored names needs its key, and is counted', async () => {
    await change(under(second, testKey))
    const { known, unknown, first } = await countUnderKeys(world.deps.db)
    expect([[...known.keys()], unknown, first?.id]).toEqual([['2'], 1, '2'])
    await world.deps.db.delete(schema.decisions).where(eq(schema.decisions.id, 'd2'))
    await renewKeys(under(second, testKey))
    expect((await countUnderKeys(world.deps.db)).unknown).toBe(0)
  }, 60_000)

  test('with nothing left under it the old key goes, and everything is there; and once more', async () => {
    await stands(under(second))
    await change(under(third, second))
    const { known, unknown } = await countUnderKeys(world.deps.db)
    expect([[...known.keys()], unknown]).toEqual([['3'], 0])
    await stands(under(third))
  }, 60_000)

  test('a link that was mailed under the first of all keys opens under the last, and stops the letters', async () => {
    const deps = under(third)
    const token = await addLink(world.deps, { purpose: 'unsubscribe' })
    const body = 'List-Unsubscribe=One-Click'
    const headers = { 'content-type': 'application/x-www-form-urlencoded' }
    const answer = await createApp(deps).request(`http://localhost:8787/unsubscribe/${token}`, {
      method: 'POST',
      headers,
      body,
    })
    expect(answer.status).toBe(200)
    const user = await findUser(deps.db, 'sam')
    expect(user && (await destinationOf(deps.db, deps, user)).stopped).toBe('unsubscribed')
    expect([...(await countUnderKeys(deps.db)).known.keys()]).toEqual(['3'])
  })

  test('an address goes from beside its hash with the last row that carries it', async () => {
    const deps = under(third)
    const hashes = await deps.db.select().from(schema.hashedAddresses)
    expect(hashes.length).toBeGreaterThan(0)
    for (const { table } of carrying) await deps.db.execute(sql`delete from ${table}`)
    await renewKeys(deps)
    expect(await deps.db.select().from(schema.hashedAddresses)).toEqual([])
    expect(await findForgettingKey(deps.db, 'sam', '3')).toBeUndefined()
  })
})

test('every column that holds the hash of an address is among those that are hashed anew', () => {
  const tables: readonly unknown[] = Object.values(schema)
  const found = tables
    .filter((one) => is(one, PgTable))
    .flatMap((table) => Object.entries(getTableColumns(table)).map(([name, column]) => ({ table, name, column })))
    .filter(({ name }) => /Hash$/.test(name))
  const elsewhere = [schema.hashedAddresses, schema.forgotten, schema.askedAddresses] as readonly unknown[]
  const missing = found.filter(
    ({ table, column }) => !elsewhere.includes(table) && !carrying.some((one) => one.column === column),
  )
  expect(missing.map(({ name }) => name)).toEqual([])
})
