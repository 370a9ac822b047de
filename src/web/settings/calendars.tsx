/** Which calendars are asked for free times: those of each account by their owner's own names, with a box for each. */
import { Hono } from 'hono'
import * as z from 'zod'
import type { Calendar } from '../../db/accounts/calendars.ts'
import type { Connection } from '../../db/accounts/connections.ts'
import type { User } from '../../db/accounts/users.ts'
import type { Deps } from '../../deps.ts'
import { cleanText } from '../../text.ts'
import { type Account, chooseCalendars, lookUpCalendars } from '../../work/coffee/calendars.ts'
import { providerOf } from '../../work/coffee/free-busy.ts'
import { field, readFields } from '../frame/form.ts'
import { PostForm, render } from '../frame/layout.tsx'
import { queryOf } from '../frame/path.ts'
import { type Env, type Page, readForm, requireUser } from '../frame/session.ts'

const path = '/settings/calendars'
const fieldsSchema = z.object({ calendars: field.several })

export function calendarRoutes(): Hono<Env> {
  const routes = new Hono<Env>()
  routes.get(path, (c) => show(c, requireUser(c)))
  routes.post(path, async (c) => {
    const { user, form } = await readForm(c)
    const stuck = await chooseCalendars(c.get('deps'), user.id, readFields(form, fieldsSchema).calendars)
    return c.redirect(`${path}?saved=${stuck.length ? 'some' : '1'}`, 303)
  })
  return routes
}

function Accounts({ accounts }: { accounts: Awaited<ReturnType<typeof lookUpCalendars>> }) {
  return (
    <>
      {accounts.map((account) => (
        <fieldset>
          <legend>{cleanText(account.connection.email)}</legend>
          <Calendars account={account} />
        </fieldset>
      ))}
    </>
  )
}

async function show(c: Page, user: User) {
  const accounts = await lookUpCalendars(c.get('deps'), user.id)
  const saved = queryOf(c, 'saved')
  const listed = accounts.some(({ kind }) => kind === 'listed')
  return render(
    c,
    { title: 'Calendars', at: 'settings' },
    <>
      <h1>Calendars</h1>
      <p class="lede">A time is offered only where every calendar ticked here is free.</p>
      {saved ? (
        <p class="notice" role="status">
          {saved === 'some' ? 'Saved, but for the account that does not answer: its choice stays.' : 'Saved.'}
        </p>
      ) : null}
      {listed ? (
        <PostForm action={path} csrf={c.get('csrf')} class="settings">
          <Accounts accounts={accounts} />
          <button type="submit">Save</button>
        </PostForm>
      ) : (
        <div class="settings">
          <Accounts accounts={accounts} />
        </div>
      )}
      {accounts.length ? null : <p>No account is connected that has a calendar to ask.</p>}
      <p>
        <a href="/settings">Back to settings</a>
      </p>
    </>,
  )
}

function Calendars({ account }: { account: Account }) {
  if (account.kind === 'unreachable') return <p class="trouble">{cleanText(account.words.en, 300)}</p>
  const back = encodeURIComponent(path)
  if (account.kind === 'closed')
    return (
      <p>
        Coffee soon may not read this account’s calendar.{' '}
        <a href={`/connect/${account.provider}?to=${back}`}>Let it read when you are free</a>
      </p>
    )
  if (account.kind === 'ask')
    return (
      <p>
        Only its main calendar is asked. To choose others, Coffee soon has to see what they are called, and nothing
        more. <a href={`/connect/${account.provider}?need=calendars&to=${back}`}>Let it see their names</a>
      </p>
    )
  const closed = account.calendars.filter(({ readable }) => !readable)
  return (
    <div class="wide">
      {account.calendars
        .filter(({ readable }) => readable)
        .map(({ key, name, chosen, primary }) => (
          <div>
            <label class="tick">
              <input type="checkbox" name="calendars" value={key} checked={chosen} />{' '}
              <span>
                {name}
                {primary ? <small class="meta"> its main calendar</small> : null}
              </span>
            </label>
          </div>
        ))}
      {account.readsAll ? (
        <p class="meta">
          Of this account only the calendars ticked here are read. What was read of another one goes when you save.
        </p>
      ) : null}
      {closed.length ? (
        <p class="meta">
          Shared with you by others, and not open to the permission given here:{' '}
          {closed.map(({ name }) => name).join(', ')}. Look there yourself.
        </p>
      ) : null}
    </div>
  )
}

/** The names of the calendars that are asked, an account without a choice by its address. */
export function calendarNames(
  deps: Pick<Deps, 'providers'>,
  connections: readonly Connection[],
  known: readonly Calendar[],
): readonly string[] {
  return connections
    .filter((connection) => providerOf(deps, connection)?.desk.canRead(connection.scopes))
    .flatMap(({ id, email }) => {
      const own = known.filter(({ connectionId }) => connectionId === id)
      return own.length
        ? own.filter(({ chosen }) => chosen).map(({ name }) => cleanText(name, 80))
        : [`the main one of ${cleanText(email)}`]
    })
}
