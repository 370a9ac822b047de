import { expect, test } from 'vitest'
import { history, whole } from '../../bench/history.ts'
import { derive } from '../../src/people/derive/derive.ts'
import { turnsDuring } from '../support/turns.ts'

const input = (messages: number) => ({
  read: () => history({ ...whole, messages, people: 1000 }),
  declaredOwn: [],
  accounts: ['me@owner.example'],
  decisions: new Map(),
  now: whole.end,
  timeZone: 'Europe/Berlin',
})

test('while the people of a long history are worked out, everybody else has a turn, the oftener the longer it is', async () => {
  const few = await turnsDuring(() => derive(input(3_000)))
  const many = await turnsDuring(() => derive(input(24_000)))
  expect(few).toBeGreaterThan(0)
  expect(many).toBeGreaterThan(few)
  expect(many).toBeGreaterThanOrEqual(10)
})
