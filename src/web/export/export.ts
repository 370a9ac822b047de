/**
 * Everything stored about a user as JSON: gathered as of one moment, so that whoever is named in it is in it, and compressed
 * meanwhile, so that a slow browser holds up nobody and memory stays flat however long the history is.
 */
import { Hono } from 'hono'
import { listCalendars } from '../../db/accounts/calendars.ts'
import { listConnections } from '../../db/accounts/connections.ts'
import { listOwnAddresses } from '../../db/accounts/own-addresses.ts'
import { listStreams } from '../../db/accounts/streams.ts'
import { findUser } from '../../db/accounts/users.ts'
import { asOfOneMoment } from '../../db/database.ts'
import { listPersonIds } from '../../db/people.ts'
import type { Deps } from '../../deps.ts'
import { UserError } from '../../errors.ts'
import type { Instant } from '../../facts.ts'
import { ownOf } from '../../people/identity/own.ts'
import { ownNameOf } from '../../settings.ts'
import { catchUp } from '../../work/catch-up.ts'
import { askToSignInAgain } from '../account/again.tsx'
import { type Env, requireUser } from '../frame/session.ts'
import { coffeesOf, introductionsOf } from './coffees.ts'
import { entries, hushedIn, type Stranger } from './entries.ts'
import { keptOf, lettersOf } from './kept.ts'
import { type PackedText, type Packing, packText, unpackText } from './packed-text.ts'
import { addressesOf, backtestOf, contactsOf, digestsOf, headOf, peopleOf, promisesOf, strangerOf } from './parts.ts'
import { saidOf } from './said.ts'
import { signingOf, webhookOf } from './signing.ts'

/**
 * The export.
 * @throws UserError, from its handler: 403 where nobody is signed in or did so too long ago, 429 while one is put together already
 */
export function exportRoutes(): Hono<Env> {
  const routes = new Hono<Env>()
  const enter = oneAtATime()
  routes.get('/export.json', async (c) => {
    const { id } = requireUser(c)
    const stale = await askToSignInAgain(c, { act: 'export', back: '/account#export' })
    if (stale) return stale
    const deps = c.get('deps')
    c.header('content-type', 'application/json; charset=UTF-8')
    c.header('content-disposition', 'attachment; filename="coffee-soon.json"')
    if (c.req.method === 'HEAD') return c.body(null)
    const leave = enter(id, deps.now())
    try {
      await catchUp(deps, id)
      return c.body(streamOf(await gather(deps, id)))
    } finally {
      leave()
    }
  })
  return routes
}

/** Whatever is asked of the database here is one statement after another on one connection: few of these at once. */
const mostAtOnce = 3
/** One that was broken off without a word, as a Worker may be, is forgotten after this. */
const longestSeconds = 120

/** Lets each user in once at a time, and few users at once. @returns what is to be called at the end */
function oneAtATime(): (userId: string, now: Instant) => () => void {
  const inside = new Map<string, Instant>()
  return (userId, now) => {
    for (const [id, since] of inside)
      if (now.epochMilliseconds - since.epochMilliseconds > longestSeconds * 1000) inside.delete(id)
    if (inside.has(userId) || inside.size >= mostAtOnce)
      throw new UserError(429, {
        en: 'An export is being put together already. Try again in a minute.',
        de: 'Ein Export wird gerade schon zusammengestellt. Versuch es in einer Minute noch einmal.',
      })
    inside.set(userId, now)
    return () => {
      if (inside.get(userId) === now) inside.delete(userId)
    }
  }
}

/** All of it, as of one moment. A fault on the way is a fault of the page: nothing has been sent by then. */
async function gather(deps: Deps, userId: string): Promise<readonly PackedText[]> {
  const [before, counted, others, after, rests] = [packText(), packText(), packText(), packText(), packText()]
  const parts: Parts = { before, counted, others, after, rests }
  await asOfOneMoment(deps.db, (tx) => write({ ...deps, db: tx }, userId, parts))
  return Promise.all([before, counted, others, after, rests].map((part) => part.end()))
}

/** In the order in which they are sent, which is not that in which they are read. */
type Parts = Readonly<Record<'before' | 'counted' | 'others' | 'after' | 'rests', Packing>>

async function write(deps: Deps, userId: string, { before, counted, others, after, rests }: Parts): Promise<void> {
  const { db } = deps
  const user = await findUser(db, userId)
  if (!user)
    throw new UserError(403, {
      en: 'Sign in first, then try again.',
      de: 'Melde dich zuerst an und versuch es dann noch einmal.',
    })
  const [connections, streams, declared, ids] = await Promise.all([
    listConnections(db, user.id),
    listStreams(db, user.id),
    listOwnAddresses(db, user.id),
    listPersonIds(db, user.id),
  ])
  const own = ownOf(
    [...declared.map(({ address }) => address), ...connections.map(({ email }) => email)],
    ownNameOf(user.settings),
  )
  const strangers = new Map<string, Stranger>()
  const providers = new Map(connections.map(({ id, provider }) => [id, provider]))
  const hushed = await hushedIn(db, user, own)
  const nowMs = deps.now().epochMilliseconds
  await counted.write('],"interactions":[')
  // Stored, but no contact with anybody: list mail, meetings to come, declined or cancelled ones.
  await others.write('],"notCounted":[')
  // Beside what reads as contact: how it is stored.
  const nextRest = separator()
  const separators = { counted: separator(), others: separator() }
  for await (const entry of entries(db, { user, own, hushed, ids, strangers, providers, nowMs })) {
    const [part, next] = entry.isContact ? [counted, separators.counted] : [others, separators.others]
    await part.write(next() + JSON.stringify(entry.record))
    await rests.write(`${nextRest()}${JSON.stringify({ id: entry.record.id, ...entry.rest })}`)
  }
  const calendars = await listCalendars(db, user.id)
  const next = separator()
  await before.write(
    `${JSON.stringify(headOf(deps, { user, own, connections, streams, calendars })).slice(0, -1)},"people":[`,
  )
  for await (const person of peopleOf(deps, user)) await before.write(next() + JSON.stringify(person))
  for (const stranger of strangers.values()) await before.write(next() + JSON.stringify(strangerOf(stranger)))
  await after.write(`],"digests":${JSON.stringify(await digestsOf(deps, user, ids))}`)
  await after.write(`,"coffees":${JSON.stringify(await coffeesOf(db, user, ids))}`)
  await after.write(await promisesOf(deps, user))
  await after.write(await saidOf(deps, user))
  await after.write(`,"introductions":${JSON.stringify(await introductionsOf(db, user, ids))}`)
  await after.write(`${await addressesOf(db, user)}${await contactsOf(db, user)}${await backtestOf(db, user)}`)
  await after.write(`${await signingOf(db, user)}${await webhookOf(deps, user)}`)
  await after.write(`,"letters":${JSON.stringify(await lettersOf(deps, user))}`)
  await after.write(',"stored":{')
  for await (const piece of keptOf(deps, user)) await after.write(piece)
  await after.write(',"messages":[')
  await rests.write(']}}')
}

/** Nothing before the first of a list, a comma before every other. */
function separator(): () => string {
  let begun = false
  return () => {
    if (begun) return ','
    begun = true
    return ''
  }
}

/** Read out as fast as somebody takes it. */
function streamOf(parts: readonly PackedText[]): ReadableStream<Uint8Array> {
  const pieces = readAll(parts)
  return new ReadableStream({
    async pull(controller) {
      const { done, value } = await pieces.next()
      if (done) controller.close()
      else controller.enqueue(value)
    },
    async cancel() {
      await pieces.return(undefined)
    },
  })
}

async function* readAll(parts: readonly PackedText[]): AsyncGenerator<Uint8Array> {
  for (const part of parts) yield* unpackText(part)
}
