/** Archives as exports come: each is read entry by entry, and what cannot be read of one is named with the reason. */
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { pack } from 'tar-stream'
import { Temporal } from 'temporal-polyfill'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { MailFact } from '../../src/facts.ts'
import { readFiles } from '../../src/import/reader.ts'
import { findFiles } from '../../src/node/import-command/files.ts'
import { type Planted, zip } from '../support/zip.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'coffee-archives-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const reading = {
  me: ['me@owner.example'],
  subjects: true,
  since: Temporal.Instant.from('2020-01-01T00:00:00Z'),
  now: Temporal.Instant.from('2026-11-30T00:00:00Z'),
  timeZone: 'UTC',
}
const message = (subject: string) =>
  `Message-ID: <${subject.replaceAll(' ', '.')}@house.example>\nDate: Sat, 21 Nov 2026 08:00:00 +0000\nFrom: Maren <maren@okafor.example>\nTo: me@owner.example\nSubject: ${subject}\n\nHello\n`
const mbox = (...subjects: readonly string[]) =>
  subjects.map((one) => `From - Sat Nov 21 08:00:00 2026\n${message(one)}`).join('')

async function tar(entries: readonly (Planted & { readonly linkname?: string })[]): Promise<Buffer> {
  const packing = pack()
  for (const { name, content, linkname } of entries)
    if (linkname) packing.entry({ name, type: 'symlink', linkname })
    else packing.entry({ name }, Buffer.from(content))
  packing.finalize()
  const chunks: Uint8Array[] = []
  for await (const chunk of packing) chunks.push(chunk as Uint8Array)
  return Buffer.concat(chunks)
}

/** Writes the files, reads what is named, and says which subjects were read and what was said. */
async function read(files: Readonly<Record<string, string | Uint8Array>>, names = Object.keys(files)) {
  for (const [name, content] of Object.entries(files)) {
    const path = join(folder, name)
    mkdirSync(dirname(path), { recursive: true })
    writeFileSync(path, content)
  }
  const found = await findFiles(names.map((name) => join(folder, name)))
  const facts: MailFact[] = []
  const tally = await readFiles(found.files, reading, {
    keep: async (some) => {
      facts.push(...some.filter((fact) => fact.kind === 'mail'))
      return []
    },
    keepContacts: async () => 0,
    forget: async () => {},
    progress: () => {},
  })
  found.close()
  return {
    subjects: facts.map(({ subject }) => subject).toSorted(),
    said: [...found.faults, ...found.notes, ...tally.faults].map((one) => one.replaceAll(`${folder}/`, '')).join('\n'),
    leftOut: tally.leftOut.map(({ file, reason }) => [file.replace(`${folder}/`, ''), reason]),
  }
}

describe('an archive', () => {
  test('as Google hands it out is read without being unpacked, its parts together', async () => {
    const part = (subject: string) =>
      zip([
        { name: 'Takeout/Mail/All mail.mbox', content: mbox(subject) },
        { name: 'Takeout/archive_browser.html', content: '<html>' },
      ])
    const { subjects, said } = await read({
      'takeout-20261121T080000Z-001.zip': part('one'),
      'takeout-20261121T080000Z-002.zip': part('two'),
    })
    expect(subjects).toEqual(['one', 'two'])
    expect(said).toContain(
      'Not read in takeout-20261121T080000Z-001.zip: Takeout/archive_browser.html; each is neither',
    )
  })

  test('of which a part lacks says so, and the others are read', async () => {
    const { subjects, said } = await read({
      'takeout-20261121T080000Z-1-001.zip': zip([{ name: 'a.mbox', content: mbox('one') }]),
      'takeout-20261121T080000Z-1-003.zip': zip([{ name: 'a.mbox', content: mbox('three') }]),
    })
    expect(subjects).toEqual(['one', 'three'])
    expect(said).toContain('takeout-20261121T080000Z-1 comes in several parts, and 002 is not among the files')
  })

  test('with one broken piece of each kind has everything else read, and each piece named', async () => {
    const { subjects, said, leftOut } = await read({
      'all.zip': zip([
        { name: 'good.mbox', content: mbox('good') },
        { name: 'locked.mbox', content: mbox('locked'), flags: 0x801 },
        { name: 'odd.mbox', content: mbox('odd'), method: 9 },
        { name: 'link.mbox', content: '/etc/passwd', mode: 0o120777 },
        { name: 'bomb.mbox', content: 'From', size: 4_000_000_000 },
        { name: 'liar.mbox', content: mbox('liar'), size: 10 },
        { name: 'inner.zip', content: zip([{ name: 'a.mbox', content: mbox('nested') }]) },
        { name: '../../../up.eml', content: message('up') },
        { name: '/etc/absolute.eml', content: message('absolute') },
        { name: 'C:\\mail\\windows.eml', content: message('windows') },
        { name: 'evil\u001b[2J\u202e.eml', content: message('escape') },
        { name: 'Spam/one.eml', content: message('spam') },
        { name: 'packed.mbox.gz', content: gzipSync(mbox('packed')) },
        { name: 'book.vcf', content: 'BEGIN:VCARD\nEND:VCARD\n' },
        { name: 'folder/', content: '' },
      ]),
    })
    expect(subjects).toEqual(['absolute', 'escape', 'good', 'packed', 'up', 'windows'])
    expect(leftOut).toEqual([['all.zip: Spam', 'spam']])
    expect(said).toContain('all.zip: locked.mbox is encrypted; unpack the archive with its password')
    expect(said).toContain('all.zip: odd.mbox is packed in a way that is not read here')
    expect(said).toContain('all.zip: link.mbox is a link, which is not followed.')
    expect(said).toContain('all.zip: bomb.mbox unpacks to far more than mail does')
    expect(said).toContain('all.zip: liar.mbox is damaged in its archive.')
    expect(said).toContain('inner.zip; each is an archive inside an archive')
    expect(said).not.toContain('book.vcf')
    for (const sign of ['\u001b', '\u202e']) expect(said).not.toContain(sign)
  })

  test('that is cut off, or no archive at all, takes nothing else along', async () => {
    const whole = zip([{ name: 'a.mbox', content: mbox('a') }])
    const { subjects, said } = await read({
      'cut.zip': whole.subarray(0, -30),
      'none.zip': 'PK\x03\x04more',
      'good.zip': whole,
      'plain.mbox': mbox('plain'),
    })
    expect(subjects).toEqual(['a', 'plain'])
    expect(said).toContain('cut.zip is cut off or damaged')
    expect(said).toContain('none.zip is cut off or damaged')
  })

  test.each([true, false])('made by tar is read in its order, again for each pass (packed: %s)', async (packed) => {
    const bytes = await tar([
      { name: 'mail/cur/1:2,S', content: message('one') },
      { name: 'mail/cur/2:2,S', content: message('two') },
      { name: 'mail/.Trash/cur/3:2,S', content: message('bin') },
      { name: 'mail/link', content: '', linkname: '/etc/passwd' },
      { name: '../../archive.mbox', content: mbox('three', 'four') },
    ])
    const name = packed ? 'mail.tgz' : 'mail.tar'
    const { subjects, said, leftOut } = await read({ [name]: packed ? gzipSync(bytes) : bytes })
    expect(subjects).toEqual(['four', 'one', 'three', 'two'])
    expect(leftOut).toEqual([[`${name}: mail/.Trash/cur`, 'deleted mail']])
    expect(said).toBe(`${name}: mail/link is a link, which is not followed.`)
  })

  test('made by tar that breaks off has what came before', async () => {
    const bytes = gzipSync(
      await tar([
        { name: 'a.eml', content: message('a') },
        { name: 'b.mbox', content: mbox(...Array.from({ length: 400 }, (_, at) => `b ${at} ${Math.random()}`)) },
      ]),
    )
    const { subjects, said } = await read({ 'mail.tgz': bytes.subarray(0, bytes.length / 2) })
    expect(subjects).toContain('a')
    expect(said).toContain('mail.tgz is damaged or cut off; what came before that is read.')
  })

  test('of gzip that unpacks to far more than mail does is not read to its end', async () => {
    const { said } = await read({
      'bomb.mbox.gz': gzipSync(Buffer.concat([Buffer.from(mbox('a')), Buffer.alloc(150e6)])),
    })
    expect(said).toContain('bomb.mbox.gz unpacks to far more than mail does, and is not read any further.')
  }, 30_000)
})

describe('every file of a folder is read or named', () => {
  test('with how to convert what another program keeps', async () => {
    mkdirSync(join(folder, 'mail/Dr. Krall'), { recursive: true })
    symlinkSync('/etc', join(folder, 'mail/etc'))
    const { subjects, said } = await read(
      {
        'mail/Dr. Krall/letters.old': mbox('krall'),
        'mail/.hidden/INBOX': mbox('hidden'),
        'mail/no ending': mbox('bare'),
        'mail/wide.eml': Buffer.from(`\ufeff${message('wide')}`, 'utf16le'),
        'mail/part.zip': zip([{ name: 'in.mbox', content: mbox('zipped') }]),
        'mail/outlook.pst': '!BDNmore',
        'mail/one.msg': Buffer.from('\xd0\xcf\x11\xe0more', 'latin1'),
        'mail/mac.olm': 'PK\x03\x04more',
        'mail/letter.docx': 'PK\x03\x04more',
        'mail/table.xls': Buffer.from('\xd0\xcf\x11\xe0more', 'latin1'),
        'mail/people.vcf': 'BEGIN:VCARD\nEND:VCARD\n',
      },
      ['mail'],
    )
    expect(subjects).toEqual(['bare', 'hidden', 'krall', 'wide', 'zipped'])
    expect(said).toContain('mail/outlook.pst is an Outlook data file (.pst). Turn it into mbox files with readpst')
    expect(said).toContain(
      'mail/one.msg is a message in Outlook’s own form (.msg). Turn such files into .eml with msgconvert',
    )
    expect(said).toContain('mail/mac.olm is an export of Outlook for Mac (.olm). In Outlook for Mac drag')
    expect(said).toContain('letter.docx, table.xls; each is neither mail')
    expect(said).not.toContain('people.vcf')
    expect(said).toContain('etc; each is a link, which is not followed.')
  })
})
