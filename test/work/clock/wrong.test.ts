/** The clock of the machine is wrong by 14 days for some hours, in both directions, and right again: everything goes on. */
import { Temporal } from 'temporal-polyfill'
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import { addNotes } from '../../../src/db/decisions.ts'
import { nextDueAt } from '../../../src/db/due.ts'
import type { OpenDatabase } from '../../../src/db/open.ts'
import { sessions, streams, tasks, users } from '../../../src/db/schema.ts'
import { openServer } from '../../../src/db/server/open.ts'
import type { Delivery, Deps } from '../../../src/deps.ts'
import { upcoming } from '../../../src/letter/schedule.ts'
import { weekOf } from '../../../src/letter/week.ts'
import { createClockWatch, lookAtClock } from '../../../src/work/clock.ts'
import { tick } from '../../../src/work/tick.ts'
import { openTestDatabase } from '../../support/database.ts'
import { type PostgresServer, startPostgres } from '../../support/postgres.ts'
import { liveWith, mira, on, owner } from '../../sync/life.ts'
import { asked, begin, expectRecount, streamOf } from '../../sync/stage.ts'
import { accept, maren, type Stage, setStage, sunday } from '../letter/stage.ts'

const fortnight = 24 * 14
const zone = 'Europe/Berlin'

let server: PostgresServer
let count = 0
beforeAll(async () => {
  server = await startPostgres()
}, 120_000)
afterAll(() => server.stop())

const kinds = ['embedded', 'server'] as const
async function open(kind: (typeof kinds)[number]): Promise<OpenDatabase> {
  if (kind === 'embedded') return openTestDatabase()
  return openServer(await freshServer(), 4)
}

function freshServer(): Promise<string> {
  count += 1
  return server.create(`wrong${count}`)
}

/** The program with a clock of its own; its provider's is always right. */
async function startReading(kind: (typeof kinds)[number]) {
  const opened = await open(kind)
  onTestFinished(() => opened.close())
  const history = liveWith([{}, { days: 40 }, { days: 400 }], [{ title: 'Lunch', start: on(3) }])
  const program = await begin(history, { db: opened.db })
  let off = 0
  let elapsed = 0
  const deps: Deps = { ...program.deps, now: () => program.sample.now().add({ hours: off }) }
  const watch = createClockWatch(deps, () => elapsed)
  /** Does what a process does for so long. */
  async function run(time: Temporal.DurationLike) {
    const until = program.sample.now().add(time).epochMilliseconds
    for (let steps = 0; steps < 3000; steps++) {
      await watch()
      if ((await tick(deps)) > 0) continue
      const due = await nextDueAt(deps.db)
      const now = program.sample.now().epochMilliseconds
      // At the latest an hour on: then the clock is looked at again.
      const wait = Math.min(due ? due.epochMilliseconds - deps.now().epochMilliseconds : Infinity, 3_600_000)
      const next = Math.min(now + Math.max(1, wait), until)
      elapsed += next - now
      program.jump(Temporal.Instant.fromEpochMilliseconds(next))
      if (next >= until) return
    }
    throw new Error('it does not come to rest')
  }
  await program.connect()
  await run({ minutes: 10 })
  return {
    program,
    history,
    deps,
    run,
    setOff(hours: number) {
      off = hours
    },
  }
}

/** What is waited for, in whole minutes from now. */
async function waits({ db, now }: Deps) {
  const rows = await db.select().from(tasks)
  return rows
    .map(({ kind, runAt, attempts, leaseId }) => ({
      kind,
      attempts,
      leaseId,
      minutes: runAt.since(now()).total('minutes'),
    }))
    .toSorted((a, b) => a.kind.localeCompare(b.kind))
}

describe('reading', () => {
  test.for([
    ['14 days ahead', fortnight, 'embedded'],
    ['14 days ahead', fortnight, 'server'],
    ['14 days behind', -fortnight, 'embedded'],
    ['half a day ahead', 12, 'embedded'],
  ] as const)('goes on within the hour after a clock that was %s for three hours (%i, %s database)', async ([
    ,
    off,
    kind,
  ]) => {
    const { program, history, deps, run, setOff } = await startReading(kind)
    setOff(off)
    await run({ hours: 3 })
    const { now } = deps
    await deps.db.insert(sessions).values({
      hash: 'mine',
      userId: (await deps.db.select().from(users))[0]?.id ?? '',
      createdAt: now(),
      expiresAt: now().add({ hours: 24 * 180 }),
    })
    setOff(0)
    program.sample.deliver({ from: mira, to: [owner], subject: 'After it' })
    const before = asked(program, 'messages.get').length
    await run({ hours: 1 })
    await expectRecount(program, { history })
    expect(asked(program, 'messages.get').length - before).toBe(1)
    for (const stream of ['mail', 'calendar'] as const) {
      const { phase, error, lastSyncedAt } = await streamOf(program, stream)
      expect([phase, error]).toEqual(['current', null])
      expect(
        Math.abs(
          now()
            .since(lastSyncedAt ?? now())
            .total('minutes'),
        ),
      ).toBeLessThan(31)
    }
    const all = await waits(deps)
    expect(all.map(({ kind: name }) => name)).toEqual(['calendar', 'derive', 'letter', 'mail'])
    expect(all.map(({ attempts, leaseId }) => [attempts, leaseId])).toEqual(all.map(() => [0, null]))
    const most = [30, 24 * 60, 7 * 24 * 60 + 60, 30]
    for (const [place, { minutes }] of all.entries()) expect(minutes).toBeLessThanOrEqual((most[place] ?? 0) + 1)
    const [user] = await deps.db.select().from(users)
    if (!user) throw new Error('nobody')
    const letter = all.find(({ kind: name }) => name === 'letter')
    expect(letter?.minutes).toBeCloseTo(upcoming(user, now()).at.since(now()).total('minutes'), 0)
    const [session] = await deps.db.select().from(sessions)
    expect(session?.expiresAt.since(now()).total('hours')).toBeLessThanOrEqual(24 * 180 + 1)
    expect(session?.expiresAt.since(now()).total('hours')).toBeGreaterThan(24 * 165)
  })
})

/** A reader of letters since four weeks, whose clock moves by hand. */
async function startLetters(kind: (typeof kinds)[number]) {
  const relayed: { readonly real: Temporal.Instant }[] = []
  let off = 0
  let answer: () => Promise<Delivery> = accept
  const real = () => stage.now().subtract({ hours: off })
  const stage: Stage = await setStage({
    begin: sunday.subtract({ hours: 24 * 28 }),
    ...(kind === 'server' ? { postgres: await freshServer() } : {}),
    async relay() {
      const delivery = await answer()
      if (delivery.kind === 'accepted') relayed.push({ real: real() })
      return delivery
    },
  })
  onTestFinished(() => stage.close())
  // Something noted for each Wednesday, so that there is something to say each week.
  const addressHash = await stage.deps.seal.sign(maren.address, 'address')
  const first = stage.now().toZonedDateTimeISO(zone).toPlainDate().add({ days: 3 })
  await addNotes(
    stage.db,
    Array.from({ length: 16 }, (_, week) => ({
      ...{ id: `note${week}`, userId: 'sam', addressHash, at: stage.now(), text: `Send the map of week ${week}` },
      due: first.add({ weeks: week }).toString(),
    })),
  )
  const set = async (hours: number) => {
    const isBack = hours < off
    stage.rewind(real().add({ hours }))
    off = hours
    // The loop sees it go back; where it goes on, what lies behind it is due.
    if (isBack) await lookAtClock(stage.deps)
    // Nothing is read here: everything counts as fresh.
    await stage.db.update(streams).set({ lastSyncedAt: stage.now().add({ hours: 24 * 1000 }) })
  }
  const run = (hours: number) => stage.run(stage.now().add({ hours }))
  return {
    stage,
    set,
    run,
    real,
    refuse(is: boolean) {
      answer = is ? async () => ({ kind: 'unreached', reason: 'nobody answers' }) : accept
    },
    /** How many letters came in each real week. */
    weeks: () => Map.groupBy(relayed, (one) => weekOf(one.real, zone)),
    states: async () => (await stage.digests()).map(({ week, state }) => `${week} ${state}`).toReversed(),
  }
}

const day = 24
/** The Monday on which the fifth letter has just gone, at noon. */
const noon = 28 * day + 27

describe('letters', () => {
  test.for(
    kinds,
  )('ahead: the letter that left early counts as that of its week; every other week has its own (%s database)', async (kind) => {
    const { set, run, weeks, states } = await startLetters(kind)
    await run(noon)
    const before = await states()
    expect(before.at(-1)).toBe('2026-W48 sent')
    await set(fortnight)
    await run(3)
    expect((await states()).at(-1)).toBe('2026-W50 sent')
    await set(0)
    await run(28 * day)
    expect((await states()).slice(before.length)).toEqual([
      '2026-W49 sent',
      '2026-W50 sent',
      '2026-W51 sent',
      '2026-W52 sent',
    ])
    const counts = [...weeks()].map(([week, all]) => [week, all.length])
    // The wrong clock’s own came on that Monday too; from then on never two in a week, and the week it stood for is left out.
    expect(counts.slice(-4)).toEqual([
      ['2026-W48', 2],
      ['2026-W49', 1],
      ['2026-W51', 1],
      ['2026-W52', 1],
    ])
  })

  test('ahead, and the relay took nothing meanwhile: what was written does not leave, and no week is without its own', async () => {
    const { set, run, refuse, weeks, states, stage } = await startLetters('embedded')
    await run(noon)
    await set(fortnight)
    refuse(true)
    await run(3)
    expect((await states()).at(-1)).toBe('2026-W50 ready')
    refuse(false)
    await set(0)
    await run(1)
    expect((await states()).at(-1)).toBe('2026-W50 dropped')
    expect((await stage.digests())[0]?.problem).toContain('The clock of this server was ahead')
    await run(28 * day)
    const counts = [...weeks()].map(([, all]) => all.length)
    expect(counts).toEqual(counts.map(() => 1))
    expect([...weeks().keys()].slice(-5)).toEqual(['2026-W48', '2026-W49', '2026-W50', '2026-W51', '2026-W52'])
  })

  test('behind: no letter of a week that has gone, and the one of this week at its hour or as soon as the clock is right', async () => {
    const { set, run, weeks, states } = await startLetters('embedded')
    await run(noon)
    const before = await states()
    await set(-fortnight)
    // Over its own Monday, on which a letter went long ago; in truth a Monday as well.
    await run(6 * day + 21)
    expect(await states()).toEqual(before)
    await set(0)
    await run(1)
    expect((await states()).at(-1)).toBe('2026-W49 sent')
    await run(21 * day)
    const counts = [...weeks()].map(([, all]) => all.length)
    expect(counts).toEqual(counts.map(() => 1))
    expect([...weeks().keys()].slice(-4)).toEqual(['2026-W49', '2026-W50', '2026-W51', '2026-W52'])
  })
})
