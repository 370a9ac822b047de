/** What a letter has to know of all people together is counted by indexes, and says what their rows say. */
import { describe, expect, test } from 'vitest'
import { createUser } from '../../src/db/accounts/users.ts'
import { readCrowd } from '../../src/db/few/crowd.ts'
import { listBirthdayEntries } from '../../src/db/history/history.ts'
import { readMeetings } from '../../src/db/history/meetings.ts'
import { forUser } from '../../src/db/rows/bound.ts'
import { people, personAddresses } from '../../src/db/schema.ts'
import { defaultSettings } from '../../src/settings.ts'
import { thisMorning } from '../support/morning.ts'
import { useDatabase } from '../support/stage.ts'
import { clientOf, watched } from '../support/statements.ts'

const db = useDatabase()
const at = thisMorning()
const before = at.subtract({ hours: 24 * 56 })

async function fill(userId: string) {
  await createUser(db(), {
    ...{ id: userId, email: `${userId}@x.example`, name: 'U', timeZone: 'UTC', timeZoneChosen: false },
    ...{ settings: defaultSettings, createdAt: at },
  })
  const hosts = ['acme.example', 'notacme.example', 'mail.acme.example', 'other.example']
  const rows = Array.from({ length: 60 }, (_, one) => {
    const id = `${userId}${one}`
    const address = `p${one}@${hosts[one % 4]}`
    const besides = one % 7 === 0 ? [`q${one}@acme.example`] : []
    const addresses = [address, ...besides]
    return {
      ...{ id, userId, address, name: 'P', kindReason: '', maybe: [], exclusions: [], relationship: {} as never },
      kind: one % 5 === 0 ? ('robot' as const) : ('person' as const),
      state: one % 11 === 0 ? ('died' as const) : ('active' as const),
      tie: [true, false, null][one % 3] ?? null,
      lastAt: one % 2 ? at.subtract({ hours: 24 * one }) : null,
      addresses: addresses.map((each) => ({ address: each })) as never,
    }
  })
  await db().insert(people).values(rows)
  const held = rows.flatMap(({ id, address }, one) =>
    [address, ...(one % 7 === 0 ? [`q${one}@acme.example`] : [])].map((each) => ({ address: each, id })),
  )
  await db()
    .insert(personAddresses)
    .values(held.map(({ address, id }) => ({ userId, address, personId: id, ownId: id })))
  return rows
}

describe('all people together', () => {
  test('are what their rows say, at a host as well, and nobody else’s', async () => {
    const rows = await fill('a')
    await fill('b')
    const crowd = await readCrowd(forUser(db(), 'a'), 'a', { before, host: 'acme.example' })
    const list = (some: typeof rows) => some.map(({ address }) => address).sort()
    expect([...crowd.at].sort()).toEqual(
      list(rows.filter(({ kind, address }) => kind === 'person' && address.endsWith('acme.example'))),
    )
    const died = rows.filter(({ state }) => state === 'died')
    expect([...crowd.died].sort()).toEqual(
      died.flatMap(({ addresses }) => (addresses as { address: string }[]).map(({ address }) => address)).sort(),
    )
    expect(crowd).toMatchObject({ isEmpty: false, isOld: true, ties: rows.filter(({ tie }) => tie).length })
    expect(await readCrowd(db(), 'a', { before: at.subtract({ hours: 24 * 99 }), host: undefined })).toMatchObject({
      ...{ isOld: false, at: [] },
    })
    expect(await readCrowd(forUser(db(), 'nobody'), 'a', { before, host: 'acme.example' })).toEqual({
      ...{ isEmpty: true, ties: 0, isOld: false, died: [], at: [] },
    })
  })

  test('are counted, and the meetings of a month found among mail, by indexes of their own', async () => {
    const asked: [text: string, params: readonly unknown[]][] = []
    const mine = watched(db(), { see: (text, params) => asked.push([text, params]) })
    await readCrowd(mine, 'a', { before, host: 'acme.example' })
    await readMeetings(mine, 'a', { since: before, until: at })
    await listBirthdayEntries(mine, 'a', [{ start: before, end: at }])
    const plans = await clientOf(db()).transaction(async (tx) => {
      await tx.exec('set local enable_seqscan = off; set local enable_bitmapscan = off')
      const told: string[] = []
      for (const [text, params] of asked) {
        const { rows } = await tx.query<Record<string, string>>(`explain ${text}`, [...params])
        told.push(rows.map((row) => Object.values(row).join()).join('\n'))
      }
      return told
    })
    expect(plans).toHaveLength(3)
    expect(plans[0]).toMatch(/Index Only Scan using people_ties/)
    expect(plans[0]).toMatch(/people_died/)
    expect(plans[1]).toMatch(/facts_meetings/)
    expect(plans[2]).toMatch(/facts_meetings/)
  })
})
