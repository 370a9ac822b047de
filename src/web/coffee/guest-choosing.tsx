/** The guest's page before a time is chosen, and the choice of another one after it. */
import type { Instant, Span } from '../../facts.ts'
import { ClockNote, otherClock, ownersDay, ownersTime, Say, type View } from './guest-clock.tsx'
import { NoneFields, StopFields } from './guest-forms.tsx'
import { coffeeWords } from './words/words.ts'

export interface Refusal {
  readonly status: 400 | 409
  readonly words: string
}

/** One form with a button for each answer: whoever reads by ear or without styles meets no second one. */
export function Choosing({ view, refused }: { view: View; refused: Refusal | undefined }) {
  const { offer, owner, action, tongue } = view
  const words = coffeeWords(tongue).guest
  const [first] = offer.slots
  return (
    <form method="post" action={action} class="message ask">
      <h1>{words.wouldLike(owner)}</h1>
      {refused ? (
        <p class="notice" role="alert">
          {refused.words}
        </p>
      ) : null}
      {first ? (
        <>
          <p class="lede">{words.chooseOne(minutesOf(first))}</p>
          <fieldset class="choices">
            <legend>{words.when}</legend>
            <ClockNote view={view} at={first.start} />
            {offer.slots.map(({ start }, index) => (
              <Time at={start} view={view} checked={index === 0} />
            ))}
          </fieldset>
          <p class="cta">
            <button type="submit" name="act" value="choose">
              {words.choose}
            </button>
          </p>
          <p class="meta">{offer.invitation ? words.invitationFollows(owner) : words.heldForYou(owner)}</p>
        </>
      ) : (
        <p class="lede">{words.noneOpen(owner)}</p>
      )}
      <NoneFields view={view} />
      <StopFields view={view} />
    </form>
  )
}

const minutesOf = ({ start, end }: Span) => Math.round((end.epochMilliseconds - start.epochMilliseconds) / 60_000)

export function Time({ at, view, checked }: { at: Instant; view: View; checked: boolean }) {
  const { owner, tongue } = view
  const words = coffeeWords(tongue).guest
  return (
    <label class="pick">
      <input type="radio" name="slot" value={at.toString()} checked={checked} />
      <span>
        <b>
          <Say at={at} as="day" view={view} />
        </b>
      </span>
      <span class="tz">
        <b>
          <Say at={at} as="clock" view={view} />
        </b>
        <small {...otherClock(at, words.forOwner(ownersDay(at, view), owner), view)}>
          {words.forOwner(ownersTime(at, view), owner)}
        </small>
      </span>
    </label>
  )
}
