/** What the pages behind a letter's quiet links show: before their one button is pressed, and after. */
import type { Child } from 'hono/jsx'
import { wholeDate } from '../../dates.ts'
import type { Instant } from '../../facts.ts'
import type { Place } from '../../place.ts'
import type { AnswerPurpose } from '../../work/letter/answer.ts'
import { breaks } from './wait-days.ts'
import type { Words } from './words/words.ts'

type AnswerWords = Words['answers']

const keys = {
  not_now: 'notNow',
  spoken: 'spoken',
  elsewhere: 'elsewhere',
  let_go: 'letGo',
  keep: 'keep',
} as const satisfies Readonly<Record<AnswerPurpose, keyof AnswerWords>>

/** Where the words of an answer stand. */
export const keyOf = (purpose: AnswerPurpose): (typeof keys)[AnswerPurpose] => keys[purpose]

interface AskingProps {
  readonly purpose: AnswerPurpose
  readonly path: string
  /** Missing where nobody here has the address any more. */
  readonly name: string | undefined
  readonly now: Instant
  readonly place: Place
  readonly words: Words
}

export function Asking({ purpose, name, now, place, path, words: { answers: words } }: AskingProps) {
  const { button, asks } = words[keyOf(purpose)]
  return (
    <Ask path={path} title={typeof asks === 'string' ? asks : asks(name)} button={button} words={words}>
      {purpose === 'not_now' ? (
        <UntilWhen now={now} place={place} words={words} />
      ) : (
        <p class="lede">{words[keys[purpose]].means(name)}</p>
      )}
      {purpose === 'spoken' ? <Promised words={words} /> : null}
    </Ask>
  )
}

function UntilWhen({ now, place, words }: Pick<AskingProps, 'now' | 'place'> & { readonly words: AnswerWords }) {
  return (
    <fieldset class="choices">
      <legend>{words.notNow.until}</legend>
      {breaks(now, place).map(({ label, date }, index) => (
        <label class="pick">
          <input type="radio" name="until" value={date.toString()} checked={index === 0} />
          <span>
            <b>{label}</b>
            <small>{wholeDate(date, place)}</small>
          </span>
        </label>
      ))}
    </fieldset>
  )
}

function Promised({ words: { spoken } }: { readonly words: AnswerWords }) {
  return (
    <>
      <div class="field">
        <label for="promise">{spoken.promise}</label>
        <input id="promise" type="text" name="promise" maxlength={1000} autocomplete="off" />
      </div>
      <div class="field">
        <label for="until">{spoken.day}</label>
        <input id="until" type="date" name="until" />
      </div>
    </>
  )
}

interface Answered {
  readonly purpose: AnswerPurpose
  readonly name: string | undefined
  /** The day until which they rest, in words. */
  readonly until: string | undefined
}

/** What was done, in words that stay true however often the page is opened. */
export const doneWords = (words: AnswerWords, { purpose, name, until }: Answered): string =>
  purpose === 'not_now' ? words.notNow.done(name, until) : words[keys[purpose]].done(name)

interface AskProps {
  readonly path: string
  readonly title: string
  readonly button: string
  readonly words: AnswerWords
  readonly children?: Child
}

function Ask({ path, title, button, words, children }: AskProps) {
  return (
    <form method="post" action={path} class="message ask">
      <h1>{title}</h1>
      {children}
      <p class="cta">
        <button type="submit">{button}</button>
        <a class="btn q" href="/">
          {words.cancel}
        </a>
      </p>
    </form>
  )
}

export function Done({ path, done, words }: { path: string; done: string; words: AnswerWords }) {
  return (
    <form method="post" action={path} class="message ask">
      <h1>{words.done}</h1>
      <p class="lede" role="status">
        {done}
      </p>
      <input type="hidden" name="undo" value="1" />
      <p class="cta">
        <button type="submit" class="q">
          {words.undo}
        </button>
      </p>
      <p class="meta">{words.close}</p>
    </form>
  )
}

export function Resume({ path, words: { resume, answers } }: { path: string; words: Words }) {
  return (
    <Ask path={path} title={resume.asks} button={resume.button} words={answers}>
      <p class="lede">{resume.theNext}</p>
    </Ask>
  )
}

export function Resumed({ words }: { words: Words['resume'] }) {
  return (
    <div class="message">
      <h1>{words.done}</h1>
      <p class="lede">{words.theNext}</p>
      <p>
        <a href="/settings">{words.change}</a>
      </p>
    </div>
  )
}

export function Stay({ path, words: { stay, answers } }: { path: string; words: Words }) {
  return (
    <Ask path={path} title={stay.asks} button={stay.button} words={answers}>
      <p class="lede">{stay.asBefore}</p>
    </Ask>
  )
}

export function Stayed({ words: { stay, answers } }: { words: Words }) {
  return (
    <div class="message">
      <h1>{stay.done}</h1>
      <p class="lede">{stay.asBefore}</p>
      <p class="meta">{answers.close}</p>
    </div>
  )
}
