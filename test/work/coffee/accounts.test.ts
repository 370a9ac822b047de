import { eq } from 'drizzle-orm'
import { Temporal } from 'temporal-polyfill'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { findUser } from '../../../src/db/accounts/users.ts'
import { findPerson } from '../../../src/db/people.ts'
import * as schema from '../../../src/db/schema.ts'
import type { Deps } from '../../../src/deps.ts'
import type { Span } from '../../../src/facts.ts'
import type { OAuthProvider, Providers } from '../../../src/providers/provider.ts'
import type { Agenda, Invitation, OAuthName } from '../../../src/providers/types.ts'
import { planCoffee } from '../../../src/work/coffee/plan.ts'
import { setTable } from '../../../src/work/coffee/table.ts'
import { keepWhatWasRead } from '../../../src/work/leave.ts'
import { tick } from '../../../src/work/tick.ts'
import { addMail, addMeeting, addPerson, createWorld, daysAgo, idOf, now, type World } from '../../web/world.ts'

const maren = 'maren@okafor.example'
const home = 'sam@example.org'
const work = 'sam@acme.example'
let world: World
let deps: Deps
/** What each calendar holds, who may write to it, and what was put there. */
let busy: Record<OAuthName, readonly Span[]>
let writers: Set<OAuthName>
let invited: { by: OAuthName; guest: string }[]

beforeEach(async () => {
  world = await createWorld({ UNDO_SECONDS: '0' })
  const google = world.deps.providers.get('google')
  if (!google) throw new Error('no provider')
  deps = {
    ...world.deps,
    providers: new Map([calendarOf(google, 'google'), calendarOf(google, 'microsoft')]) as unknown as Providers,
  }
  busy = { google: [], microsoft: [] }
  writers = new Set(['google', 'microsoft'])
  invited = []
  const [first] = await deps.db.select().from(schema.connections).where(eq(schema.connections.id, 'sam-google'))
  if (!first) throw new Error('sam has no account')
  await deps.db.insert(schema.connections).values({
    ...first,
    id: 'sam-work',
    provider: 'microsoft',
    issuer: 'https://work.example',
    subject: 'work',
    email: work,
    createdAt: daysAgo(20),
  })
  await addPerson(deps, { name: 'Maren Okafor', address: maren, silentDays: 200 })
})
afterEach(() => world.database.close())

/** The calendar of one account, held by the test: two accounts of two providers, each with its own. */
function calendarOf(google: OAuthProvider, name: OAuthName): [OAuthName, OAuthProvider] {
  const events = 12
  return [
    name,
    {
      ...google,
      name,
      issuer: name === 'google' ? google.issuer : 'https://work.example',
      desk: {
        canRead: () => true,
        canWrite: () => writers.has(name),
        canList: () => false,
        calendars: async () => [],
        agenda: async (): Promise<Agenda> => ({ busy: busy[name], events }),
        invite: async (_, { guest, eventId }: Invitation) => {
          invited.push({ by: name, guest: guest.address })
          return { id: eventId }
        },
        standsAt: async () => false,
        move: async () => true,
        cancel: async () => {},
      },
    },
  ]
}

/** A week from now, at this time of the owner's. */
const at = (time: string, days = 8): Temporal.Instant =>
  now
    .toZonedDateTimeISO('Europe/Berlin')
    .toPlainDate()
    .add({ days })
    .toZonedDateTime({ timeZone: 'Europe/Berlin', plainTime: Temporal.PlainTime.from(time) })
    .toInstant()
const whole = (days: number): Span => ({ start: at('00:00', days), end: at('23:59', days) })

async function table() {
  const user = await findUser(deps.db, 'sam')
  const person = await findPerson(deps.db, 'sam', idOf(maren))
  if (!user || !person) throw new Error('nobody there')
  return { user, person, table: await setTable(deps, user, person) }
}

async function daysOffered(): Promise<ReadonlySet<number>> {
  const { slots, more } = (await table()).table
  const today = now.toZonedDateTimeISO('Europe/Berlin').toPlainDate()
  return new Set(
    [...slots, ...more].map(({ start }) =>
      today.until(start.toZonedDateTimeISO('Europe/Berlin').toPlainDate()).total('days'),
    ),
  )
}

async function invite() {
  const { user, person } = await table()
  const coffee = await planCoffee(deps, user, person, { how: 'invite', start: at('10:15'), note: 'A coffee?' })
  while ((await tick(deps)) > 0);
  return coffee
}

test('a time is free only where every calendar is free', async () => {
  const free = await daysOffered()
  const [first, second] = [...free]
  if (first === undefined || second === undefined) throw new Error('no free days')
  busy = { google: [whole(first)], microsoft: [whole(second)] }
  const left = await daysOffered()
  expect(left.has(first)).toBe(false)
  expect(left.has(second)).toBe(false)
  expect(left.size).toBeGreaterThan(0)
})

test('a time that fills up in either calendar is taken', async () => {
  busy = { google: [], microsoft: [{ start: at('10:00'), end: at('11:00') }] }
  await expect(invite()).rejects.toThrow('That time filled up')
  expect(invited).toEqual([])
})

test('what an account held that waits to be connected again still takes its time', async () => {
  const [day] = await daysOffered()
  if (day === undefined) throw new Error('no free day')
  await addMeeting(deps, { id: 'long', guests: [], daysAgo: -day })
  await deps.db
    .update(schema.facts)
    .set({ at: at('00:00', day), endsAt: at('23:59', day) })
    .where(eq(schema.facts.externalId, 'long'))
  const set = (state: schema.ConnectionState) =>
    deps.db.update(schema.connections).set({ state }).where(eq(schema.connections.id, 'sam-google'))
  await set('reconnect')
  expect((await daysOffered()).has(day)).toBe(false)
  await set('ended')
  expect((await daysOffered()).has(day)).toBe(true)
})

test.each([
  ['sam-google', 'google'],
  ['sam-work', 'microsoft'],
] as const)('the invitation leaves from the account by which the two were last in touch: %s', async (connectionId, by) => {
  const other = connectionId === 'sam-google' ? 'sam-work' : 'sam-google'
  await addMail(deps, { id: 'old', from: maren, to: [home, work], daysAgo: 300, connectionId: other })
  await addMail(deps, { id: 'new', from: maren, to: [home, work], daysAgo: 200, connectionId })
  expect((await table()).table.account?.provider).toBe(by)
  await invite()
  expect(invited).toEqual([{ by, guest: maren }])
})

test('a message that lies in both was for the account it was addressed to', async () => {
  const both = { from: maren, to: [work], daysAgo: 200, dedupeKey: 'both' }
  await addMail(deps, { id: 'z', ...both })
  await addMail(deps, { id: 'a', ...both, connectionId: 'sam-work' })
  expect((await table()).table.account?.email).toBe(work)
})

test('where that account may not write, the other one invites', async () => {
  writers = new Set(['google'])
  await addMail(deps, { id: 'new', from: maren, to: [work], daysAgo: 200, connectionId: 'sam-work' })
  await invite()
  expect(invited).toEqual([{ by: 'google', guest: maren }])
})

test('an account that has ended neither invites nor takes time', async () => {
  await addMail(deps, { id: 'new', from: maren, to: [work], daysAgo: 200, connectionId: 'sam-work' })
  busy = { google: [], microsoft: [{ start: at('10:00'), end: at('11:00') }] }
  await keepWhatWasRead(deps, 'sam', 'sam-work')
  const coffee = await invite()
  expect(coffee.connectionId).toBe('sam-google')
  expect(invited).toEqual([{ by: 'google', guest: maren }])
})
