/** "Forget this person": says first what goes and that it does not come back, then does it; and the page of those who were. */

import { Hono } from 'hono'
import * as z from 'zod'
import type { User } from '../../db/accounts/users.ts'
import { countForgotten } from '../../db/gone/forgotten.ts'
import { findPerson } from '../../db/people.ts'
import { UserError } from '../../errors.ts'
import { placeOfUser, tongueOf } from '../../place.ts'
import { cleanText } from '../../text.ts'
import { allowAgain, forgetPerson } from '../../work/people/forget.ts'
import { filesWords } from '../account/files-words.ts'
import { unknownPerson } from '../frame/asked.ts'
import { field, readFields } from '../frame/form.ts'
import { PostForm, render, renderMessage } from '../frame/layout.tsx'
import { idOf } from '../frame/path.ts'
import { type Env, type Page, readForm, requireUser } from '../frame/session.ts'
import { tongueOn } from '../frame/tongue.ts'
import { nameOf } from '../frame/words.ts'
import { personWordsFor } from './words.ts'

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
      return ask(c, user, personWordsFor(user).forget.mistyped(cleanText(person.address)))
    const gone = await forgetPerson(deps, user, person.id)
    const words = personWordsFor(user).forget
    const said = [words.gone(gone, placeOfUser(user)), filesWords(deps.config, tongueOn(c))]
    return renderMessage(c, { title: words.done, at: 'people' }, said, { href: '/forgotten', label: words.whom })
  })
  routes.get('/forgotten', (c) => list(c, requireUser(c)))
  routes.post('/forgotten', async (c) => {
    const { user, form } = await readForm(c)
    const address = readFields(form, asked).address
    try {
      await allowAgain(c.get('deps'), user, address)
    } catch (error) {
      if (error instanceof UserError && error.status === 404)
        return list(c, user, error.in(tongueOf(placeOfUser(user))))
      throw error
    }
    const words = personWordsFor(user).forget
    return renderMessage(c, { title: words.again, at: 'people' }, [words.againText])
  })
  return routes
}

async function ask(c: Page, user: User, fault?: string) {
  const person = await findPerson(c.get('deps').db, user.id, idOf(c, 'id'))
  if (!person) throw unknownPerson()
  const name = nameOf(person)
  const words = personWordsFor(user).forget
  return render(
    c,
    { title: words.title(name), at: 'people', status: fault ? 400 : 200 },
    <>
      <h1>{words.title(name)}</h1>
      <p>{words.goes}</p>
      <p>{words.nothingNew}</p>
      <p>
        <b>{words.forGood}</b> {filesWords(c.get('deps').config, tongueOn(c))}
      </p>
      <PostForm action={`/people/${person.id}/forget`} csrf={c.get('csrf')} class="line">
        <label for="confirm">{words.confirm(cleanText(person.address))}</label>
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
          {words.button}
        </button>
        {fault ? (
          <p class="problem" id="confirm-error" role="alert">
            {fault}
          </p>
        ) : null}
      </PostForm>
      <p>
        <a href={`/people/${person.id}`}>{words.back(name)}</a>
      </p>
    </>,
  )
}

async function list(c: Page, user: User, fault?: string) {
  const { people, dropped } = await countForgotten(c.get('deps').db, user.id)
  const place = placeOfUser(user)
  const words = personWordsFor(user).forget
  return render(
    c,
    { title: words.listTitle, at: 'people', status: fault ? 404 : 200 },
    <>
      <h1>{words.whom}</h1>
      <p>
        {people === 0
          ? words.nobody
          : `${words.people(people, place)} ${dropped === 0 ? words.nothingDropped : words.dropped(dropped, place)}`}
      </p>
      {people === 0 ? null : (
        <PostForm action="/forgotten" csrf={c.get('csrf')} class="line">
          <label for="address">{words.address}</label>
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
            {words.readAgain}
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
