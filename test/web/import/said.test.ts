/** What is kept of an upload in English, as a German reader sees it. */
import { globSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { tooLarge } from '../../../src/node/import-command/entries.ts'
import { faults, note, place, problem, reason, why } from '../../../src/web/import/words/said-de.ts'

describe('a sentence on a file', () => {
  test('is known in German, whatever the reading says of one', () => {
    const sources = globSync(['src/node/import-command/*.ts', 'src/import/*.ts']).map((file) =>
      readFileSync(file, 'utf8'),
    )
    const said = sources.flatMap((text) =>
      [...text.matchAll(/['`]((?:is|holds|unpacks|does) [^'`$]{3,400}\.)['`]/g)].map(([, words = '']) => words),
    )
    expect(said.length).toBeGreaterThan(15)
    expect(said.filter((words) => !faults().has(words))).toEqual([])
    expect(faults().has(tooLarge)).toBe(true)
  })

  test.each([
    ['broken.zip is damaged in its archive.', 'broken.zip ist in ihrem Archiv beschädigt.'],
    ['mail.mbox cannot be read (EACCES).', 'mail.mbox lässt sich nicht lesen (EACCES).'],
    [
      'Not read in a.zip: b.pdf, c.doc and 3 more; each is empty.',
      'Nicht gelesen in a.zip: b.pdf, c.doc und 3 weitere; jeweils gilt: ist leer.',
    ],
    [
      'Spam.mbox was left out, because of what it holds: spam.',
      'Spam.mbox blieb außen vor, wegen seines Inhalts: Spam.',
    ],
    [
      'takeout-1 comes in several parts, and 002, 003 is not among the files; name all of them together.',
      'takeout-1 besteht aus mehreren Teilen, und unter den Dateien fehlt: 002, 003. Übergib alle zusammen.',
    ],
    ['of a version to come', 'of a version to come'],
  ])('%s', (said, german) => expect(note(said)).toBe(german))
})

test('why an address looks like the owner’s, where something stands, and why it was left out', () => {
  expect(why('wrote 1,234 messages that lie among sent mail')).toBe(
    'hat 1.234 Nachrichten geschrieben, die unter der gesendeten Mail liegen',
  )
  expect(why('stands on 1 message')).toBe('steht auf einer Nachricht')
  expect(place('archive.mbox, line 1,234')).toBe('archive.mbox, Zeile 1.234')
  expect(reason('older than is read', 2)).toBe('älter als das, was gelesen wird')
})

test('files that are somebody else’s', () => {
  expect(
    problem(
      'Of the 200 messages in these files only 1 names a@b.example, so they do not look like yours. Nothing was worked out.',
    ),
  ).toBe(
    'Von den 200 Nachrichten in diesen Dateien nennt nur eine a@b.example; sie sehen also nicht aus wie deine. Ausgewertet wurde nichts.',
  )
})
