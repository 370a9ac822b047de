/** No regular expression of the source takes the square of a text's length, whatever is written to make it do so. */
import { expect, test } from 'vitest'
import { endings, hostile, pieces, repeat, units } from './hostile.ts'
import { literalsIn } from './literals.ts'
import { growth } from './time.ts'

const size = 16_384

/** The first text that holds the expression up, and for how long. */
function worst(expression: RegExp): string | undefined {
  const own = pieces(expression)
  const tried: (readonly [before: string, unit: string, ending: string])[] = [
    ...[...units, ...own].flatMap((unit) => endings.map((ending) => ['', unit, ending] as const)),
    ...own.flatMap((piece) => [...' a1.-"', '1 '].map((unit) => [piece, unit, endings.at(-1) ?? ''] as const)),
  ]
  for (const [before, unit, ending] of tried) {
    const slow = growth((length) => {
      const text = before ? before + repeat(unit, length) + ending : hostile(unit, length, ending)
      return () => (expression.global ? text.replace(expression, '') : expression.test(text))
    }, size)
    if (slow) return `${JSON.stringify([before, unit, ending])}: ${slow}`
  }
  return undefined
}

test('every regular expression takes time in proportion to the text', () => {
  const all = literalsIn('src/**/*.{ts,tsx}', /^src\/sample\//)
  expect(all.length).toBeGreaterThan(200)
  const slow = all.flatMap(({ at, expression }) => {
    const found = worst(expression)
    return found ? [`${at} ${expression} ${found}`] : []
  })
  expect(slow).toEqual([])
})

test('one that takes the square of it is found', () => {
  expect(worst(/[<>"';,]+$/)).toMatch(/ms for/)
  expect(worst(/[<>"';,]/)).toBeUndefined()
})
