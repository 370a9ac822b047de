/** Every command that the pages tell a reader to type is run, or listed with the reason why it is not. */
import { execFileSync, spawnSync } from 'node:child_process'
import { existsSync, globSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, dirname, join } from 'node:path'
import { Temporal } from 'temporal-polyfill'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { handled } from '../../scripts/docs/commands.ts'
import { commandsOf } from '../../scripts/docs/extract.ts'
import { readConfig } from '../../src/config.ts'
import { upTo, writeMbox } from '../import/takeout.ts'
import { smallHistory } from '../support/small.ts'

const pages = ['README.md', 'CONTRIBUTING.md', 'SECURITY.md', ...globSync('docs/*.md')]
const commands = pages.flatMap((page) => commandsOf(page, readFileSync(page, 'utf8')))
const entries = Object.entries(handled).flatMap(([page, all]) =>
  Object.entries(all).map(([text, how]) => ({ page, text, how })),
)

test('each of them has its entry, and no entry is of one that is gone', () => {
  expect(commands.length).toBeGreaterThan(40)
  expect(commands.filter(({ page, text }) => !handled[page]?.[text])).toEqual([])
  expect(entries.filter(({ page, text }) => !commands.some((one) => one.page === page && one.text === text))).toEqual(
    [],
  )
})

test('what another test does is done by one that is there, and what is not run has a reason', () => {
  for (const { how } of entries) {
    if ('by' in how) expect(existsSync(how.by), how.by).toBe(true)
    if ('not' in how) expect(how.not).toMatch(/\w+ \w+/)
  }
})

test('what was tried, by whom and what is not run stands in docs/tried.md', () => {
  const tried = readFileSync('docs/tried.md', 'utf8')
  const listed = (text: string) => tried.includes(`\`${(text.split('\n')[0] ?? '').replaceAll('|', '\\|')}`)
  expect(
    entries.filter(({ how, text }) => ('tried' in how || 'not' in how) && !listed(text)).map(({ text }) => text),
  ).toEqual([])
})

describe('one goes on', () => {
  test.each([
    ['to the end of its quotes', 'node -e "\n1" x\nls', ['node -e "\n1" x', 'ls']],
    ['behind a backslash', 'a \\\n  b\nc', ['a \\\n  b', 'c']],
    ['and a comment is none', '# no\n\na', ['a']],
  ])('%s', (_, block, expected) => {
    expect(
      commandsOf('p', `1. x\n\n   \`\`\`sh\n${block.replace(/^/gm, '   ')}\n   \`\`\`\n`).map(({ text }) => text),
    ).toEqual(expected)
  })
})

describe('does what the page says:', () => {
  let folder: string
  let env: Record<string, string>
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'coffee-docs-'))
    const MBOX = join(folder, 'mail.mbox')
    writeFileSync(
      MBOX,
      writeMbox(upTo(smallHistory(undefined, Temporal.Now.plainDateISO('UTC')), Temporal.Now.instant()).messages, {
        gmail: true,
      }),
    )
    const PATH = `${dirname(process.execPath)}${delimiter}${process.env.PATH}`
    env = {
      PATH,
      MBOX,
      HOME: join(folder, 'home'),
      XDG_DATA_HOME: join(folder, 'data'),
      DATA_DIR: join(folder, 'data', 'coffee-soon'),
    }
  })
  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  const here = entries.flatMap(({ text, how }) =>
    'here' in how ? [{ text, words: how.here, exit: how.exit ?? 0 }] : [],
  )
  test.each(here)('$text', ({ text, words, exit }) => {
    const script = Object.entries(words).reduce((all, [word, other]) => all.replace(word, other), text)
    const cwd = /^np[mx] /.test(script) ? process.cwd() : folder
    const { status, stderr } = spawnSync('bash', ['-euo', 'pipefail', '-c', script], { cwd, env, encoding: 'utf8' })
    expect(status, stderr).toBe(exit)
  })

  const settings = entries.flatMap(({ text, how }) => ('settings' in how ? [text] : []))
  test.each(settings)('%s', (text) => {
    const told = execFileSync('bash', ['-euc', `${text}\ndeclare -p SMTP_URL MAIL_FROM 2>/dev/null || true`], {
      encoding: 'utf8',
    })
    const set = Object.fromEntries(
      [...told.matchAll(/^declare -- (\w+)="(.*)"$/gm)].map(([, name = '', value = '']) => [name, value]),
    )
    expect(Object.keys(set)).toHaveLength(1)
    expect(() => readConfig(set)).not.toThrow()
  })
})
