/** A statement that comes at every look is written once for each shape, and asked of whichever database it is for. */
import { eq, sql } from 'drizzle-orm'
import { expect, test } from 'vitest'
import type { Database } from '../../src/db/database.ts'
import { forUser } from '../../src/db/rows/bound.ts'
import { budgets, users } from '../../src/db/schema.ts'
import { type Given, kept } from '../../src/db/statements/kept.ts'
import { defaultSettings } from '../../src/settings.ts'
import { thisMorning } from '../support/morning.ts'
import { useDatabase } from '../support/stage.ts'

const db = useDatabase()

test('it is written once for each shape, with values of its own each time, in transactions too', async () => {
  let written = 0
  const put = kept((to: Database, given: Given<{ readonly key: string; readonly at: unknown }>, isNew: boolean) => {
    written++
    const spentUntil = sql`${given.at}::timestamptz`
    const where = eq(budgets.key, given.key)
    return isNew
      ? to
          .insert(budgets)
          .values({ key: sql`${given.key}`, spentUntil })
          .returning()
      : to.update(budgets).set({ spentUntil }).where(where).returning()
  })
  const at = thisMorning()
  for (const key of ['a', 'b', 'c']) {
    const later = at.add({ hours: 1 })
    const [made] = await put(db(), { key, at: at.toString() }, true)
    expect(made).toEqual({ key, spentUntil: at })
    const [moved] = await db().transaction((tx) => put(tx, { key, at: later.toString() }, false))
    expect(moved?.spentUntil.equals(later)).toBe(true)
  }
  expect(written).toBe(2)
})

test('it finds for each user what is theirs', async () => {
  const about = {
    name: 'U',
    timeZone: 'UTC',
    timeZoneChosen: false,
    settings: defaultSettings,
    createdAt: thisMorning(),
  }
  const mine = kept((of: Database, given: Given<{ readonly email: string }>) =>
    of.select({ id: users.id }).from(users).where(eq(users.email, given.email)),
  )
  for (const id of ['one', 'two'])
    await forUser(db(), id)
      .insert(users)
      .values({ id, email: `${id}@example.org`, ...about })
  const find = (id: string, email: string) => mine(forUser(db(), id), { email }, undefined)
  expect(await find('one', 'one@example.org')).toEqual([{ id: 'one' }])
  expect(await find('two', 'two@example.org')).toEqual([{ id: 'two' }])
  expect(await find('two', 'one@example.org')).toEqual([])
})
