/** What has to be so after all of it: exactly the facts of a calm run, nothing twice, nothing lost without a line. */
import { listCoffees } from '../../src/db/coffees.ts'
import type { Database } from '../../src/db/database.ts'
import { connections, digests, people, streams, tasks } from '../../src/db/schema.ts'
import { readStored } from '../support/recount.ts'
import type { Known } from './events.ts'
import type { Ground } from './ground.ts'

/** @returns what differs between what two programs know */
export async function compare(chaotic: Ground, calm: Ground): Promise<string[]> {
  const wrong: string[] = []
  for (const provider of ['google', 'microsoft'] as const) {
    const [had, has] = await Promise.all([chaotic, calm].map(({ deps }) => factsOf(deps.db, provider)))
    const ids = new Set([...(had?.keys() ?? []), ...(has?.keys() ?? [])])
    for (const id of ids) {
      const [one, other] = [had, has].map((facts) => JSON.stringify(facts?.get(id), inOrder))
      if (one !== other) wrong.push(`${provider} ${id}: ${one ?? 'nothing'}, calmly ${other ?? 'nothing'}`)
    }
  }
  const [one, other] = await Promise.all([chaotic, calm].map(({ deps }) => peopleOf(deps.db)))
  if (one !== other) wrong.push(`the people are ${one}, calmly ${other}`)
  return wrong
}

/** Members in one order. */
const inOrder = (_: string, value: unknown) =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1)))
    : value

async function factsOf(db: Database, provider: string) {
  const rows = await db.select().from(connections)
  const all = rows.filter((row) => row.provider === provider)
  const stored = await Promise.all(all.map(({ id }) => readStored(db, id)))
  return new Map(stored.flatMap((facts) => [...facts]))
}

async function peopleOf(db: Database): Promise<string> {
  const rows = await db.select().from(people)
  const lines = rows.map(({ name, kind, addresses, lastAt }) => {
    const known = addresses.map(({ address }) => address).toSorted()
    return `${name} ${kind} ${known.join('+')} ${lastAt}`
  })
  return lines.toSorted().join('; ')
}

/** @returns what is left undone, or was done twice */
export async function check(ground: Ground, known: Known): Promise<string[]> {
  const { db } = ground.deps
  const wrong: string[] = []
  for (const { kind, phase, error, skipped, setAside } of await db.select().from(streams)) {
    if (phase !== 'current' || error) wrong.push(`the ${kind} stream is ${phase}: ${error}`)
    if (Object.values(skipped ?? {}).some((count) => count > 0))
      wrong.push(`${kind} left out ${JSON.stringify(skipped)}`)
    if (setAside && Object.keys(setAside).length) wrong.push(`${kind} has set aside ${JSON.stringify(setAside)}`)
  }
  for (const { kind, leaseId, error } of await db.select().from(tasks))
    if (leaseId || error) wrong.push(`the duty ${kind} is ${leaseId ? 'held by nobody' : error}`)
  const ids = ground.relay.taken.map(({ messageId }) => messageId)
  for (const id of new Set(ids)) {
    const count = ids.filter((one) => one === id).length
    if (count > 1) wrong.push(`one mail left ${count} times`)
  }
  for (const { week, state, problem, sends } of await db.select().from(digests)) {
    if (state === 'ready' || state === 'sending') wrong.push(`the letter of ${week} is still ${state}`)
    if (/^(?:unknown|failed|dropped)$/.test(state) && !/\w+ .*\./.test(problem ?? ''))
      wrong.push(`the letter of ${week} is ${state} without a word`)
    if (state === 'sent' && sends < 1) wrong.push(`the letter of ${week} was sent ${sends} times`)
  }
  return [...wrong, ...(await checkCoffees(ground, known))]
}

async function checkCoffees(ground: Ground, { planned }: Known): Promise<string[]> {
  const wrong: string[] = []
  const user = await ground.user()
  const rows = await listCoffees(ground.deps.db, user.id)
  const others = new Set([...planned.google, ...planned.microsoft])
  const events = [ground.google, ground.microsoft].flatMap(({ state, world }) =>
    state.calendar.flatMap((entry) => {
      if (entry.op !== 'insert' || others.has(entry.event.id)) return []
      const event = world.calendar.event(entry.event.id)
      return event ? [event] : []
    }),
  )
  for (const { state, pending, told, startsAt, problem } of rows) {
    const of = `the coffee at ${startsAt}`
    if (state === 'queued' || state === 'sending' || pending) wrong.push(`${of} is still ${pending ?? state}`)
    if (told === 'sending') wrong.push(`the mail about ${of} is still leaving`)
    if ((state === 'refused' || state === 'taken') && !problem) wrong.push(`${of} is ${state} without a word`)
  }
  const left = rows.filter(
    ({ state, problem, externalEventId }) => externalEventId || (state === 'refused' && /calendar/.test(problem ?? '')),
  )
  if (events.length > left.length) wrong.push(`${events.length} events were made for ${left.length} coffees`)
  const booked = rows.filter(({ externalEventId }) => externalEventId)
  if (events.length < booked.length)
    wrong.push(`${events.length} events were made, and ${booked.length} coffees say so`)
  return wrong
}
