/** Moments at which something is about to leave, each made by the program itself, and what has to be so once all is over. */
import { Temporal } from 'temporal-polyfill'
import type { User } from '../../src/db/accounts/users.ts'
import { type Coffee, listCoffees } from '../../src/db/coffees.ts'
import { listDigests } from '../../src/db/digests.ts'
import { findPersonByAddress } from '../../src/db/people.ts'
import { alarms, confirmations, connections, provenAddresses, tasks } from '../../src/db/schema.ts'
import type { TaskKind } from '../../src/db/tasks.ts'
import type { Instant } from '../../src/facts.ts'
import type { OAuthName } from '../../src/providers/types.ts'
import { cancelCoffee, moveCoffee } from '../../src/work/coffee/change.ts'
import { actAsGuest } from '../../src/work/coffee/guest-acts.ts'
import { offerTimes, takeOffer } from '../../src/work/coffee/offer.ts'
import { planCoffee } from '../../src/work/coffee/plan.ts'
import { setTable } from '../../src/work/coffee/table.ts'
import { sendLetter } from '../../src/work/letter/send.ts'
import { raiseAlarm } from '../../src/work/mail/alarm.ts'
import { requestConfirmation } from '../../src/work/mail/confirm.ts'
import { hurryLetter, requestLetter } from '../../src/work/request.ts'
import type { Ground } from './ground.ts'

/** What happened on the way. */
export interface How {
  /** A process stood still with its request on the tip of its tongue: what it says hours later nobody can keep it from. */
  readonly slept: boolean
}

export interface Scene {
  readonly name: string
  /** The accounts that it needs, and whether events may be written to them. */
  readonly accounts: Readonly<Partial<Record<OAuthName, 'reads' | 'writes'>>>
  /** The duties that are looked at; all others rest. */
  readonly kinds: readonly TaskKind[]
  /** Brings everything to the moment before it leaves. */
  prepare(ground: Ground): Promise<void>
  /** @returns what does not hold at the end, nothing where all does */
  check(ground: Ground, how: How): Promise<readonly string[]>
}

/** At home and at work. */
const guests = ['maren@fable-studio.example', 'kenji.watanabe@harborline.example', 'priya.raman@baylight.example']

async function meet(ground: Ground) {
  const user = await ground.user()
  const known = await Promise.all(guests.map((guest) => findPersonByAddress(ground.deps.db, user.id, guest)))
  const person = known.find((one) => one !== undefined)
  if (!person) throw new Error('nobody is known')
  const { slots, more } = await setTable(ground.deps, user, person)
  const starts = [...slots, ...more].map(({ start }) => start).toSorted(Temporal.Instant.compare)
  return { user, person, starts }
}

async function plan(ground: Ground): Promise<{ user: User; coffee: Coffee; other: Instant }> {
  const { user, person, starts } = await meet(ground)
  const start = starts.at(-1)
  const other = starts.at(-2)
  if (!start || !other) throw new Error('no time is free')
  const coffee = await planCoffee(ground.deps, user, person, { how: 'invite', start, note: 'Shall we?' })
  if (coffee.state !== 'queued') throw new Error(`the coffee is ${coffee.state}`)
  return { user, coffee, other }
}

/** The coffee is in the calendar. */
async function book(ground: Ground) {
  const planned = await plan(ground)
  await ground.settle()
  const [coffee] = await listCoffees(ground.deps.db, planned.user.id)
  if (coffee?.state !== 'invited') throw new Error(`the coffee is ${coffee?.state}`)
  return planned
}

/** The events with guests that were put into a calendar since the sample began. */
function inserted({ google, microsoft }: Ground) {
  return [google, microsoft].flatMap(({ state, world }) =>
    state.calendar.flatMap((entry) => {
      if (entry.op !== 'insert' || !entry.event.guests.some(({ self }) => !self)) return []
      const event = world.calendar.event(entry.event.id)
      const changes = state.calendar.filter((other) => other.op === 'change' && other.id === entry.event.id)
      const guests = changes.filter((other) => other.op === 'change' && (other.change.start || other.change.cancelled))
      return event ? [{ event, told: guests.length }] : []
    }),
  )
}

const startOf = ({ start, zone }: { readonly start: string; readonly zone: string }) =>
  Temporal.PlainDateTime.from(start).toZonedDateTime(zone).toInstant()

/** What must hold of every coffee, whatever was asked for. */
async function checkCoffee(ground: Ground, { slept }: How): Promise<{ wrong: string[]; coffee: Coffee | undefined }> {
  const user = await ground.user()
  const rows = await listCoffees(ground.deps.db, user.id)
  const [coffee] = rows
  const events = inserted(ground)
  const wrong: string[] = []
  if (rows.length !== 1 || !coffee) return { wrong: [`there are ${rows.length} coffees`], coffee }
  if (events.length > 1) wrong.push(`the guest was invited ${events.length} times`)
  const [one] = events
  const stands = one && !one.event.cancelled
  const { state, problem, pending, startsAt } = coffee
  if (state === 'queued' || state === 'sending' || pending) wrong.push(`it is still ${pending ?? state}`)
  const says = problem !== null && /[.]$/.test(problem)
  const isIn = state === 'invited' || state === 'accepted'
  if (isIn && !stands && !says) wrong.push(`it is ${state}, and nothing stands in the calendar`)
  if (!isIn && stands && !(says && /calendar/.test(problem)))
    wrong.push(`it is ${state} (${problem}), and stands in the calendar`)
  if (isIn && stands && !says && startsAt && !startOf(one.event).equals(startsAt))
    wrong.push(`the calendar has ${startOf(one.event)}, the row ${startsAt}`)
  if (one && one.told > (slept ? 2 : 1)) wrong.push(`the guest was told of ${one.told} changes`)
  if ((state === 'refused' || state === 'taken') && !says) wrong.push(`it is ${state} without a word`)
  return { wrong, coffee }
}

async function checkTold(ground: Ground, coffee: Coffee | undefined, about: 'told' | 'reminded'): Promise<string[]> {
  const wrong: string[] = []
  const count = ground.relay.taken.length
  const said = coffee?.[about]
  if (count > 1) wrong.push(`${count} mails left`)
  if (said === null || said === 'sending' || said === undefined) wrong.push(`the mail is ${said}`)
  if (said === 'sent' && count !== 1) wrong.push(`it is sent, and the relay took ${count}`)
  if (count === 1 && said !== 'sent' && said !== 'unknown') wrong.push(`the relay took it, and it is ${said}`)
  return wrong
}

async function checkLetter(ground: Ground, sends: number): Promise<string[]> {
  const user = await ground.user()
  const rows = await listDigests(ground.deps.db, user.id, 10)
  const [row] = rows
  const wrong: string[] = []
  if (rows.length !== 1 || !row) return [`there are ${rows.length} letters`]
  const count = ground.relay.taken.length
  const { state, problem } = row
  if (count > 1) wrong.push(`${count} letters left`)
  if (!['sent', 'unknown', 'failed', 'dropped'].includes(state)) wrong.push(`it is still ${state}`)
  if (state === 'sent' && (row.sends !== sends || problem !== null)) wrong.push(`sent ${row.sends} times: ${problem}`)
  if (state === 'sent' && count !== 1) wrong.push(`it is sent, and the relay took ${count}`)
  if (count === 1 && state !== 'sent' && state !== 'unknown') wrong.push(`the relay took it, and it is ${state}`)
  if (state !== 'sent' && !/\w+ .*\./.test(problem ?? '')) wrong.push(`it is ${state} without a word`)
  return wrong
}

const mayWrite = (name: OAuthName) => ({ [name]: 'writes' }) as Scene['accounts']

const ofCalendar = (name: OAuthName): readonly Scene[] => [
  {
    name: `an invitation leaves at ${name}`,
    accounts: mayWrite(name),
    kinds: ['coffee'],
    async prepare(ground) {
      await plan(ground)
    },
    check: async (ground, how) => (await checkCoffee(ground, how)).wrong,
  },
  {
    name: `an event moves at ${name}`,
    accounts: mayWrite(name),
    kinds: ['coffee'],
    async prepare(ground) {
      const { user, coffee, other } = await book(ground)
      await moveCoffee(ground.deps, user, coffee.id, other)
    },
    check: async (ground, how) => (await checkCoffee(ground, how)).wrong,
  },
  {
    name: `an event is called off at ${name}`,
    accounts: mayWrite(name),
    kinds: ['coffee'],
    async prepare(ground) {
      const { user, coffee } = await book(ground)
      await cancelCoffee(ground.deps, user, coffee.id)
    },
    check: async (ground, how) => (await checkCoffee(ground, how)).wrong,
  },
  {
    name: `a guest calls it off at ${name}, and the owner is told`,
    accounts: mayWrite(name),
    kinds: ['coffee'],
    async prepare(ground) {
      const { user, person, starts } = await meet(ground)
      const start = starts.at(-1)
      if (!start) throw new Error('no time is free')
      const { token } = await offerTimes(ground.deps, user, person, { starts: [start], note: 'Pick one?' })
      await takeOffer(ground.deps, token, start)
      await ground.settle()
      ground.relay.taken.splice(0)
      await actAsGuest(ground.deps, token, { act: 'cancel', start: null, line: 'Ill, sorry', undo: false })
    },
    async check(ground, how) {
      const { wrong, coffee } = await checkCoffee(ground, how)
      return [...wrong, ...(await checkTold(ground, coffee, 'told'))]
    },
  },
]

async function choose(ground: Ground) {
  const { user, person, starts } = await meet(ground)
  const start = starts.at(-1)
  if (!start) throw new Error('no time is free')
  const { token } = await offerTimes(ground.deps, user, person, { starts: [start], note: 'Pick one?' })
  await takeOffer(ground.deps, token, start)
}

export const scenes: readonly Scene[] = [
  {
    name: 'a letter is written and leaves',
    accounts: { google: 'reads' },
    kinds: ['letter'],
    async prepare(ground) {
      const user = await ground.user()
      await requestLetter(ground.deps.db, user, ground.now())
      const { runAt } = (await ground.deps.db.select().from(tasks)).find(({ kind }) => kind === 'letter') ?? {}
      if (!runAt) throw new Error('no letter is due')
      // Everything but the letter is looked at shortly before.
      ground.jump(runAt.subtract({ seconds: 20 }))
      await ground.settle(15)
      ground.jump(runAt)
    },
    check: (ground) => checkLetter(ground, 1),
  },
  {
    name: 'a letter goes out once more',
    accounts: { google: 'reads' },
    kinds: ['letter'],
    async prepare(ground) {
      const user = await ground.user()
      await sendLetter(ground.deps, user)
      await ground.settle()
      if (ground.relay.taken.length !== 1) throw new Error('no letter left')
      ground.relay.taken.splice(0)
      await sendLetter(ground.deps, user)
      await hurryLetter(ground.deps.db, user.id, ground.now())
    },
    check: (ground) => checkLetter(ground, 2),
  },
  ...ofCalendar('google'),
  ...ofCalendar('microsoft'),
  {
    name: 'the owner is told of a choice',
    accounts: { google: 'reads' },
    kinds: ['coffee'],
    prepare: choose,
    async check(ground) {
      const [coffee] = await listCoffees(ground.deps.db, (await ground.user()).id)
      return checkTold(ground, coffee, 'told')
    },
  },
  {
    name: 'the owner is reminded of a choice',
    accounts: { google: 'reads' },
    kinds: ['coffee'],
    async prepare(ground) {
      await choose(ground)
      await ground.settle()
      ground.relay.taken.splice(0)
      const due = (await ground.deps.db.select().from(tasks)).find(({ kind }) => kind === 'coffee')
      if (!due) throw new Error('nobody is reminded')
      ground.jump(due.runAt)
    },
    async check(ground) {
      const [coffee] = await listCoffees(ground.deps.db, (await ground.user()).id)
      return checkTold(ground, coffee, 'reminded')
    },
  },
  {
    name: 'a link to confirm an address leaves',
    accounts: { google: 'reads' },
    kinds: ['confirm'],
    async prepare(ground) {
      const user = await ground.user()
      await ground.deps.db.delete(provenAddresses)
      await requestConfirmation(ground.deps, user, user.email)
    },
    async check(ground) {
      const rows = await ground.deps.db.select().from(confirmations)
      return checkState(
        ground,
        rows.map(({ state }) => state),
      )
    },
  },
  {
    name: 'the owner is told that an account has to be connected again',
    accounts: { google: 'reads' },
    kinds: ['alarm'],
    async prepare(ground) {
      const user = await ground.user()
      await ground.deps.db.update(connections).set({ state: 'reconnect' })
      await raiseAlarm(ground.deps.db, user.id, ground.now())
    },
    async check(ground) {
      const rows = await ground.deps.db.select().from(alarms)
      return checkState(
        ground,
        rows.map(({ state }) => state),
      )
    },
  },
]

function checkState({ relay }: Ground, [state, ...more]: readonly string[]): string[] {
  const wrong: string[] = []
  const count = relay.taken.length
  if (state === undefined || more.length) wrong.push(`there are ${state === undefined ? 'none' : more.length + 1}`)
  if (count > 1) wrong.push(`${count} mails left`)
  if (state === 'queued' || state === 'sending') wrong.push(`it is still ${state}`)
  if (state === 'sent' && count !== 1) wrong.push(`it is sent, and the relay took ${count}`)
  if (count === 1 && state !== 'sent' && state !== 'unknown') wrong.push(`the relay took it, and it is ${state}`)
  return wrong
}
