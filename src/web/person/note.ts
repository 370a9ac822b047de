/** Keeps and deletes lines about somebody; what was deleted is handed back once, so that it can be kept again. */
import { Temporal } from 'temporal-polyfill'
import * as z from 'zod'
import type { Database } from '../../db/database.ts'
import { deleteNote, type NoteRow, nextMoment } from '../../db/decisions.ts'
import { UserError } from '../../errors.ts'
import { policy } from '../../policy.ts'
import { cleanText } from '../../text.ts'
import { addressesOf, allHashes, keepNote } from '../../work/people/decide.ts'
import { type Asked, dueOf } from '../frame/asked.ts'
import { field } from '../frame/form.ts'

const longestNote = 1000

export const noteGone = () => new UserError(404, { en: 'This note is gone already.', de: 'Diese Notiz ist schon weg.' })

/** A line and the day that it is for, or the id of the note that goes; and the moment of one that is kept again. */
export const noteSchema = z.object({
  note: field.text(longestNote),
  id: field.id,
  at: field.instant,
  until: field.day,
  kind: field.among(['line']),
})

/**
 * Adds the note in the form, or deletes the one with `id` where the text is empty. A note that is undeleted brings the
 * moment `at` at which it was made. A day that is not chosen is read from the line itself; a line for the next note to them
 * has none.
 * @returns the note that was deleted: it is stored nowhere any more
 * @throws UserError 400 where there is nothing to keep, or for a day that is over, 404 where the note is not theirs
 */
export async function changeNote(
  tx: Database,
  asked: Asked<z.output<typeof noteSchema>>,
): Promise<NoteRow | undefined> {
  const { deps, user, person, fields } = asked
  const { id } = fields
  const text = cleanText(fields.note, longestNote)
  if (id && !text) {
    const deleted = await deleteNote(tx, user.id, await allHashes(deps, addressesOf(person)), id)
    if (!deleted) throw noteGone()
    return deleted
  }
  if (!text)
    throw new UserError(400, {
      en: 'The note was empty, so nothing was kept.',
      de: 'Die Notiz war leer, also wurde nichts gespeichert.',
    })
  const { kind = 'note' } = fields
  if (kind === 'line' && text.length > policy.lineForANote) throw tooLongForANote()
  const before = fields.at && Temporal.Instant.compare(fields.at, asked.at) <= 0 ? fields.at : undefined
  const read = () => (before ? fields.until?.toString() : dueOf(asked, { text, chosen: fields.until }))
  const due = kind === 'line' ? undefined : read()
  const at = before ?? (await nextMoment(tx, user.id, asked.at))
  await keepNote(tx, { deps, userId: user.id, addresses: addressesOf(person), person, at }, { text, due, kind })
  return undefined
}

const tooLongForANote = () =>
  new UserError(400, {
    en: `A line for a note has up to ${policy.lineForANote} characters, and this one has more. Shorten it, or keep it as a line to remember; nothing was kept.`,
    de: `Eine Zeile für eine Nachricht hat höchstens ${policy.lineForANote} Zeichen, und diese hat mehr. Kürze sie, oder behalte sie als Notiz zum Merken; gespeichert wurde nichts.`,
  })
