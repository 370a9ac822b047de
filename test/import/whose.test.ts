/** Whose files they are, where nothing but senders and recipients says so. */
import { expect, test } from 'vitest'
import { createWhose } from '../../src/import/whose.ts'

const line = (name: string, value: string) => ({ name, value })
const letter = (from: string, to: string) => [line('from', from), line('to', to)]

test('the letters of two friends are either’s: both are proposed, and nobody is taken for granted', () => {
  const whose = createWhose()
  for (let at = 0; at < 40; at++)
    whose.add(
      at % 2 ? letter('sam@lind.example', 'maren@vogt.example') : letter('maren@vogt.example', 'sam@lind.example'),
      false,
    )
  expect(whose.proposed().map(({ address, sure }) => [address, sure])).toEqual([
    ['maren@vogt.example', false],
    ['sam@lind.example', false],
  ])
})

test('who stands on all of them, while others stand on some, is the owner', () => {
  const whose = createWhose()
  for (let at = 0; at < 40; at++) whose.add(letter(`friend${at % 5}@house.example`, 'sam@lind.example'), false)
  expect(whose.proposed().map(({ address, sure }) => [address, sure])).toEqual([['sam@lind.example', true]])
})
