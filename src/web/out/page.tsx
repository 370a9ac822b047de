/** The page on which an owner makes and ends secret addresses for their calendar and their reader of feeds. */
import { Hono } from 'hono'
import * as z from 'zod'
import { createPass, listPasses, type Pass } from '../../db/passes.ts'
import type { PassScope } from '../../db/schema.ts'
import { UserError } from '../../errors.ts'
import { type Place, placeOfUser } from '../../place.ts'
import { policy } from '../../policy.ts'
import { randomToken, sha256, shortId } from '../../seal.ts'
import { cleanText } from '../../text.ts'
import { noteHappening } from '../../work/signing/happened.ts'
import { askToSignInAgain } from '../account/again.tsx'
import { lastUsed } from '../account/sessions.tsx'
import { field, readFields } from '../frame/form.ts'
import { PostForm, render } from '../frame/layout.tsx'
import { endPass } from '../frame/passes.ts'
import { type Env, type Page, readForm, requireUser } from '../frame/session.ts'
import { day } from '../frame/words.ts'

const path = '/account/feeds'
const longestLabel = 60

const makeSchema = z.object({ label: field.text(longestLabel), names: field.tick, notes: field.tick })

/**
 * @throws UserError, from its handlers: 400 for a form without a name, 404 for a feed that is gone, 409 where there are too many
 */
export function feedPages(): Hono<Env> {
  const routes = new Hono<Env>()
  routes.get(path, (c) => show(c))
  routes.post(path, make)
  routes.post(`${path}/end`, (c) =>
    endPass(c, {
      kind: 'feed',
      gone: { en: 'That address was ended already.', de: 'Diese Adresse war schon beendet.' },
      back: path,
    }),
  )
  return routes
}

async function make(c: Page): Promise<Response> {
  const { user, form } = await readForm(c)
  const deps = c.get('deps')
  const { label: said, ...boxes } = readFields(form, makeSchema)
  const label = cleanText(said, longestLabel)
  if (!label)
    throw new UserError(400, {
      en: 'Give it a name first, such as the program that will use it. Nothing was made.',
      de: 'Gib ihr zuerst einen Namen, etwa den des Programms, das sie benutzen wird. Gemacht wurde nichts.',
    })
  const stale = await askToSignInAgain(c, { act: 'handOut', back: path })
  if (stale) return stale
  const token = randomToken()
  const scopes: PassScope[] = optional.filter((scope) => boxes[scope])
  const pass = { id: shortId(), userId: user.id, kind: 'feed' as const, label, scopes, createdAt: deps.now() }
  const hash = await sha256(token)
  await deps.db.transaction(async (tx) => {
    if (!(await createPass(tx, { ...pass, hash })))
      throw new UserError(409, {
        en: `There are ${policy.passes.most} secrets already. End one first; none was made.`,
        de: `Es gibt schon ${policy.passes.most} Geheimnisse. Beende zuerst eines; gemacht wurde keines.`,
      })
    await noteHappening({ ...deps, db: tx }, { userId: user.id, kind: 'pass_made', how: 'feed' })
  })
  return show(c, { token, label })
}

const optional = ['names', 'notes'] as const

const boxes: Readonly<Record<(typeof optional)[number], { readonly label: string; readonly hint: string }>> = {
  names: {
    label: 'With names',
    hint: 'Otherwise it says “Coffee”, “A promise” and “A birthday”, and nothing in it tells who anybody is.',
  },
  notes: {
    label: 'With the lines that I noted',
    hint: 'Word for word; a line may name somebody, whatever stands in the box above.',
  },
}

const scopeWords: Readonly<Partial<Record<PassScope, string>>> = { names: 'with names', notes: 'with your lines' }

interface Made {
  readonly token: string
  readonly label: string
}

async function show(c: Page, made?: Made) {
  const user = requireUser(c)
  const { db, now, config } = c.get('deps')
  const feeds = await listPasses(db, user.id, 'feed')
  const place = placeOfUser(user)
  const csrf = c.get('csrf')
  return render(
    c,
    { title: 'Feeds', at: 'account' },
    <>
      <h1>Your dates where you look anyway</h1>
      {made ? <Address made={made} base={config.BASE_URL} /> : null}
      <p class="lede">
        A secret address shows your coffees, your promises with a day and birthdays in a calendar of yours; another one
        tells a reader of feeds that a letter is ready. Both are off until you make them.
      </p>
      <p class="notice">
        <b>Whoever has such an address sees what is behind it,</b> and so does whoever runs the calendar that fetches
        it.
      </p>
      <section>
        <h2>Make one</h2>
        <PostForm action={path} csrf={csrf}>
          <div class="field">
            <label for="label">What it is for</label>
            <input id="label" name="label" type="text" maxlength={longestLabel} autocomplete="off" required />
            <p class="meta tight">Such as the calendar on your phone. It stands in the list below.</p>
          </div>
          {optional.map((scope) => (
            <div class="field">
              <label class="tick">
                <input type="checkbox" name={scope} value="1" /> {boxes[scope].label}
              </label>
              <p class="meta tight">{boxes[scope].hint}</p>
            </div>
          ))}
          <p class="cta">
            <button type="submit">Make the addresses</button>
          </p>
        </PostForm>
        <p class="meta">
          Whoever has died, is mourned or was let go is in none of them. When an address was fetched last is all that is
          kept of that, by day and with how many people it named; it is in the export.
        </p>
      </section>
      <section id="feeds">
        <h2>What there is</h2>
        {feeds.length ? (
          <ul class="plain">
            {feeds.map((feed) => (
              <Holder feed={feed} now={now()} place={place} csrf={csrf} />
            ))}
          </ul>
        ) : (
          <p class="soft">Nothing.</p>
        )}
      </section>
    </>,
  )
}

/** The only page on which they ever stand. */
function Address({ made: { label, token }, base }: { readonly made: Made; readonly base: string }) {
  return (
    <section class="notice" role="status">
      <h2>The addresses of {label}</h2>
      <p>They are shown this once, and only a hash of them is kept. Copy them now.</p>
      <p>For a calendar, as a calendar that it subscribes to:</p>
      <pre class="note">
        <code>{`${base}/feed/${token}.ics`}</code>
      </pre>
      <p>For a reader of feeds:</p>
      <pre class="note">
        <code>{`${base}/feed/${token}.atom`}</code>
      </pre>
    </section>
  )
}

interface HolderProps {
  readonly feed: Pass
  readonly now: Pass['createdAt']
  readonly place: Place
  readonly csrf: string
}

function Holder({ feed, now, place, csrf }: HolderProps) {
  const { id, label, scopes, createdAt, lastUsedAt } = feed
  const given = scopes.flatMap((scope) => scopeWords[scope] ?? [])
  return (
    <li class="row">
      <span class="grow">
        <b>{label}</b>, {lastUsedAt ? `fetched last ${lastUsed(lastUsedAt, now, place)}` : 'not fetched yet'}
        <span class="meta">
          {' '}
          · made on {day(createdAt, place)} · {given.length ? given.join(', ') : 'without names'}
        </span>
      </span>
      <PostForm action={`${path}/end`} csrf={csrf} class="inline" hidden={{ id }}>
        <button type="submit" class="q small" aria-label={`End it: the addresses of ${label}`}>
          End it
        </button>
      </PostForm>
    </li>
  )
}
