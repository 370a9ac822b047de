/** Folders of mail as programs leave them on a disk: every file is read, or named with the reason. */
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { Temporal } from 'temporal-polyfill'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { MailFact } from '../../src/facts.ts'
import { createLanguages, toLabels } from '../../src/import/labels.ts'
import { readFiles } from '../../src/import/reader.ts'
import { findFiles } from '../../src/node/import-command/files.ts'
import { reasonOfFolder } from '../../src/providers/standard/folders.ts'

const now = Temporal.Instant.from('2026-11-22T09:00:00Z')
const reading = {
  me: ['sam@home.example'],
  subjects: true,
  since: now.subtract({ hours: 24 * 1800 }),
  now,
  timeZone: 'Europe/Berlin',
}

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'coffee-folders-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const message = (subject: string, more = '') =>
  `From: Mira <mira@friends.example>\nTo: sam@home.example\nDate: Fri, 20 Nov 2026 08:00:00 +0000\nSubject: ${subject}\nMessage-ID: <${subject}@x>\n${more}\nText\n\n`
const mbox = (...subjects: readonly string[]) =>
  subjects.map((one) => `From - Sat Nov 21 08:00:00 2026\n${message(one)}`).join('')

/** Writes the files, reads the folder, and says which subjects were read. */
async function read(files: Readonly<Record<string, string | Uint8Array>>) {
  for (const [name, content] of Object.entries(files)) {
    const path = join(folder, name)
    mkdirSync(dirname(path), { recursive: true })
    writeFileSync(path, content)
  }
  const found = await findFiles([folder])
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
  return {
    subjects: facts.map(({ subject }) => subject).toSorted(),
    leftOut: tally.leftOut.map(({ file, reason, messages }) => [file.slice(folder.length + 1), reason, messages]),
    notes: found.notes.map((note) => note.replace(`Not read in ${folder}: `, '')),
    faults: found.faults.map((fault) => fault.replace(`${folder}/`, '')),
    skipped: Object.fromEntries(tally.skipped),
  }
}

describe('a folder of mail', () => {
  test('of Thunderbird on Exchange is read but for what holds no letters', async () => {
    const { subjects, leftOut, notes, faults } = await read({
      INBOX: mbox('in1', 'in2'),
      'INBOX.msf': '// <!-- <mdb:mork:z v="1.4"/> -->',
      'INBOX.sbd/Project X': mbox('sub1'),
      'Sent Items': mbox('sent1'),
      'Dr. Krall': mbox('krall1', 'krall2', 'krall3'),
      'J. R. Smith & Sons': mbox('smith1'),
      'Junk Email': mbox('junk1', 'junk2'),
      'Deleted Items': mbox('deleted1'),
      'Deleted Items.sbd/Old': mbox('old1'),
      'Entw&APw-rfe': mbox('draft1'),
      Outbox: mbox('never1'),
      'Unsent Messages': '',
      'msgFilterRules.dat': 'version="9"\nlogging="no"\n',
    })
    expect(subjects).toEqual(['in1', 'in2', 'krall1', 'krall2', 'krall3', 'sent1', 'smith1', 'sub1'])
    expect(leftOut).toEqual([
      ['Deleted Items', 'deleted mail', 1],
      ['Deleted Items.sbd/Old', 'deleted mail', 1],
      ['Entw&APw-rfe', 'drafts', 1],
      ['Junk Email', 'spam', 2],
      ['Outbox', 'mail that never left', 1],
    ])
    expect(notes).toEqual([
      'INBOX.msf, msgFilterRules.dat; each is neither mail (.mbox, .eml), a calendar (.ics) nor an address book (.vcf, .csv).',
      'Unsent Messages; each is empty.',
    ])
    expect(faults).toEqual([])
  })

  test('that is a Maildir is read by its flags and folders', async () => {
    const { subjects, leftOut, notes } = await read({
      'cur/1700000000.M1P1.host:2,S': message('seen'),
      'cur/1700000001.M1P1.host!2,RS': message('windows'),
      'cur/1700000002.M1P1.host:2,ST': message('trashed'),
      'cur/1700000003.M1P1.host:2,D': message('draft'),
      'new/1700000004.M1P1.host': message('new'),
      'tmp/1700000005.M1P1.host': message('arriving'),
      '.Sent/cur/1700000006.M1P1.host:2,S': message('sent'),
      '.INBOX.Papierkorb/cur/1700000007.M1P1.host:2,S': message('bin'),
      '.Archive.2020/new/1700000008.M1P1.host': message('archive'),
      'dovecot-uidlist': '3 V1 N9\n',
    })
    expect(subjects).toEqual(['archive', 'new', 'seen', 'sent', 'windows'])
    expect(leftOut).toEqual([
      ['.INBOX.Papierkorb/cur', 'deleted mail', 1],
      ['cur', 'deleted mail', 1],
      ['cur', 'drafts', 1],
      ['tmp', 'mail still being delivered', 1],
    ])
    expect(notes).toEqual([
      'dovecot-uidlist; each is neither mail (.mbox, .eml), a calendar (.ics) nor an address book (.vcf, .csv).',
    ])
  })

  test('of Apple Mail, or with a file a message, is read', async () => {
    const { subjects, leftOut } = await read({
      'Work.mbox/mbox': mbox('apple'),
      'Work.mbox/table_of_contents': '\0\x01',
      'Junk.mbox/mbox': mbox('junk'),
      'V10/INBOX.mbox/Data/Messages/1.emlx': `312       \n${message('emlx')}<?xml version="1.0"?>\n`,
      'mh/inbox/1': message('mh'),
      'single/one.eml': message('eml').replaceAll('\n', '\r\n'),
      'single/two.EML': `x-store-info:J++/AbCdEf==\n${message('no space')}`,
      'single/three.eml': Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(message('utf16'), 'utf16le')]),
      'archive/marked.mbox': `\uFEFF${mbox('bom')}`,
      'single/spam/four.eml': message('spam'),
    })
    expect(subjects).toEqual(['apple', 'bom', 'eml', 'emlx', 'mh', 'no space', 'utf16'])
    expect(leftOut).toEqual([
      ['Junk.mbox/mbox', 'spam', 1],
      ['single/spam', 'spam', 1],
    ])
  })

  test('of Google’s export is judged by the labels of its messages, not by the names of its files', async () => {
    const labelled = (subject: string, labels: string) =>
      `From 1@xxx Sat Nov 21 08:00:00 2026\nX-GM-THRID: 1\nX-Gmail-Labels: ${labels}\n${message(subject)}`
    const { subjects, skipped } = await read({
      'Takeout/Mail/Corbeille.mbox': labelled('own', 'Opened,Inbox,Corbeille'),
      'Takeout/Mail/Spam.mbox': labelled('spam', 'Opened,Spam'),
    })
    expect(subjects).toEqual(['own'])
    expect(skipped).toEqual({ 'spam, bin, chats and drafts': 1 })
  })

  test('names what cannot be read, and follows no links', async () => {
    mkdirSync(join(folder, 'inner'))
    symlinkSync(folder, join(folder, 'inner/again'))
    const { subjects, notes, faults } = await read({
      Inbox: mbox('in'),
      'old.pst': '!BDNmore',
      'photos.zip': 'PK\x03\x04more',
      'notes.txt': 'From here to there\nand back\n',
      'page.mht': message('saved page'),
    })
    expect(subjects).toEqual(['in'])
    expect(faults).toHaveLength(2)
    expect(faults[0]).toContain('old.pst is an Outlook data file (.pst)')
    expect(faults[1]).toContain('photos.zip is cut off or damaged')
    expect(notes).toEqual([
      'notes.txt, page.mht; each is neither mail (.mbox, .eml), a calendar (.ics) nor an address book (.vcf, .csv).',
      'inner/again; each is a link, which is not followed.',
    ])
  })
})

describe('a folder that holds no letters', () => {
  test.each([
    [
      'drafts',
      'Drafts, Entwürfe, Brouillons, Borradores, Bozze, Rascunhos, Concepten, Utkast, Kladder, Luonnokset, Kopie robocze, Koncepty, Piszkozatok, Taslaklar, Черновики, Πρόχειρα, 下書き, 草稿, 임시보관함',
    ],
    [
      'spam',
      'Spam, Junk, Junk E-mail, Junk-E-Mail, Bulk Mail, Courrier indésirable, Correo no deseado, Posta indesiderata, Lixo Eletrônico, Ongewenste e-mail, Skräppost, Uønsket mail, Roskaposti, Wiadomości-śmieci, Спам, 迷惑メール, 垃圾邮件, 스팸함',
    ],
    [
      'deleted mail',
      'Trash, Bin, Deleted Items, Papierkorb, Gelöschte Elemente, Éléments supprimés, Corbeille, Elementos eliminados, Posta eliminata, Lixeira, Itens Excluídos, Verwijderde items, Papperskorgen, Slettet post, Poistetut, Kosz, Koš, Lomtár, Çöp Kutusu, Корзина, ゴミ箱, 已删除邮件, 휴지통',
    ],
    [
      'mail that never left',
      "Outbox, Unsent Messages, Postausgang, Boîte d'envoi, Bandeja de salida, Posta in uscita, Caixa de saída, Postvak UIT, Utkorgen, Udbakke, Lähtevät, 送信トレイ",
    ],
  ])('is known in many languages: %s', (reason, names) => {
    for (const name of names.split(', ')) expect([name, reasonOfFolder(name)]).toEqual([name, reason])
  })

  test.each(
    'Sent, Sent Items, Sent Messages, Gesendete Elemente, Gesendet, Éléments envoyés, Elementos enviados, Posta inviata, Itens Enviados, Verzonden items, Skickat, Sendt post, Lähetetyt, Elementy wysłane, Отправленные, 送信済みアイテム, INBOX, Posteingang, Archive, Dr. Krall, Concept, Chat, Brouillon, Trashcan Project, Spam Recipes, Draft beer'.split(
      ', ',
    ),
  )('is not %s', (name) => expect(reasonOfFolder(name)).toBeUndefined())
})

describe('labels of Gmail’s export', () => {
  test.each([
    ['Inbox,Opened,Concept', ['inbox']],
    ['Inbox,Opened,Chat', ['inbox']],
    ['Inbox,Opened,Bin', ['inbox']],
    ['Inbox,Unread,Corbeille', ['inbox']],
    ['Inbox,Important,Lixo', ['inbox']],
    ['Archived,Opened,Papelera', []],
    ['Archived,Opened,Brouillon', []],
    ['Inbox,Drafts', ['inbox', 'hidden']],
    ['Opened,Trash', ['hidden']],
    ['Non lus,Corbeille', ['hidden']],
    ['Geöffnet,Papierkorb', ['hidden']],
    ['No leídos,Borradores', ['hidden']],
    ['Da leggere,Cestino', ['hidden']],
    ['Não lidas,Lixeira', ['hidden']],
    ['Ongelezen,Prullenbak', ['hidden']],
    ['Oläst,Papperskorgen', ['hidden']],
    ['Ulæst,Papirkurv', ['hidden']],
    ['Lukematon,Roskakori', ['hidden']],
    ['Nieprzeczytane,Kosz', ['hidden']],
    ['Nepřečtené,Koš', ['hidden']],
    ['Olvasatlan,Kuka', ['hidden']],
    ['Okunmamış,Çöp Kutusu', ['hidden']],
    ['Непрочитанные,Корзина', ['hidden']],
    ['未読,迷惑メール', ['hidden']],
    ['未读,垃圾邮件', ['hidden']],
    ['읽지않음,스팸함', ['hidden']],
    ['Skickat,Öppnad', ['sent']],
    ['送信済み,重要', ['sent']],
    ['[Imap]/Drafts', ['hidden']],
    ['"Work, private",Sent', ['sent']],
    ['=?UTF-8?Q?Entw=C3=BCrfe,Wic?=\r\n =?UTF-8?Q?htig?=', ['hidden']],
    ['=?UTF-8?B?UGFwaWVya29yYixHZcO2ZmZuZXQ=?=', ['hidden']],
    ['Kategori: Kampanjer,Inkorgen', ['promotions', 'inbox']],
    ['受信トレイ,カテゴリ「ソーシャル」', ['inbox', 'social']],
  ])('%s say %j', (value, labels) => {
    expect(toLabels(value.replace('\r\n', ''))).toEqual(labels)
  })

  test('are of the language that the file speaks', () => {
    const languages = createLanguages()
    for (let one = 0; one < 3; one++) languages.add('Inbox,Opened')
    expect(toLabels('Corbeille', languages)).toEqual([])
    expect(toLabels('Trash', languages)).toEqual(['hidden'])
    expect(toLabels('Corbeille')).toEqual(['hidden'])
  })
})
