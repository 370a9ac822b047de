/** Where one is signed in, and the way out of each browser. */
import { Hono } from 'hono'
import * as z from 'zod'
import { endSessions, listSessions, type Session } from '../../db/accounts/sessions.ts'
import { endSignInLinks } from '../../db/accounts/sign-in-links.ts'
import type { User } from '../../db/accounts/users.ts'
import type { SessionEnd } from '../../db/schema.ts'
import { UserError } from '../../errors.ts'
import type { Instant } from '../../facts.ts'
import { type Place, placeOfUser, tongueOf } from '../../place.ts'
import { policy } from '../../policy.ts'
import { noteHappening } from '../../work/signing/happened.ts'
import { standingOf } from '../../work/signing/sessions.ts'
import { field, readFields } from '../frame/form.ts'
import { PostForm, render, renderMessage } from '../frame/layout.tsx'
import { dropCookie, type Env, type Page, readForm, requireUser } from '../frame/session.ts'
import { tongueOn } from '../frame/tongue.ts'
import { day, weekday } from '../frame/words.ts'
import { type AccountWords, accountWords } from './words/words.ts'

const fieldsSchema = z.object({ session: field.id, all: field.tick })

/**
 * The page of sessions.
 * @throws UserError, from its handlers: 400 for a form that names none, 404 for one that has ended
 */
export function sessionRoutes(): Hono<Env> {
  const routes = new Hono<Env>()
  routes.get('/account/sessions', (c) => show(c, requireUser(c)))
  routes.post('/account/sessions/end', async (c) => {
    const { user, form } = await readForm(c)
    const { session, all } = readFields(form, fieldsSchema)
    if (all) return endAll(c, user)
    if (!session)
      throw new UserError(400, {
        en: 'Press one of the buttons of the page. Nothing was changed.',
        de: 'Drück einen der Knöpfe auf der Seite. Geändert wurde nichts.',
      })
    const isHere = session === c.get('session')?.hash
    if (!(await end(c, user, { which: { hash: session }, ended: isHere ? 'signed_out' : 'from_elsewhere' })))
      throw new UserError(404, {
        en: 'That browser is signed out already.',
        de: 'Dieser Browser ist schon abgemeldet.',
      })
    if (!isHere) return c.redirect('/account/sessions', 303)
    dropCookie(c)
    return c.redirect('/', 303)
  })
  return routes
}

async function end(
  c: Page,
  { id: userId }: User,
  {
    which,
    ended,
  }: { readonly which?: { readonly hash: string }; readonly ended: Exclude<SessionEnd, 'signed_in_again'> },
): Promise<number> {
  const deps = c.get('deps')
  const at = deps.now()
  return deps.db.transaction(async (tx) => {
    const amount = await endSessions(tx, userId, { ...(which ? { which } : {}), ended, at })
    // Whoever could sign in by a link that is under way would be in again.
    if (ended === 'everywhere') await endSignInLinks(tx, userId, at)
    if (amount) await noteHappening({ ...deps, db: tx }, { userId, kind: 'session_ended', how: ended })
    return amount
  })
}

async function endAll(c: Page, user: User): Promise<Response> {
  const amount = await end(c, user, { ended: 'everywhere' })
  dropCookie(c)
  c.set('user', null)
  const words = accountWords(tongueOn(c)).sessions
  return renderMessage(c, { title: words.allEnded }, [words.allEndedSays(amount)])
}

async function show(c: Page, user: User) {
  const deps = c.get('deps')
  const now = deps.now()
  const live = (await listSessions(deps.db, user.id)).filter((session) => standingOf(session, now) === 'live')
  const here = c.get('session')?.hash
  const place = placeOfUser(user)
  const csrf = c.get('csrf')
  const words = accountWords(tongueOf(place)).sessions
  return render(
    c,
    { title: words.title, at: 'account' },
    <>
      <h1>{words.title}</h1>
      <p class="lede">{words.lede(policy.session.idle, policy.session.longest)}</p>
      <ul class="plain">
        {live.map((session) => (
          <li class="row">
            <span class="grow">
              <b>{words.browser(session.browser)}</b>
              {`, ${session.hash === here ? words.here : lastUsed(session.usedAt, now, place)}`}
              <span class="meta"> · {words.since(day(session.createdAt, place))}</span>
            </span>
            <PostForm action="/account/sessions/end" csrf={csrf} class="inline" hidden={{ session: session.hash }}>
              <button type="submit" class="q small" aria-label={words.endOf(nameOf(session, here, words))}>
                {words.end}
              </button>
            </PostForm>
          </li>
        ))}
      </ul>
      <div class="pair">
        <PostForm action="/account/sessions/end" csrf={csrf} hidden={{ all: '1' }}>
          <button type="submit" class="q">
            {words.endAll}
          </button>
        </PostForm>
      </div>
      <p class="meta">
        {words.kept((label) => (
          <a href="/account#signing">{label}</a>
        ))}
      </p>
    </>,
  )
}

const nameOf = ({ browser, hash }: Session, here: string | undefined, words: AccountWords['sessions']) =>
  `${words.browser(browser)}${hash === here ? `, ${words.here}` : ''}`

/** "today", "yesterday", "last Tuesday", "on 12 April 2026": the day and no hour, since no more is known. */
export function lastUsed(at: Instant, now: Instant, place: Place): string {
  const [then, today] = [at, now].map((one) => one.toZonedDateTimeISO(place.timeZone).toPlainDate())
  const days = then && today ? then.until(today).days : 0
  const words = accountWords(tongueOf(place)).sessions
  if (days < 1) return words.today
  if (days === 1) return words.yesterday
  return days < 7 ? words.lastWeekday(weekday(then?.dayOfWeek ?? 1, place)) : words.onDay(day(at, place))
}
