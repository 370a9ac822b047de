/** The guest's page before a time is chosen, and the choice of another one after it. */
import { sameClock } from '../../coffee/zone.ts'
import type { Instant, Span } from '../../facts.ts'
import { ClockNote, ownersTime, Say, type View } from './guest-clock.tsx'
import { NoneFields, StopFields } from './guest-forms.tsx'

export interface Refusal {
  readonly status: 400 | 409
  readonly words: string
}

/** One form with a button for each answer: whoever reads by ear or without styles meets no second one. */
export function Choosing({ view, refused }: { view: View; refused: Refusal | undefined }) {
  const { offer, owner, action } = view
  const [first] = offer.slots
  return (
    <form method="post" action={action} class="message ask">
      <h1>{owner} would like to have a coffee with you</h1>
      {refused ? (
        <p class="notice" role="alert">
          {refused.words}
        </p>
      ) : null}
      {first ? (
        <>
          <p class="lede">Choose a time that suits you, {minutesOf(first)} minutes each.</p>
          <fieldset class="choices">
            <legend>When</legend>
            <ClockNote view={view} at={first.start} />
            {offer.slots.map(({ start }, index) => (
              <Time at={start} view={view} checked={index === 0} />
            ))}
          </fieldset>
          <p class="cta">
            <button type="submit" name="act" value="choose">
              Choose this time
            </button>
          </p>
          <p class="meta">
            {offer.invitation
              ? `A calendar invitation from ${owner} follows by mail.`
              : `The time you choose is held for you. It is fixed once ${owner}’s invitation comes.`}
          </p>
        </>
      ) : (
        <p class="lede">None of the offered times is open any more. Answer {owner}’s mail to find another one.</p>
      )}
      <NoneFields owner={owner} />
      <StopFields owner={owner} />
    </form>
  )
}

const minutesOf = ({ start, end }: Span) => Math.round((end.epochMilliseconds - start.epochMilliseconds) / 60_000)

export function Time({ at, view, checked }: { at: Instant; view: View; checked: boolean }) {
  const { zone, owner, offer } = view
  return (
    <label class="pick">
      <input type="radio" name="slot" value={at.toString()} checked={checked} />
      <span>
        <b>
          <Say at={at} as="day" zone={zone} />
        </b>
      </span>
      <span class="tz">
        <b>
          <Say at={at} as="clock" zone={zone} />
        </b>
        <small data-other="" hidden={sameClock(at, offer.ownerZone, zone)}>
          {ownersTime(at, zone, offer.ownerZone)} for {owner}
        </small>
      </span>
    </label>
  )
}
