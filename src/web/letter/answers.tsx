/** What the pages behind a letter's quiet links say: before their one button is pressed, and after. */
import type { Child } from 'hono/jsx'
import { wholeDate } from '../../dates.ts'
import type { Instant } from '../../facts.ts'
import type { Place } from '../../place.ts'
import type { AnswerPurpose } from '../../work/letter/answer.ts'
import { breaks } from './wait-days.ts'

export const titles: Readonly<Record<AnswerPurpose, string>> = {
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
  readonly place: Place
}

export const asking: Readonly<Record<AnswerPurpose, (asking: Asking) => Child>> = {
  not_now: ({ path, name, now, place }) => (
    <Ask path={path} title={`${name ?? 'They'} can wait`} button="Let them rest">
      <fieldset class="choices">
        <legend>Until when?</legend>
        {breaks(now, place.timeZone).map(({ label, date }, index) => (
          <label class="pick">
            <input type="radio" name="until" value={date.toString()} checked={index === 0} />
            <span>
              <b>{label}</b>
              <small>{wholeDate(date, place)}</small>
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
        <input id="promise" type="text" name="promise" maxlength={1000} autocomplete="off" />
      </div>
      <div class="field">
        <label for="until">A day for it, if it has one. “By Friday” in the line is enough.</label>
        <input id="until" type="date" name="until" />
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
export const done: Readonly<Record<AnswerPurpose, (name: string, until: string) => string>> = {
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

export function Done({ path, words }: { path: string; words: string }) {
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

export function Resume({ path }: { path: string }) {
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

export function Resumed() {
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

export function Stay({ path }: { path: string }) {
  return (
    <form method="post" action={path} class="message ask">
      <h1>Have reading go on?</h1>
      <p class="lede">Your mail and calendar are read as before, and your letters come as before.</p>
      <p class="cta">
        <button type="submit">Go on</button>
        <a class="btn q" href="/">
          Cancel
        </a>
      </p>
    </form>
  )
}

export function Stayed() {
  return (
    <div class="message">
      <h1>Reading goes on</h1>
      <p class="lede">Your mail and calendar are read as before, and your letters come as before.</p>
      <p class="meta">You can close this page.</p>
    </div>
  )
}
