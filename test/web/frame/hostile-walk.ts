/** Walks every route of the app with what no page of it would send, and says what answered otherwise than calmly. */
import { sql } from 'drizzle-orm'
import { createApp } from '../../../src/app.tsx'
import * as schema from '../../../src/db/schema.ts'
import { addLetter, addLink } from '../links.ts'
import { addMail, addPerson, idOf, now, type World } from '../world.ts'

/** As they stand in an address or in the body of a form. */
export const hostileValues: readonly string[] = [
  '%00',
  'a%00b',
  '%ed%a0%80',
  '%ed%a0%80%ed%b0%80x',
  '%ff%fe',
  '%c3%28',
  '%zz',
  '%',
  '%e2%80%ae%1b%5b31m%07',
  '%0d%0aset-cookie%3aa%3db',
  '..%2f..%2f',
  `${'a'.repeat(10_000)}`,
  `${'%f0%9f%91%a9'.repeat(800)}`,
  '0000-01-01',
  '0000-01-01T00:00:00Z',
  '99999-01-01',
  '%2B099999-12-31T00:00:00Z',
  '-099999-12-31T00:00:00Z',
  '-271821-04-20T00:00:00Z',
  '%2B275760-09-13T00:00:00Z',
  '2027-02-31',
  '2027-02-31T09:00:00Z',
  '2027-02-01T25:61:61Z',
  '1e999',
  '-1',
  '[object Object]',
]

export interface Route {
  readonly method: string
  readonly path: string
}

/** Every route with a handler, as hono knows it. */
export function routesOf(world: World): readonly Route[] {
  const found = createApp(world.deps).routes.filter(({ method, path }) => method !== 'ALL' && path !== '*')
  return [...new Map(found.map(({ method, path }) => [`${method} ${path}`, { method, path }])).values()]
}

/** What the walk is about. */
export interface Walk {
  readonly world: World
  readonly routes: readonly Route[]
  /** What a param of a route is where it is good. */
  good(path: string, param: string): string
  /** Every field that the form of a route has, each as a page would send it; undefined for a route that nobody told of. */
  fields(path: string): Readonly<Record<string, string>> | undefined
  /** Answers of the last requests that were not calm. */
  ask(route: Route, given: Given): Promise<number>
  /** A fingerprint of every row. */
  rows(): Promise<string>
}

interface Given {
  readonly as?: string | undefined
  /** In place of every param. */
  readonly id?: string
  readonly query?: string
  /** Encoded already. */
  readonly body?: string
}

/** A world with somebody to ask about, a letter that went out, a coffee that was offered, and a link of every kind. */
export async function prepare(world: World): Promise<Walk> {
  const { deps } = world
  const address = 'maren@okafor.example'
  await addPerson(deps, { name: 'Maren Okafor', address, otherAddresses: ['maren@studio.example'], silentDays: 215 })
  await addPerson(deps, { name: 'Jonas Lind', address: 'jonas@lind.example' })
  for (const days of [215, 220, 300])
    await addMail(deps, { id: `m${days}`, from: address, to: ['sam@example.org'], daysAgo: days })
  const digestId = await addLetter(deps, [address])
  const coffee = await addCoffee(world, address)
  const note = await addNote(world, address)
  const link = (purpose: schema.LinkPurpose) => addLink(deps, { purpose, address, digestId })
  const tokens = {
    '/coffee/:token': await link('coffee'),
    '/do/:token': await link('not_now'),
    '/unsubscribe/:token': await link('unsubscribe'),
    '/confirm/:token': await link('confirm'),
    '/meet/:token': await linkTo(world, coffee, address),
  } as const
  const id = idOf(address)
  const good: Walk['good'] = (path, param) => {
    if (param === 'token') return tokens[path as keyof typeof tokens] ?? 'token'
    if (param === 'provider') return 'google'
    if (param === 'link') return 'coffee'
    if (path.startsWith('/connections')) return 'sam-google'
    return path.startsWith('/outbox') ? digestId : id
  }
  const forms = formsOf({ coffee, note, other: idOf('jonas@lind.example'), id })
  const app = createApp(deps)
  const csrf = encodeURIComponent(await world.csrf('sam'))
  return {
    world,
    routes: routesOf(world),
    good,
    fields: (path) => forms[path],
    async ask({ method, path }, { as, id: given, query, body }) {
      const where = path.replace(/:(\w+)(\{[^}]*\})?/g, (_, param: string) => given ?? good(path, param))
      const headers = {
        ...(as ? { cookie: `session=${as}-token` } : {}),
        ...(method === 'POST' ? { 'content-type': 'application/x-www-form-urlencoded' } : {}),
      }
      const init = method === 'POST' ? { body: [`csrf=${csrf}`, body].filter(Boolean).join('&') } : {}
      const url = `${deps.config.BASE_URL}${where}${query ? `?${query}` : ''}`
      const response = await app.request(url, { method, headers, ...init })
      await response.arrayBuffer()
      return response.status
    },
    rows: fingerprints(world),
  }
}

async function addCoffee({ deps: { db, seal } }: World, address: string): Promise<string> {
  const start = now.add({ hours: 50 })
  const id = 'coffee-of-the-walk'
  await db.insert(schema.coffees).values({
    id,
    userId: 'sam',
    address,
    addressHash: await seal.sign(address, 'address'),
    name: 'Maren Okafor',
    connectionId: 'sam-google',
    state: 'offered',
    how: 'invite',
    timeZone: 'Europe/Berlin',
    title: 'Coffee, Maren and Sam',
    note: 'Tea?',
    offered: [[start.toString(), start.add({ minutes: 45 }).toString()]],
    createdAt: now,
  })
  return id
}

async function addNote({ deps: { db, seal } }: World, address: string): Promise<string> {
  const id = 'note-of-the-walk'
  const addressHash = await seal.sign(address, 'address')
  await db.insert(schema.notes).values({ id, userId: 'sam', addressHash, at: now, text: 'Runs marathons' })
  return id
}

async function linkTo({ deps }: World, coffeeId: string, address: string): Promise<string> {
  const token = await addLink(deps, { purpose: 'meet', address })
  await deps.db.update(schema.links).set({ coffeeId }).where(sql`${schema.links.purpose} = 'meet'`)
  return token
}

interface Ids {
  readonly coffee: string
  readonly note: string
  readonly other: string
  readonly id: string
}

/** Each form with all of its fields. A new route with a form has to be added. */
function formsOf({ coffee, note, other, id }: Ids): Readonly<Record<string, Readonly<Record<string, string>>>> {
  const back = { back: 'list' }
  const slot = now.add({ hours: 50 }).toString()
  const plan = { where: 'Café', act: '', coffee, how: 'note', note: 'A walk?', slot, times: slot }
  return {
    '/people': { name: 'Ida Falk', address: 'ida@falk.example' },
    '/people/:id/keep-close': { act: '' },
    '/people/:id/died': { act: 'undo' },
    '/people/:id/forget': { confirm: 'nobody' },
    '/forgotten': { address: 'nobody@at-all.example' },
    '/people/:id/not-right': { about: 'why' },
    '/people/:id/right': { about: 'last_thread', act: 'lead' },
    '/people/:id/undo': { kind: 'rest', at: '2026-11-01T09:00:00Z' },
    '/people/:id/not-added': {},
    '/people/:id/note': { note: 'Likes tea', id: note, at: '2026-11-01T09:00:00Z', until: '2027-02-01' },
    '/people/:id/introduce': { other, act: 'yes' },
    '/people/:id/promise': { id: note, done: '1', until: '2027-02-01', back: 'promises' },
    '/people/:id/rest': { until: '2027-02-01', ...back },
    '/people/:id/elsewhere': back,
    '/people/:id/let-go': back,
    '/people/:id/keep': back,
    '/people/:id/close': back,
    '/people/:id/person': back,
    '/people/:id/robot': back,
    '/people/:id/merge': { with: other, ...back },
    '/people/:id/split': { with: 'maren@studio.example', ...back },
    '/people/:id/coffee': plan,
    '/coffee/:token': plan,
    '/meet/:token': { slot },
    '/do/:token': { until: '2027-02-01', promise: 'The book', undo: '1' },
    '/unsubscribe/:token': { 'List-Unsubscribe': 'One-Click', page: '1', resume: '1' },
    '/letter/send': {},
    '/letter/resume': {},
    '/letter/pick': { person: id, verdict: 'yes' },
    '/letter/unpick': { person: id },
    '/letter/confirm': { address: 'sam@example.org' },
    '/confirm/:token': { page: '1', confirm: '1', refuse: '1' },
    '/outbox/answer': {},
    '/outbox/week': {},
    '/settings': {
      letterDay: '1',
      letterHour: '8',
      people: '3',
      letterTo: 'sam@example.org',
      pausedUntil: '',
      subjects: 'on',
      discreetSubject: 'on',
      workingDays: '1',
      workingFrom: '09:00',
      workingTo: '17:00',
      ...{ more: '1', coffeeMinutes: '30', from5: '10:00', to5: '12:00', lunchFrom: '12:00', lunchTo: '13:00' },
      ...{ daysOff: '2026-12-24/2026-12-31', offFrom: '2027-01-02', offTo: '2027-01-03', holidays: 'DE-BE' },
      ...{ noticeDays: '2', bufferMinutes: '15', travelMinutes: '15', coffeesAWeek: '2', tentativeBusy: 'on' },
      meetingLink: 'https://meet.example/sam',
      timeZone: 'Europe/Berlin',
      zoneShown: 'Europe/Berlin',
      locale: 'en-GB',
      ownAddresses: 'sam@studio.example',
      shared: '',
    },
    '/signin/link': { address: 'sam@example.org', to: '/people' },
    '/signin/link/:token': { page: '1' },
    '/import': { do: 'drop', mine: '0', other: 'sam@example.org' },
    '/connect/mailbox': { address: 'sam@example.org', password: 'p', user: '', host: '', port: '', tls: 'implicit' },
    '/connect/mailbox/:token': { page: '1' },
    '/account/sessions/end': { session: 'some-session' },
    '/account/feeds': { label: '', names: '1', notes: '1' },
    '/account/feeds/end': { id: 'some-feed' },
    '/account/webhook': { address: 'https://hooks.example/x' },
    '/account/webhook/test': {},
    '/account/webhook/end': {},
    '/account/assistants': { label: '', subjects: '1', notes: '1', write: '1' },
    '/account/assistants/end': { id: 'some-pass' },
    // No form: without a token nothing of it is read.
    '/mcp': {},
    '/settings/backtest': {},
    '/settings/calendars': { calendars: 'some-key' },
    '/signout': {},
    '/connections/:id/keep': {},
    '/connections/:id/contacts': {},
    '/connections/:id/disconnect': { confirm: '' },
    '/account/delete': { confirm: '' },
  }
}

const tables = sql`select quote_ident(tablename) as name from pg_tables where schemaname = 'public' order by 1`
/** Moves on with every transaction that has written anything, so that most times nothing more has to be asked. */
const newest = sql`select pg_snapshot_xmax(pg_current_snapshot())::text as at`

function fingerprints({ deps: { db } }: World): Walk['rows'] {
  let known = { at: '', sum: '' }
  let statement = ''
  return async () => {
    const at = JSON.stringify(rowsOf(await db.execute(newest)))
    if (at === known.at) return known.sum
    statement ||= statementFor(rowsOf<{ name: string }>(await db.execute(tables)))
    known = { at, sum: JSON.stringify(rowsOf(await db.execute(sql.raw(statement)))) }
    return known.sum
  }
}

const statementFor = (all: readonly { readonly name: string }[]) =>
  all
    .map(
      ({ name }) =>
        `select '${name}' as of, md5(coalesce(string_agg(t::text, '|' order by t::text), '')) from ${name} t`,
    )
    .join(' union all ')

const rowsOf = <T>(result: unknown): T[] => (Array.isArray(result) ? [...result] : (result as { rows: T[] }).rows)
