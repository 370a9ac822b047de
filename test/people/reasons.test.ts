/** Reasons are stored in English and told in the tongue of whoever reads them. */
import { expect, test } from 'vitest'
import { reason, reasonIn } from '../../src/people/reasons.ts'

test.each([
  [reason('same full name, {}', 'Maren Okafor'), 'derselbe volle Name: Maren Okafor'],
  [
    reason('names a letter apart, {} and {}', 'Kari Moss', 'Karl Moss'),
    'Namen, die ein Buchstabe unterscheidet: Kari Moss und Karl Moss',
  ],
  [reason('same local part at {}, {}', 'acme.example', 'anna'), 'dasselbe vor dem @ bei acme.example: anna'],
  [reason('{} was {} before', 'new.example', 'old.example'), 'new.example war vorher old.example'],
  [reason('one contact of yours has both'), 'ein Kontakt von dir hat beide'],
  [reason('one contact of yours has both, {}', 'Anna'), 'ein Kontakt von dir hat beide: Anna'],
  [reason('nobody reads mail to {}@', 'noreply'), 'Mail an noreply@ liest niemand'],
  [
    reason('They arrange things for {}, to whom those meetings are counted.', 'Dr. Yusra Holt'),
    'Vereinbart Termine für Dr. Yusra Holt; dort werden diese Treffen gezählt.',
  ],
  [reason('The folder “{}” of {}', 'Kunden', 'sam@acme.example'), 'Der Ordner „Kunden“ von sam@acme.example'],
])('%s is told in German as “%s”', (stored, german) => {
  expect(reasonIn('de', stored)).toBe(german)
  expect(reasonIn('en', stored)).toBe(stored)
})

test('what speaks against a person is told clause by clause', () => {
  expect(reasonIn('de', 'sends in bulk, an address nobody reads, never answered by you')).toBe(
    'verschickt in Massen, eine Adresse, die niemand liest, von dir nie beantwortet',
  )
})

test('a reason that an older version stored, or the name of an account, is said as it stands', () => {
  for (const stored of ['said by a version of long ago', 'sends in bulk, or so', 'sam@acme.example', ''])
    expect(reasonIn('de', stored)).toBe(stored)
})
