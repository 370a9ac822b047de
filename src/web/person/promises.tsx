/** All notes and promises on one page: those with a day first, then the others, then what is done. */
import { Hono } from 'hono'
import * as z from 'zod'
import { changeNotes, distinctNotes, listAllNotes, type NoteRow } from '../../db/decisions.ts'
import { asOf, findPerson, type KnownPerson, listPeople } from '../../db/people.ts'
import { UserError } from '../../errors.ts'
import { type Place, placeOfUser } from '../../place.ts'
import { policy, sayLasting } from '../../policy.ts'
import { cleanText } from '../../text.ts'
import { writtenSince } from '../../work/letter/beside/promises.ts'
import { readMailboxes } from '../../work/letter/sources/accounts.ts'
import { addressesOf, allHashes } from '../../work/people/decide.ts'
import { notesByPerson } from '../../work/people/notes.ts'
import { dueOf, unknownPerson } from '../frame/asked.ts'
import { askAfter, Behind, isBehind } from '../frame/behind.tsx'
import { field, readFields } from '../frame/form.ts'
import { PostForm, render } from '../frame/layout.tsx'
import { idOf } from '../frame/path.ts'
import { type Env, type Page, readForm, requireUser } from '../frame/session.ts'
import { day, nameOf } from '../frame/words.ts'
import { DayOf, DoneButton } from './note-day.tsx'

/** The id of a note; that it is done or not; else its day, or none any more. */
const promiseSchema = z.object({
  id: field.id,
  done: field.among(['1', '0']),
  until: field.day,
  back: field.among(['promises']),
})

/**
 * The page of all notes, and what may be said of one.
 * @throws UserError, from its handlers: 404 for somebody unknown or a note that is gone, 400 for a day that is over
 */
export function promiseRoutes(): Hono<Env> {
  const routes = new Hono<Env>()
  routes.get('/promises', askAfter, show)
  routes.post('/people/:id/promise', async (c) => {
    const deps = c.get('deps')
    const { user, form } = await readForm(c)
    const fields = readFields(form, promiseSchema)
    const at = deps.now()
    const person = await findPerson(deps.db, user.id, idOf(c, 'id'))
    if (!person) throw unknownPerson()
    const set =
      fields.done === undefined
        ? { due: fields.until ? (dueOf({ user, at }, { text: '', chosen: fields.until }) ?? null) : null }
        : { doneAt: fields.done === '1' ? at : null }
    const hashes = await allHashes(deps, addressesOf(person))
    if (!(await changeNotes(deps.db, { userId: user.id, hashes, id: fields.id }, set)))
      throw new UserError(404, 'This note is gone already.')
    return c.redirect(fields.back ? `/promises#note-${fields.id}` : `/people/${person.id}#notes`, 303)
  })
  return routes
}

/** A note, whose it is, and when something last went to them. */
interface Noted {
  readonly note: NoteRow
  readonly person?: KnownPerson
  readonly wrote?: { readonly at: NoteRow['at'] } | undefined
}

async function show(c: Page): Promise<Response> {
  const deps = c.get('deps')
  const { db } = deps
  const user = requireUser(c)
  const at = deps.now()
  const behind = await isBehind(c, user.id)
  const [rows, mailboxes] = await Promise.all([listAllNotes(db, user.id), readMailboxes(db, user)])
  const people = rows.length ? await listPeople(db, user.id) : []
  const noted: Noted[] = []
  const { own } = mailboxes
  for (const { person, notes } of await notesByPerson(deps, rows, people)) {
    // No list names whoever has died: what was noted stays on the page of theirs.
    if (person?.state === 'died') continue
    for (const note of distinctNotes(notes)) {
      const open = person && note.due && !note.doneAt
      const wrote = open ? await writtenSince(db, note.at, { person, userId: user.id, own, at }) : undefined
      noted.push({ note, ...(person ? { person: asOf(person, at) } : {}), ...(wrote ? { wrote } : {}) })
    }
  }
  const open = noted
    .filter(({ note }) => note.due && !note.doneAt)
    .toSorted((a, b) => ((a.note.due ?? '') < (b.note.due ?? '') ? -1 : 1))
  const lines = noted.filter(({ note }) => !note.due && !note.doneAt).toSorted(newestFirst)
  const over = noted.filter(({ note }) => note.doneAt).toSorted(newestFirst)
  const about = { csrf: c.get('csrf'), place: placeOfUser(user) }
  return render(
    c,
    { title: 'Promises and notes', at: 'people' },
    <>
      <h1>Promises and notes</h1>
      <Behind is={behind} />
      {noted.length ? null : (
        <p class="lede">Nothing is noted so far. A line to remember can be kept on the page of each of your people.</p>
      )}
      <Section title="With a day" noted={open} {...about} />
      <Section title="To remember" noted={lines} {...about} />
      <Section title="Done" noted={over} {...about} />
      <p class="meta">
        What has a day stands in the letter of its week, and once more within {sayLasting(policy.promiseLate)} after it.
        From then on it stays here and on the page of the person.
      </p>
    </>,
  )
}

const newestFirst = (a: Noted, b: Noted) => b.note.at.epochMilliseconds - a.note.at.epochMilliseconds

interface SectionProps {
  readonly title: string
  readonly noted: readonly Noted[]
  readonly csrf: string
  readonly place: Place
}

function Section({ title, noted, csrf, place }: SectionProps) {
  return noted.length ? (
    <section>
      <h2>{title}</h2>
      <ul class="plain">
        {noted.map(({ note, person, wrote }) => (
          <li id={`note-${note.id}`}>
            <p class="tight">
              {person ? (
                <a href={`/people/${person.id}#notes`}>{nameOf(person)}</a>
              ) : (
                'Somebody who is in no mail here any more'
              )}
              : {cleanText(note.text, 1000)}
            </p>
            <p class="meta tight">
              Noted on {day(note.at, place)}. <DayOf note={note} place={place} />
              {wrote ? ` You wrote to them on ${day(wrote.at, place)}.` : ''}
            </p>
            {person ? (
              <div class="acts">
                <DoneButton note={note} personId={person.id} csrf={csrf} back="promises" />
                {note.doneAt || note.kind === 'line' ? null : <DayForm note={note} person={person} csrf={csrf} />}
              </div>
            ) : null}
          </li>
        ))}
      </ul>
    </section>
  ) : null
}

function DayForm({
  note,
  person,
  csrf,
}: {
  readonly note: NoteRow
  readonly person: KnownPerson
  readonly csrf: string
}) {
  const field = `day-${note.id}`
  return (
    <PostForm
      action={`/people/${person.id}/promise`}
      csrf={csrf}
      class="line"
      hidden={{ id: note.id, back: 'promises' }}
    >
      <label for={field}>{note.due ? 'Another day' : 'A day for it'}</label>
      <input id={field} type="date" name="until" value={note.due ?? ''} />
      <button type="submit" class="q small">
        {note.due ? 'Change' : 'Keep the day'}
        <span class="vh">: {nameOf(person)}</span>
      </button>
    </PostForm>
  )
}
