/** Whatever a stranger writes, every function that reads it takes time in proportion to its length. */
import { describe, expect, test } from 'vitest'
import { costly, endings, hostile, repeat, units } from './hostile.ts'
import { own, readers } from './readers.ts'
import { growth, processorMs } from './time.ts'

const megabyte = 1024 * 1024
/** Far more than anything takes, far less than the square of a megabyte. */
const mostMs = 4000

describe.each(Object.entries(readers))('%s', (_, [module, functions]) => {
  test('has all its functions in this table', () => {
    const there = Object.entries(module).flatMap(([key, value]) => (typeof value === 'function' ? [key] : []))
    expect(Object.keys(functions).sort()).toEqual(there.sort())
  })

  const measured = Object.entries(functions).flatMap(([key, read]) => (read === own ? [] : [[key, read] as const]))
  test.each(measured)('%s takes time in proportion to its text', (_, read) => {
    const slow: string[] = []
    for (const unit of units)
      for (const ending of endings) {
        const found = growth((size) => {
          const one = hostile(unit, size, ending)
          return () => read(one)
        }, 16_384)
        if (found) slow.push(`${JSON.stringify([unit, ending])}: ${found}`)
      }
    expect(slow).toEqual([])
  })

  test.each(measured)('%s is through with a megabyte', (_, read) => {
    for (const unit of costly) {
      const one = repeat(unit, megabyte)
      expect(
        processorMs(() => read(one)),
        JSON.stringify(unit),
      ).toBeLessThan(mostMs)
    }
  })
})
