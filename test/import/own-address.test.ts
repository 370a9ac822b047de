/** Exported mail under the owner's own address: what was delivered is not theirs on its word, where the files hold what they sent. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { Temporal } from 'temporal-polyfill'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { MailFact } from '../../src/facts.ts'
import { readFiles } from '../../src/import/reader.ts'
import { findFiles } from '../../src/node/import-command/files.ts'

const me = 'sam@home.example'
const delivered = `Delivered-To: ${me}\nReturn-Path: <${me}>\nReceived: from elsewhere\n`
const saved = 'Received: from [192.0.2.7] by web.home.example (via HTTP)\n'
let folder: string

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'own-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const letter = (subject: string, more = '') =>
  `${more}From: Sam <${me}>\nTo: victim@there.example\nDate: Fri, 20 Nov 2026 08:00:00 +0000\nSubject: ${subject}\nMessage-ID: <${subject.replaceAll(' ', '-')}@x>\n\nText\n\n`
const mbox = (...letters: readonly string[]) => letters.map((one) => `From - Sat Nov 21 08:00:00 2026\n${one}`).join('')

/** Subjects that are read, each with whether the owner sent it, and what was left out. */
async function read(files: Readonly<Record<string, string>>) {
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true })
    writeFileSync(join(folder, name), content)
  }
  const facts = new Map<string, MailFact>()
  const reading = {
    me: [me],
    subjects: true,
    since: Temporal.Instant.from('2016-11-22T00:00:00Z'),
    now: Temporal.Instant.from('2026-11-22T09:00:00Z'),
    timeZone: 'Europe/Berlin',
  }
  const tally = await readFiles((await findFiles([folder])).files, reading, {
    keep: async (some) => {
      for (const fact of some) if (fact.kind === 'mail') facts.set(fact.id, fact)
      return []
    },
    keepContacts: async () => 0,
    forget: async () => {},
    progress: () => {},
  })
  const seen = [...facts.values()].map(({ subject, outgoing }) => `${subject} ${outgoing ? 'sent' : 'received'}`)
  return { seen: seen.toSorted(), skipped: Object.fromEntries(tally.skipped), faults: tally.faults }
}

test('in folders, is theirs in sent mail and wherever a program of theirs has put it', async () => {
  const { seen, skipped, faults } = await read({
    INBOX: mbox(
      letter('forged', delivered),
      letter('forged without more', saved),
      letter('genuine', delivered),
      letter('beside'),
    ),
    'Projects/Roof': mbox(letter('forged and filed', delivered), letter('filed', saved)),
    'Sent Items': mbox(letter('genuine'), letter('sent by its server', saved)),
  })
  expect(seen).toEqual(['beside sent', 'filed sent', 'genuine sent', 'sent by its server sent'])
  expect(skipped).toEqual({ 'under your address, and not among what you sent': 4 })
  expect(faults).toEqual([])
})

test('in a Maildir the folder of the inbox is told by its name, not by those of its layers', async () => {
  const { seen } = await read({
    '.INBOX/cur/1:2,S': letter('forged', saved),
    '.Roof/cur/2:2,S': letter('filed', saved),
    '.Sent/cur/3:2,S': letter('genuine'),
  })
  expect(seen).toEqual(['filed sent', 'genuine sent'])
})

test('of Google’s export, is theirs by its label', async () => {
  const gmail = (labels: string) => `X-GM-THRID: 1\nX-Gmail-Labels: ${labels}\n`
  const { seen, skipped } = await read({
    'All mail.mbox': mbox(
      letter('forged', gmail('Inbox,Unread') + delivered),
      letter('archived', gmail('Archived') + delivered),
      letter('genuine', gmail('Sent')),
      letter('to myself', gmail('Inbox,Sent') + delivered),
      letter('put there', gmail('Roof')),
    ),
  })
  expect(seen).toEqual(['genuine sent', 'put there sent', 'to myself sent'])
  expect(skipped).toEqual({ 'under your address, and not among what you sent': 2 })
})

test('that came back is all there is where the files hold nothing that was sent, and is read', async () => {
  const { seen, skipped } = await read({ INBOX: mbox(letter('copy to myself', delivered), letter('kept')) })
  expect(seen).toEqual(['copy to myself received', 'kept sent'])
  expect(skipped).toEqual({})
})
