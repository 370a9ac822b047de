/** One broken piece of a healthy account at Microsoft, of each kind: everything else is read, exactly, and at hardly any cost. */
import { eq } from 'drizzle-orm'
import * as fc from 'fast-check'
import { beforeAll, expect, test } from 'vitest'
import { facts, streams } from '../../../src/db/schema.ts'
import type { Fault } from '../../../src/sample/faults.ts'
import { ownerAt, WORK } from '../../../src/sample/history/owner.ts'
import type { Mailbox } from '../../../src/sample/history/types.ts'
import { microsoftFault } from '../../../src/sample/microsoft/faults.ts'
import { eventId } from '../../../src/sample/microsoft/resource.ts'
import type { SampleMicrosoft } from '../../../src/sample/microsoft/server.ts'
import { type Program, startProgram } from '../../support/program.ts'
import { useDatabase } from '../../support/use-database.ts'
import { type Letter, liveWith, mira, on } from '../../sync/life.ts'
import { end } from '../../sync/stage.ts'

const db = useDatabase()
const work = ownerAt(WORK)
/** Their mail is filed by itself: into a folder within another, and into one within the inbox. */
const filed = { museum: { address: 'lena@vattenverk.example' }, atlas: { address: 'ole@halden.example' } }
const letter = (from: Mailbox, days: number): Letter => ({ from, to: [work], days, subject: `From ${from.address}` })
const history = liveWith([
  letter(mira, 3),
  letter(mira, 9),
  { from: work, to: [mira], days: 5, subject: 'To Mira' },
  letter(filed.museum, 4),
  letter(filed.museum, 14),
  letter(filed.atlas, 6),
])
const guest = { address: 'nadia@colleague.example', name: 'Nadia Brandt', reply: 'accepted' } as const
const days = [-200, -60, -9, -2, 4]

interface Account {
  readonly program: Program
  readonly outlook: SampleMicrosoft
  readonly events: readonly string[]
  /** A message of an own folder that is there from the start. */
  readonly message: string
}

async function open(): Promise<Account> {
  const program = await startProgram({ history, db: db(), microsoft: true, env: { HISTORY_YEARS: '1' } })
  const outlook = program.microsoft
  if (!outlook) throw new Error('no sample')
  const add = (day: number) =>
    outlook.addEvent({ title: `Day ${day}`, start: on(day), zone: 'Europe/Berlin', guests: [guest] })
  const message = outlook.deliver({ from: mira, to: [work], subject: 'The one' }, 'press').id
  return { program, outlook, events: days.map((day) => eventId(add(day))), message }
}

/** What is stored, in words that are the same in every account: what a sample makes up itself differs. */
async function stored(): Promise<string[]> {
  const rows = await db().select().from(facts)
  return rows.map(({ title, at, outgoing }) => `${title} ${at.toString().slice(0, 10)} ${outgoing}`).toSorted()
}
const streamOf = async (kind: 'mail' | 'calendar') =>
  (await db().select().from(streams).where(eq(streams.kind, kind)))[0]
const asked = ({ outlook }: Account) => outlook.log.filter(({ path }) => path.startsWith('/v1.0')).length
const again = async ({ program }: Account, minutes = 31) => {
  program.jump(program.deps.now().add({ minutes }))
  await program.settle({ minutes: 5 })
}
/** Read first, then once more with what came meanwhile. @returns what it cost */
async function live(account: Account, one?: Piece) {
  const { program, outlook, message } = account
  await program.connectMicrosoft()
  const before = asked(account)
  const isMissing = one ? plantIn(account, one) : () => false
  await program.settle({ minutes: 5 })
  const found = ['inbox', 'museum', 'archive'].map((folder) =>
    outlook.deliver({ from: mira, to: [work], subject: `New in ${folder}` }, folder),
  )
  const isPart = one?.kind === 'partial item'
  outlook.mark(message, true, isPart && !one.isNew)
  if (isPart && one.isNew) outlook.mark(found[0]?.id ?? '', true, true)
  await again(account)
  return { isMissing, requests: asked(account) - before }
}

const lastingFaults: Readonly<Record<string, Fault>> = {
  'answers 500': microsoftFault.serverError,
  'answers 403': microsoftFault.accessDenied,
  'answers 404': microsoftFault.notFound,
  'is cut short': microsoftFault.truncated,
  'has no items': microsoftFault.withoutValue,
  'goes on elsewhere': microsoftFault.strayLink,
}
const fault = fc.constantFrom(...Object.keys(lastingFaults))
const folder = fc.constantFrom('museum', 'atlas', 'inbox', 'sentitems', 'archive', 'press')
const pieces = {
  folder: fc.record({ kind: fc.constant('folder' as const), folder, fault }),
  message: fc.record({ kind: fc.constant('message' as const), isServed: fc.boolean() }),
  event: fc.record({ kind: fc.constant('event' as const), place: fc.nat(days.length - 1) }),
  'partial item': fc.record({ kind: fc.constant('partial item' as const), isNew: fc.boolean() }),
  page: fc.record({
    kind: fc.constant('page' as const),
    of: fc.constantFrom('mailFolders.list', 'childFolders.list', 'messages.delta', 'calendarView.list', 'me.get'),
    fault: fc.constantFrom('answers 500', 'is cut short', 'has no items', 'goes on elsewhere'),
    times: fc.integer({ min: 1, max: 3 }),
  }),
}
type Piece = (typeof pieces)[keyof typeof pieces] extends fc.Arbitrary<infer T> ? T : never

/** How many broken pieces of each kind are tried. */
const tried = 1

/** What is missing for it, and how the account is told. */
function plantIn({ outlook, events, message }: Account, one: Piece): (fact: string) => boolean {
  if (one.kind === 'folder') {
    outlook.breakFolder(one.folder, lastingFaults[one.fault] as Fault)
    const gone: Record<string, RegExp> = {
      museum: /vattenverk|New in museum/,
      atlas: /halden/,
      inbox: /mira|New in inbox|halden/,
      sentitems: /To Mira/,
      archive: /New in archive/,
      press: /The one/,
    }
    // What lies within is listed by the folder around it, but for a folder that answers 404: then nothing is within.
    return (fact) => gone[one.folder]?.test(fact) ?? false
  }
  if (one.kind === 'message') {
    outlook.faults.spoil(message, { receivedDateTime: 5 })
    if (!one.isServed) outlook.breakMessage(message, microsoftFault.serverError)
    return (fact) => fact.startsWith('The one ')
  }
  if (one.kind === 'event') outlook.faults.spoil(events[one.place] ?? '', { attendees: 7 })
  if (one.kind === 'event') return (fact) => fact.startsWith(`Day ${days[one.place]} `)
  if (one.kind === 'page') outlook.faults.add(one.of, lastingFaults[one.fault] as Fault, one.times)
  return () => false
}

let calm: { readonly facts: readonly string[]; readonly requests: number }

async function measureCalm() {
  const account = await open()
  const { requests } = await live(account)
  calm = { facts: await stored(), requests }
  await end(account.program)
  expect(calm.facts.length).toBe(history.messages.length + days.length + 4)
}

beforeAll(measureCalm)

test.each(
  Object.entries(pieces),
)('whatever one %s is broken, everything else is there, within the calm run’s requests and ten', async (_, piece: fc.Arbitrary<Piece>) => {
  await fc.assert(
    fc.asyncProperty(piece, async (one) => {
      const account = await open()
      try {
        const { isMissing, requests } = await live(account, one)
        expect(await stored()).toEqual(calm.facts.filter((fact) => !isMissing(fact)))
        expect(requests).toBeLessThanOrEqual(calm.requests + 10)
        for (const kind of ['mail', 'calendar'] as const)
          expect(await streamOf(kind)).toMatchObject({ phase: 'current', error: null })
        expect(account.program.events.filter(({ event }) => event === 'step failed')).toEqual([])
      } finally {
        await end(account.program)
      }
    }),
    { numRuns: tried, endOnFailure: true },
  )
})
