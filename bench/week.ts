/**
 * One user's week: forty mails a day, fifteen meetings, a look every half hour, ten pages and a letter, all in processor time. With
 * the embedded database, which works in the program's own process, and with a server's, whose time is told beside it. V8 is set as
 * the program sets it: the heap grows closely once all is loaded, and the embedded database is compiled simply.
 */
import { readdirSync, readFileSync } from 'node:fs'
import type { Temporal } from 'temporal-polyfill'
import { compileSimply } from '../scripts/start/engine.js'
import { createApp } from '../src/app.tsx'
import { listPeople } from '../src/db/people.ts'
import { sessions } from '../src/db/schema.ts'
import { growClosely } from '../src/node/rest.ts'
import { OWNER } from '../src/sample/history/owner.ts'
import { sha256 } from '../src/seal.ts'
import { startLoop } from '../src/work/tick.ts'
import { startPostgres } from '../test/support/postgres.ts'
import { type Apart, startApart } from './apart.ts'
import { atMost, type Bench, type Result } from './result.ts'

const mailsADay = 40
const meetings = 15
/** Mails come in the waking hours, at one look of two. */
const atOnce = 2
const token = 'bench'

export const benchWeek: Bench = async () => {
  compileSimply()
  const here = await startApart('whole')
  growClosely()
  const embedded = await live(here)
  const resting = await rest(here)
  await here.stop()
  const server = await startPostgres()
  const there = await startApart('whole', await server.create('week'))
  const remote = await live(there, () => spentBy(server.pid()))
  await there.stop()
  await server.stop()
  const seconds = (value: number) => `${value.toFixed(1)} s`
  return [
    {
      name: `CPU of a user and week: ${embedded.counts}`,
      measured: `${seconds(embedded.program)}, the embedded database included (${embedded.parts})`,
      baseline: '2 s',
      ...atMost(embedded.program / 2, 1, '≤ 2 s'),
    },
    {
      name: 'the same on a server’s database, of the program alone',
      measured: `${seconds(remote.program)}, and ${seconds(remote.database)} of the database server (${remote.parts})`,
      baseline: '2 s',
      ...atMost(remote.program / 2, 1, '≤ 2 s'),
    },
    resting,
  ]
}

/** Of the whole process, not of each user: what the loop takes that nothing is due for, in a week. */
async function rest({ program }: Apart): Promise<Result> {
  const hours = 24 * 7
  const loop = startLoop(program.deps)
  const nap = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))
  await nap(3000)
  const before = process.cpuUsage()
  await nap(20_000)
  const { user, system } = process.cpuUsage(before)
  await loop.stop()
  const week = ((user + system) / 1e6 / 20) * 3600 * hours
  return {
    name: 'CPU of the program in a week in which nothing is due, embedded',
    measured: `${week.toFixed(0)} s`,
    baseline: `${3600 * hours} s`,
    ratio: week / 3600 / hours,
  }
}

/** Seconds of the processor that these processes took so far: the server's first one, those that ended, and those that serve. */
function spentBy(pid: number): number {
  const times = (one: string, columns: number) => {
    const fields = readFileSync(`/proc/${one}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? []
    return fields.slice(11, 11 + columns).reduce((sum, ticks) => sum + Number(ticks), 0) / 100
  }
  const children = readdirSync('/proc').filter((name) => {
    try {
      return /^\d+$/.test(name) && readFileSync(`/proc/${name}/stat`, 'utf8').split(') ')[1]?.split(' ')[1] === `${pid}`
    } catch {
      return false
    }
  })
  return times(`${pid}`, 4) + children.reduce((sum, one) => sum + times(one, 2), 0)
}

async function live(apart: Apart, databaseTime = () => 0) {
  const { program, db } = apart
  const userId = await program.connect()
  await program.settle()
  const people = (await listPeople(db, userId)).filter(({ kind }) => kind === 'person').slice(0, 60)
  const app = createApp(program.deps)
  const at = program.deps.now()
  await db
    .insert(sessions)
    .values({ hash: await sha256(token), userId, createdAt: at, expiresAt: at.add({ hours: 24 * 30 }) })
  const page = async (path: string) => {
    const answer = await app.request(`${program.deps.config.BASE_URL}${path}`, {
      headers: { cookie: `session=${token}` },
    })
    await answer.text()
    if (answer.status !== 200) throw new Error(`${path} answered ${answer.status}`)
  }
  const parts = new Map<Part, number>()
  const spend = async (part: Part, work: () => Promise<unknown>) => {
    const from = process.cpuUsage()
    await work()
    const { user, system } = process.cpuUsage(from)
    parts.set(part, (parts.get(part) ?? 0) + (user + system) / 1e6)
  }
  const before = process.cpuUsage()
  const databaseBefore = databaseTime()
  const counts = { mails: 0, pages: 0 }
  for (let day = 0; day < 7; day++) {
    for (let half = 0; half < 48; half++) {
      const brings = half % 2 === 0 && half < (2 * mailsADay) / atOnce
      if (brings) {
        counts.mails += atOnce
        await apart.tell({ do: 'deliver', messages: mailsOf(people, counts.mails) })
      }
      if (half === 20) await apart.tell({ do: 'meet', events: meetingsOf(people, day, at) })
      await spend(brings ? 'with mail' : 'without', () => apart.wait({ minutes: 30 }))
      if ((day < 3 && half === 30) || half === 40) {
        await spend('pages', () => page(day % 2 ? '/people' : '/letter'))
        counts.pages++
      }
    }
  }
  const { user, system } = process.cpuUsage(before)
  const database = databaseTime() - databaseBefore
  const letters = (await db.query.digests.findMany()).length
  return {
    program: (user + system) / 1e6,
    database,
    parts: `half hours with mail ${told(parts, 'with mail')}, without, and working people out ${told(parts, 'without')}, pages ${told(parts, 'pages')}`,
    counts: `${counts.mails} mails, ${meetings} meetings, ${7 * 48} looks, ${counts.pages} pages, ${letters} letter`,
  }
}

/** What the time of a week goes into: half hours in which mail came, those in which none did, and pages. */
type Part = 'with mail' | 'without' | 'pages'
const told = (parts: ReadonlyMap<Part, number>, part: Part) => (parts.get(part) ?? 0).toFixed(1)

type People = Awaited<ReturnType<typeof listPeople>>

function mailsOf(people: People, from: number) {
  const me = { address: OWNER.address, name: OWNER.name }
  return Array.from({ length: atOnce }, (_, index) => {
    const person = people[(from * 7 + index) % people.length]
    const them = { address: person?.address ?? 'somebody@far.example', name: person?.name ?? 'Some Body' }
    const [sender, to] = (from + index) % 3 ? [them, me] : [me, them]
    return { from: sender, to: [to], subject: `Matter ${from + index}` }
  })
}

function meetingsOf(people: People, day: number, at: Temporal.Instant) {
  const number = day < 1 ? meetings - 12 : 2
  return Array.from({ length: number }, (_, index) => {
    const person = people[(day * 5 + index) % people.length]
    const start = at
      .toZonedDateTimeISO(OWNER.zone)
      .toPlainDate()
      .add({ days: day + 1 })
    const guests = [
      { address: OWNER.address, name: OWNER.name, reply: 'accepted' as const, self: true },
      { address: person?.address ?? 'somebody@far.example', name: person?.name ?? '', reply: 'accepted' as const },
    ]
    return { title: `Talk ${day} ${index}`, start: `${start}T${10 + index}:00:00`, guests }
  })
}
