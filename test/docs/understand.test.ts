/** The page that says how it chooses works an example out in the program’s own numbers, and the index leads to every page. */
import { globSync, readFileSync } from 'node:fs'
import { basename } from 'node:path'
import { expect, test } from 'vitest'
import { intoPage, writeExample } from './example.ts'

test('the worked example is what the program says today; `npm run example -- --write` renews it', async () => {
  const page = readFileSync('docs/understand.md', 'utf8')
  expect(page).toBe(intoPage(page, await writeExample()))
})

test('the index leads to every page, once', () => {
  const index = readFileSync('docs/README.md', 'utf8')
  const led = [...index.matchAll(/\]\(([\w-]+\.md)\)/g)].map(([, path = '']) => path)
  expect(led.toSorted()).toEqual(
    globSync('docs/*.md')
      .map((path) => basename(path))
      .filter((path) => path !== 'README.md')
      .toSorted(),
  )
})

test('nothing is said of another program without an address beside it', () => {
  const rows = readFileSync('docs/compare.md', 'utf8').match(/^\| (?!\||---|\| ).*$/gm) ?? []
  const others = rows.filter((row) => !/^\| *(\*\*Coffee soon|Coffee soon|\||what|as its)/.test(row))
  expect(others.length).toBeGreaterThan(8)
  expect(others.filter((row) => !/\]\(https:\/\/[^)]+\)/.test(row))).toEqual([])
})
