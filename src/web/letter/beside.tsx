/** What a letter says beside its people, as its page shows it: what the owner noted, birthdays, and who was new. */
import { promisePath, sinceThen } from '../../letter/promise/due.ts'
import type { Letter } from '../../letter/types.ts'
import { cleanText } from '../../text.ts'
import type { Words } from './words/words.ts'

interface BesideProps {
  readonly letter: Letter
  readonly words: Words['page']
  /** Of the letter, where it is another one than the page's: a screen reader has to know. */
  readonly lang: string | undefined
}

/** The owner's lines that have their day. */
export function Noted({ letter: { promises }, words, lang }: BesideProps) {
  return promises?.length ? (
    <section class="env after">
      <h2>{words.noted}</h2>
      {promises.map((one) => (
        <>
          <p lang={lang}>
            {cleanText(one.text, 600)} {sinceThen(one)}
          </p>
          <p class="acts">
            <a href={promisePath(one)}>{words.doneOrLater}</a>
            <a href={writing(one.personId)}>{words.writeTo(one.firstName)}</a>
          </p>
        </>
      ))}
    </section>
  ) : null
}

/** Birthdays of the week, and somebody new. */
export function Beside({ letter: { birthdays, gathering }, words, lang }: BesideProps) {
  return (
    <>
      {birthdays?.length ? (
        <section class="env after">
          <h2>{words.thisWeek}</h2>
          {birthdays.map((one) => (
            <>
              <p lang={lang}>{cleanText(one.text, 400)}</p>
              <p class="acts">
                <a href={writing(one.personId)}>{words.writeTo(one.firstName)}</a>
              </p>
            </>
          ))}
        </section>
      ) : null}
      {gathering ? (
        <section class="env after">
          <p lang={lang}>{cleanText(gathering.text, 400)}</p>
        </section>
      ) : null}
    </>
  )
}

const writing = (personId: string) => `/people/${encodeURIComponent(personId)}/coffee?how=write`
