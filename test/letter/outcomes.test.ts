import { Temporal } from 'temporal-polyfill'
import { describe, expect, test } from 'vitest'
import { effects, isDismissed } from '../../src/letter/choose/effects.ts'
import { outcomeOf } from '../../src/letter/choose/outcomes.ts'
import type { Contact, ItemOutcome } from '../../src/letter/types.ts'

const since = Temporal.Instant.from('2026-11-23T07:00:00Z')
const her = 'maren@okafor.example'
const theirs = new Set([her, 'maren@studio.example'])

const contact = (kind: Contact['kind'], hours: number, others = [her]): Contact => ({
  id: `${kind}-${hours}`,
  connectionId: 'c',
  factId: `${kind}-${hours}`,
  kind,
  at: since.add({ hours }).epochMilliseconds,
  others: others.map((address) => ({ address })),
  with: kind === 'received' ? others.slice(0, 1) : others,
  reply: false,
})
const crowd = Array.from({ length: 12 }, (_, index) => `guest${index}@crowd.example`)

const outcome = (contacts: readonly Contact[], current: ItemOutcome | null = null, planned = false) =>
  outcomeOf(current, { since, contacts, theirs, planned })

describe('what came of a suggestion', () => {
  test.each<[string, readonly Contact[], ItemOutcome | null]>([
    ['nothing', [], null],
    ['nothing, where the contact was before the letter', [contact('sent', -1)], null],
    ['written, where the owner wrote', [contact('sent', 2)], 'written'],
    ['written, to another of their addresses', [contact('sent', 2, ['maren@studio.example'])], 'written'],
    ['answered, where they wrote back', [contact('sent', 2), contact('received', 30)], 'answered'],
    ['heard, where they wrote first', [contact('received', 2), contact('sent', 3)], 'heard'],
    ['met, whatever else there was', [contact('sent', 2), contact('met', 90)], 'met'],
    ['nothing, where a message went to a crowd that they were in', [contact('sent', 2, [her, ...crowd])], null],
    ['nothing, where somebody else wrote to both', [contact('received', 2, ['teo@vasquez.example', her])], null],
  ])('%s', (_, contacts, expected) => {
    expect(outcome(contacts)).toBe(expected)
  })

  test('a meeting to come is planned, until it was', () => {
    expect(outcome([], null, true)).toBe('planned')
    expect(outcome([contact('sent', 2)], 'written', true)).toBe('planned')
    expect(outcome([contact('sent', 2), contact('met', 90)], 'planned')).toBe('met')
  })

  describe('an invitation that they declined', () => {
    const asked = { at: since.add({ hours: 10 }), declined: true }
    const afterwards = (contacts: readonly Contact[], current: ItemOutcome | null = null, planned = false) =>
      outcomeOf(current, { since, contacts, theirs, planned, asked })

    test.each<ItemOutcome | null>([null, 'written', 'answered', 'planned'])('after %s is declined', (current) => {
      expect(afterwards([contact('sent', 2), contact('received', 5)], current)).toBe('declined')
      expect(afterwards([contact('sent', 12)], current)).toBe('declined')
    })

    test('is over once they write after it, or a meeting comes about all the same', () => {
      expect(afterwards([contact('received', 12)], 'declined')).toBe('heard')
      expect(afterwards([contact('sent', 11), contact('received', 12)], 'declined')).toBe('answered')
      expect(afterwards([], 'declined', true)).toBe('planned')
      expect(afterwards([contact('met', 40)], 'declined')).toBe('met')
      expect(afterwards([], 'met')).toBe('met')
    })

    test('stays known when its event is gone from the calendar', () => {
      expect(outcomeOf('declined', { since, contacts: [contact('sent', 2)], theirs, planned: false })).toBe('declined')
    })
  })

  test('it only moves up: a deleted message takes nothing back', () => {
    expect(outcome([], 'answered')).toBe('answered')
    expect(outcome([contact('sent', 2)], 'answered')).toBe('answered')
    expect(outcome([contact('sent', 2), contact('received', 5)], 'written')).toBe('answered')
  })

  test.each<ItemOutcome>([
    'not_now',
    'spoken',
    'elsewhere',
    'let_go',
    'kept',
    'not_this',
  ])('the owner’s own word %s stays', (word) => {
    expect(outcome([contact('sent', 2), contact('met', 9)], word)).toBe(word)
  })
})

describe('what an outcome means for the next choice', () => {
  test('only the owner’s own word takes somebody out of a letter that waits', () => {
    const dismissed = Object.keys(effects).filter((came) => came !== 'ignored' && isDismissed(came as ItemOutcome))
    expect(dismissed.sort()).toEqual(['elsewhere', 'let_go', 'not_now', 'not_this', 'spoken'])
    expect(isDismissed(null)).toBe(false)
  })

  test('a note without an answer and a declined invitation are followed by a note that asks for nothing', () => {
    const quiet = Object.entries(effects).filter(([, { lead }]) => lead === 'write')
    expect(quiet.map(([came]) => came).sort()).toEqual(['declined', 'written'])
  })
})
