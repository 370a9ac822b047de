/** A database with two users, and rows as the reading and the derivation leave them: for asking pages. */
import { is } from 'drizzle-orm'
import { PgTable } from 'drizzle-orm/pg-core'
import { Temporal } from 'temporal-polyfill'
import { createApp } from '../../src/app.tsx'
import { toFactId } from '../../src/db/fact-rows.ts'
import type { OpenDatabase } from '../../src/db/open.ts'
import * as schema from '../../src/db/schema.ts'
import type { Deps } from '../../src/deps.ts'
import type { Instant } from '../../src/facts.ts'
import type { Tie } from '../../src/people/types.ts'
import { sha256 } from '../../src/seal.ts'
import { defaultSettings } from '../../src/settings.ts'
import { forgetWhoCame } from '../../src/web/frame/limits.ts'
import { openTestDatabase } from '../support/database.ts'
import { prove } from '../support/proof.ts'
import { openStage } from '../support/stage.ts'

export const now = Temporal.Instant.from('2026-11-22T09:00:00Z')
export const daysAgo = (days: number): Instant => now.subtract({ hours: 24 * days })
export const base = 'http://localhost:8787'

export interface World {
  readonly deps: Deps
  readonly database: OpenDatabase
  readonly logged: { event: string; details: unknown }[]
  readonly woken: () => number
  /** Asks for a page as this user, or as nobody. */
  get(path: string, as?: string, init?: RequestInit): Promise<Response>
  text(path: string, as?: string): Promise<string>
  /** Sends the form that stands on a page: with its CSRF field unless fields say otherwise. */
  post(
    path: string,
    as: string | undefined,
    fields?: Record<string, string | string[]>,
    init?: RequestInit,
  ): Promise<Response>
  csrf(as: string): Promise<string>
}

/** `sam` and `eve` are signed up and signed in; each has a connection. */
export async function createWorld(env: Record<string, string> = {}, opened?: OpenDatabase): Promise<World> {
  const database = opened ?? (await openTestDatabase())
  const ground = await openStage({ database: { opened: database }, providers: 'clients', clock: now, env })
  const { deps, events: logged, woken } = ground
  const { config } = deps
  for (const name of ['sam', 'eve']) await addUser(deps, name)
  const app = createApp(deps)
  forgetWhoCame()
  const cookie = (as: string | undefined) =>
    as ? { cookie: `${config.BASE_URL.startsWith('https') ? '__Host-' : ''}session=${as}-token` } : {}
  const get: World['get'] = async (path, as, init = {}) =>
    app.request(`${config.BASE_URL}${path}`, { ...init, headers: { ...cookie(as), ...init.headers } })
  const csrf = (as: string) => deps.seal.sign(`${as}-token`, 'csrf')
  return {
    deps,
    database,
    logged,
    woken,
    get,
    csrf,
    text: async (path, as) => (await get(path, as)).text(),
    async post(path, as, fields = {}, init = {}) {
      const body = new URLSearchParams()
      if (as && !('csrf' in fields)) body.append('csrf', await csrf(as))
      for (const [name, value] of Object.entries(fields)) for (const one of [value].flat()) body.append(name, one)
      const headers = { ...cookie(as), 'content-type': 'application/x-www-form-urlencoded', ...init.headers }
      return app.request(`${config.BASE_URL}${path}`, { ...init, method: 'POST', headers, body: body.toString() })
    },
  }
}

async function addUser({ db }: Deps, name: string): Promise<void> {
  const email = `${name}@example.org`
  const fullName = name === 'sam' ? 'Sam Reed' : 'Eve Stone'
  await db.insert(schema.users).values({
    id: name,
    email,
    name: fullName,
    timeZone: 'Europe/Berlin',
    settings: defaultSettings,
    createdAt: daysAgo(30),
    seenAt: now,
  })
  await db.insert(schema.sessions).values({
    hash: await sha256(`${name}-token`),
    userId: name,
    createdAt: now.subtract({ minutes: 20 }),
    usedAt: now,
    browser: 'Firefox on Linux',
    expiresAt: now.add({ hours: 24 }),
  })
  await db.insert(schema.connections).values({
    id: `${name}-google`,
    userId: name,
    provider: 'google',
    issuer: 'https://accounts.google.com',
    subject: name,
    email,
    scopes: [
      'openid',
      'https://www.googleapis.com/auth/gmail.metadata',
      'https://www.googleapis.com/auth/calendar.events.readonly',
    ],
    state: 'active',
    createdAt: daysAgo(30),
  })
  await prove(db, { userId: name, subject: name, address: email, at: daysAgo(30) })
  for (const kind of ['mail', 'calendar'] as const)
    await db.insert(schema.streams).values({
      connectionId: `${name}-google`,
      kind,
      phase: 'current',
      done: kind === 'mail' ? 3012 : 411,
      total: kind === 'mail' ? 3012 : 411,
      readBackTo: daysAgo(730),
      lastSyncedAt: now.subtract({ minutes: 12 }),
    })
}

interface Someone {
  readonly userId?: string
  readonly name: string
  readonly address: string
  readonly otherAddresses?: readonly string[]
  readonly silentDays?: number
  readonly change?: Partial<typeof schema.people.$inferInsert>
  readonly tie?: Partial<Record<keyof Tie, unknown>>
}

export const idOf = (address: string) => `p-${address.replace(/[^a-z]/g, '-')}`

/** Adds somebody with an even tie of two years, usually in touch every twelve days. Returns the id. */
export async function addPerson(
  { db }: Deps,
  { userId = 'sam', silentDays = 3, ...someone }: Someone,
): Promise<string> {
  const id = idOf(someone.address)
  const lastAt = daysAgo(silentDays)
  const quietMonths = Math.floor(silentDays / 30)
  const addresses = [someone.address, ...(someone.otherAddresses ?? [])]
  const relationship = {
    weight: 40,
    out: 20,
    in: 22,
    met: 4,
    activeDays: 30,
    typicalGapDays: 12,
    longestGapDays: 60,
    firstAt: daysAgo(700).toString(),
    lastAt: lastAt.toString(),
    smallMeetings: 4,
    threadsByOwner: 6,
    threadsByThem: 7,
    resumed: true,
    series: [],
    months: Array.from({ length: 24 }, (_, index) => (index < 24 - quietMonths ? (index * 7) % 10 : 0)),
    ...someone.tie,
  }
  await db.insert(schema.people).values({
    id,
    userId,
    address: someone.address,
    name: someone.name,
    kind: 'person',
    kindReason: 'you have written to each other',
    state: 'active',
    addresses: addresses.map((address, index) => ({
      address,
      reason: index ? `same full name, ${someone.name}` : '',
      firstAt: daysAgo(700 - index).toString(),
      lastAt: lastAt.toString(),
    })),
    maybe: [],
    exclusions: [],
    // The column holds what JSON holds.
    relationship: JSON.parse(JSON.stringify(relationship)),
    lastAt,
    ...someone.change,
  })
  for (const address of addresses)
    await db
      .insert(schema.personAddresses)
      .values({ userId, address, personId: id, ownId: address === someone.address ? id : idOf(address) })
  return id
}

interface Mail {
  readonly userId?: string
  readonly id: string
  readonly from: string
  readonly to: readonly string[]
  readonly cc?: readonly string[]
  readonly daysAgo: number
  readonly subject?: string | null
  readonly dedupeKey?: string
  readonly connectionId?: string
  readonly signals?: schema.StoredMail['signals']
  readonly link?: string
}

export async function addMail({ db }: Deps, { userId = 'sam', ...mail }: Mail): Promise<void> {
  await db.insert(schema.facts).values({
    id: factIdOf(userId, mail.id),
    userId,
    connectionId: mail.connectionId ?? `${userId}-google`,
    externalId: mail.id,
    dedupeKey: mail.dedupeKey ?? `k-${mail.id}`,
    kind: 'mail',
    at: daysAgo(mail.daysAgo),
    groupId: `t-${mail.id}`,
    outgoing: mail.from === `${userId}@example.org`,
    title: mail.subject === undefined ? 'Studio move' : mail.subject,
    mail: {
      from: [mail.from],
      to: mail.to.map((address) => [address]),
      cc: (mail.cc ?? []).map((address) => [address]),
      ...(mail.signals ? { signals: mail.signals } : {}),
      ...(mail.link ? { link: mail.link } : {}),
    },
    addressCount: new Set([mail.from, ...mail.to, ...(mail.cc ?? [])]).size,
  })
}

/** What the fact is called that `addMail` or `addMeeting` makes. */
export const factIdOf = (userId: string, id: string): string => toFactId(`${userId}|${id}`)

interface Meeting {
  readonly userId?: string
  readonly id: string
  readonly guests: readonly string[]
  readonly daysAgo: number
  readonly title?: string
  readonly mine?: 'accepted' | 'declined'
  readonly cancelled?: boolean
}

export async function addMeeting({ db }: Deps, { userId = 'sam', ...meeting }: Meeting): Promise<void> {
  const start = daysAgo(meeting.daysAgo)
  const me = `${userId}@example.org`
  const guest = { reply: 'accepted', self: false, organizer: false, resource: false, optional: false } as const
  await db.insert(schema.facts).values({
    id: factIdOf(userId, meeting.id),
    userId,
    connectionId: `${userId}-google`,
    externalId: meeting.id,
    dedupeKey: `k-${meeting.id}`,
    kind: 'meeting',
    at: start,
    endsAt: start.add({ minutes: 45 }),
    groupId: `s-${meeting.id}`,
    title: meeting.title ?? 'Reading group',
    meeting: {
      uid: meeting.id,
      people: [
        { ...guest, address: me, self: true, organizer: true },
        ...meeting.guests.map((address) => ({ ...guest, address })),
      ],
      mine: meeting.mine ?? 'accepted',
      type: 'default',
      ...(meeting.cancelled ? { cancelled: true } : {}),
    },
    addressCount: new Set([me, ...meeting.guests]).size,
  })
}

/** Every row of every table but those left out, for comparing before and after. */
export async function dump({ db }: Pick<Deps, 'db'>, without: readonly PgTable[] = []): Promise<string> {
  const all: readonly unknown[] = Object.values(schema)
  const tables = all.filter((value): value is PgTable => is(value, PgTable)).filter((table) => !without.includes(table))
  const rows = await Promise.all(
    tables.map(async (table) => (await db.select().from(table)).map((row) => JSON.stringify(row)).sort()),
  )
  return JSON.stringify(rows)
}
