import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { cardFaults, type ReadCard, readCard, readCards } from '../../../../src/providers/standard/contacts/cards.ts'
import { readBirthday } from '../../../../src/providers/standard/contacts/written-date.ts'

async function* inPieces(bytes: Uint8Array, size = 7) {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size)
}

async function read(text: string | Uint8Array, size?: number) {
  const found: ReadCard[] = []
  const bytes = typeof text === 'string' ? new TextEncoder().encode(text) : text
  for await (const one of readCards(inPieces(bytes, size))) found.push(one)
  return found
}

const card = (...lines: string[]) => `${['BEGIN:VCARD', ...lines, 'END:VCARD'].join('\r\n')}\r\n`

describe('a card', () => {
  test('of iCloud gives the names, every address and the day, and neither the year that Apple made up nor a note', async () => {
    const text = card(
      'VERSION:3.0',
      'N:Berg;Anna;Maria;Dr.;',
      'FN:Anna Berg',
      'item1.EMAIL;type=INTERNET;type=pref:Anna@Berg.example',
      'EMAIL;type=WORK:mailto:anna@acme.example',
      'BDAY;X-APPLE-OMIT-YEAR=1604;value=date:1604-02-29',
      'NOTE:owes me money: EMAIL:not@this.example',
      'PHOTO;ENCODING=b;TYPE=JPEG:QUFB',
      ' QUFB',
      'UID:one',
    )
    expect(await read(text)).toEqual([
      {
        id: 'one',
        names: ['Anna Berg', 'Dr. Anna Maria Berg'],
        addresses: ['anna@berg.example', 'anna@acme.example'],
        birthday: { month: 2, day: 29 },
      },
    ])
  })

  test('of an old phone is read in its own character set, quoted or in bytes, whatever lines it is broken into', async () => {
    const quoted = card(
      'VERSION:2.1',
      'N;CHARSET=ISO-8859-1;ENCODING=QUOTED-PRINTABLE:M=FC=',
      'ller;J=F6rg',
      'EMAIL;INTERNET:j@a.example',
    )
    expect(await read(quoted)).toMatchObject([{ names: ['Jörg Müller'] }])
    const bare = card('VERSION:2.1', 'N;QUOTED-PRINTABLE:B=C3=A9rg;Anna', 'EMAIL:a@a.example')
    expect(await read(bare)).toMatchObject([{ names: ['Anna Bérg'] }])
    const [before = '', after = ''] = card('N;CHARSET=Shift_JIS:*', 'EMAIL:t@a.example').split('*')
    const [head, tail] = [before, after].map((part) => new TextEncoder().encode(part))
    // 田中 in Shift_JIS
    const bytes = Uint8Array.from([...(head ?? []), 0x93, 0x63, 0x92, 0x86, ...(tail ?? [])])
    expect(await read(bytes)).toMatchObject([{ names: ['田中'] }])
  })

  test('folded within a letter is put together again', async () => {
    const bytes = [...new TextEncoder().encode(card('FN:Jörg', 'EMAIL:j@a.example'))]
    const at = bytes.indexOf(0xc3) + 1
    const folded = Uint8Array.from([...bytes.slice(0, at), 13, 10, 32, ...bytes.slice(at)])
    expect(await read(folded)).toMatchObject([{ names: ['Jörg'] }])
  })

  test('in UTF-16 is read as well', async () => {
    const text = `\ufeff${card('FN:Jörg Müller', 'EMAIL:j@a.example')}`
    const bytes = Uint8Array.from(
      [...text].flatMap((letter) => [letter.charCodeAt(0) & 255, letter.charCodeAt(0) >> 8]),
    )
    expect(await read(bytes)).toMatchObject([{ names: ['Jörg Müller'], addresses: ['j@a.example'] }])
  })

  test('keeps no line of a note that looks like a property, and nobody of an assistant’s card inside it', async () => {
    const text = card(
      'NOTE;ENCODING=QUOTED-PRINTABLE:call=0D=0A=',
      'EMAIL:not@this.example=0D=0A=',
      'EMAIL:nor@this.example',
      'AGENT:',
      'BEGIN:VCARD',
      'EMAIL:assistant@a.example',
      'END:VCARD',
      'FN:Anna',
      'EMAIL:anna@a.example',
    )
    expect(await read(text)).toMatchObject([{ names: ['Anna'], addresses: ['anna@a.example'] }])
  })

  test.each([
    ['its kind', ['FN:Choir', 'KIND:group']],
    ['Apple', ['FN:Choir', 'X-ABShowAs:COMPANY']],
    ['its name', ['FN:Kroll GmbH', 'ORG:Kroll GmbH;Sales']],
    ['having no name but its firm’s', ['ORG:Kroll GmbH']],
  ])('is a company’s or a list’s by %s', async (_, lines) => {
    expect(await read(card(...lines, 'EMAIL:a@b.example'))).toMatchObject([{ group: true }])
  })

  test('without an address is counted and not kept, unless it tells a birthday', async () => {
    expect(await read(card('FN:Anna Berg', 'TEL:123') + card('FN:Tom Berg', 'BDAY:--0102'))).toMatchObject([
      cardFaults.useless,
      { names: ['Tom Berg'], birthday: { month: 1, day: 2 } },
    ])
  })

  test('that never ends costs nobody the next one', async () => {
    const text = `BEGIN:VCARD\r\nFN:Lost\r\n${card('FN:Anna', 'EMAIL:anna@a.example')}BEGIN:VCARD\r\nFN:Late`
    expect(await read(text)).toMatchObject([cardFaults.cut, { names: ['Anna'] }, cardFaults.cut])
  })

  test('with addresses without end is left out, and the others stay', async () => {
    const many = Array.from({ length: 5000 }, (_, at) => `EMAIL:a${at}@many.example`)
    const found = await read(card('FN:Many', ...many) + card('FN:Anna', 'EMAIL:anna@a.example'), 4096)
    expect(found).toMatchObject([cardFaults.large, { names: ['Anna'] }])
  })

  test('shows nothing that deceives in a name', async () => {
    const [found] = await read(card('FN:Anna\u202E\u0007 Berg\\n<b>', 'EMAIL:anna@a.example'))
    expect(found).toMatchObject({ names: ['Anna Berg <b>'] })
  })

  test('from a server is known by the name that the server gives it', () => {
    expect(readCard(card('FN:Anna', 'EMAIL:anna', ' @a.example', 'UID:one'), '/anna.vcf')).toEqual({
      id: '/anna.vcf',
      names: ['Anna'],
      addresses: ['anna@a.example'],
    })
    expect(readCard('nothing', 'x')).toBe(cardFaults.cut)
  })
})

test.each([
  ['19800102', 1, 2],
  ['1980-01-02', 1, 2],
  ['--0102', 1, 2],
  ['--12-31', 12, 31],
  ['1980-01-02T23:30:00Z', 1, 2],
  ['20000229', 2, 29],
])('%s is a birthday', (written, month, day) => {
  expect(readBirthday(written)).toEqual({ month, day })
})

test.each([
  '---02',
  '1980',
  '1980-01',
  '--0230',
  '--1301',
  '1980-00-10',
  'circa 1800',
  '',
])('“%s” is none', (written) => {
  expect(readBirthday(written)).toBeUndefined()
})

test('whatever bytes a file holds, in whatever pieces it comes, the same comes of it and nothing throws', async () => {
  const line = fc.oneof(
    fc.constantFrom('BEGIN:VCARD', 'END:VCARD', 'AGENT:', 'FN:Anna', 'EMAIL:a@b.example', 'BDAY:--0102', 'NOTE;Q='),
    fc
      .tuple(fc.constantFrom('N', 'EMAIL', 'BDAY', 'item1.EMAIL'), fc.string({ unit: 'binary' }))
      .map((all) => all.join(':')),
    fc.string({ unit: 'binary' }).map((text) => `N;ENCODING=QUOTED-PRINTABLE;CHARSET=${text}:=C3=`),
  )
  await fc.assert(
    fc.asyncProperty(fc.array(line, { maxLength: 30 }), fc.integer({ min: 1, max: 50 }), async (lines, size) => {
      const bytes = new TextEncoder().encode(lines.join('\r\n'))
      expect(await read(bytes, size)).toEqual(await read(bytes, 10_000))
    }),
  )
})
