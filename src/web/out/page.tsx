/** The page on which an owner makes and ends secret addresses for their calendar and their reader of feeds. */
import { Hono } from 'hono'
import * as z from 'zod'
import { createPass, listPasses } from '../../db/passes.ts'
import type { PassScope } from '../../db/schema.ts'
import { UserError } from '../../errors.ts'
import { placeOfUser, tongueOf } from '../../place.ts'
import { policy } from '../../policy.ts'
import { randomToken, sha256, shortId } from '../../seal.ts'
import { cleanText } from '../../text.ts'
import { noteHappening } from '../../work/signing/happened.ts'
import { askToSignInAgain } from '../account/again.tsx'
import { lastUsed } from '../account/sessions.tsx'
import { field, readFields } from '../frame/form.ts'
import { render } from '../frame/layout.tsx'
import { type Env, type Page, readForm, requireUser } from '../frame/session.ts'
import { day } from '../frame/words.ts'
import { endPass } from '../passes/end.ts'
import { Holders, longestLabel, MakeForm } from '../passes/make.tsx'
import { type OutWords, outWords } from './words/words.ts'

const path = '/account/feeds'

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
  const words = outWords(tongueOf(place)).feeds
  return render(
    c,
    { title: words.title, at: 'account' },
    <>
      <h1>{words.heading}</h1>
      {made ? <Address made={made} base={config.BASE_URL} words={words} /> : null}
      <p class="lede">{words.lede}</p>
      <p class="notice">{words.whoever}</p>
      <section>
        <h2>{words.make}</h2>
        <MakeForm
          action={path}
          csrf={csrf}
          words={words}
          boxes={optional.map((name) => ({ name, ...words.boxes[name] }))}
        />
        <p class="meta">{words.kept}</p>
      </section>
      <section id="feeds">
        <h2>{words.there}</h2>
        <Holders
          passes={feeds}
          action={`${path}/end`}
          csrf={csrf}
          words={words}
          says={({ scopes, createdAt, lastUsedAt }) => ({
            used: lastUsedAt ? words.fetched(lastUsed(lastUsedAt, now(), place)) : words.notFetched,
            since: words.since(day(createdAt, place), givenBy(scopes, words)),
          })}
        />
      </section>
    </>,
  )
}

function givenBy(scopes: readonly PassScope[], { given }: OutWords['feeds']): readonly string[] {
  const said = optional.filter((scope) => scopes.includes(scope)).map((scope) => given[scope])
  return said.length ? said : [given.nothing]
}

/** The only page on which they ever stand. */
function Address({
  made: { label, token },
  base,
  words,
}: {
  readonly made: Made
  readonly base: string
  readonly words: OutWords['feeds']
}) {
  return (
    <section class="notice" role="status">
      <h2>{words.made(label)}</h2>
      <p>{words.once}</p>
      <p>{words.forCalendar}</p>
      <pre class="note">
        <code>{`${base}/feed/${token}.ics`}</code>
      </pre>
      <p>{words.forReader}</p>
      <pre class="note">
        <code>{`${base}/feed/${token}.atom`}</code>
      </pre>
    </section>
  )
}
