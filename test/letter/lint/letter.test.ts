/** The letter as html held to what mail programs take: valid but for what they need, small, nothing from elsewhere. */
import { caniemail } from 'caniemail'
import { HtmlValidate } from 'html-validate/node'
import { describe, expect, test } from 'vitest'
import { type Composing, compose } from '../../../src/letter/compose.ts'
import { toHtml } from '../../../src/letter/paper/html.tsx'
import { toText } from '../../../src/letter/paper/text.ts'
import type { Card } from '../../../src/letter/types.ts'
import { parseHtml } from '../../support/html.ts'
import { composing, links, maren, origin, priya, teo } from '../letter-made.ts'

const called = (name: string): Card => ({ ...teo, personId: name, name, firstName: name })
const five = [maren, teo, priya, called('Ingrid'), called('Kenji')]
const letters: readonly (readonly [string, Composing])[] = [
  ['of three people', composing],
  ['that is the first', { ...composing, kind: 'first' }],
  ['of one person', { ...composing, cards: [teo], met: [], notices: [] }],
  ['of five people', { ...composing, cards: five }],
  ['of a quiet week', { ...composing, cards: [], met: [], notices: [] }],
  ['with a discreet subject', { ...composing, discreet: true }],
]

const validator = new HtmlValidate({
  extends: ['html-validate:recommended'],
  rules: {
    // What Outlook's Word engine and old webmail read: attributes that html has given up, styles on each element.
    'no-deprecated-attr': 'off',
    'no-inline-style': 'off',
    // The letter lies in the page of the mail program, where a div with a role is left alone and an article may not be.
    'prefer-native-element': 'off',
    // Word reads its own comments: a table of 600 px for the programs that know no max-width.
    'no-conditional-comment': 'off',
    // The role that mail programs and readers have known the longest.
    'presentation-role-style': ['error', { prefer: 'presentation' }],
    // As hono/jsx writes it.
    'doctype-style': ['error', { style: 'lowercase' }],
    'void-style': ['error', { style: 'selfclose' }],
  },
})

describe.each(letters)('a letter %s', (_which, made) => {
  const letter = compose(made)
  const html = toHtml(letter, links)

  test('is valid html but for what mail programs need', async () => {
    const { results } = await validator.validateString(html)
    expect(results.flatMap(({ messages }) => messages.map(({ ruleId, message }) => `${ruleId}: ${message}`))).toEqual(
      [],
    )
  })

  test('is under 80 KB, and Gmail would not clip it', () => {
    expect(new TextEncoder().encode(html).length).toBeLessThan(80_000)
  })

  test('loads nothing and leads nowhere but here and to the owner’s own mail', () => {
    expect(html).not.toMatch(/<(?:img|script|form|iframe|link|object|video|audio|svg)\b|url\(|@import|\bsrc=/i)
    for (const { href } of parseHtml(html, origin).links)
      expect([origin, 'https://mail.google.com']).toContain(new URL(href).origin)
  })

  test('says each of its links in the text part too', () => {
    const text = toText(letter, links).split(/\s+/)
    for (const { href } of parseHtml(html, origin).links) expect(text).toContain(href)
  })

  test('has links that make sense one by one', () => {
    const ends = new Map<string, string>()
    for (const [, attributes = '', words = ''] of html.matchAll(/<a ([^>]*)>([^<]*)</g)) {
      const name = /aria-label="([^"]*)"/.exec(attributes)?.[1] ?? words
      const href = /href="([^"]*)"/.exec(attributes)?.[1] ?? ''
      expect(ends.get(name) ?? href, name).toBe(href)
      ends.set(name, href)
    }
    expect(ends.size).toBeGreaterThan(2)
  })
})

const programs = [
  ...(['gmail.desktop-webmail', 'gmail.mobile-webmail', 'gmail.android', 'gmail.ios'] as const),
  ...(['outlook.windows', 'outlook.windows-mail', 'outlook.macos', 'outlook.outlook-com'] as const),
  ...(['outlook.android', 'outlook.ios', 'apple-mail.macos', 'apple-mail.ios', 'thunderbird.macos'] as const),
  ...(['yahoo.desktop-webmail', 'yahoo.android', 'yahoo.ios', 'samsung-email.android'] as const),
  ...(['protonmail.desktop-webmail', 'protonmail.android', 'protonmail.ios', 'fastmail.desktop-webmail'] as const),
  ...(['hey.desktop-webmail', 'gmx.desktop-webmail', 'web-de.desktop-webmail', 't-online-de.desktop-webmail'] as const),
] as const

/** Which features some mail program lacks, and which ones lack them: a record to read when it changes, not a verdict. */
test('what mail programs lack of it is on record', async () => {
  const html = toHtml(compose(composing), links)
  const lacking = new Map<string, string[]>()
  const unknown: string[] = []
  for (const client of programs) {
    const features = featuresLackedBy(client, html)
    if (!features) unknown.push(client)
    for (const feature of features ?? []) lacking.set(feature, [...(lacking.get(feature) ?? []), client])
  }
  const lines = [...lacking.keys()].sort().map((feature) => `${feature}: ${lacking.get(feature)?.join(', ')}`)
  expect(lines.length).toBeGreaterThan(5)
  expect(unknown.length).toBeLessThan(programs.length / 4)
  await expect(`${[...lines, `of these too little is known: ${unknown.join(', ')}`].join('\n')}\n`).toMatchFileSnapshot(
    'caniemail.txt',
  )
})

/** "border-radius, not at all", each once; null where the data of caniemail says nothing of something that is used. */
function featuresLackedBy(client: (typeof programs)[number], html: string): ReadonlySet<string> | null {
  try {
    const { issues } = caniemail({ clients: [client], html })
    const found = [issues.errors, issues.warnings].flatMap((map) => map.get(client) ?? [])
    return new Set(found.map(({ title, support }) => `${title}, ${support === 'none' ? 'not at all' : 'in part'}`))
  } catch (error) {
    if (error instanceof RangeError) return null
    throw error
  }
}
