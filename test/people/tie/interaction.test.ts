import { describe, expect, test } from 'vitest'
import type { MeetingFact } from '../../../src/facts.ts'
import { ownCollector, ownOf } from '../../../src/people/identity/own.ts'
import { interaction, others, planned, weightOf } from '../../../src/people/tie/interaction.ts'
import { daysAgo, guest, mail, meeting, now, owner } from '../derive/life.ts'

const own = ownOf([owner])
const anna = 'Anna Berg <anna@acme.example>'
const of = (fact: Parameters<typeof interaction>[0]) => interaction(fact, own, now.epochMilliseconds)

describe('a message', () => {
  test('of the owner is contact with everyone it went to', () =>
    expect(of(mail({ to: [anna, 'tom@acme.example'], cc: ['Me <ME+x@own.example>'], days: 3 }))).toMatchObject({
      kind: 'sent',
      with: ['anna@acme.example', 'tom@acme.example'],
    }))
  test('to the owner is contact with its sender alone', () =>
    expect(of(mail({ from: anna, cc: ['tom@acme.example'], days: 3 }))).toMatchObject({
      kind: 'received',
      with: ['anna@acme.example'],
    }))
  test.each([
    'list-id',
    'list-post',
    'list-unsubscribe',
    'precedence-bulk',
    'auto-submitted',
    'feedback-id',
  ] as const)('with %s is no contact', (signal) =>
    expect(of(mail({ from: anna, days: 3, signals: [signal] }))).toBeNull())
  test.each([
    'Out of office',
    'Automatische Antwort: Harbour walk',
    'Absence du bureau',
    'Automatic reply: Hi',
  ])('that a mail program answered, “%s”, is contact with nobody', (subject) =>
    expect(of(mail({ from: anna, days: 3, subject }))?.with).toEqual([]))
  test('with such words that somebody wrote is contact', () =>
    expect(of(mail({ from: anna, days: 3, subject: 'Re: Out of office on Friday' }))?.with).toHaveLength(1))
  test('from nobody, and from the owner to the owner, is no contact', () => {
    expect(of({ ...mail({ days: 3 }), from: null })).toBeNull()
    expect(of(mail({ to: [owner], days: 3 }))).toBeNull()
  })
  test('is the owner’s own by who sent it, whatever its label says', () =>
    expect(of(mail({ from: owner, to: [anna], days: 3, outgoing: false }))?.kind).toBe('sent'))
  test('weighs less the more people are on it', () => expect([1, 4, 100].map(weightOf)).toEqual([1, 0.5, 0.1]))
})

describe('a meeting', () => {
  const guests = (count: number) => Array.from({ length: count }, (_, i) => `guest${i}@acme.example`)
  const cases: [string, Partial<MeetingFact>, boolean][] = [
    ['over', {}, true],
    ['answered with maybe', { mine: 'tentative' }, true],
    ['not answered', { mine: 'none' }, true],
    ['declined by the owner', { mine: 'declined' }, false],
    ['cancelled', { cancelled: true }, false],
    ['all day', { allDay: true }, false],
    ['shown as free', { busy: false }, false],
    ['a focus time', { type: 'focusTime' }, false],
    ['a birthday', { type: 'birthday' }, false],
    ['made from a booking in the mail', { type: 'fromGmail' }, false],
  ]
  test.each(cases)('%s counts: %j -> %s', (_, more, counts) =>
    expect(of(meeting({ days: 2, with: [anna], ...more })) !== null).toBe(counts))
  test('is no contact with an address that only passes mail on, which older readings kept', () => {
    expect(of(meeting({ days: 2, with: ['Ana <2_GEYDGMBQG4@imip.me.com>'] }))).toBeNull()
    expect(of(meeting({ days: 2, with: [anna, 'Ana <2_GEYDGMBQG4@imip.me.com>'] }))?.others).toHaveLength(1)
  })
  test('still to come is planned and no contact yet', () => {
    const fact = meeting({ days: -2, with: [anna] })
    expect(of(fact)).toBeNull()
    expect(planned(fact, own, now.epochMilliseconds)).toEqual(['anna@acme.example'])
    expect(planned({ ...fact, cancelled: true }, own, now.epochMilliseconds)).toEqual([])
  })
  test('that still runs is neither', () => {
    const fact = { ...meeting({ days: 0, with: [anna] }), when: { start: daysAgo(0.01), end: daysAgo(-0.01) } }
    expect(of(fact)).toBeNull()
    expect(planned(fact, own, now.epochMilliseconds)).toEqual([])
  })
  test.each([
    [0, false],
    [1, true],
    [9, true],
    [10, false],
  ])('with %d others counts: %s', (count, counts) =>
    expect(of(meeting({ days: 2, with: guests(count) })) !== null).toBe(counts))
  test('is no contact with who declined, nor with rooms', () => {
    const room = guest('Room 4 <room4@acme.example>', { resource: true })
    const calendar = guest('c_1@resource.calendar.google.com')
    const fact = meeting({ days: 2, with: [anna, guest('tom@acme.example', { reply: 'declined' }), room, calendar] })
    expect(of(fact)?.with).toEqual(['anna@acme.example'])
    expect(others(fact, own).map(({ address }) => address)).toEqual(['anna@acme.example', 'tom@acme.example'])
  })
  test('of two others on which the owner is not is nobody’s', () =>
    expect(
      of({ ...meeting({ days: 2, with: [] }), mine: 'none', people: [guest(anna), guest('tom@acme.example')] }),
    ).toBeNull())
})

describe('the owner’s addresses', () => {
  test('are the senders of sent mail, but not of what a list or a program put among it', () => {
    const collector = ownCollector()
    collector.add(mail({ from: 'Me <alias@other.example>', to: [anna], days: 1, outgoing: true }))
    collector.add(mail({ from: 'Tom <tom@acme.example>', days: 1, outgoing: true, signals: ['list-id'] }))
    collector.add(mail({ from: 'Bot <bot@acme.example>', days: 1, outgoing: true, signals: ['auto-submitted'] }))
    collector.add(mail({ from: anna, days: 1 }))
    const found = collector.own(['ME@own.example'])
    expect(found.addresses).toEqual(['alias@other.example', 'me@own.example'])
    expect(found.has('alias+shop@other.example')).toBe(true)
    expect(found.has('tom@acme.example')).toBe(false)
  })
  test('at Gmail do not depend on dots', () => expect(ownOf(['m.e@gmail.com']).has('me@googlemail.com')).toBe(true))
})
