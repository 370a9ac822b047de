/** Which calendars are asked for free times: those of each account by their owner's own names, with a box for each. */
import { Hono } from 'hono'
import * as z from 'zod'
import type { Calendar } from '../../db/accounts/calendars.ts'
import type { Connection } from '../../db/accounts/connections.ts'
import type { User } from '../../db/accounts/users.ts'
import type { Deps } from '../../deps.ts'
import type { Tongue } from '../../place.ts'
import { cleanText } from '../../text.ts'
import { type Account, chooseCalendars, lookUpCalendars } from '../../work/coffee/calendars.ts'
import { providerOf } from '../../work/coffee/free-busy.ts'
import { field, readFields } from '../frame/form.ts'
import { PostForm, render } from '../frame/layout.tsx'
import { queryOf } from '../frame/path.ts'
import { type Env, type Page, readForm, requireUser } from '../frame/session.ts'
import { tongueOn } from '../frame/tongue.ts'
import { type SettingsWords, settingsWords } from './words/words.ts'

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

type Words = SettingsWords['calendars']

interface AccountsProps {
  readonly accounts: Awaited<ReturnType<typeof lookUpCalendars>>
  readonly words: Words
  readonly tongue: Tongue
}

function Accounts({ accounts, words, tongue }: AccountsProps) {
  return (
    <>
      {accounts.map((account) => (
        <fieldset>
          <legend>{cleanText(account.connection.email)}</legend>
          <Calendars account={account} words={words} tongue={tongue} />
        </fieldset>
      ))}
    </>
  )
}

async function show(c: Page, user: User) {
  const accounts = await lookUpCalendars(c.get('deps'), user.id)
  const saved = queryOf(c, 'saved')
  const tongue = tongueOn(c)
  const words = settingsWords(tongue).calendars
  const listed = accounts.some(({ kind }) => kind === 'listed')
  return render(
    c,
    { title: words.title, at: 'settings' },
    <>
      <h1>{words.title}</h1>
      <p class="lede">{words.lede}</p>
      {saved ? (
        <p class="notice" role="status">
          {saved === 'some' ? words.savedSome : words.saved}
        </p>
      ) : null}
      {listed ? (
        <PostForm action={path} csrf={c.get('csrf')} class="settings">
          <Accounts accounts={accounts} words={words} tongue={tongue} />
          <button type="submit">{words.save}</button>
        </PostForm>
      ) : (
        <div class="settings">
          <Accounts accounts={accounts} words={words} tongue={tongue} />
        </div>
      )}
      {accounts.length ? null : <p>{words.none}</p>}
      <p>
        <a href="/settings">{words.back}</a>
      </p>
    </>,
  )
}

function Calendars({ account, words, tongue }: { account: Account; words: Words; tongue: Tongue }) {
  if (account.kind === 'unreachable') return <p class="trouble">{cleanText(account.words[tongue], 300)}</p>
  const back = encodeURIComponent(path)
  if (account.kind === 'closed')
    return (
      <p>
        {words.closed} <a href={`/connect/${account.provider}?to=${back}`}>{words.letRead}</a>
      </p>
    )
  if (account.kind === 'ask')
    return (
      <p>
        {words.ask} <a href={`/connect/${account.provider}?need=calendars&to=${back}`}>{words.letSee}</a>
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
                {primary ? <small class="meta"> {words.main}</small> : null}
              </span>
            </label>
          </div>
        ))}
      {account.readsAll ? <p class="meta">{words.readsAll}</p> : null}
      {closed.length ? <p class="meta">{words.others(closed.map(({ name }) => name))}</p> : null}
    </div>
  )
}

/** The names of the calendars that are asked, an account without a choice by its address. */
export function calendarNames(
  deps: Pick<Deps, 'providers'>,
  connections: readonly Connection[],
  { known, mainOf }: { readonly known: readonly Calendar[] } & Pick<Words, 'mainOf'>,
): readonly string[] {
  return connections
    .filter((connection) => providerOf(deps, connection)?.desk.canRead(connection.scopes))
    .flatMap(({ id, email }) => {
      const own = known.filter(({ connectionId }) => connectionId === id)
      return own.length
        ? own.filter(({ chosen }) => chosen).map(({ name }) => cleanText(name, 80))
        : [mainOf(cleanText(email))]
    })
}
