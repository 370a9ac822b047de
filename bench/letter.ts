/** Writing a letter from a small and a large history: against a select of the same cards' facts, and against working out its people. */
import { inArray, sql } from 'drizzle-orm'
import { findUser } from '../src/db/accounts/users.ts'
import type { Database } from '../src/db/database.ts'
import { storeFacts } from '../src/db/facts.ts'
import { listPeople } from '../src/db/people.ts'
import { claimTasks } from '../src/db/queue/claim.ts'
import { connections, factAddresses, facts, streams, users } from '../src/db/schema.ts'
import { toHtml } from '../src/letter/paper/html.tsx'
import { writeLetter } from '../src/work/letter/write.ts'
import { writeCard } from '../src/work/letter/write-card.ts'
import { linksFor } from '../src/work/mail/links.ts'
import { requestDerive } from '../src/work/request.ts'
import { step } from '../src/work/step.ts'
import { watched } from '../test/support/statements.ts'
import { depsOn, now, openWithUser } from './database.ts'
import { history, whole } from './history.ts'
import { atMost, count, inMs, median, type Result } from './result.ts'

const small = { ...whole, messages: 10_000, people: 600 }
const large = { ...whole, messages: 50_000, people: 3_000 }
const clipped = 80 * 1024
const times = 21
/** Of a worker's many letters the first are not counted, while V8 still compiles what writes them. */
const warming = 20

export async function benchLetter(): Promise<readonly Result[]> {
  const few = await measure(small)
  const many = await measure(large)
  const against = ({ size, letter, select }: typeof few): Result => ({
    name: `CPU of a letter for ${count(size.people)} people and ${count(size.messages)} messages`,
    measured: inMs(letter),
    baseline: `${inMs(select)} for a select of the same cards’ facts`,
    ...atMost(letter / select, 5),
  })
  const derived = `${inMs(many.derive)} to derive the ${many.size.people} people`
  return [
    {
      name: `write a letter from ${large.messages} messages (${many.cards} people in it)`,
      measured: inMs(many.letter),
      baseline: derived,
      ratio: many.letter / many.derive,
    },
    against(few),
    against(many),
    {
      name: 'statements of the larger of these letters',
      measured: count(many.statements),
      baseline: `${count(few.statements)} of the smaller`,
      ratio: many.statements / few.statements,
      aim: 'the same number',
      met: many.statements === few.statements,
    },
    {
      name: 'write one card for the coffee page',
      measured: inMs(many.card),
      baseline: derived,
      ratio: many.card / many.derive,
    },
    {
      name: 'size of its html',
      measured: `${Math.round(many.html / 1024)} KB`,
      baseline: '80 KB, below which Gmail never clips',
      ratio: many.html / clipped,
    },
  ]
}

async function measure(size: typeof whole) {
  const opened = await openWithUser()
  let statements = 0
  const db = watched(opened.db, {
    see: (text) => {
      if (!/^(begin|commit|set |select set_config)/i.test(text)) statements++
    },
  })
  const deps = depsOn(db)
  await fill(db, size)
  await requestDerive(db, 'u', now)
  const [task] = await claimTasks(db, now, 1, { kind: 'derive', subject: 'u' })
  const user = await findUser(db, 'u')
  if (!task || !user) throw new Error('the benchmark has no user')
  const derive = await cpu(() => step(deps, task))
  statements = 0
  const { letter } = await writeLetter(deps, user, now)
  const written = statements
  const people = await listPeople(db, 'u')
  const named = new Set(letter.cards.map(({ personId }) => personId))
  const addresses = people
    .filter(({ id }) => named.has(id))
    .flatMap((one) => one.addresses.map(({ address }) => address))
  const someone = people.find(({ relationship }) => relationship.out > 100)
  const { links } = await linksFor(deps, { id: 'bench', userId: 'u' }, letter)
  const found = {
    size,
    derive,
    statements: written,
    cards: letter.cards.length,
    ...(await inTurn({
      letter: () => writeLetter(deps, user, now),
      select: () => selectFacts(db, addresses),
      card: async () => someone && writeCard(deps, user, someone, now),
    })),
    html: new TextEncoder().encode(toHtml(letter, links)).length,
  }
  await opened.close()
  return found
}

/** All facts of these people, as rows. */
const selectFacts = (db: Database, addresses: readonly string[]) =>
  db
    .select()
    .from(facts)
    .where(
      inArray(
        facts.id,
        db
          .select({ id: factAddresses.factId })
          .from(factAddresses)
          .where(sql`${factAddresses.userId} = 'u' and ${inArray(factAddresses.address, [...addresses])}`),
      ),
    )

async function fill(db: Database, size: typeof whole): Promise<void> {
  await db.update(users).set({ timeZone: 'Europe/Berlin' })
  const about = {
    provider: 'google' as const,
    issuer: 'https://issuer.example',
    subject: 'u',
    email: 'me@owner.example',
  }
  await db.insert(connections).values({ id: 'c', userId: 'u', ...about, scopes: [], state: 'active', createdAt: now })
  const readBackTo = now.subtract({ hours: 24 * 365 * 5 })
  for (const kind of ['mail', 'calendar'] as const)
    await db.insert(streams).values({ connectionId: 'c', kind, phase: 'current', readBackTo, lastSyncedAt: now })
  let batch = []
  for await (const fact of history(size)) {
    batch.push(fact)
    if (batch.length < 1000) continue
    await storeFacts(db, { userId: 'u', connectionId: 'c', generation: 1 }, batch)
    batch = []
  }
  await db.execute(sql`analyze`)
}

/** The median of some times of each, turn and turn about, so that all of them are as warm. */
async function inTurn<Name extends string>(works: Readonly<Record<Name, () => Promise<unknown>>>) {
  const all = Object.entries<() => Promise<unknown>>(works).map(([name, work]) => ({ name, work, taken: [0].slice(1) }))
  for (let time = 0; time < warming + times; time++)
    for (const { work, taken } of all) {
      const one = await cpu(work)
      if (time >= warming) taken.push(one)
    }
  return Object.fromEntries(all.map(({ name, taken }) => [name, median(taken)])) as Record<Name, number>
}

/**
 * Milliseconds of the processor, the embedded database included, which works on this thread. Of the whole process: of one thread
 * Linux may know it by its ticks of 4 ms alone.
 */
async function cpu(work: () => Promise<unknown>): Promise<number> {
  const before = process.cpuUsage()
  await work()
  const { user, system } = process.cpuUsage(before)
  return (user + system) / 1000
}
