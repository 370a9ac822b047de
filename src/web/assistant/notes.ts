/** The owner's lines about somebody, where a token gives them, and one more. */
import * as z from 'zod'
import { listNotes, type NoteRow } from '../../db/decisions.ts'
import { findPerson } from '../../db/people.ts'
import { UserError } from '../../errors.ts'
import { policy } from '../../policy.ts'
import { cleanText } from '../../text.ts'
import { addressesOf, allHashes } from '../../work/people/decide.ts'
import { unknownPerson } from '../frame/asked.ts'
import { readFields } from '../frame/form.ts'
import { secondsToWait } from '../frame/limits.ts'
import { changeNote, noteSchema as noteForm } from '../person/note.ts'
import type { Circle, Told } from './circle.ts'
import { dayOf, type noteSchema } from './records.ts'
import type { Visit } from './visit.ts'

/** The newest lines about somebody. */
export async function notesOf({ person }: Told, visit: Visit, circle: Circle): Promise<z.output<typeof noteSchema>[]> {
  const { deps, user } = visit
  const rows = await listNotes(deps.db, user.id, await allHashes(deps, addressesOf(person)))
  const lines = rows.filter(({ text }) => !circle.isSilentOn(text))
  return lines.slice(0, mostNotes).map((row) => lineOf(row, visit))
}

const mostNotes = 20

const lineOf = ({ at, due, doneAt, text }: NoteRow, visit: Visit): z.output<typeof noteSchema> => ({
  notedOn: dayOf(at, visit) ?? '',
  day: due,
  done: doneAt !== null,
  text: cleanText(text, 1000),
})

export const lineSchema = z.strictObject({
  text: z.string().min(1).max(1000).describe('The line, in the owner’s words: “send the slides by Friday”.'),
  day: z.iso.date().optional().describe('The day it is for; one that the line names is found by itself.'),
})

/**
 * Keeps a line about somebody, as the form of their page does.
 * @throws UserError as that form does; 429 after many lines with one token
 */
export async function keepLine(
  { person: { id } }: Told,
  { text, day }: z.output<typeof lineSchema>,
  { deps, user, pass }: Visit,
): Promise<void> {
  const form = new FormData()
  form.set('note', text)
  form.set('until', day ?? '')
  const fields = readFields(form, noteForm)
  const seconds = secondsToWait('assistantNotes', pass.id)
  if (seconds)
    throw new UserError(429, {
      en: `More than ${policy.rates.assistantNotes.burst} lines were noted within a short time, so this one was not. Try again in ${seconds} seconds.`,
      de: `In kurzer Zeit wurden mehr als ${policy.rates.assistantNotes.burst} Zeilen notiert, diese also nicht. Versuch es in ${seconds} Sekunden noch einmal.`,
    })
  await deps.db.transaction(async (tx) => {
    const person = await findPerson(tx, user.id, id)
    if (!person) throw unknownPerson()
    await changeNote(tx, { deps, user, person, fields, at: deps.now() })
  })
}
