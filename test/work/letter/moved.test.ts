import { eq } from 'drizzle-orm'
import { Temporal } from 'temporal-polyfill'
import { afterEach, expect, test } from 'vitest'
import { saveSettings } from '../../../src/db/accounts/users.ts'
import { digests } from '../../../src/db/schema.ts'
import type { Settings } from '../../../src/settings.ts'
import { requestLetter } from '../../../src/work/request.ts'
import { everyone, monday, type Stage, setStage } from './stage.ts'

let stage: Stage
afterEach(() => stage.close())

/** What saving the settings page does. */
async function save(change: Partial<Settings>, timeZone = 'Europe/Berlin'): Promise<void> {
  const user = await stage.user()
  const settings = { ...user.settings, ...change }
  await saveSettings(stage.db, 'sam', { settings, timeZone })
  await requestLetter(stage.db, { id: 'sam', settings, timeZone }, stage.now())
}
const hours = () =>
  Promise.all(
    stage.mails.map(async ({ messageId }) => {
      const [row] = await stage.db.select().from(digests).where(eq(digests.messageId, messageId))
      return `${row?.week} ${row?.sentAt}`
    }),
  )
const at = (text: string) => Temporal.Instant.from(text)

test('a day moved on after this week’s letter left brings no second one before its day in the next week', async () => {
  stage = await setStage({ people: everyone })
  await stage.run(monday.add({ hours: 1 }))
  await save({ letterDay: 5 })
  await stage.run(at('2026-12-05T12:00:00Z'))
  expect(await hours()).toEqual(['2026-W48 2026-11-23T07:00:00Z', '2026-W49 2026-12-04T07:00:00Z'])
})

test.each([
  'Pacific/Auckland',
  'Pacific/Honolulu',
  'America/New_York',
])('a journey to %s after the letter left brings one letter a week, at the hour of that place', async (timeZone) => {
  stage = await setStage({ people: everyone })
  await stage.run(monday.add({ hours: 1 }))
  await save({}, timeZone)
  await stage.run(at('2026-12-02T00:00:00Z'))
  const said = await hours()
  expect(said).toHaveLength(2)
  const [, next] = stage.mails
  const [row] = await stage.db
    .select()
    .from(digests)
    .where(eq(digests.messageId, next?.messageId ?? ''))
  const local = row?.sentAt?.toZonedDateTimeISO(timeZone)
  expect([row?.week, local?.dayOfWeek, local?.hour]).toEqual(['2026-W49', 1, 8])
})

test('across the change of clocks the letter keeps its hour', async () => {
  stage = await setStage({ begin: at('2027-03-20T09:00:00Z') })
  await stage.run(at('2027-03-29T12:00:00Z'))
  const rows = await stage.digests()
  const local = rows.map(({ sentAt }) => sentAt?.toZonedDateTimeISO('Europe/Berlin').toPlainDateTime().toString())
  expect(local.reverse()).toEqual(['2027-03-22T08:00:00', '2027-03-29T08:00:00'])
})
