/** "Forget this person": says first what goes and that it does not come back, then does it; and the page of those who were. */

import { Hono } from 'hono'
import * as z from 'zod'
import type { User } from '../../db/accounts/users.ts'
import { countForgotten } from '../../db/gone/forgotten.ts'
import { findPerson } from '../../db/people.ts'
import { UserError } from '../../errors.ts'
import { type Place, placeOfUser } from '../../place.ts'
import { cleanText } from '../../text.ts'
import { allowAgain, forgetPerson } from '../../work/people/forget.ts'
import { filesWords } from '../account/files-words.ts'
import { unknownPerson } from '../frame/asked.ts'
import { field, readFields } from '../frame/form.ts'
import { PostForm, render, renderMessage } from '../frame/layout.tsx'
import { idOf } from '../frame/path.ts'
import { type Env, type Page, readForm, requireUser } from '../frame/session.ts'
import { tongueOn } from '../frame/tongue.ts'
import { count, nameOf } from '../frame/words.ts'

const typed = z.object({ confirm: field.text(1000) })
const asked = z.object({ address: field.text(320) })

/**
 * The two steps of forgetting somebody, and taking back that they are read no more.
 * @throws UserError, from its handlers: 404 for somebody unknown, 409 while an invitation is leaving
 */
export function forgetRoutes(): Hono<Env> {
  const routes = new Hono<Env>()
  routes.get('/people/:id/forget', (c) => ask(c, requireUser(c)))
  routes.post('/people/:id/forget', async (c) => {
    const { user, form } = await readForm(c)
    const deps = c.get('deps')
    const person = await findPerson(deps.db, user.id, idOf(c, 'id'))
    if (!person) throw unknownPerson()
    const given = readFields(form, typed).confirm.trim().toLowerCase()
    if (given !== person.address.toLowerCase())
      return ask(c, user, `Type ${cleanText(person.address)} to forget them. Nothing was changed.`)
    const gone = await forgetPerson(deps, user, person.id)
    const place = placeOfUser(user)
    const said = [
      `${count(gone, 'message or calendar entry', 'messages and calendar entries', place)} went, or ${gone === 1 ? 'stays' : 'stay'} without them. Your mail and calendar are as they were.`,
      filesWords(deps.config),
    ]
    return renderMessage(c, { title: 'They are forgotten', at: 'people' }, said, {
      href: '/forgotten',
      label: 'Whom you had forgotten',
    })
  })
  routes.get('/forgotten', (c) => list(c, requireUser(c)))
  routes.post('/forgotten', async (c) => {
    const { user, form } = await readForm(c)
    const address = readFields(form, asked).address
    try {
      await allowAgain(c.get('deps'), user, address)
    } catch (error) {
      if (error instanceof UserError && error.status === 404) return list(c, user, error.in(tongueOn(c)))
      throw error
    }
    return renderMessage(c, { title: 'They are read again', at: 'people' }, [
      'New mail and meetings with them count from now on. What was forgotten does not come back by itself.',
    ])
  })
  return routes
}

async function ask(c: Page, user: User, fault?: string) {
  const person = await findPerson(c.get('deps').db, user.id, idOf(c, 'id'))
  if (!person) throw unknownPerson()
  const name = nameOf(person)
  return render(
    c,
    { title: `Forget ${name}`, at: 'people', status: fault ? 400 : 200 },
    <>
      <h1>Forget {name}</h1>
      <p>
        Everything about them goes from here, in all of their addresses: what they wrote and what was between the two of
        you, your notes, promises and decisions about them, coffees and introductions, and what letters said of them.
        Messages and meetings of several people stay without them and without their subject.
      </p>
      <p>
        Nothing new of theirs is stored from then on, whichever account it comes from. Only a code made of their address
        is kept for that, from which it cannot be read. Your mail and calendar stay as they are, an invitation that was
        sent stays in both calendars, and nobody is told.
      </p>
      <p>
        <b>This cannot be undone.</b> {filesWords(c.get('deps').config)}
      </p>
      <PostForm action={`/people/${person.id}/forget`} csrf={c.get('csrf')} class="line">
        <label for="confirm">
          To confirm, type <b>{cleanText(person.address)}</b>
        </label>
        <input
          id="confirm"
          type="text"
          name="confirm"
          autocomplete="off"
          spellcheck={false}
          aria-invalid={fault ? 'true' : undefined}
          aria-describedby={fault ? 'confirm-error' : undefined}
        />
        <button type="submit" class="q danger">
          Forget them
        </button>
        {fault ? (
          <p class="problem" id="confirm-error" role="alert">
            {fault}
          </p>
        ) : null}
      </PostForm>
      <p>
        <a href={`/people/${person.id}`}>Back to {name}</a>
      </p>
    </>,
  )
}

const droppedWords = (dropped: number, place: Place): string =>
  dropped === 0
    ? 'Nothing new with them was read since then.'
    : `Since then ${count(dropped, 'message or calendar entry was', 'messages and calendar entries were', place)} not stored, or only without them.`

async function list(c: Page, user: User, fault?: string) {
  const { people, dropped } = await countForgotten(c.get('deps').db, user.id)
  const place = placeOfUser(user)
  return render(
    c,
    { title: 'Forgotten', at: 'people', status: fault ? 404 : 200 },
    <>
      <h1>Whom you had forgotten</h1>
      <p>
        {people === 0
          ? 'Nobody. On the page of each person there is a way to have them forgotten.'
          : `${count(people, 'person', 'people', place)}. Nothing here knows who ${people === 1 ? 'that is' : 'they are'}. ${droppedWords(dropped, place)}`}
      </p>
      {people === 0 ? null : (
        <PostForm action="/forgotten" csrf={c.get('csrf')} class="line">
          <label for="address">To have somebody read again, type an address of theirs</label>
          <input
            id="address"
            type="text"
            name="address"
            autocomplete="off"
            spellcheck={false}
            aria-invalid={fault ? 'true' : undefined}
            aria-describedby={fault ? 'address-error' : undefined}
          />
          <button type="submit" class="q">
            Read them again
          </button>
          {fault ? (
            <p class="problem" id="address-error" role="alert">
              {fault}
            </p>
          ) : null}
        </PostForm>
      )}
    </>,
  )
}
