/** Gmail as it is read: listing, dating, reading, and what history says afterwards. */
import { eq } from 'drizzle-orm'
import { describe, expect, test } from 'vitest'
import { ownAddresses, streams, tasks, users } from '../../src/db/schema.ts'
import { calendarScope, googleScopes, mailScope } from '../../src/providers/google/scopes.ts'
import { fault } from '../../src/sample/google/faults.ts'
import { WORK } from '../../src/sample/history/owner.ts'
import type { Header, Mailbox } from '../../src/sample/history/types.ts'
import { tick } from '../../src/work/tick.ts'
import type { Program } from '../support/program.ts'
import { useDatabase } from '../support/stage.ts'
import { jonas, type Letter, liveWith, mira, owner, shop } from './life.ts'
import { asked, begin, expectRecount, fetched, storedBy, streamOf, syncAgain } from './stage.ts'

const db = useDatabase()
const onlyMail = [...googleScopes.signin, mailScope]
const promotion = ['INBOX', 'CATEGORY_PROMOTIONS']

async function read(letters: readonly Letter[], env: Readonly<Record<string, string>> = {}) {
  const history = liveWith(letters)
  const program = await begin(history, { db: db(), env })
  await program.connect(onlyMail)
  return { program, history, expected: { history, calendar: false } }
}

/** Works until the cursor of the mail is in this phase. */
async function workUntil(program: Program, phase: string) {
  for (let steps = 0; (await streamOf(program, 'mail')).cursor?.phase !== phase; steps++) {
    if (steps > 200) throw new Error(`${phase} never came`)
    if ((await tick(program.deps, 1)) === 0) program.jump(program.deps.now().add({ seconds: 1 }))
  }
}

const expectNothingTwice = (program: Program) => expect(new Set(fetched(program)).size).toBe(fetched(program).length)

describe('a first reading', () => {
  test('goes through more than one page of every list, and reads no newsletter', async () => {
    const letters = Array.from(
      { length: 1130 },
      (_, place): Letter => (place % 20 === 0 ? {} : { from: shop, labels: promotion, days: 1 + place }),
    )
    const { program, expected } = await read(letters)
    await program.settle()
    expect(await expectRecount(program, expected)).toHaveLength(57)
    expect(asked(program, 'messages.list').filter((query) => query.has('pageToken')).length).toBe(2 + 2)
    expect(fetched(program)).toHaveLength(57)
    expect(await streamOf(program, 'mail')).toMatchObject({ phase: 'current', done: 57, total: 57 })
  })

  test('does not stop at pages that are empty and have a next one', async () => {
    const { program, expected } = await read(Array.from({ length: 12 }, () => ({})))
    program.sample.faults.add('messages.list', fault.emptyPage, 4)
    program.sample.faults.add('history.list', fault.emptyPage, 2)
    await program.settle()
    expect(program.sample.faults.waiting).toBe(0)
    expect(await expectRecount(program, expected)).toHaveLength(12)
    program.sample.faults.add('history.list', fault.emptyPage, 2)
    program.sample.deliver({ from: mira, to: [owner], subject: 'New' })
    await syncAgain(program)
    expect(await expectRecount(program, expected)).toHaveLength(13)
  })

  test('of an empty mailbox is complete at once', async () => {
    const { program, expected } = await read([])
    await program.settle()
    expect(await expectRecount(program, expected)).toEqual([])
    expect(await streamOf(program, 'mail')).toMatchObject({ phase: 'current', done: 0, total: 0, error: null })
  })

  test('stops at the horizon, even where the message in the middle was deleted after it was listed', async () => {
    const letters = Array.from({ length: 41 }, (_, place): Letter => ({ days: place * 15 + 1 }))
    const { program, history } = await read(letters, { HISTORY_YEARS: '1' })
    await workUntil(program, 'date')
    // The listing's middle, the first that is probed.
    for (const message of history.messages.slice(19, 22)) program.sample.remove(message.id)
    await program.settle()
    const since = program.deps.now().toZonedDateTimeISO('UTC').subtract({ years: 1 }).toInstant()
    expect(await expectRecount(program, { history, calendar: false, since })).toHaveLength(22)
  })

  test('takes in what arrives, is answered and is deleted while it goes on', async () => {
    const { program, expected, history } = await read([
      ...Array.from({ length: 30 }, (): Letter => ({ days: 50 })),
      { thread: 'news', from: shop, labels: promotion, days: 60 },
    ])
    const news = history.messages.find(({ from }) => from?.address === shop.address)
    const steps = ['list', 'date', 'read'] as const
    for (const [place, phase] of steps.entries()) {
      await workUntil(program, phase)
      program.sample.deliver({ from: jonas, to: [owner], subject: `During ${phase}` })
      program.sample.remove(history.messages[place * 5 + 3]?.id ?? '')
      program.sample.trash(history.messages[place * 5 + 4]?.id ?? '')
    }
    program.sample.deliver({ from: owner, to: [shop], subject: 'Re: News', ...(news ? { thread: news.thread } : {}) })
    await program.settle()
    await syncAgain(program)
    expect(await expectRecount(program, expected)).toHaveLength(31 - 6 + 3 + 1)
    expectNothingTwice(program)
  })

  test('fetches a long thread at once and a short one by its messages', async () => {
    const { program, expected } = await read([
      ...Array.from(
        { length: 5 },
        (_, place): Letter => ({ thread: 'long', days: 90 - place, from: place ? mira : owner }),
      ),
      { thread: 'short', days: 80 },
      { thread: 'short', days: 79 },
    ])
    await program.settle()
    await expectRecount(program, expected)
    expect(asked(program, 'threads.get')).toHaveLength(1)
    expect(asked(program, 'messages.get').filter((query) => query.get('format') === 'metadata')).toHaveLength(2)
  })

  test('finds the addresses that the owner sends from', async () => {
    const { program } = await read([{ from: { address: WORK, name: 'Sam Hartley' }, to: [mira] }, {}])
    await program.settle()
    const own = await db().select().from(ownAddresses).where(eq(ownAddresses.source, 'found'))
    expect(own.map(({ address }) => address).toSorted()).toEqual([WORK, owner.address].toSorted())
  })
})

describe('what messages say', () => {
  const raw = (name: string, value: string): Header => ({ name, value })
  const crowd = Array.from(
    { length: 400 },
    (_, place): Mailbox => ({ address: `g${place}@party.example`, name: `Guest, ${place}` }),
  )

  test('is stored as it is meant, however it is written', async () => {
    const { program, expected } = await read([
      {
        from: { address: 'zoe@latin.example', name: 'Ångström, Zoë' },
        headers: [raw('From', '=?UTF-8?Q?=C3=85ngstr=C3=B6m,_Zo=C3=AB?= <Zoe@Latin.example>')],
      },
      {
        to: [mira, owner],
        headers: [raw('To', `Choir: "Mira Castellanos" <${mira.address}>, Sam Hartley <${owner.address}>;`)],
      },
      { to: [], headers: [raw('To', 'undisclosed-recipients:;')] },
      { to: crowd, cc: [jonas, owner] },
      { from: { address: 'eve@hostile.example', name: 'Eve\u202E\r\nBcc: all' }, subject: 'A\u0000 b' },
      { headers: [raw('Date', 'sometime')] },
      { zone: 'Asia/Kolkata' },
      {
        headers: [
          raw('Sender', 'aide@office.example'),
          raw('List-Id', '<l.example>'),
          raw('Auto-Submitted', 'auto-generated'),
        ],
      },
      { subject: '' },
    ])
    await program.settle()
    expect(await expectRecount(program, expected)).toHaveLength(9)
  })

  test('without a sender is counted once, with the reason, and not stored', async () => {
    const { program, expected } = await read([
      { from: null, thread: 'one' },
      { from: null, thread: 'three' },
      { thread: 'three' },
      { thread: 'three' },
    ])
    await program.settle()
    expect(await expectRecount(program, expected)).toHaveLength(2)
    expect((await streamOf(program, 'mail')).skipped).toEqual({ 'a message without a readable sender': 2 })
    expectNothingTwice(program)
  })

  test('has no subject where the owner wants none: it is not even asked for', async () => {
    const history = liveWith([{}, { thread: 'long' }, { thread: 'long' }, { thread: 'long' }])
    const program = await begin(history, { db: db() })
    const id = await program.connect([...googleScopes.signin, calendarScope])
    await program.settle()
    const [user] = await db().select().from(users).where(eq(users.id, id))
    if (user)
      await db()
        .update(users)
        .set({ settings: { ...user.settings, subjects: false } })
    const from = program.sample.log.length
    await program.connect()
    await program.settle()
    const queries = [...asked(program, 'messages.get', from), ...asked(program, 'threads.get', from)]
    expect(queries.some((query) => query.has('metadataHeaders'))).toBe(true)
    for (const query of queries) expect(query.getAll('metadataHeaders')).not.toContain('Subject')
    expect(await expectRecount(program, { history, subjects: false })).toHaveLength(4)
  })
})

describe('history', () => {
  test('removes what was deleted and what was trashed, and brings back what was untrashed', async () => {
    const { program, expected, history } = await read([{}, {}, {}])
    const [gone = '', trashed = ''] = history.messages.map(({ id }) => id)
    await program.settle()
    program.sample.remove(gone)
    program.sample.trash(trashed)
    await syncAgain(program)
    expect(await expectRecount(program, expected)).toHaveLength(1)
    expect(await streamOf(program, 'mail')).toMatchObject({ done: 1, total: 1 })
    program.sample.label(trashed, { remove: ['TRASH'], add: ['INBOX'] })
    await syncAgain(program)
    expect(await expectRecount(program, expected)).toHaveLength(2)
  })

  test('moves a message between the tabs: out of the promotions it is read, into them it goes', async () => {
    const { program, expected, history } = await read([{ from: shop, labels: promotion }, {}])
    const [letter, advert] = history.messages.toSorted((a) => (a.from?.address === mira.address ? -1 : 1))
    await program.settle()
    expect([...(await storedBy(program)).keys()]).toEqual([letter?.id])
    program.sample.label(advert?.id ?? '', { remove: ['CATEGORY_PROMOTIONS'], add: ['CATEGORY_PERSONAL'] })
    program.sample.label(letter?.id ?? '', { remove: ['CATEGORY_PERSONAL'], add: ['CATEGORY_PROMOTIONS'] })
    await syncAgain(program)
    await expectRecount(program, expected)
    expect([...(await storedBy(program)).keys()]).toEqual([advert?.id])
  })

  test('an answer into a thread of newsletters makes the whole thread worth reading, and taking it back ends that', async () => {
    const { program, expected } = await read([
      { thread: 'news', from: shop, labels: promotion, days: 12 },
      { thread: 'news', from: shop, labels: promotion, days: 11 },
      { thread: 'other', from: shop, labels: promotion },
    ])
    await program.settle()
    expect(await expectRecount(program, expected)).toEqual([])
    const { messages } = expected.history
    const answer = program.sample.deliver({
      from: owner,
      to: [shop],
      subject: 'A question',
      thread: messages[0]?.thread ?? '',
    })
    await syncAgain(program)
    expect(await expectRecount(program, expected)).toHaveLength(3)
    program.sample.remove(answer.id)
    await syncAgain(program)
    expect(await expectRecount(program, expected)).toEqual([])
  })

  test('of labels that decide nothing costs nothing', async () => {
    const { program, history, expected } = await read([{}, {}])
    await program.settle()
    const from = program.sample.log.length
    for (const { id } of history.messages) program.sample.label(id, { add: ['STARRED'], remove: ['UNREAD', 'INBOX'] })
    await syncAgain(program)
    expect(fetched(program, from)).toEqual([])
    await expectRecount(program, expected)
  })

  test('that says nothing leads to no work: the people are not worked out again', async () => {
    const { program } = await read([{}])
    await program.settle()
    await program.settle({ minutes: 5 })
    const derived = await dueOf('derive')
    await syncAgain(program)
    expect(await dueOf('derive')).toEqual(derived)
  })

  async function dueOf(kind: 'derive') {
    const rows = await db().select().from(tasks).where(eq(tasks.kind, kind))
    return rows.map(({ runAt }) => runAt.toString())
  }
})

describe('a reading position that is lost', () => {
  const letters = [
    ...Array.from({ length: 40 }, (_, place): Letter => ({ days: 40 + place })),
    { thread: 'mine', from: owner, to: [mira], days: 70 },
    { thread: 'mine', from: shop, labels: promotion, days: 69 },
  ]

  test('in the middle of the first reading: a new listing, and nothing is read twice', async () => {
    const { program, expected, history } = await read(letters)
    await workUntil(program, 'read')
    program.sample.faults.add('messages.get', fault.delay(1), 9)
    program.sample.faults.add('messages.get', fault.unavailable(40 * 60))
    program.sample.faults.add('history.list', fault.expired)
    await program.settle({ minutes: 5 })
    program.sample.remove(history.messages[30]?.id ?? '')
    program.sample.deliver({ from: jonas, to: [owner], subject: 'Meanwhile' })
    await syncAgain(program, 41)
    expect(program.sample.faults.waiting).toBe(0)
    expect(asked(program, 'getProfile')).toHaveLength(2)
    await expectRecount(program, expected)
    expectNothingTwice(program)
  })

  test.each([
    ['by a rare early end', async (program: Program) => void program.sample.faults.add('history.list', fault.expired)],
    [
      'by two weeks without a look',
      async (program: Program) => program.jump(program.deps.now().add({ hours: 24 * 14 })),
    ],
    [
      'by a cursor of another version',
      async () =>
        void (await db()
          .update(streams)
          .set({ cursor: { version: 0, phase: 'changes' } })),
    ],
    [
      'by a number that Gmail does not know',
      async () =>
        void (await db()
          .update(streams)
          .set({ cursor: { version: 1, phase: 'changes', historyId: '999999999999999999999999', snapshot: false } })),
    ],
    [
      'by a page token that ran out',
      async () =>
        void (await db()
          .update(streams)
          .set({
            cursor: {
              version: 1,
              phase: 'list',
              historyId: '9271340000000017',
              label: -1,
              position: 7,
              pageToken: 'x',
            },
          })),
    ],
  ])('%s: a new listing, and only what is new is read', async (_, lose) => {
    const { program, expected, history } = await read(letters)
    await program.settle()
    const from = program.sample.log.length
    const { id } = program.sample.deliver({ from: jonas, to: [owner], subject: 'Meanwhile' })
    program.sample.remove(history.messages[5]?.id ?? '')
    program.sample.trash(history.messages[6]?.id ?? '')
    program.sample.label(history.messages[7]?.id ?? '', { add: ['CATEGORY_FORUMS'] })
    await lose(program)
    await syncAgain(program)
    await expectRecount(program, expected)
    expect(asked(program, 'getProfile', from)).toHaveLength(1)
    expect(fetched(program, from)).toEqual([id])
    expect(await streamOf(program, 'mail')).toMatchObject({ phase: 'current', error: null })
  })
})
