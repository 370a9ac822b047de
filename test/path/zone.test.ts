/** Whose clock goes: somebody who leaves the calendar's box empty, and somebody at Microsoft without a calendar. */
import { and, eq } from 'drizzle-orm'
import { Temporal } from 'temporal-polyfill'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { setStreams } from '../../src/db/accounts/streams.ts'
import { listPeople } from '../../src/db/people.ts'
import { connections, tasks, users } from '../../src/db/schema.ts'
import { dropTasks } from '../../src/db/tasks.ts'
import { mailScope } from '../../src/providers/google/scopes.ts'
import { OWNER } from '../../src/sample/history/owner.ts'
import { type Program, startProgram } from '../support/program.ts'
import { smallHistory } from '../support/small.ts'
import { connect, openBrowser } from '../support/visit.ts'

let program: Program
const userOf = async () => (await program.deps.db.select().from(users))[0]
const letterAt = async () => {
  const where = and(eq(tasks.kind, 'letter'))
  return (await program.deps.db.select().from(tasks).where(where))[0]?.runAt
}

beforeAll(async () => {
  program = await startProgram({ history: smallHistory(['maren', 'kenji', 'priya', 'teo', 'jonas']), microsoft: true })
}, 60_000)
afterAll(() => program.stop())

describe('with the calendar’s box left empty', () => {
  const browser = () => session
  let session: ReturnType<typeof openBrowser>

  test('the owner is told that times are in UTC, and asked for their zone by a plain form, until something says it', async () => {
    session = openBrowser(program)
    const people = await connect(session, [mailScope])
    expect(people.text).toContain('Your time zone is not known yet, so times here are in UTC.')
    const fields = people.forms.flatMap((form) => form.fields)
    expect(fields.some(({ name, value }) => name === 'zone' && value === 'Europe/Berlin')).toBe(true)
    expect(people.body).not.toContain('http-equiv="refresh" content="10"')
    expect(await userOf()).toMatchObject({ timeZone: 'UTC', timeZoneChosen: false, mailZone: null, browserZone: null })
    expect((await session.get('/settings')).text).toContain('Not known yet')
  })

  test('their own sent mail says it', async () => {
    await program.settle()
    expect(await userOf()).toMatchObject({ timeZone: OWNER.zone, mailZone: OWNER.zone, timeZoneChosen: false })
    const people = await browser().get('/people')
    expect(people.text).not.toContain('UTC')
    expect(people.forms.flatMap((form) => form.fields).some(({ name }) => name === 'zone')).toBe(false)
    expect((await browser().get('/settings')).text).toContain('It comes from the mail you sent.')
  })

  test('the letter comes at eight in the morning there, and says so', async () => {
    const at = (await letterAt())?.toZonedDateTimeISO(OWNER.zone)
    expect([at?.dayOfWeek, at?.hour, at?.minute]).toEqual([1, 8, 0])
  })

  test('a coffee is offered inside their working hours there', async () => {
    const user = await userOf()
    const all = await listPeople(program.deps.db, user?.id ?? '')
    const person = all.find(({ kind, name }) => kind === 'person' && name.startsWith('Maren'))
    const page = await browser().get(`/people/${person?.id}/coffee`)
    const offered = page.forms
      .flatMap(({ fields }) => fields)
      .filter(({ name }) => name === 'times')
      .map(({ value }) => Temporal.Instant.from(value).toZonedDateTimeISO(OWNER.zone))
    expect(offered.length).toBeGreaterThan(2)
    for (const { hour, minute } of offered) {
      expect(hour * 60 + minute).toBeGreaterThanOrEqual(9 * 60)
      expect(hour * 60 + minute).toBeLessThan(18 * 60)
    }
    const [first] = offered
    expect(page.text).toContain(`${String(first?.hour).padStart(2, '0')}:${String(first?.minute).padStart(2, '0')}`)
    expect(page.text).not.toContain('Times are in UTC')
  })

  test('/export.json says the zone and who said it', async () => {
    const { user } = await browser().json<{ user: object }>('/export.json')
    expect(user).toMatchObject({
      timeZone: OWNER.zone,
      settings: { timeZoneChosen: false, timeZoneSaid: { mail: OWNER.zone } },
    })
  })
})

describe('at Microsoft, where mail carries no clock, without a calendar', () => {
  test('the browser that connects first says where its owner is, and the letter comes at their hour', async () => {
    await program.deps.db.delete(users)
    const browser = openBrowser(program)
    const consent = await browser.get('/connect/microsoft?zone=Asia%2FTokyo')
    await browser.submit(consent, { extra: { decision: 'allow' } })
    expect(await userOf()).toMatchObject({ timeZone: 'Asia/Tokyo', browserZone: 'Asia/Tokyo', timeZoneChosen: false })
    const at = (await letterAt())?.toZonedDateTimeISO('Asia/Tokyo')
    expect([at?.dayOfWeek, at?.hour]).toEqual([1, 8])
    const [connection] = await program.deps.db.select().from(connections)
    await dropTasks(program.deps.db, ['calendar'], connection?.id ?? '')
    await setStreams(program.deps.db, connection?.id ?? '', ['mail'])
    await program.settle()
    expect(await userOf()).toMatchObject({ timeZone: 'Asia/Tokyo', mailZone: null })
    expect((await browser.get('/settings')).text).toContain('It comes from the browser you connected with.')
  })
})

describe('a browser that says something else than mail and calendar', () => {
  test('counts less, and the owner is asked once', async () => {
    await program.deps.db.delete(users)
    const browser = openBrowser(program)
    const consent = await browser.get('/connect/google?zone=Asia%2FTokyo')
    await browser.submit(consent, { fields: { scope: true, decision: 'allow' } })
    expect((await userOf())?.timeZone).toBe('Asia/Tokyo')
    await program.settle()
    expect(await userOf()).toMatchObject({ timeZone: OWNER.zone, mailZone: OWNER.zone, browserZone: 'Asia/Tokyo' })
    expect((await letterAt())?.toZonedDateTimeISO(OWNER.zone).hour).toBe(8)
    const people = await browser.get('/people')
    expect(people.text).toContain(
      'The mail you sent and your calendar say Berlin time; the browser you connected with says Tokyo time. Until you answer, times here and the hour of your letter are in Berlin time.',
    )
    const form = people.forms.findIndex(({ fields }) => fields.some(({ value }) => value === 'Asia/Tokyo'))
    const after = await browser.submit(people, { form })
    expect(new URL(after.url).pathname).toBe('/people')
    expect(after.text).not.toContain('Berlin time')
    await program.settle()
    expect(await userOf()).toMatchObject({ timeZone: 'Asia/Tokyo', timeZoneChosen: true })
    expect((await letterAt())?.toZonedDateTimeISO('Asia/Tokyo').hour).toBe(8)
    expect((await browser.get('/people')).text).not.toContain('Berlin time')
  })
})

describe('the zone on the way to the provider', () => {
  const land = async (query: string) => {
    await program.deps.db.delete(users)
    const browser = openBrowser(program)
    const consent = await browser.get(`/connect/google${query}`)
    const people = await browser.submit(consent, { fields: { scope: [mailScope], decision: 'allow' } })
    return { people, user: await userOf() }
  }

  test.each([
    ['is none', '?zone='],
    ['is unknown', '?zone=Europe/Atlantis'],
    ['is an offset', '?zone=%2B05:00'],
    ['is a script', `?zone=${encodeURIComponent('"><script>alert(1)</script>')}`],
    ['is a megabyte long', `?zone=${'Europe/Berlin'.repeat(80_000)}`],
    ['is UTC, as of a browser that does not say where it is', '?zone=UTC'],
    ['has zero bytes in it', '?zone=Europe%00%2FBerlin'],
  ])('is left aside where it %s', async (_, query) => {
    const { people, user } = await land(query)
    expect(new URL(people.url).pathname).toBe('/people')
    expect(people.body).not.toMatch(/<script|Atlantis/)
    expect(user).toMatchObject({ timeZone: 'UTC', browserZone: null })
  })

  test('is taken where it is one', async () => {
    expect((await land('?zone=America%2FNew_York')).user).toMatchObject({ timeZone: 'America/New_York' })
  })

  test('of somebody who is known already changes nothing', async () => {
    await land('?zone=America%2FNew_York')
    const again = openBrowser(program)
    const consent = await again.get('/connect/google?zone=Asia%2FTokyo')
    await again.submit(consent, { fields: { scope: [mailScope], decision: 'allow' } })
    expect(await userOf()).toMatchObject({ timeZone: 'America/New_York', browserZone: 'America/New_York' })
  })
})
