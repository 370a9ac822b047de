/** What a letter says beside its people, as its page shows it: what the owner noted, birthdays, and who was new. */
import { promisePath, sinceThen } from '../../letter/promise/due.ts'
import type { Letter } from '../../letter/types.ts'
import { cleanText } from '../../text.ts'

/** The owner's lines that have their day. */
export function Noted({ letter: { promises, tongue } }: { readonly letter: Letter }) {
  return promises?.length ? (
    <section class="env after">
      <h2>You noted</h2>
      {promises.map((one) => (
        <>
          <p lang={tongue}>
            {cleanText(one.text, 600)} {sinceThen(one)}
          </p>
          <p class="acts">
            <a href={promisePath(one)}>Done, or another day</a>
            <a href={writing(one.personId)}>Write to {one.firstName}</a>
          </p>
        </>
      ))}
    </section>
  ) : null
}

/** Birthdays of the week, and somebody new. */
export function Beside({ letter: { birthdays, gathering, tongue } }: { readonly letter: Letter }) {
  return (
    <>
      {birthdays?.length ? (
        <section class="env after">
          <h2>This week</h2>
          {birthdays.map((one) => (
            <>
              <p lang={tongue}>{cleanText(one.text, 400)}</p>
              <p class="acts">
                <a href={writing(one.personId)}>Write to {one.firstName}</a>
              </p>
            </>
          ))}
        </section>
      ) : null}
      {gathering ? (
        <section class="env after">
          <p lang={tongue}>{cleanText(gathering.text, 400)}</p>
        </section>
      ) : null}
    </>
  )
}

const writing = (personId: string) => `/people/${encodeURIComponent(personId)}/coffee?how=write`
