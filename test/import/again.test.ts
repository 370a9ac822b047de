/** A file of mail on disk is gone through as a whole once, and then only its headers are read. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Temporal } from 'temporal-polyfill'
import { afterAll, beforeEach, expect, test } from 'vitest'
import type { ImportFile } from '../../src/import/files.ts'
import { readFiles } from '../../src/import/reader.ts'
import { findFiles } from '../../src/node/import-command/files.ts'

const folder = mkdtempSync(join(tmpdir(), 'again-'))
afterAll(() => rmSync(folder, { recursive: true }))
const path = join(folder, 'all.mbox')

const message = (id: number, subject: string) =>
  `From - Sat Nov 21 08:00:00 2026\nMessage-ID: <m${id}@house.example>\nDate: Sat, 21 Nov 2026 08:00:00 +0000\nFrom: Sam <sam@home.example>\nTo: Maren <maren@okafor.example>\nSubject: ${subject}\n\n${'A word of a body.\n'.repeat(5_000)}\n`
const text = (subject: string) => [1, 2, 3, 4].map((id) => message(id, `${subject} ${id}`)).join('')

beforeEach(() => writeFileSync(path, text('Boats')))

async function titles(files: readonly ImportFile[], between = () => {}) {
  const now = Temporal.Instant.from('2026-11-22T09:00:00Z')
  const reading = {
    me: ['sam@home.example'],
    subjects: true,
    since: now.subtract({ hours: 9_000 }),
    now,
    timeZone: 'UTC',
  }
  const found: unknown[] = []
  let passed = 0
  const tally = await readFiles(files, reading, {
    keep: async (facts) => {
      for (const fact of facts) found.push(fact.kind === 'mail' ? fact.subject : null)
      return []
    },
    keepContacts: async () => 0,
    forget: async () => {},
    progress: () => {
      passed++
      if (passed === 4) between()
    },
  })
  return { found, faults: tally.faults }
}

const boats = ['Boats 1', 'Boats 2', 'Boats 3', 'Boats 4']

test('the second time through a mailbox reads the headers alone, and all of it counts as done', async () => {
  const found = await findFiles([path])
  const [file] = found.files
  if (!file?.again) throw new Error('it lies on disk')
  let bytes = 0
  const counted: ImportFile = {
    ...file,
    async *open() {
      for await (const piece of file.open()) {
        bytes += piece.length
        yield piece
      }
    },
  }
  expect(await titles([counted])).toEqual({ found: boats, faults: [] })
  expect(bytes).toBe(text('Boats').length)
  expect(found.done()).toBe(2 * text('Boats').length)
})

test('a mailbox that another program wrote to meanwhile is read as a whole again', async () => {
  const { files } = await findFiles([path])
  const { found } = await titles(files, () => writeFileSync(path, text('Greenhouse')))
  expect(found).toEqual([1, 2, 3, 4].map((id) => `Greenhouse ${id}`))
})

test('a mailbox in another encoding is read as a whole both times', async () => {
  writeFileSync(path, Buffer.from(`\ufeff${text('Boats')}`, 'utf16le'))
  const { files } = await findFiles([path])
  expect((await titles(files)).found).toEqual(boats)
})
