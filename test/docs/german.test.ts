/** The pages in German say what to type as the English ones do, which are tried, and there is one for each page that whoever uses it reads. */
import { globSync, readFileSync } from 'node:fs'
import { basename } from 'node:path'
import { describe, expect, test } from 'vitest'
import { commandsOf } from '../../scripts/docs/extract.ts'

const text = (path: string) => readFileSync(path, 'utf8')
const linked = (markdown: string) => [...markdown.matchAll(/\]\(([\w-]+\.md)\)/g)].map(([, page = '']) => page)
const pages = globSync('docs/de/*.md').filter((page) => basename(page) !== 'README.md')

test('there is one for whoever sets it up, and for each page that tells how to use it', () => {
  const [, use = ''] = /\n## Use\n([\s\S]*?)\n## /.exec(text('docs/README.md')) ?? []
  expect(pages.map((page) => basename(page))).toEqual(expect.arrayContaining(['install.md', ...linked(use)]))
  expect(linked(text('docs/de/README.md')).toSorted()).toEqual(pages.map((page) => basename(page)).toSorted())
})

describe.each(pages)('%s', (page) => {
  const english = `docs/${basename(page)}`
  test('leads to the English page, which says more', () => expect(text(page)).toContain(`](../${basename(page)})`))
  test('has no command that the English one does not have', () => {
    const known = new Set(commandsOf(english, text(english)).map((one) => one.text))
    expect(commandsOf(page, text(page)).filter((one) => !known.has(one.text))).toEqual([])
  })
})
