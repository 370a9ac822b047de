/** Address books as Google, LinkedIn and Outlook hand them out in tables. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { knowTable } from '../../../src/import/contacts/known-table.ts'
import { readTable, rowFaults } from '../../../src/import/contacts/table.ts'
import { cardFaults, type ReadCard } from '../../../src/providers/standard/contacts/cards.ts'

async function* inPieces(bytes: Uint8Array, size: number) {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size)
}

async function read(text: string | Uint8Array, size = 11) {
  const found: ReadCard[] = []
  const bytes = typeof text === 'string' ? new TextEncoder().encode(text) : text
  for await (const one of readTable(inPieces(bytes, size))) found.push(one)
  return found
}

const anna = {
  names: ['Anna Berg'],
  addresses: ['anna@berg.example', 'a.berg@acme.example'],
  birthday: { month: 2, day: 29 },
}

describe('an address book of Google', () => {
  test('in its form of before 2024 gives names, every address and the day', async () => {
    const text = [
      'Name,Given Name,Additional Name,Family Name,Yomi Name,Nickname,Birthday,Notes,Photo,Group Membership,E-mail 1 - Type,E-mail 1 - Value,E-mail 2 - Type,E-mail 2 - Value,Organization 1 - Name',
      'Anna Berg,Anna,,Berg,,Annie,1980-02-29,"owes me, ""a lot""\nreally",,* myContacts,* Home,Anna@Berg.example ::: a.berg@acme.example,Work,,Acme',
      'Acme,,,,,,,,,,Work,hello@acme.example,,,Acme',
    ].join('\n')
    expect(await read(text)).toMatchObject([anna, { names: ['Acme'], addresses: ['hello@acme.example'], group: true }])
  })

  test('in its form of today as well, with a day without a year', async () => {
    const text = [
      'First Name,Middle Name,Last Name,Phonetic First Name,Name Prefix,Name Suffix,Nickname,File As,Organization Name,Organization Title,Birthday,Notes,Photo,Labels,E-mail 1 - Label,E-mail 1 - Value,E-mail 2 - Label,E-mail 2 - Value,Phone 1 - Label,Phone 1 - Value',
      'Anna,,Berg,,,,,,Acme,CEO, --02-29,secret,https://x.example/p,* myContacts,Home,anna@berg.example,Work,a.berg@acme.example,,+49',
    ].join('\r\n')
    const found = await read(text)
    expect(found).toMatchObject([anna])
    expect(JSON.stringify(found)).not.toMatch(/secret|x\.example|\+49|CEO/)
  })
})

describe('connections of LinkedIn', () => {
  const notes = 'Notes:\n"When exporting your connection data, you may notice, that some emails are missing."\n\n'
  test.each([
    ['English', 'First Name,Last Name,URL,Email Address,Company,Position,Connected On'],
    ['German', 'Vorname,Nachname,URL,E-Mail-Adresse,Unternehmen,Position,Vernetzt am'],
    ['Japanese', '名,姓,URL,メールアドレス,会社,役職,つながった日'],
  ])('are read below what explains the file, in %s, and most have no address', async (_, header) => {
    const rows = [
      'Anna,"Berg, PMP",https://www.linkedin.com/in/anna,anna@berg.example,Acme,CEO,23 Nov 2021',
      'Tom,Kroll,https://www.linkedin.com/in/tom,,Kroll,,01 Jan 2020',
    ]
    expect(await read(`${notes}${header}\n${rows.join('\n')}\n`)).toMatchObject([
      { names: ['Anna Berg, PMP'], addresses: ['anna@berg.example'] },
      cardFaults.useless,
    ])
  })

  test('of before there was an address of their page', async () => {
    const text =
      'First Name,Last Name,Email Address,Company,Position,Connected On\nAnna,Berg,anna@berg.example,Acme,CEO,1/2/2019\n'
    expect(await read(text)).toMatchObject([{ names: ['Anna Berg'], addresses: ['anna@berg.example'] }])
  })
})

describe('contacts of Outlook', () => {
  const english =
    '"Title","First Name","Middle Name","Last Name","Suffix","Company","Birthday","E-mail Address","E-mail Type","E-mail Display Name","E-mail 2 Address","E-mail 2 Type","Notes"'
  const row = (name: string, birthday: string, two = '') =>
    `"","${name}","","Berg","","","${birthday}","${name.toLowerCase()}@berg.example","SMTP","","${two}","SMTP","a\r\nnote"`

  test('in English tell by any one day which number is the month', async () => {
    const text = [
      english,
      row('Anna', '2/1/1980', 'a.berg@acme.example'),
      row('Tom', '12/24/1980'),
      row('Uli', '0/0/00'),
    ]
    expect(await read(text.join('\r\n'))).toMatchObject([
      { names: ['Uli Berg'] },
      { names: ['Anna Berg'], addresses: ['anna@berg.example', 'a.berg@acme.example'], birthday: { month: 2, day: 1 } },
      { names: ['Tom Berg'], birthday: { month: 12, day: 24 } },
    ])
    const british = [english, row('Anna', '2/1/1980'), row('Tom', '24/12/1980')]
    expect(await read(british.join('\r\n'))).toMatchObject([{ birthday: { month: 1, day: 2 } }, {}])
  })

  test('of which no day tells that keep none of these days, and say so', async () => {
    const found = await read([english, row('Anna', '2/1/1980'), row('Tom', '3/3/1980')].join('\r\n'))
    expect(found).toMatchObject([
      { names: ['Tom Berg'], birthday: { month: 3, day: 3 } },
      rowFaults.unsureDay,
      { names: ['Anna Berg'], addresses: ['anna@berg.example'] },
    ])
    expect(found.at(-1)).not.toHaveProperty('birthday')
  })

  const german = [
    'Anrede;Vorname;Weitere Vornamen;Nachname;Suffix;Firma;Geburtstag;E-Mail-Adresse;E-Mail-Typ;E-Mail: Angezeigter Name;E-Mail 2: Adresse;E-Mail 2: Typ;Notizen',
    'Frau;Jörg;;Müller;;;02.01.1980;j@mueller.example;SMTP;;/o=ExchangeLabs/ou=Exchange;EX;"x;y"',
  ].join('\r\n')
  const expected = [{ names: ['Frau Jörg Müller'], addresses: ['j@mueller.example'], birthday: { month: 1, day: 2 } }]

  test('in German come in the letters of Windows, with semicolons', async () => {
    const latin = Uint8Array.from([...german].map((letter) => letter.charCodeAt(0)))
    expect(await read(latin)).toMatchObject(expected)
  })

  test('in UTF-8 with its mark and in UTF-16 as well', async () => {
    expect(await read(`\ufeff${german}`)).toMatchObject(expected)
    const wide = [...`\ufeff${german}`].flatMap((letter) => [letter.charCodeAt(0) & 255, letter.charCodeAt(0) >> 8])
    expect(await read(Uint8Array.from(wide))).toMatchObject(expected)
  })
})

describe('a table', () => {
  const header = 'First Name,Last Name,URL,Email Address,Company,Position,Connected On'

  test.each([
    ['of customers', 'First Name,Last Name,Email,Phone\nAnna,Berg,anna@berg.example,1\n'],
    ['of anything', 'a,b,c\n1,2,3\n'],
    ['of nothing', ''],
  ])('%s is no address book', async (_, text) => {
    expect(knowTable(new TextEncoder().encode(text))).toBeUndefined()
    expect(await read(text)).toEqual([])
  })

  test('with a quote that is never closed loses that row and says so; a row without end is the end of it', async () => {
    const good = 'Anna,Berg,u,anna@berg.example,,,\n'
    const long = `x,y,u,x@y.example,${'z'.repeat(5_000_000)},,\n`
    await expect(read(`${header}\n${long}${good}`, 65_536)).rejects.toThrow('a row without an end')
    const found = await read(`${header}\n${good}"x,y,u,x@y.example,\n`)
    expect(found).toHaveLength(2)
    expect(found).toContain(rowFaults.unreadable)
    expect(found.find((one) => typeof one !== 'string')).toMatchObject({ names: ['Anna Berg'] })
  })

  test('under hostile cells gives contacts that are harmless, or reasons', async () => {
    const cell = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 30 }),
      fc.constantFrom('"', '\0', '\u202e', 'a@b.example', '::: '),
    )
    const row = fc.array(cell, { maxLength: 9 }).map((cells) => cells.join(','))
    await fc.assert(
      fc.asyncProperty(fc.array(row, { maxLength: 6 }), fc.integer({ min: 1, max: 64 }), async (rows, size) => {
        for (const one of await read([header, ...rows].join('\n'), size)) {
          if (typeof one === 'string') continue
          expect(one.addresses.every((address) => /^[^@\s\0]{1,253}@[^@\s\0]{1,253}$/.test(address))).toBe(true)
          expect(one.names.join('')).not.toMatch(/[\0\u202e\n]/)
          expect(one.names.every((name) => name.length <= 240)).toBe(true)
        }
      }),
      { numRuns: 60 },
    )
  })

  test('of which the reading breaks off gives what came before', async () => {
    async function* broken() {
      yield new TextEncoder().encode(`${header}\n${'Anna,Berg,u,anna@berg.example,,,\n'.repeat(1000)}`)
      throw new Error('cut')
    }
    let count = 0
    const all = async () => {
      for await (const _ of readTable(broken())) count++
    }
    await expect(all()).rejects.toThrow('cut')
    expect(count).toBeGreaterThan(900)
  })
})
