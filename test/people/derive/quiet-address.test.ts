import { expect, test } from 'vitest'
import { at, know, talk } from './life.ts'

const here = (name: string) => `${name} <${name.toLowerCase().replace(' ', '.')}@okafor.example>`
const maren = talk(here('Maren Okafor'), [700, 600, 500, 400])
const others = ['Teo Vasquez', 'Priya Raman'].map((name) => talk(here(name), [700, 300, 20]))
const quiet = async (facts: Parameters<typeof know>[0]) =>
  at(await know(facts), 'maren.okafor@okafor.example').relationship.quietAddress

test('where a work address has been still for a year and others there go on, there may be another', async () => {
  expect(await quiet([...maren, ...others.flat()])).toBe('maren.okafor@okafor.example')
})

test('nothing is asked where the place is as still, where one other goes on, or where they are still on mail', async () => {
  expect(await quiet([...maren, ...talk(here('Teo Vasquez'), [700, 300])])).toBeUndefined()
  expect(await quiet([...maren, ...(others[0] ?? [])])).toBeUndefined()
  expect(await quiet([...maren, ...talk(here('Maren Okafor'), [360]), ...others.flat()])).toBeUndefined()
})

test('nor of a private address, nor of who writes from another one since', async () => {
  const home = talk('Maren Okafor <maren.okafor@gmail.com>', [300])
  expect(await quiet([...maren, ...home, ...others.flat()])).toBeUndefined()
})
