import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Instant } from '../../src/facts.ts'
import { choose } from '../../src/letter/choose/choose.ts'
import { opener } from '../../src/letter/say/opener.ts'
import { pickPoints, points } from '../../src/letter/say/points.ts'
import type { Appearance } from '../../src/letter/types.ts'
import { tellTruth } from '../../src/sample/history/truth.ts'
import { type Program, startProgram } from '../support/program.ts'
import { type Known, knowAll } from './points-known.ts'

describe('over the whole sample mailbox', () => {
  let program: Program
  let known: Known
  let now: Instant
  beforeAll(async () => {
    program = await startProgram()
    const userId = await program.connect()
    await program.settle()
    now = program.deps.now()
    known = await knowAll(program.deps.db, userId, now)
  })
  afterAll(() => program?.stop())

  const at = (addresses: readonly string[]) => {
    const found = known.people.find((one) => one.addresses.some(({ address }) => addresses.includes(address)))
    if (!found) throw new Error('nobody at these addresses')
    return found
  }
  const due = () => tellTruth().due.map((one) => ({ ...one, told: known.telling(at(one.addresses)) }))

  test('everyone due has the reason that their story has, first', () => {
    const found = due().map(({ name, reason, told }) => [name, reason, pickPoints(points(told))[0]?.kind ?? 'none'])
    const expected = found.map(([name, reason, kind]) => [name, reason, reason === 'drift' ? kind : reason])
    expect(found).toEqual(expected)
    expect(found.filter(([, , kind]) => kind === 'none')).toEqual([])
  })

  test('four of five have two points or more', () => {
    const many = due().filter(({ told }) => pickPoints(points(told)).length >= 2)
    expect(many.length).toBeGreaterThanOrEqual(0.8 * due().length)
  })

  test('every opener is short, has at most one gap, and German ones are German', () => {
    for (const { name, told } of due())
      for (const asksNothing of [false, true]) {
        const finding = pickPoints(points(told))[0]?.finding
        const { text, language } = opener({ telling: told, finding, asksNothing, meeting: 'video' })
        expect(text.split(/\s+/).length).toBeLessThan(60)
        expect((text.match(/\[/g) ?? []).length).toBeLessThanOrEqual(1)
        expect(language).toBe(name === 'Katharina Vogel' ? 'de' : 'en')
      }
  })

  test('eight letters name nobody who must not be suggested and ten people or more, and the first is varied', async () => {
    const allowed = new Set(tellTruth().due.map(({ name }) => name))
    const named = new Map<string, Appearance[]>()
    for (let week = 0; week < 8; week++) {
      const candidates = known.people.map((person) => ({
        id: person.id,
        person,
        appearances: named.get(person.id) ?? [],
      }))
      const then = now.add({ hours: 24 * 7 * week })
      const picks = await choose({
        candidates,
        count: 3,
        now: then,
        timeZone: 'Europe/Berlin',
        locale: null,
        historyReadBackTo: now.subtract({ hours: 24 * 1800 }),
        historyYears: 5,
        passedOver: new Set(),
        pinned: new Set(),
        points: async ({ id }) => {
          const one = known.people.find((person) => person.id === id)
          return one ? points(known.telling(one, { now: then })) : []
        },
      })
      if (week === 0) {
        expect(picks).toHaveLength(3)
        expect(new Set(picks.map(({ reason }) => reason)).size).toBe(3)
        expect(picks.map(({ reason }) => reason)).toContain('owed_reply')
        expect(picks.every(({ candidate }) => allowed.has(candidate.person.name))).toBe(true)
      }
      for (const { candidate } of picks) {
        expect(tellTruth().never.map(({ name }) => name)).not.toContain(candidate.person.name)
        named.set(candidate.id, [...(named.get(candidate.id) ?? []), { at: then, outcome: null }])
      }
    }
    expect(named.size).toBeGreaterThanOrEqual(10)
  })
})
