/** Planning a coffee: behind the letter's button, and for anyone from the people page. */

import { Hono } from 'hono'
import type { User } from '../../db/accounts/users.ts'
import { asOf, findPerson, findPersonByAddress, type KnownPerson } from '../../db/people.ts'
import { UserError } from '../../errors.ts'
import { firstNameOf } from '../../people/identity/first-name.ts'
import { placeOfUser, tongueOf } from '../../place.ts'
import { signingIn } from '../../providers/provider.ts'
import { normalise } from '../../text.ts'
import { ownerName } from '../../work/coffee/guest-link.ts'
import { findLink, type OpenLink } from '../../work/mail/links.ts'
import { unknownPerson } from '../frame/asked.ts'
import { askAfter } from '../frame/behind.tsx'
import { renderRested } from '../frame/expired-link.tsx'
import { render } from '../frame/layout.tsx'
import { idOf } from '../frame/path.ts'
import { type Env, type Page, readForm, requireUser } from '../frame/session.ts'
import { act } from './act.tsx'
import { type Meeting, show } from './page.tsx'
import { coffeeWordsFor } from './words/words.ts'

/**
 * The page on which a coffee with somebody is planned.
 * @throws UserError, from its handlers: 404 for somebody unknown
 */
export function coffeeRoutes(): Hono<Env> {
  const routes = new Hono<Env>()
  routes.get('/people/:id/coffee', askAfter, async (c) => {
    const user = requireUser(c)
    const id = idOf(c, 'id')
    const person = await findPerson(c.get('deps').db, user.id, id)
    if (!person) throw unknownPerson()
    if (person.id !== id) return c.redirect(`/people/${encodeURIComponent(person.id)}/coffee`, 302)
    if (person.state === 'died') return c.redirect(`/people/${encodeURIComponent(person.id)}`, 302)
    return show(c, toMeet(c, user, person), {})
  })
  routes.post('/people/:id/coffee', async (c) => {
    const { user, form } = await readForm(c)
    const person = await findPerson(c.get('deps').db, user.id, idOf(c, 'id'))
    if (!person) throw unknownPerson()
    return act(c, toMeet(c, user, person), form)
  })
  routes.get('/coffee/:token', async (c) => {
    const link = await findLink(c.get('deps'), idOf(c, 'token'), ['coffee'])
    if (!link) return renderRested(c)
    return c.get('user')?.id === link.user.id ? show(c, await meeting(c, link), {}) : showOwner(c, link, 200)
  })
  routes.post('/coffee/:token', async (c) => {
    const link = await findLink(c.get('deps'), idOf(c, 'token'), ['coffee'])
    if (!link) return renderRested(c)
    if (c.get('user')?.id !== link.user.id) return showOwner(c, link, 403)
    const { form } = await readForm(c)
    return act(c, await meeting(c, link), form)
  })
  return routes
}

function toMeet(c: Page, user: User, person: KnownPerson): Meeting {
  if (person.kind !== 'person')
    throw new UserError(409, {
      en: 'This address is not taken for a person. Say so on its page first, then plan a coffee.',
      de: 'Diese Adresse gilt nicht als die eines Menschen. Sag es zuerst auf ihrer Seite, dann plane einen Kaffee.',
    })
  if (person.state === 'died')
    throw new UserError(409, {
      en: 'You said that they have died, so nothing is planned here. Nothing was changed.',
      de: 'Du hast gesagt, dass dieser Mensch gestorben ist; hier wird also nichts geplant. Geändert wurde nichts.',
    })
  return { path: c.req.path, user, person: asOf(person, c.get('deps').now()) }
}

async function meeting(c: Page, { row, user }: OpenLink): Promise<Meeting> {
  const person = await findPersonByAddress(c.get('deps').db, user.id, normalise(row.address ?? ''))
  if (!person) throw unknownPerson()
  // A mail about a choice is no letter that could have come too late.
  return { ...toMeet(c, user, person), ...(row.digestId ? { lettered: row.createdAt } : {}) }
}

/** To whoever has the link but not the owner's session: whose it is, whom it is about, and the way in. */
async function showOwner(c: Page, { row, user }: OpenLink, status: 200 | 403) {
  const { db, providers } = c.get('deps')
  const ways = signingIn(providers)
  const person = await findPersonByAddress(db, user.id, normalise(row.address ?? ''))
  const words = coffeeWordsFor(user).links
  c.set('tongue', tongueOf(placeOfUser(user)))
  return render(
    c,
    { title: words.title, status },
    <div class="message">
      <h1>{words.title}</h1>
      <p class="lede">
        {words.belongs(ownerName(user), row.coffeeId ? 'mail' : 'letter', person && firstNameOf(person))}
      </p>
      <p class="cta">
        {ways.map((provider) => (
          <a
            class="btn"
            href={`/signin/${provider.name}?to=${encodeURIComponent(c.req.path + new URL(c.req.url).search)}`}
          >
            {ways.length > 1 ? words.signInWith(provider.label) : words.signIn}
          </a>
        ))}
        {providers.size > ways.length ? (
          <a class="btn q" href={`/signin/link?to=${encodeURIComponent(c.req.path + new URL(c.req.url).search)}`}>
            {words.mailed}
          </a>
        ) : null}
      </p>
    </div>,
  )
}
