/** Reads the owner's lines with a day for the letter of their week, and what went to each since it was noted. */
import type { Database } from '../../../db/database.ts'
import { distinctNotes, dueNotes, type NoteRow } from '../../../db/decisions.ts'
import { toStoredFacts } from '../../../db/fact-rows.ts'
import { timeline } from '../../../db/history/history.ts'
import type { KnownPerson } from '../../../db/people.ts'
import type { Deps } from '../../../deps.ts'
import type { Instant } from '../../../facts.ts'
import { type DueNote, dueSpan, promisesOf } from '../../../letter/promise/due.ts'
import type { Promised } from '../../../letter/types.ts'
import { instant } from '../../../people/days.ts'
import { firstNameOf } from '../../../people/identity/first-name.ts'
import type { Own } from '../../../people/identity/own.ts'
import { newestAddress } from '../../../people/newest-address.ts'
import { personalOthers } from '../../../people/tie/interaction.ts'
import { placeOfUser } from '../../../place.ts'
import { cleanText, normalise } from '../../../text.ts'
import { toContacts } from '../../people/contacts.ts'
import { notesByPerson } from '../../people/notes.ts'
import type { Sources } from '../sources/sources.ts'

/** Nothing is said of whoever is let go, or mourned. */
export async function readPromises(
  deps: Pick<Deps, 'db' | 'seal'>,
  { user, at, accounts, circle, letters, sayings, week }: Sources & { readonly week: string },
): Promise<readonly Promised[]> {
  const place = placeOfUser(user)
  const notes = dueNotes(sayings.notes, dueSpan(at.toZonedDateTimeISO(place.timeZone).toPlainDate()))
  if (!notes.length) return []
  const found: DueNote[] = []
  for (const { person, notes: theirs } of await notesByPerson(deps, notes, await circle.everybody()))
    if (person && maySpeakOf(person))
      for (const note of distinctNotes(theirs)) {
        const due = await dueNote(deps.db, note, { person, userId: user.id, own: accounts.own, at })
        if (due) found.push(due)
      }
  return promisesOf(found, {
    ...place,
    now: at,
    week,
    sent: letters.sent.map(({ week: sentIn, letter }) => ({ week: sentIn, promises: letter.promises ?? [] })),
  })
}

/** A line about somebody is the owner's own: only whom they let go, or mourn, is never spoken of. */
export const maySpeakOf = ({ kind, state, exclusions }: KnownPerson): boolean =>
  kind === 'person' &&
  (state === 'active' || state === 'resting' || state === 'elsewhere') &&
  !exclusions.some((one) => one.kind === 'mourning')

interface About {
  readonly person: KnownPerson
  readonly userId: string
  readonly own: Own
  readonly at: Instant
}

async function dueNote(db: Database, note: NoteRow, about: About): Promise<DueNote | undefined> {
  const { person } = about
  if (note.due === null) return undefined
  const wrote = await writtenSince(db, note.at, about)
  return {
    id: note.id,
    at: note.at,
    text: note.text,
    due: note.due,
    person: {
      personId: person.id,
      address: newestAddress(person),
      name: cleanText(person.name, 80),
      firstName: firstNameOf(person),
    },
    ...(wrote ? { wrote } : {}),
  }
}

/** The newest mail of the owner's to them and few others since then. */
export async function writtenSince(
  db: Database,
  since: Instant,
  { person, userId, own, at }: About,
): Promise<DueNote['wrote']> {
  const addresses = person.addresses.map(({ address }) => address)
  const theirs = new Set(addresses.map(normalise))
  const rows = await timeline(db, userId, { addresses, limit: newestRead })
  const last = toContacts(toStoredFacts(rows.reverse()), own, at).findLast(
    (one) =>
      one.kind === 'sent' &&
      one.at > since.epochMilliseconds &&
      one.at <= at.epochMilliseconds &&
      one.others.length <= personalOthers &&
      one.with.some((address) => theirs.has(normalise(address))),
  )
  return last && { id: last.id, at: instant(last.at) }
}

const newestRead = 100
