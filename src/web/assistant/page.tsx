/** The page on which an owner lets an assistant in: what each box gives, the token once, who has one, and what was asked. */
import { Hono } from 'hono'
import * as z from 'zod'
import { createPass, listPasses, listUses, type PassUse } from '../../db/passes.ts'
import type { PassScope } from '../../db/schema.ts'
import { UserError } from '../../errors.ts'
import { type Place, placeOfUser, tongueOf } from '../../place.ts'
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
import { claudeCode, mcpServers } from './client-words.ts'
import { type AssistantWords, assistantWords } from './words/words.ts'

const path = '/account/assistants'

const makeSchema = z.object({
  label: field.text(longestLabel),
  subjects: field.tick,
  notes: field.tick,
  write: field.tick,
})

/**
 * @throws UserError, from its handlers: 400 for a form without a name, 404 for a token that is gone, 409 where there are too many
 */
export function assistantPages(): Hono<Env> {
  const routes = new Hono<Env>()
  routes.get(path, (c) => show(c))
  routes.post(path, make)
  routes.post(`${path}/end`, (c) =>
    endPass(c, {
      kind: 'assistant',
      gone: { en: 'That token was taken back already.', de: 'Dieses Token war schon zurückgenommen.' },
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
      en: 'Give it a name first, such as the program that will use it. No token was made.',
      de: 'Gib ihm zuerst einen Namen, etwa den des Programms, das es benutzen wird. Es wurde kein Token gemacht.',
    })
  const stale = await askToSignInAgain(c, { act: 'handOut', back: path })
  if (stale) return stale
  const token = `coffee_${randomToken()}`
  const scopes: PassScope[] = ['names', ...optional.filter((scope) => boxes[scope])]
  const pass = { id: shortId(), userId: user.id, kind: 'assistant' as const, label, scopes, createdAt: deps.now() }
  const hash = await sha256(token)
  await deps.db.transaction(async (tx) => {
    if (!(await createPass(tx, { ...pass, hash })))
      throw new UserError(409, {
        en: `There are ${policy.passes.most} tokens already. Take one back first; none was made.`,
        de: `Es gibt schon ${policy.passes.most} Tokens. Nimm zuerst eines zurück; gemacht wurde keines.`,
      })
    await noteHappening({ ...deps, db: tx }, { userId: user.id, kind: 'pass_made', how: 'assistant' })
  })
  return show(c, { token, label })
}

const optional = ['subjects', 'notes', 'write'] as const

interface Made {
  readonly token: string
  readonly label: string
}

async function show(c: Page, made?: Made) {
  const user = requireUser(c)
  const { db, now } = c.get('deps')
  const [passes, uses] = await Promise.all([listPasses(db, user.id, 'assistant'), listUses(db, user.id)])
  const place = placeOfUser(user)
  const csrf = c.get('csrf')
  const words = assistantWords(tongueOf(place))
  return render(
    c,
    { title: words.title, at: 'account' },
    <>
      <h1>{words.heading}</h1>
      {made ? <Token made={made} base={c.get('deps').config.BASE_URL} words={words} /> : null}
      <p class="lede">{words.lede}</p>
      <p class="notice">
        <b>{words.goesOut}</b>
      </p>
      <section>
        <h2>{words.make}</h2>
        <MakeForm
          action={path}
          csrf={csrf}
          words={words}
          boxes={optional.map((name) => ({ name, ...words.boxes[name] }))}
        >
          <p>{words.every}</p>
        </MakeForm>
        <p class="meta">{words.never}</p>
      </section>
      <section id="tokens">
        <h2>{words.holders}</h2>
        <Holders
          passes={passes}
          action={`${path}/end`}
          csrf={csrf}
          words={words}
          says={({ scopes, createdAt, lastUsedAt }) => ({
            used: lastUsedAt ? words.askedLast(lastUsed(lastUsedAt, now(), place)) : words.notAsked,
            since: words.since(
              day(createdAt, place),
              scopes.map((scope) => words.given[scope]),
            ),
          })}
        />
      </section>
      <section id="asked">
        <h2>{words.asked}</h2>
        {uses.length ? (
          <Uses uses={uses.slice(0, shownUses)} place={place} words={words} />
        ) : (
          <p class="soft">{words.nothingAsked}</p>
        )}
        <p class="meta">{words.kept(policy.passes.usesKept)}</p>
      </section>
    </>,
  )
}

const shownUses = 60

interface TokenProps {
  readonly made: Made
  readonly base: string
  readonly words: AssistantWords
}

/** The only page on which it ever stands. */
function Token({ made, base, words }: TokenProps) {
  const connecting = { base, token: made.token }
  return (
    <section class="notice" role="status">
      <h2>{words.made(made.label)}</h2>
      <p>{words.once}</p>
      <pre class="code">
        <code>{made.token}</code>
      </pre>
      <p>{words.forFile}</p>
      <pre class="code">
        <code>{mcpServers(connecting)}</code>
      </pre>
      <p>{words.forClaudeCode}</p>
      <pre class="code">
        <code>{claudeCode(connecting)}</code>
      </pre>
      <p class="meta">{words.forOthers(base)}</p>
    </section>
  )
}

interface UsesProps {
  readonly uses: readonly PassUse[]
  readonly place: Place
  readonly words: AssistantWords
}

function Uses({ uses, place, words }: UsesProps) {
  return (
    <ul class="plain">
      {uses.map(({ label, day: on, what, count: times, people }) => (
        <li>
          {words.use({ label, times, people }, what === 'tools' ? null : what, place)}
          <span class="meta"> · {on}</span>
        </li>
      ))}
    </ul>
  )
}
