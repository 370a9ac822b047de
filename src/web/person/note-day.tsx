/** The day of a note and its end, as they stand beside it wherever it is shown. */
import { Temporal } from 'temporal-polyfill'
import { weekdayAndDate } from '../../dates.ts'
import type { NoteRow } from '../../db/decisions.ts'
import { type Place, tongueOf } from '../../place.ts'
import { PostForm } from '../frame/layout.tsx'
import { day } from '../frame/words.ts'
import { personWords } from './words.ts'

interface DayProps {
  readonly note: Pick<NoteRow, 'due' | 'doneAt' | 'kind'>
  readonly place: Place
}

/** "For Friday 4 December", or "Done on 2 December"; of a line for a note, whether it went into one. */
export function DayOf({ note, place }: DayProps) {
  const words = personWords(tongueOf(place)).notes
  if (note.kind === 'line')
    return <span class="meta">{note.doneAt ? words.wentOut(day(note.doneAt, place)) : words.forANote}</span>
  if (note.doneAt) return <span class="meta">{words.doneOn(day(note.doneAt, place))}</span>
  return note.due ? <span class="meta">{dueWords(note.due, place)}</span> : null
}

function dueWords(due: string, place: Place): string {
  const then = Temporal.PlainDate.from(due)
  return personWords(tongueOf(place)).notes.for(weekdayAndDate(then, place), then.year)
}

/** A tap says that it is done, and another that it is not. Of a line without a day and end nothing is asked. */
export function DoneButton({
  note,
  personId,
  csrf,
  place,
  back,
}: {
  readonly note: Pick<NoteRow, 'id' | 'due' | 'doneAt' | 'kind'>
  readonly personId: string
  readonly csrf: string
  readonly place: Place
  readonly back?: 'promises'
}) {
  const isLine = note.kind === 'line'
  if (!note.due && !note.doneAt && !isLine) return null
  const words = personWords(tongueOf(place)).notes
  const [undo, tap] = isLine ? [words.useAgain, words.used] : [words.notDone, words.done]
  const hidden = { id: note.id, done: note.doneAt ? '0' : '1', ...(back ? { back } : {}) }
  return (
    <PostForm action={`/people/${personId}/promise`} csrf={csrf} hidden={hidden}>
      <button type="submit" class="q small">
        {note.doneAt ? undo : tap}
      </button>
    </PostForm>
  )
}
