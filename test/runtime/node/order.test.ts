/** The order of the modules in the bundle for Workers. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { inOrder } from '../../../scripts/worker/order.ts'

test('each module stands once, after those that it imports', () => {
  const paths = Array.from({ length: 20 }, (_, at) => `src/${'abcd'[at % 4]}/${at % 3 ? 'words/de/' : ''}${at}.ts`)
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.nat(19), fc.nat(19)), { maxLength: 60 }), (pairs) => {
      const graph = new Map(
        paths.map((path, at) => [
          path,
          pairs.filter(([of, on]) => of === at && on < at).map(([, on]) => paths[on] ?? ''),
        ]),
      )
      const order = inOrder(graph)
      expect(order.toSorted()).toEqual(paths.toSorted())
      for (const [path, imports] of graph)
        for (const imported of imports) expect(order.indexOf(imported)).toBeLessThan(order.indexOf(path))
    }),
  )
})

test('German stands beside English, and all sentences at the end', () => {
  const pages = [
    'src/web/a.tsx',
    'src/web/b.tsx',
    'src/web/words/de/a.ts',
    'src/web/words/en/a.ts',
    'src/web/words/en/b.ts',
  ]
  expect(inOrder(new Map(pages.map((path) => [path, []])))).toEqual([
    'src/web/a.tsx',
    'src/web/b.tsx',
    'src/web/words/de/a.ts',
    'src/web/words/en/a.ts',
    'src/web/words/en/b.ts',
  ])
})

test('modules that import each other in a ring stand there all the same', () => {
  expect(
    inOrder(
      new Map([
        ['a', ['b']],
        ['b', ['a']],
      ]),
    ),
  ).toEqual(['a', 'b'])
})
