/** Owner, guests and worker press and work in a random order, several at once; then what both sides have is held together. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Temporal } from 'temporal-polyfill'
import { createApp } from '../../src/app.tsx'
import { isFree } from '../../src/coffee/slots.ts'
import { findUser, type User } from '../../src/db/accounts/users.ts'
import { type Coffee, listCoffees } from '../../src/db/coffees.ts'
import { findPersonByAddress } from '../../src/db/people.ts'
import { claimTasks } from '../../src/db/queue/claim.ts'
import { coffees, links, sessions, tasks } from '../../src/db/schema.ts'
import type { Mail, Mailer } from '../../src/deps.ts'
import { UserError } from '../../src/errors.ts'
import type { Instant, Span } from '../../src/facts.ts'
import type { State } from '../../src/sample/google/state.ts'
import type { SampleEvent } from '../../src/sample/history/types.ts'
import { sha256 } from '../../src/seal.ts'
import { choiceLink, choiceMail } from '../../src/work/coffee/choice-mail.ts'
import { spansOf } from '../../src/work/coffee/context.ts'
import { offerTimes, openOffer } from '../../src/work/coffee/offer.ts'
import { step } from '../../src/work/step.ts'
import type { Program } from './program.ts'

/** The same numbers from 0 to 1 for the same seed (mulberry32). */
export function randomFrom(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
}

export interface Weather {
  /** The relay cannot be reached. */
  away: boolean
}

/** A relay that keeps what it is handed, and sometimes is away. */
export function stormyRelay(mails: Mail[], weather: Weather): Mailer {
  return {
    async send(mail) {
      if (weather.away) return { kind: 'unreached', reason: 'nothing answers' }
      mails.push(mail)
      return { kind: 'accepted' }
    },
    async close() {},
  }
}

interface Storm {
  readonly program: Program
  readonly mails: Mail[]
  readonly weather: Weather
  readonly userId: string
  /** Addresses of the guests. */
  readonly guests: readonly string[]
  /** Times that are free, each an hour or more from the next. */
  readonly starts: readonly Instant[]
}

/** @returns what did not hold, nothing where all did */
export async function storm(given: Storm, seed: number, posts = 50): Promise<readonly string[]> {
  const { program, userId } = given
  const { deps } = program
  await clear(given)
  const random = randomFrom(seed)
  const user = await findUser(deps.db, userId)
  if (!user) throw new Error('there is no owner')
  const world: World = { ...given, user, random, app: createApp(deps), tokens: new Map(), wrong: [] }
  for (const address of given.guests) await offer(world, address)
  for (let done = 0; done < posts; ) {
    const many = 1 + Math.floor(random() * 5)
    const acts = Array.from({ length: many }, () => drawAct(world))
    await Promise.all(acts.map((act) => act()))
    done += many
    checkRows(world, await listCoffees(deps.db, userId))
    if (random() < 0.3) program.jump(deps.now().add({ seconds: Math.floor(random() * 120) }))
  }
  given.weather.away = false
  await settle(world)
  await checkEnd(world)
  return world.wrong
}

interface World extends Storm {
  readonly user: User
  readonly random: () => number
  readonly app: ReturnType<typeof createApp>
  /** Of each guest, the newest link. */
  readonly tokens: Map<string, string>
  readonly wrong: string[]
}

/** The calendar is emptied by hand, as its owner could. */
async function clear({ program, mails, userId }: Storm): Promise<void> {
  const { db } = program.deps
  for (const { id } of standingEvents(program)) program.sample.cancelEvent(id)
  for (const table of [coffees, links, tasks]) await db.delete(table)
  mails.splice(0)
  const at = program.deps.now()
  const row = { hash: await sha256('storm'), userId, createdAt: at, expiresAt: at.add({ hours: 24 * 30 }) }
  await db.insert(sessions).values(row).onConflictDoNothing()
}

const pick = <T>({ random }: Pick<World, 'random'>, from: readonly T[]): T => {
  const one = from[Math.floor(random() * from.length)]
  if (one === undefined) throw new Error('there is nothing to pick')
  return one
}

/** What somebody does next: drawn now, so that a seed is one storm whatever takes how long. */
function drawAct(world: World): () => Promise<void> {
  const address = pick(world, world.guests)
  const which = world.random()
  const slot = { which, free: pick(world, world.starts) }
  const dice = world.random()
  if (dice < 0.02)
    return async () => {
      world.weather.away = !world.weather.away
    }
  if (dice < 0.3) return () => work(world)
  if (dice < 0.4) return () => offer(world, address)
  if (dice < 0.58) return () => asGuest(world, address, { slot })
  if (dice < 0.72) return () => asGuest(world, address, { act: 'change', slot })
  if (dice < 0.74) return () => asGuest(world, address, { act: 'none', line: 'Rather later' })
  if (dice < 0.78) return () => asGuest(world, address, { act: 'cancel' })
  if (dice < 0.8) return () => asGuest(world, address, { act: 'stop' })
  if (dice < 0.82) return () => asGuest(world, address, { act: 'stop', undo: '1' })
  const act = pick(world, ['invite', 'undo', 'now', 'now', 'cancel', 'move', 'invite-new', 'pages'])
  return () => asOwner(world, { address, act, slot, which })
}

async function work({ program }: World): Promise<void> {
  for (const task of await claimTasks(program.deps.db, program.deps.now(), 3, { kinds: ['coffee'] }))
    await step(program.deps, task)
}

async function offer(world: World, address: string): Promise<void> {
  const { program, user, starts, tokens } = world
  const person = await findPersonByAddress(program.deps.db, user.id, address)
  if (!person) throw new Error(`nobody has ${address}`)
  const chosen = [0, 1, 2].map(() => pick(world, starts))
  try {
    const { token } = await offerTimes(program.deps, user, person, { starts: [...new Set(chosen)], note: 'Pick one?' })
    tokens.set(address, token)
  } catch (error) {
    if (!(error instanceof UserError)) throw error
  }
}

async function post(world: World, path: string, fields: Readonly<Record<string, string>>, cookie?: string) {
  const headers = { 'content-type': 'application/x-www-form-urlencoded', ...(cookie ? { cookie } : {}) }
  const body = new URLSearchParams(fields).toString()
  const { BASE_URL } = world.program.deps.config
  const answer = await world.app.request(`${BASE_URL}${path}`, { method: 'POST', headers, body })
  if (answer.status >= 500 && answer.status !== 503)
    world.wrong.push(`${JSON.stringify(fields)} was answered ${answer.status}`)
  await answer.text()
}

interface Asked {
  readonly act?: string
  readonly undo?: string
  readonly line?: string
  readonly slot?: Slot
}

/** One of those that are offered, or any. */
interface Slot {
  /** From 0 to 1. */
  readonly which: number
  readonly free: Instant
}

async function asGuest(world: World, address: string, { slot, ...fields }: Asked): Promise<void> {
  const token = world.tokens.get(address) ?? 'none'
  const shown = slot && (await openOffer(world.program.deps, token))
  const offered = shown ? [...shown.slots, ...shown.others] : []
  const start = offered[Math.floor((slot?.which ?? 0) * offered.length)]?.start ?? slot?.free
  await post(world, `/meet/${token}`, { ...fields, ...(start ? { slot: start.toString() } : {}) })
}

interface Pressed {
  readonly address: string
  readonly act: string
  readonly slot: Slot
  /** Which of the coffees, from 0 to 1. */
  readonly which: number
}

async function asOwner(world: World, { address, act, slot, which }: Pressed): Promise<void> {
  const { deps } = world.program
  const person = await findPersonByAddress(deps.db, world.user.id, address)
  const rows = (await listCoffees(deps.db, world.user.id)).filter((one) => one.address === address)
  const standing = rows.filter(({ state }) => state !== 'undone' && state !== 'offered')
  const among = standing.length ? standing : rows
  const coffee = among[Math.floor(which * among.length)]
  if (!person) return
  const csrf = await deps.seal.sign('storm', 'csrf')
  const asked: Record<string, string> =
    act === 'invite-new'
      ? { how: 'invite', slot: slot.free.toString(), note: 'Shall we?' }
      : { act, coffee: coffee?.id ?? '', ...(act === 'move' ? { slot: slot.free.toString() } : {}) }
  await post(world, `/people/${person.id}/coffee`, { csrf, ...asked }, 'session=storm')
}

/** Until nothing is due within the time to undo and a pause of the relay. */
async function settle(world: World): Promise<void> {
  const { deps } = world.program
  for (let round = 0; round < 6; round++) {
    for (let left = 40; left > 0; left--) {
      const due = await claimTasks(deps.db, deps.now(), 10, { kinds: ['coffee'] })
      if (!due.length) break
      for (const task of due) await step(deps, task)
      if (left === 1) world.wrong.push('the tasks do not come to rest')
    }
    // Longer than the time to undo, and than the relay is left alone.
    world.program.jump(deps.now().add({ minutes: 5 * 2 ** round }))
  }
}

const live = new Set(['chosen', 'queued', 'sending', 'invited', 'accepted'])

/** At every moment: no time is promised twice. */
function checkRows({ wrong }: World, rows: readonly Coffee[]): void {
  const standing = rows.filter(({ state }) => live.has(state))
  standing.forEach((one, place) => {
    const others: Span[] = standing.slice(place + 1).flatMap(spansOf)
    for (const span of spansOf(one))
      if (!isFree(span, others)) wrong.push(`${span.start} is promised twice: ${JSON.stringify(standing)}`)
  })
}

/** In the end: one event for each fixed coffee, at its time; both sides were told the same. */
async function checkEnd(world: World): Promise<void> {
  const { program, user, mails, wrong, tokens } = world
  const rows = await listCoffees(program.deps.db, user.id)
  checkRows(world, rows)
  for (const { id, state, pending } of rows)
    if (state === 'queued' || state === 'sending' || pending) wrong.push(`${id} is still ${pending ?? state}`)
  const fixed = rows.filter(({ state }) => state === 'invited' || state === 'accepted')
  const events = standingEvents(program)
  const inCalendar = events.map(({ id, at }) => `${id} ${at}`).toSorted()
  const known = fixed.map(({ externalEventId, startsAt }) => `${externalEventId} ${startsAt}`).toSorted()
  if (inCalendar.join() !== known.join())
    wrong.push(`the calendar has ${inCalendar.join(', ') || 'nothing'}, the rows ${known.join(', ') || 'nothing'}`)
  const ids = mails.map(({ messageId }) => messageId)
  if (new Set(ids).size !== ids.length) wrong.push('one mail came twice')
  for (const coffee of rows) await checkMail(world, coffee)
  for (const token of tokens.values()) {
    const shown = await openOffer(program.deps, token)
    if (!shown) continue
    const at = shown.chosen?.start.toString()
    const isFixed = fixed.some(({ startsAt }) => startsAt?.toString() === at)
    if ((shown.standing === 'fixed') !== isFixed && shown.standing !== 'withdrawn')
      wrong.push(`a guest reads ${shown.standing} at ${at}, which the rows do not say: ${JSON.stringify(rows)}`)
  }
}

/** The last mail about a coffee says what its row says. */
async function checkMail({ program, mails, user, wrong }: World, coffee: Coffee): Promise<void> {
  const { url } = await choiceLink(program.deps, coffee)
  const about = mails.filter(({ text }) => text.includes(url) && !/^Nobody/.test(text))
  if (coffee.news && !coffee.news.seen && coffee.told === null) wrong.push(`${coffee.id}: the owner heard nothing`)
  if (!about.length || coffee.told !== 'sent') return
  const moved = coffee.news?.act === 'change' && coffee.state !== 'chosen'
  const last = about.filter(({ subject }) => !/waiting for your answer/.test(subject)).at(-1)
  const now = await choiceMail(program.deps, user, { coffee, address: last?.to ?? '' })
  const stands = coffee.news ? !moved : coffee.state === 'chosen'
  if (stands && last?.subject !== now.subject) wrong.push(`told “${last?.subject}”, but it is “${now.subject}”`)
}

/** The events with guests as they stand in the sample's calendar, with every change, read from the file in which it keeps them. */
function standingEvents({ dir }: Pick<Program, 'dir'>): readonly { id: string; at: string }[] {
  const state = JSON.parse(readFileSync(join(dir, 'sample.json'), 'utf8')) as State
  const events = new Map<string, Pick<SampleEvent, 'start' | 'zone' | 'cancelled'>>()
  for (const entry of state.calendar) {
    if (entry.op === 'insert' && entry.event.guests.length) events.set(entry.event.id, entry.event)
    const known = entry.op === 'change' ? events.get(entry.id) : undefined
    if (known && entry.op === 'change') events.set(entry.id, { ...known, ...entry.change })
  }
  return [...events].flatMap(([id, { start, zone, cancelled }]) =>
    cancelled ? [] : [{ id, at: Temporal.PlainDateTime.from(start).toZonedDateTime(zone).toInstant().toString() }],
  )
}
