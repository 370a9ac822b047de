/** Where one is signed in, and the way out of each browser. */
import { Hono } from 'hono'
import * as z from 'zod'
import { endSessions, listSessions, type Session } from '../../db/accounts/sessions.ts'
import { endSignInLinks } from '../../db/accounts/sign-in-links.ts'
import type { User } from '../../db/accounts/users.ts'
import type { SessionEnd } from '../../db/schema.ts'
import { UserError } from '../../errors.ts'
import type { Instant } from '../../facts.ts'
import { type Place, placeOfUser } from '../../place.ts'
import { policy, sayLasting } from '../../policy.ts'
import { noteHappening } from '../../work/signing/happened.ts'
import { standingOf } from '../../work/signing/sessions.ts'
import { field, readFields } from '../frame/form.ts'
import { PostForm, render, renderMessage } from '../frame/layout.tsx'
import { dropCookie, type Env, type Page, readForm, requireUser } from '../frame/session.ts'
import { count, day, weekday } from '../frame/words.ts'

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
    if (!session) throw new UserError(400, 'Press one of the buttons of the page. Nothing was changed.')
    const isHere = session === c.get('session')?.hash
    if (!(await end(c, user, { which: { hash: session }, ended: isHere ? 'signed_out' : 'from_elsewhere' })))
      throw new UserError(404, 'That browser is signed out already.')
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
  return renderMessage(c, { title: 'You are signed out everywhere' }, [
    `${count(amount, 'browser was', 'browsers were')} signed out, this one among them. Your account and your letters go on as they are.`,
  ])
}

async function show(c: Page, user: User) {
  const deps = c.get('deps')
  const now = deps.now()
  const live = (await listSessions(deps.db, user.id)).filter((session) => standingOf(session, now) === 'live')
  const here = c.get('session')?.hash
  const place = placeOfUser(user)
  const csrf = c.get('csrf')
  return render(
    c,
    { title: 'Where you are signed in', at: 'account' },
    <>
      <h1>Where you are signed in</h1>
      <p class="lede">
        A browser is signed out by itself after {sayLasting(policy.session.idle)} without a visit, and{' '}
        {sayLasting(policy.session.longest)} after signing in.
      </p>
      <ul class="plain">
        {live.map((session) => (
          <li class="row">
            <span class="grow">
              <b>{session.browser || 'A browser'}</b>
              {session.hash === here ? ', this one' : `, ${lastUsed(session.usedAt, now, place)}`}
              <span class="meta"> · signed in on {day(session.createdAt, place)}</span>
            </span>
            <PostForm action="/account/sessions/end" csrf={csrf} class="inline" hidden={{ session: session.hash }}>
              <button type="submit" class="q small" aria-label={`Sign out ${nameOf(session, here)}`}>
                Sign out
              </button>
            </PostForm>
          </li>
        ))}
      </ul>
      <div class="pair">
        <PostForm action="/account/sessions/end" csrf={csrf} hidden={{ all: '1' }}>
          <button type="submit" class="q">
            Sign out everywhere
          </button>
        </PostForm>
      </div>
      <p class="meta">
        What a browser calls itself is kept in these few words, and the day it was last used. Network addresses and
        places are not. What happened lately stands on <a href="/account#signing">your account page</a>.
      </p>
    </>,
  )
}

const nameOf = ({ browser, hash }: Session, here: string | undefined) =>
  `${browser || 'A browser'}${hash === here ? ', this one' : ''}`

/** "today", "yesterday", "last Tuesday", "on 12 April 2026": the day and no hour, since no more is known. */
export function lastUsed(at: Instant, now: Instant, place: Place): string {
  const [then, today] = [at, now].map((one) => one.toZonedDateTimeISO(place.timeZone).toPlainDate())
  const days = then && today ? then.until(today).days : 0
  if (days < 1) return 'today'
  if (days === 1) return 'yesterday'
  return days < 7 ? `last ${weekday(then?.dayOfWeek ?? 1, place)}` : `on ${day(at, place)}`
}
