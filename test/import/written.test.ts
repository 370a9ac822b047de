/** Headers, dates and folders as programs write them against the book. */
import { describe, expect, test } from 'vitest'
import { readMbox } from '../../src/import/mbox.ts'
import { parseSender } from '../../src/providers/standard/addresses.ts'
import { parseDate } from '../../src/providers/standard/dates.ts'
import { decode } from '../../src/providers/standard/encoded-words.ts'
import { reasonOfFolder } from '../../src/providers/standard/folders.ts'

describe('a name', () => {
  test.each([
    ['"Anna Berg <anna@x.example>" <anna@x.example>', 'Anna Berg'],
    ['"Anna Berg (anna@x.example)" <ANNA@x.example>', 'Anna Berg'],
    ['"Anna Berg <other@y.example>" <anna@x.example>', 'Anna Berg <other@y.example>'],
    ['"<anna@x.example>" <anna@x.example>', undefined],
  ])('loses its own address and no other: %s', (header, name) => {
    expect(parseSender([header])?.name).toBe(name)
  })

  test('keeps a question mark that its program forgot to encode', () => {
    expect(decode('=?utf-8?Q?How_are_you??=')).toBe('How are you?')
    expect(decode('=?utf-8?Q?Gr=C3=BC=C3=9Fe?_=41?= =?utf-8?Q?=42?=')).toBe('Grüße? AB')
  })
})

test.each([
  ['пт, 20 ноя 2026 10:00:00 +0300', '2026-11-20T07:00:00Z'],
  ['Пт, 20 ноября 2026 10:00:00 +0300', '2026-11-20T07:00:00Z'],
  ['Cum, 20 Kas 2026 10:00:00 +0300', '2026-11-20T07:00:00Z'],
  ['pt., 20 lis 2026 10:00:00 +0100', '2026-11-20T09:00:00Z'],
  ['pá, 20 září 2026 10:00:00 +0200', '2026-09-20T08:00:00Z'],
  ['pe, 20 marras 2026 10:00:00 +0200', '2026-11-20T08:00:00Z'],
  ['金, 20 11月 2026 10:00:00 +0900', '2026-11-20T01:00:00Z'],
  ['星期五, 20 十一月 2026 10:00:00 +0800', '2026-11-20T02:00:00Z'],
  ['Παρ, 20 Νοε 2026 10:00:00 +0200', '2026-11-20T08:00:00Z'],
  ['ср, 19 серпня 2026 10:00:00 +0300', '2026-08-19T07:00:00Z'],
  ['"Fri, 20 Nov 2026 10:00:00 +0100"', '2026-11-20T09:00:00Z'],
  ['Fri, 20 Nov 2026 10:00:00 +0100;', '2026-11-20T09:00:00Z'],
])('the date %s is read', (written, at) => {
  expect(parseDate(written)?.toString()).toBe(at)
})

test.each([
  ['INBOX.Trash', 'deleted mail'],
  ['INBOX.Drafts.mbox', 'drafts'],
  ['Trash-1', 'deleted mail'],
  ['Junk (2).mbox', 'spam'],
  ['Papierkorb-001.mbox', 'deleted mail'],
  ['INBOX.Anna', undefined],
  ['Sent-1', undefined],
  ['Spam 2024', undefined],
])('the folder %s holds %s', (name, reason) => {
  expect(reasonOfFolder(name)).toBe(reason)
})

test('a header that begins with "From :" is the sender’s', async () => {
  const bytes = new TextEncoder().encode(
    'From - Fri Nov 20 10:00:00 2026\nFrom : Anna <anna@x.example>\nTo : b@x.example\n\n',
  )
  const chunks = (async function* () {
    yield bytes
  })()
  const { value: message } = await readMbox(chunks).next()
  expect(new TextDecoder().decode(message?.header ?? undefined)).toContain('anna@x.example')
})
