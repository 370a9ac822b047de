import { existsSync, globSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { settingsExample, settingsTable } from '../src/config.ts'

const text = (path: string) => readFileSync(path, 'utf8')
const pages = [
  'README.md',
  'CHANGELOG.md',
  'CONTRIBUTING.md',
  'SECURITY.md',
  'test/README.md',
  ...globSync('docs/*.md'),
  ...globSync('docs/de/*.md'),
]

describe('the README', () => {
  test('begins with what it is', () => {
    expect(text('README.md').split('\n')[2]).toBe(
      'A weekly digest email naming up to three people to reconnect with, why, and a link to plan a coffee, inferred from mail and calendar metadata.',
    )
  })

  test('prints the settings as they are', () => {
    expect(text('README.md')).toContain(`<!-- settings -->\n${settingsTable()}\n<!-- /settings -->`)
  })
})

test('.env.example prints the settings as they are', () => {
  expect(text('.env.example')).toBe(settingsExample())
})

describe.each(pages)('in %s', (page) => {
  const words = text(page)
  const { scripts } = JSON.parse(text('package.json')) as { scripts: Record<string, string> }

  test('every command is there', () => {
    for (const [, name = ''] of words.matchAll(/npm run ([\w:]+(?:-[\w:]+)*)/g))
      expect(Object.keys(scripts)).toContain(name)
  })

  test('every link leads to a file, and to a heading of it', () => {
    for (const [, path = '', heading] of words.matchAll(/\]\((?!https?:)([^)#]+)(?:#([^)]+))?\)/g)) {
      const target = text(join(dirname(page), path))
      expect(target, path).not.toBe('')
      if (heading) expect(headingsOf(target), path).toContain(heading)
    }
  })

  test('every setting is one', () => {
    for (const [, name = ''] of words.matchAll(
      /`?\b((?:GOOGLE|SMTP|DKIM|MAIL|BASE|BACKUP|DATA|SECRET|UNDO|HISTORY|SYNC)_[A-Z_]+)\b/g,
    ))
      expect(settingsTable()).toContain(`\`${name.replace(/_FILE$/, '')}\``)
  })
})

test('every file and folder that a page for those who work on it names is there', () => {
  const named = pages.filter((page) => page !== 'CHANGELOG.md').flatMap((page) => pathsIn(text(page), page))
  expect(named.length).toBeGreaterThan(200)
  expect(named.filter(({ path }) => !isThere(path))).toEqual([])
})

describe('the glossary', () => {
  const rows = text('docs/glossary.md').match(/^\| (?!word |---).*$/gm) ?? []
  const types = rows.flatMap((row) =>
    [...row.matchAll(/`(\w+)`(?: and `(\w+)`)? in `([^`]+)`/g)].flatMap(([, one = '', other, path = '']) =>
      other === undefined ? [[one, path] as const] : [[one, path] as const, [other, path] as const],
    ),
  )

  test('has a word once, and a sentence for it', () => {
    const words = rows.map((row) => row.split(' | ')[0])
    expect(words.filter((word, index) => words.indexOf(word) !== index)).toEqual([])
    for (const row of rows) expect(row.split(' | ')[1], row).toMatch(/^.+\.$/)
  })

  test.each(types)('says where %s lives: %s', (name, path) => {
    expect(text(path)).toMatch(new RegExp(`^export (interface|type) ${name}\\b`, 'm'))
  })
})

/** What stands between backticks and looks like a path of the repository: `src/app.tsx`, `letter/say/`. */
const pathsIn = (words: string, page: string) =>
  [...words.matchAll(/`([\w.-]+(?:\/[\w.*{},-]+)*\/|[\w.-]+(?:\/[\w.*{},-]+)+\.[a-z]+(?:\.[a-z]+)?)`/g)].map(
    ([, path = '']) => ({ page, path }),
  )

/** From here, or from `src` as the rooms are named. What is made on the way is not kept: `data/`, `dist/`. */
const isThere = (path: string) =>
  made.has(path) || [path, `src/${path}`].some((one) => existsSync(one) || globSync(one).length > 0)
const made = new Set(text('.gitignore').split('\n'))

/** Headings as links name them. */
const headingsOf = (page: string) =>
  [...page.matchAll(/^#+ (.+)$/gm)].map(([, words = '']) =>
    words
      .toLowerCase()
      .replace(/[^\w -]/g, '')
      .replaceAll(' ', '-'),
  )

describe('the principles', () => {
  const rows = text('docs/principles.md').match(/^\| \*\*.*$/gm) ?? []

  test('are all shown by a test', () => {
    expect(rows.length).toBeGreaterThan(15)
    for (const row of rows) expect(proofs(row), row).not.toEqual([])
  })

  test.each(rows.flatMap(proofs))('%s: %s', (path, name) => {
    // As the first words of a test or of a case of its table.
    const titles = [...text(path).matchAll(/['"`]([^\n]+?)['"`](?=[,:\])])/g)].map(([, title = '']) => title)
    expect(titles.some((title) => title.replace('"%s" ', '').startsWith(name))).toBe(true)
  })
})

describe('what is said of security', () => {
  const page = text('docs/security.md')
  const rows = page.match(/^\| \*\*.*$/gm) ?? []

  test('is shown by a test, each control of it', () => {
    expect(rows.length).toBeGreaterThan(10)
    for (const row of rows) expect(proofs(row), row).not.toEqual([])
  })

  test.each(rows.flatMap(proofs))('%s: %s', (path, name) => {
    const titles = [...text(path).matchAll(/['"`]([^\n]+?)['"`](?=[,:\])])/g)].map(([, title = '']) => title)
    expect(titles.some((title) => title.replace('"%s" ', '').startsWith(name))).toBe(true)
  })

  test('names tests and commands that are there, wherever it names them', () => {
    const tests = [...page.matchAll(/\btest\/[\w/.-]+\.tsx?\b/g)].map(([path]) => path)
    expect(tests.length).toBeGreaterThan(20)
    expect(tests.filter((path) => !existsSync(path))).toEqual([])
  })
})

/** Which tests a row names: `path` “name”. */
function proofs(row: string): [path: string, name: string][] {
  return [...row.matchAll(/`(test\/[\w/.-]+)` “([^”]+)”/g)].map(([, path = '', name = '']) => [path, name])
}

describe('the container', () => {
  const dockerfile = text('Dockerfile')

  test('runs as an ordinary user, says how it is, and keeps its data in /data', () => {
    expect(dockerfile).toMatch(/^USER node$/m)
    expect(dockerfile).toMatch(/^HEALTHCHECK[^\n]*\\\n[^\n]*\/healthz/m)
    expect(dockerfile).toMatch(/^VOLUME \/data$/m)
    expect(dockerfile).toMatch(/DATA_DIR=\/data/)
  })

  test('takes nothing along but what it copies', () => {
    const copied = [...dockerfile.matchAll(/^COPY (?!--from=)(.+) \S+$/gm)].flatMap(([, files = '']) =>
      files.split(' '),
    )
    const allowed = text('.dockerignore')
      .split('\n')
      .flatMap((line) => (line.startsWith('!') ? [line.slice(1)] : []))
    expect(allowed.toSorted()).toEqual(copied.toSorted())
    expect(text('.dockerignore')).toMatch(/^\*$/m)
  })

  test('starts the same program as npm does', () => {
    const { scripts } = JSON.parse(text('package.json')) as { scripts: Record<string, string> }
    const command = JSON.parse(/^CMD (\[.*\])$/m.exec(dockerfile)?.[1] ?? '[]') as string[]
    expect(command.join(' ')).toBe(scripts.start)
  })
})
