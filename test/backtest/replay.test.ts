import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { replay } from '../../src/backtest/replay.ts'
import type { ReplayedMonth } from '../../src/backtest/types.ts'
import type { StoredFact } from '../../src/facts.ts'
import type { Decision } from '../../src/people/types.ts'
import { daysAgo, mail, meeting, owner, talk } from '../people/derive/life.ts'
import { archiveOf, daysBeforeNow, june, replaying } from './archive.ts'

/** The day of the choice, in days before the helpers' now; smaller is later. */
const day = daysBeforeNow(june)
const earlier = (days: number) => day + days
const later = (days: number) => day - days

/** Talks every fortnight for a year, and silence for so many days before June. */
const quiet = (who: string, silent: number, subject = `Plans of ${who.slice(0, 4)}`) =>
  talk(
    who,
    Array.from({ length: 20 }, (_, i) => earlier(silent + (19 - i) * 14)),
    subject,
  )

const maren = 'Maren Okafor <maren@okafor.example>'
const jonas = 'Jonas Lind <jonas@lind.example>'
const priya = 'Priya Nair <priya@nair.example>'
const teo = 'Teo Marsh <teo@marsh.example>'
const past = () => [...quiet(maren, 45), ...quiet(jonas, 90), ...quiet(priya, 200), ...quiet(teo, 120)]

/** What was chosen, without what came of it. */
const choice = ({ due, picks }: ReplayedMonth) => ({
  due,
  picks: picks.map(({ address, name, why, silentDays }) => ({ address, name, why, silentDays })),
})

describe('a month of the past year', () => {
  test('names whom the letter would have named that day, with a reason of that day', async () => {
    const month = await replay(replaying(archiveOf(past())))
    expect(month.due).toBe(4)
    expect(month.picks).toHaveLength(3)
    expect(month.picks.map(({ address }) => address)).toContain('maren@okafor.example')
    for (const pick of month.picks) expect(pick.why).toMatch(/\S/)
    expect(month.picks.find(({ address }) => address === 'jonas@lind.example')?.silentDays).toBe(89)
  })

  test('names nobody to whom only the other one of a shared mailbox wrote', async () => {
    const toms = [...quiet(teo, 120), ...talk(teo, [later(20)])].map((fact) =>
      fact.kind === 'mail' && fact.outgoing ? { ...fact, from: { address: owner, name: 'Tom Hall' } } : fact,
    )
    const facts = [...quiet(maren, 45), ...toms]
    const names = async (more: Parameters<typeof replaying>[1]) =>
      (await replay(replaying(archiveOf(facts), more))).picks.map(({ name }) => name)
    expect(await names({})).toContain('Teo Marsh')
    expect(await names({ sharedName: 'Anna Berg' })).toEqual(['Maren Okafor'])
  })

  test('names as many people as the letter does', async () => {
    expect((await replay(replaying(archiveOf(past()), { count: 1 }))).picks).toHaveLength(1)
  })

  test('is empty where there was nothing yet, and then nothing is compared', async () => {
    const month = await replay(replaying(archiveOf([mail({ to: [maren], days: later(3) })])))
    expect(month).toMatchObject({ due: 0, picks: [], others: { chance: { named: 0, resumed: 0 } } })
  })

  test('tells what the eight weeks after it held, and nothing of the ninth', async () => {
    const facts = [
      ...past(),
      ...talk(maren, [later(20)]),
      ...talk(jonas, [later(57)]),
      mail({ from: teo, days: later(10) }),
    ]
    const { picks, others } = await replay(replaying(archiveOf(facts), { count: 4 }))
    const of = (address: string) => picks.find((pick) => pick.address === address)
    expect(of('maren@okafor.example')).toMatchObject({ resumed: true, byOwner: true })
    expect(of('maren@okafor.example')?.after).toBe('you wrote on 21 June, they answered on 21 June')
    expect(of('jonas@lind.example')).toMatchObject({ resumed: false })
    expect(of('teo@marsh.example')).toMatchObject({ resumed: false, byOwner: false, after: 'they wrote on 11 June' })
    expect(others.chance).toEqual({ named: 4, resumed: 1 })
  })

  test('somebody who went on from another address is back in touch too, by what is known of them today', async () => {
    const facts = [...past(), ...talk('maren@new.example', [later(20)])]
    const archive = {
      ...archiveOf(facts),
      sameToday: (address: string) => (address === 'maren@okafor.example' ? ['maren@new.example'] : []),
    }
    const { picks } = await replay(replaying(archive))
    expect(picks.find(({ address }) => address === 'maren@okafor.example')).toMatchObject({ resumed: true })
  })

  test('whoever was named last month rests, and may come again after six weeks', async () => {
    const archive = archiveOf(past())
    const first = await replay(replaying(archive, { count: 2 }))
    const named = first.picks.map(({ address }) => address)
    const july = june.add({ hours: 24 * 30 })
    const second = await replay(replaying(archive, { count: 2, at: july, before: [first] }))
    expect(second.picks).toHaveLength(2)
    for (const { address } of second.picks) expect(named).not.toContain(address)
    const august = june.add({ hours: 24 * 61 })
    const third = await replay(replaying(archive, { count: 2, at: august, before: [first, second] }))
    expect(third.picks.map(({ address }) => address).toSorted()).toEqual(named.toSorted())
  })

  test('nobody is named a third time within half a year where nothing came of two letters', async () => {
    const archive = archiveOf(quiet(maren, 60))
    const months: ReplayedMonth[] = []
    for (const days of [0, 61, 122])
      months.push(await replay(replaying(archive, { at: june.add({ hours: 24 * days }), before: months })))
    expect(months.map(({ picks }) => picks.length)).toEqual([1, 1, 0])
  })

  test('what the owner had decided by then holds, and nothing that was decided later', async () => {
    const letGo = (days: number) => new Map([['maren@okafor.example', [decision(days)]]])
    const decision = (days: number): Decision => ({ kind: 'let_go', at: daysAgo(days) })
    const names = async (days: number) =>
      (await replay(replaying(archiveOf(past()), { decisions: letGo(days) }))).picks.map(({ address }) => address)
    expect(await names(earlier(5))).not.toContain('maren@okafor.example')
    expect(await names(later(5))).toContain('maren@okafor.example')
  })

  test('no one else is named in a reason: they may be let go later', async () => {
    const thread = 'introduction'
    const subject = 'Intro: Maren, meet Teo'
    const introduced = [
      mail({ to: [maren, teo], days: earlier(44), subject, thread }),
      mail({ from: maren, cc: [teo], days: earlier(43), subject: `Re: ${subject}`, thread, signals: ['reply'] }),
    ]
    const { picks } = await replay(replaying(archiveOf([...past(), ...introduced]), { count: 5 }))
    expect(picks.length).toBeGreaterThan(1)
    for (const { name, why } of picks)
      for (const other of ['Maren', 'Jonas', 'Priya', 'Teo'])
        if (!name.startsWith(other)) expect(why.replaceAll(/“.*?”/g, '')).not.toContain(other)
  })
})

describe('nothing of that day or later is known when choosing', () => {
  const people = [maren, jonas, priya, teo, 'Nadia Solberg <nadia@new.example>', 'Maren Okafor <m@elsewhere.example>']
  const subjects = ['Plans', 'Condolences on the loss of Priya', 'Intro: Jonas, meet Teo', 'Are you there?', undefined]
  const laterFact = fc
    .record({
      kind: fc.constantFrom('sent', 'received', 'alias', 'met', 'planned'),
      who: fc.constantFrom(...people),
      beside: fc.constantFrom(...people),
      days: fc.double({ min: 0, max: day - 1, noNaN: true }),
      subject: fc.constantFrom(...subjects),
      bulk: fc.boolean(),
    })
    .map(({ kind, who, beside, days, subject, bulk }): StoredFact => {
      const said = { days: later(days), ...(subject ? { subject } : {}) }
      if (kind === 'sent') return mail({ to: [who], cc: [beside], ...said })
      if (kind === 'received') return mail({ from: who, ...said, signals: bulk ? ['list-unsubscribe'] : [] })
      if (kind === 'alias') return mail({ from: who, to: [beside], outgoing: true, ...said })
      return meeting({ days: later(days), with: [who, beside], ...(kind === 'planned' ? { mine: 'tentative' } : {}) })
    })
  const decided = fc.record({
    who: fc.constantFrom('maren@okafor.example', 'jonas@lind.example', 'teo@marsh.example'),
    kind: fc.constantFrom('let_go' as const, 'elsewhere' as const, 'robot' as const, 'close' as const, 'keep' as const),
    days: fc.double({ min: 0, max: day - 1, noNaN: true }),
  })

  test('whatever comes after, the same people are named for the same reasons', async () => {
    const known = past()
    const plain = choice(await replay(replaying(archiveOf(known))))
    expect(plain.picks).toHaveLength(3)
    await fc.assert(
      fc.asyncProperty(
        fc.array(laterFact, { minLength: 1, maxLength: 30 }),
        fc.array(decided, { maxLength: 4 }),
        async (facts, said) => {
          const decisions = new Map(
            Object.entries(Object.groupBy(said, ({ who }) => who)).map(([who, list = []]) => [
              who,
              list.map(({ kind, days }): Decision => ({ kind, at: daysAgo(later(days)) })),
            ]),
          )
          const notes = [{ at: daysAgo(later(1)), text: 'asked about the move' }]
          const month = await replay(replaying(archiveOf([...known, ...facts], notes), { decisions }))
          expect(choice(month)).toEqual(plain)
        },
      ),
      { numRuns: 60 },
    )
  })

  test('what came the day before is known', async () => {
    const plain = choice(await replay(replaying(archiveOf(past()))))
    const more = choice(await replay(replaying(archiveOf([...past(), ...talk(maren, [earlier(1)])]))))
    expect(more).not.toEqual(plain)
    expect(more.picks.map(({ address }) => address)).not.toContain('maren@okafor.example')
  })
})
