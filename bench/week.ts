/** One user's week: forty mails a day, fifteen meetings, a look every half hour, ten pages and a letter, all in processor time. */
import type { Temporal } from 'temporal-polyfill'
import { createApp } from '../src/app.tsx'
import { listPeople } from '../src/db/people.ts'
import { sessions } from '../src/db/schema.ts'
import { OWNER } from '../src/sample/history/owner.ts'
import { sha256 } from '../src/seal.ts'
import { startApart } from './apart.ts'
import { atMost, type Bench } from './result.ts'

const mailsADay = 40
const meetings = 15
/** Mails come in the waking hours, at one look of two. */
const atOnce = 2
const token = 'bench'

export const benchWeek: Bench = async () => {
  const apart = await startApart('whole')
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
  const before = process.cpuUsage()
  const counts = { mails: 0, pages: 0 }
  for (let day = 0; day < 7; day++) {
    for (let half = 0; half < 48; half++) {
      if (half % 2 === 0 && half < (2 * mailsADay) / atOnce) {
        counts.mails += atOnce
        await apart.tell({ do: 'deliver', messages: mailsOf(people, counts.mails) })
      }
      if (half === 20) await apart.tell({ do: 'meet', events: meetingsOf(people, day, at) })
      await apart.wait({ minutes: 30 })
      if ((day < 3 && half === 30) || half === 40) {
        await page(day % 2 ? '/people' : '/letter')
        counts.pages++
      }
    }
  }
  const { user, system } = process.cpuUsage(before)
  const letters = (await db.query.digests.findMany()).length
  await apart.stop()
  const seconds = (user + system) / 1e6
  return [
    {
      name: `CPU of a user and week: ${counts.mails} mails, ${meetings} meetings, ${7 * 48} looks, ${counts.pages} pages, ${letters} letter`,
      measured: `${seconds.toFixed(1)} s, the embedded database included`,
      baseline: '2 s',
      ...atMost(seconds / 2, 1, '≤ 2 s'),
    },
  ]
}

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
