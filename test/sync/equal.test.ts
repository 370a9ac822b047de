/** A snapshot at the end equals a snapshot at the start plus every increment: whatever happens in between. */
import * as fc from 'fast-check'
import { Temporal } from 'temporal-polyfill'
import { expect, test } from 'vitest'
import { fault } from '../../src/sample/google/faults.ts'
import { startProgram } from '../support/program.ts'
import { useDatabase } from '../support/stage.ts'
import { guest, jonas, type Letter, liveWith, mira, on, owner, shop } from './life.ts'
import { end, expectRecount, forget, storedBy, syncAgain } from './stage.ts'

const one = useDatabase()
const other = useDatabase()

const letters: readonly Letter[] = [
  // A thread both wrote in, with an update sorted as bulk among it.
  { thread: 'talk', days: 40 },
  { thread: 'talk', days: 39, from: owner, to: [mira] },
  { thread: 'talk', days: 38, from: shop, labels: ['INBOX', 'CATEGORY_UPDATES'] },
  { thread: 'talk', days: 5 },
  // A newsletter nobody answered.
  { thread: 'news', days: 30, from: shop, labels: ['INBOX', 'CATEGORY_PROMOTIONS'] },
  { thread: 'news', days: 20, from: shop, labels: ['INBOX', 'CATEGORY_PROMOTIONS'] },
  { thread: 'news', days: 10, from: shop, labels: ['CATEGORY_PROMOTIONS', 'TRASH'] },
  { thread: 'alone', days: 300 },
  { thread: 'old', days: 1500, from: jonas },
  { thread: 'spam', days: 3, labels: ['SPAM'] },
  { thread: 'sent', days: 100, from: owner, to: [jonas], labels: ['SENT', 'TRASH'] },
  { thread: 'sent', days: 99, from: jonas, labels: ['INBOX', 'CATEGORY_FORUMS'] },
]
const meetings = [
  { title: 'Coffee', start: on(-20) },
  { title: 'Walk', start: on(9), guests: [guest(owner), guest(jonas, { reply: 'needsAction' as const })] },
  { title: 'Alone', start: on(-3), guests: [] },
  { title: 'Weekly', start: on(-70, 9), repeat: { every: 'week' as const, interval: 1 } },
]
const history = liveWith(letters, meetings)
const messages = history.messages.map(({ id }) => id)
/** Threads are named after their first message. */
const threadOf = (name: string) => {
  const first = letters.findIndex(({ thread }) => thread === name)
  return history.messages.find(({ subject }) => subject === `Letter ${first}`)?.thread
}
const threads = [...new Set(history.messages.map(({ thread }) => thread))]
const events = history.events.filter(({ repeat }) => !repeat).map(({ id }) => id)
const weekly = history.events.find(({ repeat }) => repeat)

const categories = ['CATEGORY_PROMOTIONS', 'CATEGORY_UPDATES', 'CATEGORY_SOCIAL', 'CATEGORY_PERSONAL']
const action = fc.oneof(
  fc.record({
    do: fc.constant('deliver' as const),
    thread: fc.nat(),
    from: fc.constantFrom(mira, jonas, shop),
    label: fc.constantFrom('INBOX', ...categories),
  }),
  fc.record({ do: fc.constant('send' as const), thread: fc.nat() }),
  fc.record({ do: fc.constant('trash' as const), which: fc.nat() }),
  fc.record({ do: fc.constant('untrash' as const), which: fc.nat() }),
  fc.record({ do: fc.constant('spam' as const), which: fc.nat() }),
  fc.record({ do: fc.constant('delete' as const), which: fc.nat() }),
  fc.record({
    do: fc.constant('relabel' as const),
    which: fc.nat(),
    add: fc.constantFrom(...categories),
    remove: fc.constantFrom(...categories),
  }),
  fc.record({ do: fc.constant('plan' as const), days: fc.integer({ min: -400, max: 40 }) }),
  fc.record({ do: fc.constant('move' as const), which: fc.nat(), days: fc.integer({ min: -60, max: 40 }) }),
  fc.record({
    do: fc.constant('answer' as const),
    which: fc.nat(),
    reply: fc.constantFrom('accepted' as const, 'declined' as const),
  }),
  fc.record({ do: fc.constant('cancel' as const), which: fc.nat() }),
  fc.record({ do: fc.constant('skip week' as const), week: fc.integer({ min: 0, max: 14 }) }),
  fc.constant({ do: 'sync' as const }),
  fc.record({
    do: fc.constant('stumble' as const),
    api: fc.constantFrom('messages.get', 'threads.get', 'messages.list', 'history.list', 'events.list'),
    over: fc.constantFrom(fault.reset, fault.truncated, fault.badGateway, fault.unauthorized, fault.emptyPage),
  }),
  // The reading position is forgotten: what happened since is found by a new snapshot.
  fc.constant({ do: 'forget' as const }),
)

type Action = typeof action extends fc.Arbitrary<infer T> ? T : never

const place = (thread: string, nth = 0) =>
  messages.indexOf(history.messages.filter((message) => message.thread === threadOf(thread))[nth]?.id ?? '')
const promote = { do: 'relabel', add: 'CATEGORY_PROMOTIONS', remove: 'CATEGORY_PERSONAL' } as const

/** Sequences that once ended differently. */
const examples: Action[][] = [
  // A message of a thread both write in is sorted anew.
  [{ ...promote, which: place('talk') }],
  // Sorted as bulk while the reading position was lost.
  [{ do: 'forget' }, { ...promote, which: place('alone') }],
  // The owner's only message in a thread is gone while the reading position was lost.
  [{ do: 'forget' }, { do: 'trash', which: place('talk', 1) }],
]

test('whatever happens to mailbox and calendar, reading on ends where reading afresh ends', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(action, { minLength: 1, maxLength: 14 }), async (actions) => {
      const early = await startProgram({ db: one(), history })
      const late = await startProgram({ db: other(), beside: early })
      try {
        await early.connect()
        await early.settle()
        await happen(early, actions)
        await syncAgain(early)
        early.sample.faults.clear()
        await syncAgain(early)
        await late.connect()
        await late.settle()
        const [first, second] = [await storedBy(early), await storedBy(late)]
        expect(Object.fromEntries(first)).toEqual(Object.fromEntries(second))
        await expectRecount(late, { history })
      } finally {
        await forget(late)
        await end(early)
      }
    }),
    { numRuns: 9, examples: examples.map((actions) => [actions]) },
  )
}, 120_000)

async function happen(program: Awaited<ReturnType<typeof startProgram>>, actions: readonly Action[]) {
  const { sample } = program
  const known = [...messages]
  const planned = [...events]
  const pick = (list: readonly string[], place: number) => list[place % list.length] ?? ''
  for (const [place, act] of actions.entries()) {
    const at = Temporal.Instant.fromEpochMilliseconds(sample.now().epochMilliseconds)
    switch (act.do) {
      case 'deliver':
        known.push(
          sample.deliver({
            from: act.from,
            to: [owner],
            subject: `New ${place}`,
            at,
            thread: pick(threads, act.thread),
            labels: ['INBOX', act.label],
          }).id,
        )
        break
      case 'send':
        known.push(
          sample.deliver({ from: owner, to: [mira], subject: `Sent ${place}`, at, thread: pick(threads, act.thread) })
            .id,
        )
        break
      case 'trash':
        sample.trash(pick(known, act.which))
        break
      case 'untrash':
        sample.label(pick(known, act.which), { remove: ['TRASH', 'SPAM'], add: ['INBOX'] })
        break
      case 'spam':
        sample.label(pick(known, act.which), { add: ['SPAM'], remove: ['INBOX'] })
        break
      case 'delete':
        sample.remove(pick(known, act.which))
        break
      case 'relabel':
        sample.label(pick(known, act.which), {
          add: [act.add],
          remove: [act.remove].filter((label) => label !== act.add),
        })
        break
      case 'plan':
        planned.push(
          sample.addEvent({ title: `Plan ${place}`, start: on(act.days), guests: [guest(owner), guest(mira)] }),
        )
        break
      case 'move':
        sample.moveEvent(pick(planned, act.which), on(act.days, 15))
        break
      case 'answer':
        sample.answerEvent(pick(planned, act.which), mira.address, act.reply)
        break
      case 'cancel':
        sample.cancelEvent(pick(planned, act.which))
        break
      case 'skip week':
        if (weekly) sample.cancelEvent(`${weekly.id}_${stampOf(act.week)}`)
        break
      case 'forget': {
        sample.faults.add('history.list', fault.expired)
        sample.faults.add('events.list', fault.expired)
        break
      }
      case 'stumble':
        sample.faults.add(act.api, act.over)
        break
      case 'sync':
        await syncAgain(program)
    }
  }
}

/** The start of the weekly meeting's occurrence after so many weeks, as its id has it. */
function stampOf(week: number): string {
  const start = Temporal.PlainDateTime.from(weekly?.start ?? '').add({ weeks: week })
  return start.toZonedDateTime(history.owner.zone).toInstant().toString({ smallestUnit: 'second' }).replace(/[-:]/g, '')
}
