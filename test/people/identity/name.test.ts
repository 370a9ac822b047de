import { expect, test } from 'vitest'
import { plainName } from '../../../src/people/identity/name.ts'
import { bestName } from '../../../src/people/identity/naming.ts'

test.each([
  ['Berg, Anna', 'Anna Berg'],
  ['Dr. Anna Berg (Acme)', 'Anna Berg'],
  ['“Anna Berg”', 'Anna Berg'],
  ['Anna\r\nBcc: eve', 'Anna Bcc: eve'],
  ['anna@berg.example', undefined],
  ['Anna, see https://evil.example/x', undefined],
  ['www.evil.example', undefined],
  // What is still encoded after decoding would be decoded by whoever shows a subject with it.
  ['=?utf-8?B?4oCuZXZpbA==?=', undefined],
  ['12345', undefined],
  ['Döe, Jane - ACME', 'Jane Döe'],
  ['Anna Maria Berg | ACME', 'Anna Maria Berg'],
  ['Leave My Contract | Ad', 'Leave My Contract | Ad'],
])('%j is read as %j', (written, read) => expect(plainName(written)).toBe(read))

test('nobody is shown by a name that a mail program would make a link of', () => {
  const names = new Map([
    ['Win at https://evil.example now', 9],
    ['Anna', 1],
  ])
  expect(bestName(names, 'anna@berg.example')).toBe('Anna')
  expect(bestName(new Map([['https://evil.example', 3]]), 'anna@berg.example')).toBe('anna')
})
