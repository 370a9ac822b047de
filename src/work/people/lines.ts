/** Something for somebody: a line of the owner's own that takes the place of the bracket of one first line, and is spent then. */
import type { User } from '../../db/accounts/users.ts'
import type { Database } from '../../db/database.ts'
import { listNotes, type NoteRow, openLines, spendLines } from '../../db/decisions.ts'
import { listDigests } from '../../db/digests.ts'
import type { KnownPerson } from '../../db/people.ts'
import type { Deps } from '../../deps.ts'
import type { Instant } from '../../facts.ts'
import type { Telling } from '../../letter/find/telling.ts'
import type { Card, Letter } from '../../letter/types.ts'
import { addressesOf, allHashes } from './decide.ts'

type Line = NonNullable<Telling['line']>

/** The newest of the notes about somebody that is such a line and was in no note so far. */
export function lineAmong(notes: readonly NoteRow[]): Line | undefined {
  const [line] = notes
    .filter(({ kind, doneAt }) => kind === 'line' && !doneAt)
    .toSorted((a, b) => b.at.epochMilliseconds - a.at.epochMilliseconds)
  return line && { id: line.id, text: line.text }
}

/** The same, else the one that went out with the last letters: until the two are in touch it is still what one would write. */
export async function lineFor(
  db: Database,
  userId: string,
  { notes, lastAt }: { readonly notes: readonly NoteRow[]; readonly lastAt: Instant | undefined },
): Promise<Line | undefined> {
  const fresh = lineAmong(notes)
  if (fresh) return fresh
  const since = lastAt?.epochMilliseconds ?? Number.NEGATIVE_INFINITY
  const spent = notes.filter(({ kind, doneAt }) => kind === 'line' && doneAt && doneAt.epochMilliseconds > since)
  if (!spent.length) return undefined
  const cards = (await listDigests(db, userId, lettersBack)).flatMap(({ items }) =>
    items.flatMap(({ card }) => card ?? []),
  )
  const ids = new Set(cards.flatMap(({ opener }) => opener.line?.id ?? []))
  const line = spent.find(({ id }) => ids.has(id))
  return line && { id: line.id, text: line.text }
}

/** The links of a letter last two weeks. */
const lettersBack = 2

/** The letter with the brackets of whatever lines were deleted since it was written, or went out elsewhere. */
export async function withLines(
  db: Database,
  { userId, createdAt }: { readonly userId: string; readonly createdAt: Instant },
  letter: Letter,
): Promise<Letter> {
  const ids = idsIn(letter)
  if (!ids.length) return letter
  const open = await openLines(db, userId, { ids, since: createdAt })
  return {
    ...letter,
    cards: letter.cards.map((card) => (card.opener.line && !open.has(card.opener.line.id) ? bare(card) : card)),
  }
}

function bare(card: Card): Card {
  const { line, ...opener } = card.opener
  return { ...card, opener: { ...opener, text: line?.bare ?? opener.text } }
}

const idsIn = ({ cards }: Letter) => cards.flatMap(({ opener }) => opener.line?.id ?? [])

/** What stands in a letter that leaves is spent. */
export const spendLinesOf = (tx: Database, userId: string, { letter, at }: { letter: Letter; at: Instant }) =>
  spendLines(tx, userId, { ids: idsIn(letter), at })

/** What stands in a note to somebody that was sent or taken along is spent. */
export async function spendLinesIn(
  deps: Deps,
  user: User,
  { person, note }: { readonly person: KnownPerson; readonly note: string },
): Promise<void> {
  const { db, now } = deps
  const lines = (await listNotes(db, user.id, await allHashes(deps, addressesOf(person)))).filter(
    ({ kind, doneAt, text }) => kind === 'line' && !doneAt && holds(note.toLowerCase(), coreOf(text)),
  )
  await spendLines(db, user.id, { ids: lines.map(({ id }) => id), at: now() })
}

/** In whole words: a short line is no part of another word. */
function holds(note: string, line: string): boolean {
  const at = note.indexOf(line)
  return at >= 0 && !isOfWord(note.charAt(at - 1)) && !isOfWord(note.charAt(at + line.length))
}

const isOfWord = (letter: string) => /[\p{L}\p{N}]/u.test(letter)

/** As it stands in a note, whatever begins and ends the sentence there. */
const coreOf = (text: string) => text.replaceAll('[', '(').replaceAll(']', ')').toLowerCase()
