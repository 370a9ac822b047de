import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { settingsExample, settingsTable } from '../src/config.ts'

const text = (path: string) => readFileSync(path, 'utf8')

test('the README prints the settings as they are', () => {
  expect(text('README.md')).toContain(`<!-- settings -->\n${settingsTable()}\n<!-- /settings -->`)
})

test('.env.example prints the settings as they are', () => {
  expect(text('.env.example')).toBe(settingsExample())
})

test('the README’s commands and links are there', () => {
  const readme = text('README.md')
  const { scripts } = JSON.parse(text('package.json')) as { scripts: Record<string, string> }
  for (const [, name] of readme.matchAll(/`npm run ([\w:]+)/g)) expect(Object.keys(scripts)).toContain(name)
  for (const [, path] of readme.matchAll(/\]\((?!https?:)([^)#]+)\)/g)) expect(text(path ?? ''), path).not.toBe('')
})
