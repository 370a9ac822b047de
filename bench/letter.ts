/** Writing a letter from a large history, against working out its people; and its size against what Gmail clips. */
import { Temporal } from 'temporal-polyfill'
import { findUser } from '../src/db/accounts/users.ts'
import { storeFacts } from '../src/db/facts.ts'
import { listPeople } from '../src/db/people.ts'
import { claimTasks } from '../src/db/queue/claim.ts'
import { connections, streams, users } from '../src/db/schema.ts'
import type { Deps } from '../src/deps.ts'
import { toHtml } from '../src/letter/paper/html.tsx'
import { writeLetter } from '../src/work/letter/write.ts'
import { writeCard } from '../src/work/letter/write-card.ts'
import { linksFor } from '../src/work/mail/links.ts'
import { requestDerive } from '../src/work/request.ts'
import { step } from '../src/work/step.ts'
import { depsOn, now, openWithUser } from './database.ts'
import { history, whole } from './history.ts'
import type { Result } from './result.ts'

const size = { ...whole, messages: 50_000, people: 3_000 }
const clipped = 80 * 1024

export async function benchLetter(): Promise<Result[]> {
  const { db, close } = await openWithUser()
  const deps = depsOn(db)
  await fill(deps)
  await requestDerive(db, 'u', now)
  const [task] = await claimTasks(db, now, 1, { kind: 'derive', subject: 'u' })
  const user = await findUser(db, 'u')
  if (!task || !user) throw new Error('the benchmark has no user')
  const deriving = await time(() => step(deps, task))
  const [writing, { letter }] = await timed(() => writeLetter(deps, user, now))
  const someone = (await listPeople(db, 'u')).find(({ relationship }) => relationship.out > 100)
  const card = await time(async () => someone && writeCard(deps, user, someone, now))
  const { links } = await linksFor(deps, { id: 'bench', userId: 'u' }, letter)
  const html = new TextEncoder().encode(toHtml(letter, links)).length
  await close()
  const derived = `${Math.round(deriving)} ms to derive the ${size.people} people`
  return [
    {
      name: `write a letter from ${size.messages} messages (${letter.cards.length} people in it)`,
      measured: `${Math.round(writing)} ms`,
      baseline: derived,
      ratio: writing / deriving,
    },
    {
      name: 'write one card for the coffee page',
      measured: `${Math.round(card)} ms`,
      baseline: derived,
      ratio: card / deriving,
    },
    {
      name: 'size of its html',
      measured: `${Math.round(html / 1024)} KB`,
      baseline: '80 KB, below which Gmail never clips',
      ratio: html / clipped,
    },
  ]
}

async function fill({ db }: Deps): Promise<void> {
  await db.update(users).set({ timeZone: 'Europe/Berlin' })
  await db.insert(connections).values({
    id: 'c',
    userId: 'u',
    provider: 'google',
    issuer: 'https://issuer.example',
    subject: 'u',
    email: 'me@owner.example',
    scopes: [],
    state: 'active',
    createdAt: now,
  })
  const readBackTo = Temporal.Instant.from('2021-11-22T08:00:00Z')
  for (const kind of ['mail', 'calendar'] as const)
    await db.insert(streams).values({ connectionId: 'c', kind, phase: 'current', readBackTo, lastSyncedAt: now })
  let batch = []
  for await (const fact of history(size)) {
    batch.push(fact)
    if (batch.length < 1000) continue
    await storeFacts(db, { userId: 'u', connectionId: 'c', generation: 1 }, batch)
    batch = []
  }
}

async function timed<T>(work: () => Promise<T>): Promise<[ms: number, T]> {
  const started = performance.now()
  const result = await work()
  return [performance.now() - started, result]
}

const time = async (work: () => Promise<unknown>) => (await timed(work))[0]
