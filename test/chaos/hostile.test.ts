/** A short, seeded piece of what `npm run hostile` does with a hundred thousand texts. */
import { expect, test } from 'vitest'
import { walkPages } from './hostile/pages.ts'
import { readAll } from './hostile/readers.ts'
import { textsOf } from './hostile/texts.ts'
import { goThrough } from './hostile/through.ts'

const texts = textsOf(1, 600)

test('nothing that strangers write makes a function that reads it throw', async () => {
  expect((await readAll(texts, 12)).wrong).toEqual([])
})

test('a name that every object has a member of is a name like any other', async () => {
  const members = Object.getOwnPropertyNames(Object.prototype)
  expect((await readAll([...members, ...members.map((one) => `${one} Okafor`)])).wrong).toEqual([])
})

test('it makes no element, attribute, address, entry or line that is not ours', async () => {
  expect((await walkPages(texts.slice(0, 44))).wrong).toEqual([])
}, 600_000)

test('a mailbox full of it is read at both providers, counted where it cannot be, shown and written of', async () => {
  const { wrong, texts: used } = await goThrough(texts.slice(0, 110))
  expect([wrong, used]).toEqual([[], 110])
}, 600_000)
