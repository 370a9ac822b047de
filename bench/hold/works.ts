/** The pieces of work that are watched: what the tasks and the pages do with a large mailbox. */
import { createApp } from '../../src/app.tsx'
import { findConnection } from '../../src/db/accounts/connections.ts'
import { listStreams } from '../../src/db/accounts/streams.ts'
import { findUser } from '../../src/db/accounts/users.ts'
import type { Database } from '../../src/db/database.ts'
import { storeDigest } from '../../src/db/digests.ts'
import { storeFacts } from '../../src/db/facts.ts'
import { listPeople } from '../../src/db/people.ts'
import { claimTasks } from '../../src/db/queue/claim.ts'
import { digests, streams } from '../../src/db/schema.ts'
import { scheduleTask } from '../../src/db/tasks.ts'
import type { Deps } from '../../src/deps.ts'
import type { Page } from '../../src/providers/types.ts'
import { writePage } from '../../src/sync/write.ts'
import { prospect, replayMonth } from '../../src/work/backtest/backtest.ts'
import { deleteAccount, disconnect } from '../../src/work/leave.ts'
import { writeLetter } from '../../src/work/letter/write.ts'
import { step } from '../../src/work/step.ts'
import { now } from '../database.ts'
import { message, whole } from '../history.ts'
import { connectionId, token, userId } from './mailbox.ts'

export interface Work {
  readonly name: string
  /** Not watched. */
  prepare?(): Promise<unknown>
  run(): Promise<unknown>
  /** Those after it build on what it does. */
  readonly changes?: true
}

const bounds = { recent: 2_000, horizon: 90_000 }
const origin = { userId, connectionId, generation: 1 }

/** In an order in which each finds what the one before left. The last ones take everything away. */
export function worksOn(deps: Deps): readonly Work[] {
  const { db } = deps
  const app = createApp(deps)
  const headers = { cookie: `session=${token}` }
  const get = (path: string) => async () => {
    const response = await app.request(`${deps.config.BASE_URL}${path}`, { headers })
    await drain(response)
    if (response.status !== 200) throw new Error(`${path} answered ${response.status}`)
  }
  const facts = (from: number, count: number) =>
    Array.from({ length: count }, (_, index) => message(from + index, index, now.subtract({ minutes: 600 - index })))
  return [
    { name: 'derive from nothing', changes: true, prepare: () => request(db), run: () => derive(deps) },
    {
      name: 'derive again, one new message',
      prepare: async () => {
        await storeFacts(db, origin, facts(whole.messages, 1))
        await request(db)
      },
      run: () => derive(deps),
    },
    {
      name: 'read a page of 50',
      prepare: () => db.update(streams).set({ bounds }),
      run: () => {
        const read = facts(whole.messages + 1, 50)
        return write(deps, { facts: read, read: read.map(({ id }) => id) })
      },
    },
    { name: 'write a letter', run: async () => writeLetter(deps, await userOf(db), now) },
    {
      name: 'letter page, a letter before it',
      prepare: async () => {
        const { letter, hashes } = await writeLetter(deps, await userOf(db), now.subtract({ hours: 24 * 40 }))
        const sent = { state: 'sent' as const, dropAt: now, problem: null, attempts: 1 }
        await storeDigest(db, { id: 'd', userId, week: letter.week, letter, hashes, ...sent, createdAt: now })
        await db.update(digests).set({ sends: 1, sentAt: now.subtract({ hours: 24 * 40 }) })
      },
      run: get('/letter'),
    },
    { name: 'people page', run: get('/people') },
    { name: 'people page, all', run: get('/people?all=1') },
    { name: 'people page, a search', run: get('/people?q=family1') },
    { name: 'person page', run: async () => get(`/people/${await busiest(db)}`)() },
    { name: 'coffee page', run: async () => get(`/people/${await busiest(db)}/coffee`)() },
    { name: 'settings page', run: get('/settings') },
    { name: 'account page', run: get('/account') },
    { name: 'export.json', run: get('/export.json') },
    {
      name: 'backtest, one month',
      run: async () => {
        const user = await userOf(db)
        const known = await prospect(deps, user, now)
        const at = known.months.at(-1)
        if (!at) throw new Error('nothing to replay')
        await replayMonth(deps, user, { at, before: [], now, known })
      },
    },
    { name: 'list everything anew, in pages of 500', changes: true, run: () => listAnew(deps) },
    { name: 'order everything listed', changes: true, run: () => order(deps) },
    { name: 'derive after 5,000 messages went', prepare: () => request(db), run: () => derive(deps) },
    {
      name: 'turn subjects off',
      run: async () => {
        const body = await settingsForm(deps)
        const type = { 'content-type': 'application/x-www-form-urlencoded', origin: deps.config.BASE_URL }
        const response = await app.request(`${deps.config.BASE_URL}/settings`, {
          method: 'POST',
          body: body.toString(),
          headers: { ...headers, ...type },
        })
        if (response.headers.get('location') !== '/settings?saved=blanked')
          throw new Error(`subjects stayed: ${response.status} ${await response.text()}`)
      },
    },
  ]
}

/** The form of the settings page as it stands, without the wish for subjects. */
async function settingsForm({ db, seal }: Deps): Promise<URLSearchParams> {
  const { settings, timeZone } = await userOf(db)
  const { letterDay, letterHour, people, workingFrom, workingTo } = settings
  const fields = {
    letterDay,
    letterHour,
    people,
    workingFrom,
    workingTo,
    timeZone,
    csrf: await seal.sign(token, 'csrf'),
  }
  const form = new URLSearchParams(Object.entries(fields).map(([name, value]) => [name, String(value)]))
  for (const day of settings.workingDays) form.append('workingDays', String(day))
  return form
}

export const disconnecting = (deps: Deps): Work => ({
  name: 'disconnect',
  run: () => disconnect(deps, userId, connectionId),
})
export const deleting = (deps: Deps): Work => ({ name: 'delete the account', run: () => deleteAccount(deps, userId) })

async function drain(response: Response): Promise<void> {
  if (response.body) for await (const chunk of response.body) void chunk
}

async function userOf(db: Database) {
  const user = await findUser(db, userId)
  if (!user) throw new Error('the mailbox has no user')
  return user
}

const request = (db: Database) => scheduleTask(db, { kind: 'derive', subject: userId, userId }, now)

async function derive(deps: Deps): Promise<void> {
  const [task] = await claimTasks(deps.db, now, 1, { kind: 'derive', subject: userId })
  if (!task) throw new Error('nothing to derive')
  await step(deps, task)
}

async function busiest(db: Database): Promise<string> {
  const people = await listPeople(db, userId)
  return people.toSorted((a, b) => b.relationship.out - a.relationship.out)[0]?.id ?? ''
}

/** Writes a page as the task does that asked for it. */
async function write(deps: Deps, part: Partial<Page>): Promise<void> {
  const { db } = deps
  const connection = await findConnection(db, userId, connectionId)
  const stream = (await listStreams(db, userId)).find(({ kind }) => kind === 'mail')
  const provider = deps.providers.get('google')
  if (!connection || !stream || !provider) throw new Error('the mailbox has no account')
  const page: Page = { facts: [], gone: [], cursor: { version: 1, phase: 'bench' }, more: true, ...part }
  const pull = { connection, stream, provider, waiting: false, subjects: true, calls: new Map() }
  await db.transaction((tx) => writePage(tx, pull, page, now))
}

/** A new snapshot, in which 5,000 messages are missing and as many are new. */
async function listAnew(deps: Deps): Promise<void> {
  for (let start = 0; start < whole.messages; start += 500) {
    const listing = Array.from({ length: 500 }, (_, index) => {
      const position = start + index
      const number = whole.messages - 1 - position + 5_000
      return { kind: 'listed' as const, id: `m${number}`, thread: `t${Math.floor(number / 3)}`, position }
    })
    await write(deps, { listing, ...(start ? {} : { restart: true }) })
  }
  const labelled = Array.from({ length: 500 }, (_, index) => index * 2)
  await write(deps, {
    listing: labelled.map((n) => ({
      kind: 'listed',
      id: `m${n + 5_000}`,
      thread: `t${Math.floor((n + 5_000) / 3)}`,
      add: ['sent'],
    })),
  })
}

const order = (deps: Deps) => write(deps, { bounds, progress: { phase: 'reading' } })
