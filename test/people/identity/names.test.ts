/** What people are called by, of some three hundred names as they arrive from all over the world. */
import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { firstNameOf, greetingOf } from '../../../src/people/identity/first-name.ts'
import { bestName } from '../../../src/people/identity/naming.ts'
import { readName } from '../../../src/people/identity/reader.ts'
import { parseSender } from '../../../src/providers/standard/addresses.ts'

interface Row {
  readonly language: string
  readonly written: string
  readonly first: string | undefined
  readonly whole: string
  readonly kind: string
}

const rows = readFileSync(new URL('./names.tsv', import.meta.url), 'utf8')
  .split('\n')
  .filter((line) => line && !line.startsWith('#'))
  .map((line): Row => {
    const [language = '', written = '', first = '', whole = '', kind = ''] = line.split('\t')
    return { language, written, first: first === '-' ? undefined : first, whole: whole === '=' ? written : whole, kind }
  })

test('three hundred names of fifteen languages and more are read', () => {
  expect(rows.length).toBeGreaterThanOrEqual(300)
  expect(new Set(rows.map(({ language }) => language)).size).toBeGreaterThanOrEqual(15)
})

describe('a name as it arrives', () => {
  test.each(rows)('$written ($language) is called $first', ({ written, first, whole, kind }) => {
    const read = readName(written)
    expect({ first: read.first, kind: read.kind }).toEqual({ first, kind })
    if (kind === 'person') expect(read.whole).toBe(whole)
  })

  test.each(rows.filter(({ kind }) => kind === 'person'))('$written is called the same once it is kept', (row) => {
    const kept = bestName(new Map([[row.written, 1]]), 'a@b.example')
    expect(firstNameOf({ name: kept, address: 'a@b.example' })).toBe(row.first ?? row.whole)
  })

  test.each(rows.filter(({ kind }) => kind !== 'person'))('$written is never greeted by a first word', (row) => {
    const kept = bestName(new Map([[row.written, 1]]), 'a@b.example')
    const greeting = greetingOf({ name: kept, address: 'a@b.example' })
    const couple = row.kind === 'couple' ? row.first : undefined
    expect([couple ?? row.whole, readName(kept).whole, kept, '']).toContain(greeting)
  })
})

test('a header without quotes around a name with a comma is one person', () => {
  for (const name of ['Berg, Anna', 'Anna Berg, Acme', 'Ben Kroll, MD', 'Berg, Dr. Anna'])
    expect(parseSender([`${name} <anna@there.example>`])).toEqual({ address: 'anna@there.example', name })
})

test('whatever is written, nothing is thrown, and a greeting is one clean line that is not empty', () => {
  const pieces = fc.constantFrom(
    ...rows.flatMap(({ written }) => written.split(' ')),
    ',',
    ', ',
    '\u202E',
    '\u0000',
    '(',
    '|',
  )
  const writing = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 300 }),
    fc.array(pieces, { maxLength: 12 }).map((all) => all.join(' ')),
  )
  fc.assert(
    fc.property(writing, (name) => {
      const called = firstNameOf({ name, address: 'anna@there.example' })
      expect(called).not.toBe('')
      for (const one of [called, readName(name).whole, greetingOf({ name, address: 'anna@there.example' })])
        expect(one).not.toMatch(/[\p{Cc}\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]/u)
    }),
  )
})
