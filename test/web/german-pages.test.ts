/** Every page that a German reader can reach by links, from the front door to a guest’s page: no English word is left on any. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { facts, people } from '../../src/db/schema.ts'
import { type Program, startProgram } from '../support/program.ts'
import { connect, openBrowser } from '../support/visit.ts'

let program: Program
let browser: ReturnType<typeof openBrowser>
/** What people wrote themselves: subjects and names stay as they are. */
let written: readonly string[]

beforeAll(async () => {
  program = await startProgram()
  browser = openBrowser(program, [], 'de-AT,de;q=0.9,en;q=0.5')
})
afterAll(() => program.stop())

/** Words that every English sentence has one of, and no German one. */
const english =
  /\b(?:the|your|yours|you|and|with|is|are|this|that|from|nothing|has|have|it|to|of|for|not|been|their|they|which|when|who|on|at|as|again|more|all|only|people|letter|account|settings)\b/i

/** What is spoken by somebody else, or to a machine: quotations, fields that were filled in, addresses, code. */
const theirs = [
  /<(textarea|code|pre|script|style)\b[^>]*>[\s\S]*?<\/\1>/g,
  /<(p|span|q|blockquote|div|dd|td|li|strong|b|i|a|option)\b[^>]*\blang="en"[^>]*>[\s\S]*?<\/\1>/g,
  /“[^”]*”|„[^“]*“|‘[^’]*’|‚[^‘]*‘/g,
  /[\w.+-]+@[\w.-]+|https?:\/\/\S+|Coffee soon\?/g,
  // Names of places.
  /Isle of Man|Port of Spain/g,
]

function linesOf(html: string): string[] {
  const told = /\b(?:title|aria-label|placeholder|alt)="([^"]*)"/g
  const own = theirs.reduce((text, pattern) => text.replaceAll(pattern, '·'), html.replace(/<!--[\s\S]*?-->/g, ''))
  const spoken = [...own.matchAll(told)].map(([, words = '']) => words)
  const lines = own.replace(/<[^>]+>/g, '\n').split('\n')
  return (
    [...lines, ...spoken]
      .map((line) => line.replaceAll('&#39;', '’').replaceAll('&amp;', '&').replaceAll('&quot;', '"').trim())
      .map((line) => written.reduce((rest, words) => rest.replaceAll(words, '·'), line))
      // The initials on a stamp may be those of a word.
      .filter((line) => english.test(line) && !/^\p{Lu}{1,2}$/u.test(line))
  )
}

/** Like pages look alike: three of each kind are enough. */
const kindOf = (path: string) =>
  path
    .replace(/\?.*$/, (query) => query.replace(/=[^&]*/g, ''))
    .replace(/[\w-]{15,}|%[\w%.-]+|\d+/g, '*')
    .replace(/people\/[^/?]+/, 'people/*')

/** @returns lines with English in them, by page */
async function walk(begin: readonly string[]): Promise<Record<string, readonly string[]>> {
  const found: Record<string, readonly string[]> = {}
  const seen = new Map<string, number>()
  const waiting = [...begin]
  for (let path = waiting.shift(); path !== undefined; path = waiting.shift()) {
    const kind = kindOf(path)
    const times = seen.get(kind) ?? 0
    if (times >= 3 || /\.(?:json|ics|csv|xml|eml)\b|^\/(?:connect|signin)\/(?:google|microsoft)/.test(path)) continue
    seen.set(kind, times + 1)
    const page = await browser.get(path)
    if (!page.headers.get('content-type')?.startsWith('text/html')) continue
    const lines = page.body.includes('<html lang="de"') ? linesOf(page.body) : ['a page in another language']
    if (lines.length) found[path] = lines
    for (const { href } of page.links) {
      const url = new URL(href)
      if (url.origin === new URL(program.deps.config.BASE_URL).origin) waiting.push(url.pathname + url.search)
    }
  }
  return found
}

test('before anybody has signed in', async () => {
  written = []
  expect(
    await walk([
      '/',
      '/sample-letter',
      '/setup',
      '/signin/link',
      '/connect/mailbox',
      '/import',
      '/nowhere',
      '/meet/none',
      '/do/none',
    ]),
  ).toEqual({})
})

test('once an account is read', async () => {
  await connect(browser)
  await program.settle()
  const titles = await program.deps.db.select({ title: facts.title }).from(facts)
  const names = await program.deps.db.select({ name: people.name }).from(people)
  const theirs = [...titles.map(({ title }) => title ?? ''), ...names.map(({ name }) => name)]
  written = [
    ...new Set(theirs.map((words) => words.replaceAll("'", '’')).filter((words) => words.length > 4)),
  ].toSorted((a, b) => b.length - a.length)
  expect(await walk(['/people', '/letter'])).toEqual({})
}, 300_000)
