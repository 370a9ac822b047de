/** What a tie rests on, and the owner's notes. */
import type { NoteRow } from '../../db/decisions.ts'
import { firstNameOf } from '../../people/identity/first-name.ts'
import { placeOfUser } from '../../place.ts'
import { cleanText } from '../../text.ts'
import { PostForm } from '../frame/layout.tsx'
import type { PersonView } from '../frame/view.ts'
import { day } from '../frame/words.ts'
import { evidenceOf } from './evidence-points.ts'
import { DayOf, DoneButton } from './note-day.tsx'
import { personWordsFor } from './words.ts'

/** What the reasons rest on: each a fact with its date. `still`: what is open is left out, and what was stays. */
export function Evidence({ view, still = false }: { view: PersonView; still?: boolean }) {
  const known = evidenceOf({ ...view, place: placeOfUser(view.user) }, { still })
  return known.length ? (
    <section>
      <h2>{personWordsFor(view.user).evidence.heading}</h2>
      <ul class="plain">
        {known.map(({ label, sentence }) => (
          <li>
            <b>{label}.</b> {sentence}
          </li>
        ))}
      </ul>
    </section>
  ) : null
}

interface NotesProps {
  readonly view: PersonView
  readonly notes: readonly NoteRow[]
  /** Nothing is added or deleted. */
  readonly still?: boolean
  /** What stands in the form for a new one already. */
  readonly draft?: string | undefined
}

export function Notes({ view: { person, csrf, user }, notes, still = false, draft }: NotesProps) {
  if (still && !notes.length) return null
  const words = personWordsFor(user).notes
  return (
    <section id="notes">
      <h2>{words.heading}</h2>
      {notes.length ? (
        <ul class="plain">
          {notes.map((note) => (
            <li class="row">
              <div class="grow">
                {cleanText(note.text, 1000)} <span class="meta">{day(note.at, placeOfUser(user))}</span>
                <DayOf note={note} place={placeOfUser(user)} />
              </div>
              {still ? null : (
                <>
                  <DoneButton note={note} personId={person.id} csrf={csrf} place={placeOfUser(user)} />
                  <PostForm action={`/people/${person.id}/note`} csrf={csrf} hidden={{ id: note.id, note: '' }}>
                    <button type="submit" class="q small">
                      {words.delete}
                    </button>
                  </PostForm>
                </>
              )}
            </li>
          ))}
        </ul>
      ) : null}
      {still ? null : (
        <PostForm action={`/people/${person.id}/note`} csrf={csrf} class="line">
          <label for="note">{words.line}</label>
          <input id="note" type="text" name="note" maxlength={1000} autocomplete="off" value={draft || undefined} />
          <label for="note-day">{words.day}</label>
          <input id="note-day" type="date" name="until" />
          <button type="submit" class="q">
            {words.keep}
          </button>
          <button type="submit" name="kind" value="line" class="q">
            {words.keepLine(firstNameOf(person))}
          </button>
          <p class="meta">{words.lineFor(firstNameOf(person))}</p>
        </PostForm>
      )}
      <p class="meta">
        <a href="/promises">{words.all}</a>
      </p>
    </section>
  )
}

/** What was just deleted, and the way back; it stands nowhere else any more. */
export function Deleted({ view: { person, csrf, user }, note }: { view: PersonView; note: NoteRow }) {
  const words = personWordsFor(user).notes
  const hidden = {
    note: note.text,
    at: note.at.toString(),
    ...(note.due ? { until: note.due } : {}),
    ...(note.kind === 'line' ? { kind: 'line' } : {}),
  }
  return (
    <div class="notice" role="status">
      <p>{words.deleted}</p>
      <PostForm action={`/people/${person.id}/note`} csrf={csrf} hidden={hidden}>
        <button type="submit" class="q small">
          {words.undo}
        </button>
      </PostForm>
    </div>
  )
}
