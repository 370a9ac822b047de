/** What a tie rests on, and the owner's notes. */
import type { NoteRow } from '../../db/decisions.ts'
import type { KnownPerson } from '../../db/people.ts'
import type { Quote } from '../../people/types.ts'
import { type Place, placeOfUser } from '../../place.ts'
import { cleanText } from '../../text.ts'
import { PostForm } from '../frame/layout.tsx'
import type { PersonView } from '../frame/view.ts'
import { count, day } from '../frame/words.ts'
import { DayOf, DoneButton } from './note-day.tsx'

/** What the reasons rest on: each a fact with its date. `still`: what is open is left out, and what was stays. */
export function Evidence({ view: { person, user, now }, still = false }: { view: PersonView; still?: boolean }) {
  const tie = person.relationship
  const on = (quote: Quote) => day(quote.at, placeOfUser(user))
  const quoted = ({ title }: { readonly title?: string }) => (title ? ` “${cleanText(title)}”` : '')
  const points: (readonly [string, string] | undefined)[] = [
    tie.plannedAt && tie.plannedAt.epochMilliseconds > now.epochMilliseconds
      ? ['Planned', `You meet on ${day(tie.plannedAt, placeOfUser(user))}.`]
      : undefined,
    tie.owed
      ? [tie.owed.asks ? 'Still open' : 'Last word', `Their message${quoted(tie.owed)} of ${on(tie.owed)}.`]
      : undefined,
    tie.unanswered
      ? [
          'Last word',
          `Your message${quoted(tie.unanswered)} of ${on(tie.unanswered)} has had no answer; that is often timing.`,
        ]
      : undefined,
    tie.introduced
      ? [
          'Introduction',
          `You introduced them to ${cleanText(tie.introduced.personName, 80)} on ${on(tie.introduced.quote)}.`,
        ]
      : undefined,
    tie.introducedBy
      ? [
          'Introduction',
          `${cleanText(tie.introducedBy.personName, 80)} introduced you on ${on(tie.introducedBy.quote)}.`,
        ]
      : undefined,
    ...[...tie.series]
      .sort((a, b) => b.lastAt.epochMilliseconds - a.lastAt.epochMilliseconds)
      .slice(0, 4)
      .map(
        (one) =>
          [
            'Shared',
            `${count(one.count, 'meeting')}${quoted(one)}, ${one.ended ? 'ended' : 'last'} on ${day(one.lastAt, placeOfUser(user))}.`,
          ] as const,
      ),
    tie.lastThread
      ? [
          'Last thread',
          `You last wrote to each other${tie.lastThread.title ? ` about${quoted(tie.lastThread)}` : ''} on ${on(tie.lastThread)}.`,
        ]
      : undefined,
    tie.out + tie.in + tie.met > 0
      ? [
          'In numbers',
          numbers(view(tie), tie.firstAt ? `, since ${day(tie.firstAt, placeOfUser(user))}` : '', placeOfUser(user)),
        ]
      : undefined,
  ]
  const known = points.filter((point) => point !== undefined).filter(([label]) => !still || !pending.has(label))
  return known.length ? (
    <section>
      <h2>What there is</h2>
      <ul class="plain">
        {known.map(([label, sentence]) => (
          <li>
            <b>{label}.</b> {sentence}
          </li>
        ))}
      </ul>
    </section>
  ) : null
}

const pending: ReadonlySet<string> = new Set(['Planned', 'Still open', 'Last word', 'Introduction'])

/** A small meeting counts once in each direction, and is told apart here again. */
const view = ({ out, in: incoming, met, smallMeetings }: KnownPerson['relationship']) => ({
  sent: Math.max(0, out - smallMeetings),
  received: Math.max(0, incoming - smallMeetings),
  met,
})

function numbers({ sent, received, met }: ReturnType<typeof view>, span: string, place: Place): string {
  return `${count(sent, 'email', 'emails', place)} from you, ${count(received, 'email', 'emails', place)} from them, ${count(met, 'meeting', 'meetings', place)}${span}.`
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
  const hidden = { note: note.text, at: note.at.toString(), ...(note.due ? { until: note.due } : {}) }
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
