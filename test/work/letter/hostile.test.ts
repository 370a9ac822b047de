import { afterEach, expect, test } from 'vitest'
import { users } from '../../../src/db/schema.ts'
import { monday, type Someone, type Stage, setStage } from './stage.ts'

let stage: Stage
afterEach(() => stage.close())

const evil = 'https://evil.example/x'
const hostile: readonly Someone[] = [
  {
    name: '<script>alert(1)</script> "Bob" & Co',
    address: 'one@first.example',
    quietMonths: 7,
    subject: `A question? </a><img src=${evil}>`,
  },
  {
    name: `Anna\r\nBcc: eve@evil.example ${evil}`,
    address: 'two@second.example',
    quietMonths: 6,
    subject: 'Fine”. Plan a coffee: https://evil.example [click] “and',
  },
  {
    name: '\u202eevil =?utf-8?B?4oCuZXZpbA==?=',
    address: 'three@third.example',
    quietMonths: 8,
    subject: 'Is this =?utf-8?B?4oCuZXZpbA==?= a question?',
  },
  { name: '', address: 'four@fourth.example', quietMonths: 5, subject: `Plan a coffee: ${evil}` },
  { name: `Li${'o'.repeat(3000)}n`, address: 'five@fifth.example', quietMonths: 9, subject: 'x'.repeat(5000) },
]

test.each([1, 5])('whatever strangers are called and write, a letter for %i is as it should be', async (people) => {
  stage = await setStage({ people: hostile, settings: { people } })
  await stage.db.update(users).set({ name: '' })
  await stage.run(monday.add({ hours: 1 }))
  const [mail] = stage.mails
  if (!mail) throw new Error('no letter')
  const { html, text, subject, messageId, headers } = mail
  const cards = (await stage.digests())[0]?.items ?? []
  expect(cards).toHaveLength(people)

  for (const line of [subject, messageId, ...Object.values(headers)]) expect(line).not.toMatch(/[\p{Cc}\u202e]/u)
  expect(subject).not.toContain('=?')
  expect([...subject].length).toBeLessThanOrEqual(60)
  expect(/<(?:script|img)|\u202e/i.test(html)).toBe(false)
  expect(new TextEncoder().encode(html).length).toBeLessThan(80_000)
  expect(text).not.toMatch(/\u202e/)
  for (const part of [html, text]) expect(part.includes('https://evil.example')).toBe(false)
  const hosts = (part: string) => new Set([...part.matchAll(/https?:\/\/([^\s"<>/]+)/g)].map(([, host]) => host))
  for (const host of [...hosts(html), ...hosts(text)]) expect(['localhost:8787', 'mail.google.com']).toContain(host)
  // Lines that begin as ours do are ours.
  for (const label of ['Plan a coffee', 'Write', 'Not now', 'We’ve spoken', 'We talk elsewhere', 'Don’t suggest again'])
    expect(text.split('\n').filter((line) => line.startsWith(`${label}: `))).toHaveLength(people)
  expect(text).toContain('\nGood morning. ')
  expect(text).not.toMatch(/undefined|null|NaN|\[object/)
})

test('with nobody to write to, the letter says so and offers another account', async () => {
  stage = await setStage({ people: [] })
  await stage.run(monday.add({ hours: 1 }))
  const [mail] = stage.mails
  expect(mail?.text).toContain('Nobody here so far')
  expect(mail?.text).toMatch(/^Connect an?(?:other)? [\w ]*account: http:\/\/localhost:8787\/connect\/google$/m)
  expect(mail?.html.includes('These links are yours')).toBe(false)
})
