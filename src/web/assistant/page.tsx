/** The page on which an owner lets an assistant in: what each box gives, the token once, who has one, and what was asked. */
import { Hono } from 'hono'
import * as z from 'zod'
import { createPass, listPasses, listUses, type Pass, type PassUse } from '../../db/passes.ts'
import type { PassScope } from '../../db/schema.ts'
import { UserError } from '../../errors.ts'
import { number, type Place, placeOfUser } from '../../place.ts'
import { policy, sayLasting } from '../../policy.ts'
import { randomToken, sha256, shortId } from '../../seal.ts'
import { cleanText } from '../../text.ts'
import { noteHappening } from '../../work/signing/happened.ts'
import { askToSignInAgain } from '../account/again.tsx'
import { lastUsed } from '../account/sessions.tsx'
import { field, readFields } from '../frame/form.ts'
import { PostForm, render } from '../frame/layout.tsx'
import { endPass } from '../frame/passes.ts'
import { type Env, type Page, readForm, requireUser } from '../frame/session.ts'
import { count, day } from '../frame/words.ts'
import { claudeCode, mcpServers } from './client-words.ts'

const path = '/account/assistants'
const longestLabel = 60

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

const boxes: Readonly<Record<(typeof optional)[number], { readonly label: string; readonly hint: string }>> = {
  subjects: {
    label: 'Subjects of mail and titles of meetings',
    hint: 'Anybody who can write to you chooses what stands in a subject, and some write there what is meant for an assistant and not for you. They are marked as untrusted, and an assistant may follow them all the same.',
  },
  notes: {
    label: 'My notes',
    hint: 'The lines you keep about people, word for word, with their days. What you copied into one from somebody else counts as theirs.',
  },
  write: {
    label: 'It may note a line about somebody',
    hint: 'Such as something you promised, with a day. It can change or delete none.',
  },
}

const scopeWords: Readonly<Record<PassScope, string>> = {
  names: 'names, dates and counts',
  subjects: 'subjects and titles',
  notes: 'your notes',
  write: 'may note a line',
}

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
  return render(
    c,
    { title: 'Assistants', at: 'account' },
    <>
      <h1>Let an assistant ask</h1>
      {made ? <Token made={made} base={c.get('deps').config.BASE_URL} /> : null}
      <p class="lede">
        A program of yours that speaks MCP can ask who is due and why, find somebody, and lead you to the page of a
        coffee. It is off until you make a token. It can send nothing.
      </p>
      <p class="notice">
        <b>What an assistant reads goes to whoever runs it.</b>
      </p>
      <section>
        <h2>Make a token</h2>
        <PostForm action={path} csrf={csrf}>
          <div class="field">
            <label for="label">What it is for</label>
            <input id="label" name="label" type="text" maxlength={longestLabel} autocomplete="off" required />
            <p class="meta tight">Such as the program and the machine. It stands in the list below.</p>
          </div>
          <p>
            Every token gives <b>names, dates and counts</b>: who is due, when the two of you were last in touch, how
            often you write and meet. Addresses are not among it.
          </p>
          {optional.map((scope) => (
            <div class="field">
              <label class="tick">
                <input type="checkbox" name={scope} value="1" /> {boxes[scope].label}
              </label>
              <p class="meta tight">{boxes[scope].hint}</p>
            </div>
          ))}
          <p class="cta">
            <button type="submit">Make a token</button>
          </p>
        </PostForm>
        <p class="meta">
          No token gives why somebody is not suggested, which may be an illness or the law. Whoever has died, is mourned
          or grave ill, was let go, or with whom most of it is private is not told of at all.
        </p>
      </section>
      <section id="tokens">
        <h2>Who has one</h2>
        {passes.length ? (
          <ul class="plain">
            {passes.map((pass) => (
              <Holder pass={pass} now={now()} place={place} csrf={csrf} />
            ))}
          </ul>
        ) : (
          <p class="soft">Nobody.</p>
        )}
      </section>
      <section id="asked">
        <h2>What was asked</h2>
        {uses.length ? <Uses uses={uses.slice(0, shownUses)} place={place} /> : <p class="soft">Nothing so far.</p>}
        <p class="meta">
          By day, as the calendar of UTC has it, and kept for {sayLasting(policy.passes.usesKept)}. What was answered is
          kept nowhere. All of it is in the export.
        </p>
      </section>
    </>,
  )
}

const shownUses = 60

/** The only page on which it ever stands. */
function Token({ made, base }: { readonly made: Made; readonly base: string }) {
  const connecting = { base, token: made.token }
  return (
    <section class="notice" role="status">
      <h2>The token of {made.label}</h2>
      <p>It is shown this once, and only a hash of it is kept. Copy it now.</p>
      <pre class="code">
        <code>{made.token}</code>
      </pre>
      <p>For programs that keep their servers in a file with mcpServers:</p>
      <pre class="code">
        <code>{mcpServers(connecting)}</code>
      </pre>
      <p>For Claude Code, on a terminal:</p>
      <pre class="code">
        <code>{claudeCode(connecting)}</code>
      </pre>
      <p class="meta">
        Others want the address {base}/mcp and the header Authorization, with “Bearer” and the token. A program that
        wants to sign in at this server by itself (OAuth) cannot be connected.
      </p>
    </section>
  )
}

interface HolderProps {
  readonly pass: Pass
  readonly now: Pass['createdAt']
  readonly place: Place
  readonly csrf: string
}

function Holder({ pass, now, place, csrf }: HolderProps) {
  const { id, label, scopes, createdAt, lastUsedAt } = pass
  return (
    <li class="row">
      <span class="grow">
        <b>{label}</b>, {lastUsedAt ? `asked last ${lastUsed(lastUsedAt, now, place)}` : 'has asked nothing yet'}
        <span class="meta">
          {' '}
          · made on {day(createdAt, place)} · {scopes.map((scope) => scopeWords[scope]).join(', ')}
        </span>
      </span>
      <PostForm action={`${path}/end`} csrf={csrf} class="inline" hidden={{ id }}>
        <button type="submit" class="q small" aria-label={`Take back the token of ${label}`}>
          Take it back
        </button>
      </PostForm>
    </li>
  )
}

/** "Asked by Claude on the laptop: who_is_due, 3 times, 12 people." */
function Uses({ uses, place }: { readonly uses: readonly PassUse[]; readonly place: Place }) {
  return (
    <ul class="plain">
      {uses.map(({ label, day: on, what, count: times, people }) => (
        <li>
          Asked by {label}: {what === 'tools' ? 'which tools there are' : <code>{what}</code>},{' '}
          {times === 1 ? 'once' : `${number(times, place)} times`}
          {people ? `, ${count(people, 'person', 'people', place)}` : ''}
          <span class="meta"> · {on}</span>
        </li>
      ))}
    </ul>
  )
}
