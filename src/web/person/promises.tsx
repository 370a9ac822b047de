/** All notes and promises on one page: those with a day first, then the others, then what is done. */
import { Hono } from 'hono'
import * as z from 'zod'
import { changeNotes, distinctNotes, listAllNotes, type NoteRow } from '../../db/decisions.ts'
import { asOf, findPerson, type KnownPerson } from '../../db/people.ts'
import { type Place, placeOfUser, tongueOf } from '../../place.ts'
import { cleanText } from '../../text.ts'
import { writtenSince } from '../../work/letter/beside/promises.ts'
import { readMailboxes } from '../../work/letter/sources/accounts.ts'
import { addressesOf, allHashes } from '../../work/people/decide.ts'
import { listNoted, notesByPerson } from '../../work/people/notes.ts'
import { dueOf, unknownPerson } from '../frame/asked.ts'
import { askAfter, Behind, isBehind } from '../frame/behind.tsx'
import { field, readFields } from '../frame/form.ts'
import { PostForm, render } from '../frame/layout.tsx'
import { idOf } from '../frame/path.ts'
import { type Env, type Page, readForm, requireUser } from '../frame/session.ts'
import { day, nameOf } from '../frame/words.ts'
import { noteGone } from './note.ts'
import { DayOf, DoneButton } from './note-day.tsx'
import { personWords } from './words.ts'

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
    if (!(await changeNotes(deps.db, { userId: user.id, hashes, id: fields.id }, set))) throw noteGone()
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
  const people = await listNoted(deps, user.id, rows)
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
  const words = personWords(tongueOf(about.place)).promises
  return render(
    c,
    { title: words.title, at: 'people' },
    <>
      <h1>{words.title}</h1>
      <Behind is={behind} tongue={tongueOf(about.place)} />
      {noted.length ? null : <p class="lede">{words.nothing}</p>}
      <Section title={words.withDay} noted={open} {...about} />
      <Section title={words.toRemember} noted={lines} {...about} />
      <Section title={words.done} noted={over} {...about} />
      <p class="meta">{words.foot()}</p>
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
  const words = personWords(tongueOf(place)).promises
  return noted.length ? (
    <section>
      <h2>{title}</h2>
      <ul class="plain">
        {noted.map(({ note, person, wrote }) => (
          <li id={`note-${note.id}`}>
            <p class="tight">
              {person ? <a href={`/people/${person.id}#notes`}>{nameOf(person)}</a> : words.somebody}:{' '}
              {cleanText(note.text, 1000)}
            </p>
            <p class="meta tight">
              {words.noted(day(note.at, place))} <DayOf note={note} place={place} />
              {wrote ? ` ${words.wrote(day(wrote.at, place))}` : ''}
            </p>
            {person ? (
              <div class="acts">
                <DoneButton note={note} personId={person.id} csrf={csrf} place={place} back="promises" />
                {note.doneAt || note.kind === 'line' ? null : (
                  <DayForm note={note} person={person} csrf={csrf} place={place} />
                )}
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
  place,
}: {
  readonly note: NoteRow
  readonly person: KnownPerson
  readonly csrf: string
  readonly place: Place
}) {
  const words = personWords(tongueOf(place)).promises
  const field = `day-${note.id}`
  return (
    <PostForm
      action={`/people/${person.id}/promise`}
      csrf={csrf}
      class="line"
      hidden={{ id: note.id, back: 'promises' }}
    >
      <label for={field}>{note.due ? words.anotherDay : words.aDay}</label>
      <input id={field} type="date" name="until" value={note.due ?? ''} />
      <button type="submit" class="q small">
        {note.due ? words.change : words.keepDay}
        <span class="vh">: {nameOf(person)}</span>
      </button>
    </PostForm>
  )
}
