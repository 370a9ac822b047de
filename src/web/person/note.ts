/** Keeps and deletes lines about somebody; what was deleted is handed back once, so that it can be kept again. */
import { Temporal } from 'temporal-polyfill'
import type { Database } from '../../db/database.ts'
import { deleteNote, type NoteRow, nextMoment } from '../../db/decisions.ts'
import { UserError } from '../../errors.ts'
import type { Instant } from '../../facts.ts'
import { cleanText } from '../../text.ts'
import { addressesOf, allHashes, keepNote } from '../../work/people/decide.ts'
import { type Asked, textOf } from '../frame/form.ts'

/**
 * Adds the note in the form, or deletes the one with `id` where the text is empty. A note that is undeleted brings the
 * moment `at` at which it was made.
 * @returns the note that was deleted: it is stored nowhere any more
 * @throws UserError 400 where there is nothing to keep, 404 where the note is not theirs
 */
export async function changeNote(tx: Database, asked: Asked): Promise<NoteRow | undefined> {
  const { deps, user, person, form } = asked
  const text = cleanText(textOf(form, 'note'), 1000)
  const id = textOf(form, 'id')
  if (id && !text) {
    const deleted = await deleteNote(tx, user.id, await allHashes(deps, addressesOf(person)), id)
    if (!deleted) throw new UserError(404, 'This note is gone already.')
    return deleted
  }
  if (!text) throw new UserError(400, 'The note was empty, so nothing was kept.')
  const at = madeAt(textOf(form, 'at'), asked.at) ?? (await nextMoment(tx, user.id, asked.at))
  await keepNote(tx, { deps, userId: user.id, addresses: addressesOf(person), person, at }, text)
  return undefined
}

/** Undefined for what is no moment of the past. */
function madeAt(text: string, now: Instant): Instant | undefined {
  try {
    const at = text ? Temporal.Instant.from(text) : undefined
    return at && at.epochMilliseconds <= now.epochMilliseconds ? at : undefined
  } catch {
    return undefined
  }
}
