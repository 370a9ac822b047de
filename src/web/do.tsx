/** The pages behind the quiet links of a letter: one button each, open to whoever has the link, and all undoable. */
import { eq } from 'drizzle-orm'
import { Hono } from 'hono'
import type { Child } from 'hono/jsx'
import { findPersonByAddress } from '../db/people.ts'
import { decisions, type LinkPurpose } from '../db/schema.ts'
import type { Instant } from '../facts.ts'
import { cleanText, normalise } from '../text.ts'
import { type Answer, type AnswerPurpose, answerLink, takeBack } from '../work/answer.ts'
import { findLink, type OpenLink } from '../work/links.ts'
import { resumeLetter } from '../work/resume.ts'
import { textOf } from './asked.ts'
import { startOfDay } from './decide.ts'
import { render } from './layout.tsx'
import { renderRested } from './rested.tsx'
import type { Env, Page } from './session.ts'
import { breaks } from './until.ts'
import { day, firstName } from './words.ts'

const purposes: readonly LinkPurpose[] = ['not_now', 'spoken', 'elsewhere', 'let_go', 'keep', 'resume']

export function doRoutes(): Hono<Env> {
  const routes = new Hono<Env>()
  routes.get('/do/:token', async (c) => {
    const link = await findLink(c.get('deps'), c.req.param('token'), purposes)
    return link ? show(c, link) : renderRested(c)
  })
  routes.post('/do/:token', async (c) => {
    const deps = c.get('deps')
    const link = await findLink(deps, c.req.param('token'), purposes)
    if (!link) return renderRested(c)
    const form = await c.req.formData()
    const { purpose } = link.row
    if (purpose === 'resume') {
      await resumeLetter(deps, link.user)
      return render(c, { title: 'Letters come again' }, <Resumed />)
    }
    if (form.has('undo')) await takeBack(deps, link)
    else if (isAnswer(purpose)) await answerLink(deps, link, purpose, readAnswer(form, purpose, link, deps.now()))
    return c.redirect(c.req.path, 303)
  })
  return routes
}

const isAnswer = (purpose: LinkPurpose): purpose is AnswerPurpose =>
  purpose !== 'coffee' && purpose !== 'meet' && purpose !== 'resume' && purpose !== 'unsubscribe'

/** @throws UserError 400 for a day that is over */
function readAnswer(form: FormData, purpose: AnswerPurpose, { user }: OpenLink, now: Instant): Answer {
  if (purpose === 'not_now') return { until: startOfDay(textOf(form, 'until'), now, user.timeZone) }
  return purpose === 'spoken' ? { promise: cleanText(textOf(form, 'promise'), 1000) } : {}
}

async function show(c: Page, link: OpenLink) {
  const { db, now } = c.get('deps')
  const { purpose, address, usedAt, hash } = link.row
  const { timeZone } = link.user
  const { path } = c.req
  const person = await findPersonByAddress(db, link.user.id, normalise(address ?? ''))
  const name = person ? firstName(person) : undefined
  if (!isAnswer(purpose)) return render(c, { title: 'Have letters come again' }, <Resume path={path} />)
  if (!usedAt) return render(c, { title: titles[purpose] }, asking[purpose]({ path, name, now: now(), timeZone }))
  const made = await db.select({ until: decisions.until }).from(decisions).where(eq(decisions.source, hash)).limit(1)
  const until = made[0]?.until
  return render(
    c,
    { title: titles[purpose] },
    <Done path={path} words={done[purpose](name ?? 'They', until ? day(until, timeZone) : 'later')} />,
  )
}

const titles: Readonly<Record<AnswerPurpose, string>> = {
  not_now: 'Not now',
  spoken: 'We’ve spoken',
  elsewhere: 'We talk elsewhere',
  let_go: 'Don’t suggest again',
  keep: 'Suggest again',
}

interface Asking {
  readonly path: string
  /** Missing where nobody here has the address any more. */
  readonly name: string | undefined
  readonly now: Instant
  readonly timeZone: string
}

const asking: Readonly<Record<AnswerPurpose, (asking: Asking) => Child>> = {
  not_now: ({ path, name, now, timeZone }) => (
    <Ask path={path} title={`${name ?? 'They'} can wait`} button="Let them rest">
      <fieldset class="choices">
        <legend>Until when?</legend>
        {breaks(now, timeZone).map(({ label, date }, index) => (
          <label class="pick">
            <input type="radio" name="until" value={date.toString()} checked={index === 0} />
            <span>
              <b>{label}</b>
              <small>{day(date.toZonedDateTime(timeZone).toInstant(), timeZone)}</small>
            </span>
          </label>
        ))}
      </fieldset>
    </Ask>
  ),
  spoken: ({ path, name }) => (
    <Ask path={path} title="Lovely" button="We’ve spoken">
      <p class="lede">
        Then nothing is open between you and {name ?? 'them'}. They come back after new mail or a meeting.
      </p>
      <div class="field">
        <label for="promise">Anything you promised? One line, if you like. It stays on this server.</label>
        <input id="promise" name="promise" maxlength={1000} autocomplete="off" />
      </div>
    </Ask>
  ),
  elsewhere: ({ path, name }) => (
    <Ask path={path} title="Mail is not all of life" button="We talk elsewhere">
      <p class="lede">{name ?? 'They'} can stay with your people, and will never again be called quiet.</p>
    </Ask>
  ),
  let_go: ({ path, name }) => (
    <Ask path={path} title={`Not suggest ${name ?? 'them'} again?`} button="Don’t suggest again">
      <p class="lede">{letGo(name ?? 'them')}</p>
    </Ask>
  ),
  keep: ({ path, name }) => (
    <Ask path={path} title={`Suggest ${name ?? 'them'} again?`} button="Suggest again">
      <p class="lede">{name ?? 'They'} may then come up in a letter when there is a reason.</p>
    </Ask>
  ),
}

const letGo = (name: string) =>
  `I won’t bring ${name} up again, here or in any letter. Nothing in your mail changes and nobody is told.`

/** What was done, in words that stay true however often the page is opened. */
const done: Readonly<Record<AnswerPurpose, (name: string, until: string) => string>> = {
  not_now: (name, until) => `${name} can rest until ${until}.`,
  spoken: (name) =>
    `Nothing is open between you and ${name === 'They' ? 'them' : name}. New mail or a meeting brings them back.`,
  elsewhere: (name) => `${name} will never again be called quiet.`,
  let_go: (name) => letGo(name === 'They' ? 'them' : name),
  keep: (name) => `${name} may come up in a letter again.`,
}

interface AskProps {
  readonly path: string
  readonly title: string
  readonly button: string
  readonly children?: Child
}

function Ask({ path, title, button, children }: AskProps) {
  return (
    <form method="post" action={path} class="message ask">
      <h1>{title}</h1>
      {children}
      <p class="cta">
        <button type="submit">{button}</button>
        <a class="btn q" href="/">
          Cancel
        </a>
      </p>
    </form>
  )
}

function Done({ path, words }: { path: string; words: string }) {
  return (
    <form method="post" action={path} class="message ask">
      <h1>Done</h1>
      <p class="lede" role="status">
        {words}
      </p>
      <input type="hidden" name="undo" value="1" />
      <p class="cta">
        <button type="submit" class="q">
          Undo
        </button>
      </p>
      <p class="meta">You can close this page.</p>
    </form>
  )
}

function Resume({ path }: { path: string }) {
  return (
    <form method="post" action={path} class="message ask">
      <h1>Have letters come again?</h1>
      <p class="lede">The next one comes at your usual day and hour.</p>
      <p class="cta">
        <button type="submit">Start again</button>
        <a class="btn q" href="/">
          Cancel
        </a>
      </p>
    </form>
  )
}

function Resumed() {
  return (
    <div class="message">
      <h1>Letters come again</h1>
      <p class="lede">The next one comes at your usual day and hour.</p>
      <p>
        <a href="/settings">Change day or hour, or take a break</a>
      </p>
    </div>
  )
}
