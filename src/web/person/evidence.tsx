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

/** What the reasons rest on: each a fact with its date. `still`: what is open is left out, and what was stays. */
export function Evidence({ view, still = false }: { view: PersonView; still?: boolean }) {
  const known = evidenceOf(view, { still })
  return known.length ? (
    <section>
      <h2>What there is</h2>
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
  return (
    <section id="notes">
      <h2>Your notes</h2>
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
                  <DoneButton note={note} personId={person.id} csrf={csrf} />
                  <PostForm action={`/people/${person.id}/note`} csrf={csrf} hidden={{ id: note.id, note: '' }}>
                    <button type="submit" class="q small">
                      Delete
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
          <label for="note">A line to remember, such as something promised. It stays on this server.</label>
          <input id="note" type="text" name="note" maxlength={1000} autocomplete="off" value={draft || undefined} />
          <label for="note-day">A day for it, if it has one. “By Friday” in the line is enough.</label>
          <input id="note-day" type="date" name="until" />
          <button type="submit" class="q">
            Keep it
          </button>
          <button type="submit" name="kind" value="line" class="q">
            Keep it for your next note to {firstNameOf(person)}
          </button>
          <p class="meta">
            Something for {firstNameOf(person)}, such as a link or a thought, goes where the first line of that note has
            a bracket to fill: once, as you wrote it.
          </p>
        </PostForm>
      )}
      <p class="meta">
        <a href="/promises">All your notes and promises</a>
      </p>
    </section>
  )
}

/** What was just deleted, and the way back; it stands nowhere else any more. */
export function Deleted({ view: { person, csrf }, note }: { view: PersonView; note: NoteRow }) {
  const hidden = {
    note: note.text,
    at: note.at.toString(),
    ...(note.due ? { until: note.due } : {}),
    ...(note.kind === 'line' ? { kind: 'line' } : {}),
  }
  return (
    <div class="notice" role="status">
      <p>Deleted.</p>
      <PostForm action={`/people/${person.id}/note`} csrf={csrf} hidden={hidden}>
        <button type="submit" class="q small">
          Undo
        </button>
      </PostForm>
    </div>
  )
}
