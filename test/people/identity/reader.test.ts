/** What people are called by, of names as they are written all over the world. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { firstNameOf } from '../../../src/people/identity/first-name.ts'
import { bestName } from '../../../src/people/identity/naming.ts'
import { readName } from '../../../src/people/identity/reader.ts'

type Row = readonly [written: string, first: string | undefined, whole?: string]

const tables: Readonly<Record<string, { readonly kind: string; readonly rows: readonly Row[] }>> = {
  'an initial is no name': {
    kind: 'person',
    rows: [
      ['J. Smith', undefined],
      ['J Smith', undefined],
      ['J.R. Smith', undefined],
      ['J. R. R. Tolkien', undefined],
      ['JRR Tolkien', undefined],
      ['JP Kroll', undefined],
      ['Chr. Berg', undefined],
      ['Smith, J.', undefined, 'J. Smith'],
      ['Maria J. Lopez', 'Maria'],
    ],
  },
  'a title is no name, in any language': {
    kind: 'person',
    rows: [
      ['Dr. Anna Berg', 'Anna', 'Anna Berg'],
      ['Prof. Dr. Anna Berg', 'Anna', 'Anna Berg'],
      ['Prof. Dr. med. Anna Berg', 'Anna', 'Anna Berg'],
      ['Dipl.-Ing. (FH) Anna Berg', 'Anna', 'Anna Berg'],
      ['Herr Tom Berg', 'Tom', 'Tom Berg'],
      ['Frau Dr. Anna Berg', 'Anna', 'Anna Berg'],
      ['Dott. Mario Rossi', 'Mario', 'Mario Rossi'],
      ['Dott.ssa Lucia Rossi', 'Lucia', 'Lucia Rossi'],
      ['Sig. Mario Rossi', 'Mario', 'Mario Rossi'],
      ['Sig.ra Lucia Rossi', 'Lucia', 'Lucia Rossi'],
      ['Avv. Mario Rossi', 'Mario', 'Mario Rossi'],
      ['Mr Tom Berg', 'Tom', 'Tom Berg'],
      ['Mrs. Anna Berg', 'Anna', 'Anna Berg'],
      ['Ms Anna Berg', 'Anna', 'Anna Berg'],
      ['Sir Tom Berg', 'Tom', 'Tom Berg'],
      ['M. Jean Dupont', 'Jean', 'Jean Dupont'],
      ['Mme Claire Dupont', 'Claire', 'Claire Dupont'],
      ['Sr. Juan García', 'Juan', 'Juan García'],
      ['Sra. Ana García', 'Ana', 'Ana García'],
      ['Ing. Petr Novák', 'Petr', 'Petr Novák'],
      ['MUDr. Jana Nováková', 'Jana', 'Jana Nováková'],
      ['mr. drs. Jan de Vries', 'Jan', 'Jan de Vries'],
      ['Dhr. Jan de Vries', 'Jan', 'Jan de Vries'],
      ['Pan Jan Kowalski', 'Jan', 'Jan Kowalski'],
      ['Pani Anna Kowalska', 'Anna', 'Anna Kowalska'],
      ['Г-н Иван Петров', 'Иван', 'Иван Петров'],
      ['Berg, Dr. Anna', 'Anna', 'Anna Berg'],
      ['Berg, Prof. Dr. Anna', 'Anna', 'Anna Berg'],
      ['Prof. Berg, Anna, PhD', 'Anna', 'Anna Berg'],
      ['Herr Meier', undefined],
      ['Dr. Klein', undefined],
      ['Frau Dr. Klein', undefined],
      ['M. Dupont', undefined],
      ['Mme Dupont', undefined],
      ['Pan Kowalski', undefined],
      ['Sig. Rossi', undefined],
      ['Г-н Петров', undefined],
      ['Herr J. Meier', undefined, 'J. Meier'],
    ],
  },
  'a degree is no name': {
    kind: 'person',
    rows: [
      ['Anna Berg, PhD', 'Anna', 'Anna Berg'],
      ['Anna Berg, M.D., Ph.D.', 'Anna', 'Anna Berg'],
      ['Anna Berg Ph. D.', 'Anna', 'Anna Berg'],
      ['Anna Berg, MA', 'Anna', 'Anna Berg'],
      ['Berg, Anna, PhD', 'Anna', 'Anna Berg'],
      ['Ben Kroll MD', 'Ben', 'Ben Kroll'],
      ['Ben Kroll Jr.', 'Ben', 'Ben Kroll'],
      ['Jack Ma', 'Jack'],
      ['Ben Kroll, MD', 'Ben', 'Ben Kroll'],
      ['Joe Foo, PhD', 'Joe', 'Joe Foo'],
      ['Foo, Joe, PhD', 'Joe', 'Joe Foo'],
      ['Anna Berg, M.Sc.', 'Anna', 'Anna Berg'],
      ['Anna Berg, MBA, LL.M.', 'Anna', 'Anna Berg'],
      ['Anna Berg, MBBS, FRCS', 'Anna', 'Anna Berg'],
      ['Anna Berg, Dr.', 'Anna', 'Anna Berg'],
      ['Berg, Anna, Dr. rer. nat.', 'Anna', 'Anna Berg'],
      ['Dr. med. Anna Berg', 'Anna', 'Anna Berg'],
    ],
  },
  'a firm behind a name is no part of it': {
    kind: 'person',
    rows: [
      ['Carla Doe, ACME GmbH', 'Carla', 'Carla Doe'],
      ['Anna Berg, Kroll GmbH', 'Anna', 'Anna Berg'],
      ['Doe, Carla, Kroll Ltd', 'Carla', 'Carla Doe'],
      ['Carla Doe, ACME', 'Carla', 'Carla Doe'],
      ['Döe, Jane - COMPANY', 'Jane', 'Jane Döe'],
      ['Jane Döe - Kroll GmbH', 'Jane', 'Jane Döe'],
      ['Jane Döe | Kroll', 'Jane', 'Jane Döe'],
      ['Ben Kroll, MD - ACME', 'Ben', 'Ben Kroll'],
    ],
  },
  'a family is called as a whole': {
    kind: 'family',
    rows: [
      ['Familie Meier', undefined],
      ['Famille Dupont', undefined],
      ['Familia García', undefined],
      ['Famiglia Rossi', undefined],
      ['Fam. de Vries', undefined],
      ['The Bergs', undefined],
      ['Die Bergs', undefined],
      ['The Berg Family', undefined],
      ['Berg Family', undefined],
      ['Семья Петровых', undefined],
    ],
  },
  'a couple is called by both': {
    kind: 'couple',
    rows: [
      ['Anna & Tom Berg', 'Anna and Tom'],
      ['Anna + Tom', 'Anna and Tom'],
      ['Anna and Tom Berg', 'Anna and Tom'],
      ['Anna Berg and Tom Kroll', 'Anna and Tom'],
      ['Anna und Tom', 'Anna und Tom'],
      ['Anna y Tomás', 'Anna y Tomás'],
      ['Anna et Tom Dupont', 'Anna et Tom'],
      ['Anna en Jan de Vries', 'Anna en Jan'],
      ['Anna e Mario Rossi', 'Anna e Mario'],
      ['Anna i Tom', 'Anna i Tom'],
      ['Анна и Иван', 'Анна и Иван'],
      ['ANNA & TOM BERG', 'Anna and Tom'],
      ['Berg, Anna & Tom', 'Anna and Tom', 'Anna & Tom Berg'],
      ['Mr. and Mrs. Berg', undefined],
      ['Mr and Mrs Berg', undefined],
      ['Herr und Frau Meier', undefined],
    ],
  },
  'a company or a team is called as a whole': {
    kind: 'organisation',
    rows: [
      ['Berg GmbH', undefined],
      ['Kroll Ltd', undefined],
      ['Kroll, Inc.', undefined],
      ['Kroll & Co.', undefined],
      ['Berg AG', undefined],
      ['Berg S.A.', undefined],
      ['Rossi S.r.l.', undefined],
      ['De Vries B.V.', undefined],
      ['Support Team', undefined],
      ['Praxis Dr. Klein', undefined],
      ['Sales (Anna)', undefined, 'Sales'],
      ['Berg Kroll, Inc.', undefined],
      ['Kroll GmbH - Anna Berg', undefined],
    ],
  },
  'last name and comma are turned': {
    kind: 'person',
    rows: [
      ['Berg, Anna', 'Anna', 'Anna Berg'],
      ['BERG, Anna Maria', 'Anna', 'Anna Maria BERG'],
      ['de Vries, Jan', 'Jan', 'Jan de Vries'],
      ['García López, María José', 'María', 'María José García López'],
      ['Nagy, Péter', 'Péter', 'Péter Nagy'],
    ],
  },
  'where the family may come first, the whole name is safe': {
    kind: 'person',
    rows: [
      ['山田 太郎', undefined],
      ['王伟', undefined],
      ['김민준', undefined],
      ['김 민준', undefined],
      ['Wang Wei', undefined],
      ['Wei Wang', 'Wei'],
      ['Zhang, Wei', 'Wei', 'Wei Zhang'],
      ['Kim Min-jun', undefined],
      ['Kim Jong Un', undefined],
      ['Min-jun Kim', 'Min-jun'],
      ['Kim Novak', 'Kim'],
      ['Lee Child', 'Lee'],
      ['Yamada Taro', undefined],
      ['Taro Yamada', 'Taro'],
      ['Nguyễn Văn An', undefined],
      ['Nagy Péter', undefined],
      ['Kovács Anna', undefined],
      ['Szentgyörgyi Zsófia', undefined],
      ['Anna Kovács', 'Anna'],
      ['BERG Anna', 'Anna'],
      ['DUPONT Jean-Luc', 'Jean-Luc'],
      ['Иванов Иван Иванович', 'Иван'],
      ['Иван Иванович Иванов', 'Иван'],
      ['דוד כהן', undefined],
      ['गीता शर्मा', undefined],
    ],
  },
  'the first of several names is the one, however it is written': {
    kind: 'person',
    rows: [
      ['Lucía Fernández Ortega', 'Lucía'],
      ['Jean-Luc Moreau', 'Jean-Luc'],
      ['O’Neil, Róisín', 'Róisín', 'Róisín O’Neil'],
      ['ANNA BERG', 'Anna'],
      ['ANNA-LENA BERG', 'Anna-Lena'],
      ['Anna BERG', 'Anna'],
      ['АННА БЕРГ', 'Анна'],
      ['anna berg', 'Anna'],
      ['jan de vries', 'Jan'],
      ['de vries', undefined],
      ['von Berg', undefined],
      ['De Vries', undefined],
      ['ANNA', 'Anna'],
      ['Teo', 'Teo'],
      ["Anna 'Annie' Berg", 'Anna'],
      ['Anna “Annie” Berg', 'Anna'],
      ['"Anna Berg"', 'Anna', 'Anna Berg'],
      ['Anna (Sales)', 'Anna', 'Anna'],
      ['Anna Berg [Kroll GmbH]', 'Anna', 'Anna Berg'],
      ['Anna Berg via Forum', 'Anna', 'Anna Berg'],
      ['Anna Berg über Forum', 'Anna', 'Anna Berg'],
    ],
  },
  'an account or an address is no name': {
    kind: 'none',
    rows: [
      ['annab', undefined],
      ['anna85', undefined],
      ['xX_anna_Xx', undefined],
      ['k.vogel', undefined],
      ['anna.berg@there.example', undefined],
      ['https://there.example', undefined],
      ['(Anna)', undefined],
      ['12345', undefined],
      ['', undefined],
    ],
  },
}

describe.each(Object.entries(tables))('%s', (_, { kind, rows }) => {
  const cases = rows.map(([written, first, whole = written]) => ({ written, first, whole }))
  test.each(cases)('$written is called $first', ({ written, first, whole }) => {
    const known = first === undefined ? {} : { first }
    expect(readName(written)).toEqual({ ...known, whole, kind })
  })
})

describe('the name that is kept', () => {
  const all = Object.values(tables).flatMap(({ rows }) => rows.map(([written]) => written))
  test.each(all.filter((written) => written !== ''))('%s is called the same read again', (written) => {
    const kept = bestName(new Map([[written, 1]]), 'a@b.example')
    const { first, whole, kind } = readName(written)
    if (kind !== 'none') expect(firstNameOf({ name: kept, address: 'a@b.example' })).toBe(first ?? whole)
    expect(readName(whole).first ?? whole).toBe(first ?? whole)
  })
})

test('whatever is written, both names stay on one short line without a gap to fill', () => {
  const part = fc.constantFrom(
    'Dr.',
    'Anna',
    'BERG',
    '&',
    'and',
    ',',
    ', ',
    '[',
    '(',
    'de',
    'Ph.',
    'D.',
    '\u202E',
    '\n',
    '"',
    ' ',
  )
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string({ unit: 'binary', maxLength: 300 }),
        fc.array(part).map((all) => all.join(' ')),
      ),
      (written) => {
        const { first = 'A', whole } = readName(written)
        for (const one of [first, whole]) {
          expect(one).not.toMatch(/[\p{Cc}\u202A-\u202E\u2066-\u2069[\]]/u)
          expect([...one].length).toBeLessThanOrEqual(120)
        }
        expect(first).not.toBe('')
        expect(firstNameOf({ name: written, address: 'a@b.example' })).not.toBe('')
      },
    ),
  )
})
