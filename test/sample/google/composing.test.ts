/** What people answer in a sample is the same answer in every mailbox that holds the question. */
import { expect, test } from 'vitest'
import { composeAnswer } from '../../../src/sample/composing.ts'
import { accountOf } from '../../../src/sample/microsoft/account.ts'
import { HISTORY, MORNING } from '../helper.ts'

test('an answer has one Message-ID, whichever of two accounts the question was sent from', () => {
  const work = accountOf(HISTORY).history
  const asked = work.messages.findLast(({ outgoing }) => outgoing)
  const twin = HISTORY.messages.find(({ id }) => id === asked?.id)
  const there = composeAnswer(asked, { ...work, now: MORNING })
  const here = composeAnswer(twin, { ...HISTORY, now: MORNING.add({ seconds: 3 }) })
  expect(there?.messageId).toMatch(/^[\da-f]{20}@/)
  expect(here?.messageId).toBe(there?.messageId)
  expect(there?.to).toEqual([{ name: 'Sam Hartley', address: 'sam.hartley@northlight.example' }])
})

test('nobody answers what they wrote themselves, and no machine answers at all', () => {
  const { owner, machines } = HISTORY
  const incoming = HISTORY.messages.find(({ outgoing }) => !outgoing)
  expect(composeAnswer(incoming, { owner, machines, now: MORNING })).toBeNull()
  const sent = HISTORY.messages.findLast(({ outgoing, kind }) => outgoing && kind === 'personal')
  const all = sent?.to.map(({ address }) => address) ?? []
  expect(composeAnswer(sent, { owner, machines: all, now: MORNING })).toBeNull()
})
