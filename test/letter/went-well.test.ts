import { Temporal } from 'temporal-polyfill'
import { describe, expect, test } from 'vitest'
import { sayWell } from '../../src/letter/say-well.ts'
import type { Contact, ItemOutcome } from '../../src/letter/types.ts'
import { type Happening, happened, type Named } from '../../src/letter/went-well.ts'

const place = { timeZone: 'Europe/Berlin', locale: null }
const now = Temporal.Instant.from('2026-11-23T07:00:00Z')
const since = Temporal.Instant.from('2026-11-09T07:00:00Z')
const from = now.subtract({ hours: 24 * 31 })

const contact = (kind: Contact['kind'], hours: number): Contact => ({
  id: `${kind}-${hours}`,
  connectionId: 'c',
  factId: `${kind}-${hours}`,
  kind,
  at: since.add({ hours }).epochMilliseconds,
  others: [{ address: 'maren@okafor.example' }],
  with: ['maren@okafor.example'],
  reply: false,
})
const named = (outcome: ItemOutcome | null, contacts: readonly Contact[], more: Partial<Named> = {}): Named => ({
  personId: 'maren',
  address: 'maren@okafor.example',
  firstName: 'Maren',
  since,
  outcome,
  contacts,
  theirs: new Set(['maren@okafor.example']),
  ...more,
})
const evidence = (outcome: ItemOutcome | null, contacts: readonly Contact[], more: Partial<Named> = {}) =>
  happened(named(outcome, contacts, more), from, new Set())?.evidence

describe('what is on record of something good', () => {
  test('a meeting, an answer with the note before it, their own mail, a meeting to come', () => {
    expect(evidence('met', [contact('sent', 2), contact('met', 30)])).toEqual(['met-30'])
    expect(evidence('answered', [contact('sent', 2), contact('received', 30)])).toEqual(['sent-2', 'received-30'])
    expect(evidence('heard', [contact('received', 30), contact('sent', 40)])).toEqual(['received-30'])
    const ahead = { at: now.add({ hours: 72 }), id: 'coffee' }
    expect(evidence('planned', [], { ahead })).toEqual(['coffee'])
  })

  test.each<[string, ItemOutcome | null, readonly Contact[]]>([
    ['nothing where nothing came of it', null, [contact('received', 5)]],
    ['nothing of a note without an answer', 'written', [contact('sent', 5)]],
    ['nothing of an invitation that was declined', 'declined', [contact('received', 5)]],
    ['nothing where the owner asked to let them go', 'let_go', [contact('met', 5)]],
    ['nothing where the meeting is not stored any more', 'met', [contact('sent', 5)]],
    ['nothing where the answer came before the letter', 'answered', [contact('received', -5)]],
    ['nothing of a plan that is off', 'planned', []],
  ])('%s', (_, outcome, contacts) => {
    expect(evidence(outcome, contacts)).toBeUndefined()
  })

  test('nothing that was told before, or is more than a month ago', () => {
    const one = named('met', [contact('met', 30)])
    expect(happened(one, from, new Set(['met-30']))).toBeUndefined()
    expect(happened(one, now, new Set())).toBeUndefined()
  })
})

describe('the one line a month', () => {
  const one = (firstName: string, kind: Happening['kind'], days: number): Happening => ({
    personId: firstName,
    address: `${firstName}@example.org`,
    firstName,
    kind,
    at: now.subtract({ hours: 24 * days }),
    evidence: [`${firstName}-${kind}`],
  })
  const say = (...all: readonly Happening[]) => sayWell(all, { ...place, now })?.well

  test.each<[string, readonly Happening[]]>([
    ['This month you and Maren met, and Teo wrote back.', [one('Teo', 'answered', 3), one('Maren', 'met', 9)]],
    [
      'This month you met Maren and Teo, and Priya wrote to you.',
      [one('Maren', 'met', 1), one('Teo', 'met', 2), one('Priya', 'heard', 3)],
    ],
    ['In the past month Teo wrote back.', [one('Teo', 'answered', 25)]],
    [
      'This month Teo wrote back. You and Maren are to meet on 26 November.',
      [one('Maren', 'planned', -3), one('Teo', 'answered', 1)],
    ],
    ['You and Maren are to meet on 26 November.', [one('Maren', 'planned', -3)]],
  ])('%s', (line, all) => {
    expect(say(...all)).toBe(line)
  })

  test('names three at most, each once, with what says so', () => {
    const said = sayWell(
      [one('A', 'met', 1), one('A', 'answered', 2), one('B', 'met', 2), one('C', 'met', 3), one('D', 'met', 4)],
      { ...place, now },
    )
    expect(said?.well).toBe('This month you met A, B and C.')
    expect(said?.wellAbout.map(({ evidence }) => evidence)).toEqual([['A-met'], ['B-met'], ['C-met']])
  })

  test('is silent where there is nothing good to say', () => {
    expect(say()).toBeUndefined()
  })
})
