/** The guest's page once a time is chosen: what is so, and no more, and what the guest can do about it. */
import { sayHold } from '../../coffee/hold.ts'
import { sameClock } from '../../coffee/zone.ts'
import type { Refusal } from './guest-choosing.tsx'
import { Time } from './guest-choosing.tsx'
import { ownersTime, Say, type View, WholeTime } from './guest-clock.tsx'
import { ActForm, CancelForm, NoneForm, StopForm } from './guest-forms.tsx'

export function Chosen({ view, refused }: { view: View; refused: Refusal | undefined }) {
  const { offer, owner } = view
  const { chosen, standing } = offer
  return (
    <div class="message">
      <h1>A coffee with {owner}</h1>
      {refused ? (
        <p class="notice" role="alert">
          {refused.words}
        </p>
      ) : null}
      {chosen && standing !== 'withdrawn' ? (
        <p class="lede" role="status">
          <WholeTime at={chosen.start} view={view} />.
        </p>
      ) : null}
      {standing === 'withdrawn' ? <Withdrawn view={view} /> : <Standing view={view} />}
    </div>
  )
}

function Standing({ view }: { view: View }) {
  const { offer, path } = view
  const { standing } = offer
  const lives = standing === 'held' || standing === 'coming' || standing === 'fixed'
  return (
    <>
      <p>
        <Words view={view} /> You can close this page.
      </p>
      {lives ? (
        <p>
          <a href={`${path}/coffee.ics`}>
            {standing === 'fixed' ? 'Add it to my calendar' : 'Add it to my calendar, as not confirmed'}
          </a>
        </p>
      ) : null}
      {standing === 'fixed' && !offer.quiet ? (
        <p class="meta">The invitation brings an entry of its own; you need this one only without it.</p>
      ) : null}
      <Others view={view} />
      {lives && standing !== 'fixed' ? <NoneForm view={view} /> : null}
      <CancelForm view={view} />
      <StopForm view={view} />
    </>
  )
}

function Others({ view }: { view: View }) {
  const { others } = view.offer
  if (!others.length) return null
  return (
    <details class="more">
      <summary>Another time</summary>
      <ActForm view={view} act="change">
        <fieldset class="choices">
          <legend>Another time</legend>
          {others.map(({ start }, index) => (
            <Time at={start} view={view} checked={index === 0} />
          ))}
        </fieldset>
        <button type="submit" class="q small">
          Choose this one instead
        </button>
      </ActForm>
    </details>
  )
}

/** Whether the owner was told, until when the time is held on both clocks, and what follows. */
function Words({ view }: { view: View }) {
  const { offer, owner, zone } = view
  const { standing, held, told, changing, act } = offer
  const otherwise = 'Should it not suit after all, choose another time or call it off below.'
  if (standing === 'fixed' && changing && act === 'change')
    return (
      <>You chose this time instead. {owner}’s calendar is being asked to move it, and you get word of it from there.</>
    )
  if (standing === 'fixed')
    return (
      <>
        It is in {owner}’s calendar. {offer.quiet ? '' : `An invitation from ${owner} comes by mail. `}
        {otherwise}
      </>
    )
  if (standing === 'coming')
    return (
      <>
        An invitation from {owner} comes by mail. {otherwise}
      </>
    )
  if (standing === 'fell')
    return (
      <>
        {owner}’s invitation could not go out. Please don’t count on this time. To find another one, answer {owner}’s
        mail.
      </>
    )
  if (!held)
    return (
      <>
        {owner} hasn’t answered. Please don’t count on this time. It is not held any more, and nothing is fixed. To find
        a time, answer {owner}’s mail.
      </>
    )
  const { until } = held
  const own = { timeZone: offer.ownerZone, locale: null }
  const second = ownersTime(until, zone, offer.ownerZone)
  return (
    <>
      {told === 'sent' ? `${owner} has been told.` : `${owner} sees your choice here.`} Held until{' '}
      <Say at={until} as="hold" zone={zone} />
      <span data-other="" hidden={sameClock(until, offer.ownerZone, zone)}>
        , {second.includes(',') ? sayHold(until, own) : second} for {owner}
      </span>
      ; it is fixed once {owner}’s invitation comes. {otherwise}
    </>
  )
}

function Withdrawn({ view }: { view: View }) {
  const { offer, owner } = view
  const { act, changing, chosen, told } = offer
  const heard = told === 'sent' ? `${owner} has been told.` : `${owner} sees it here.`
  if (act === 'none')
    return (
      <p class="lede" role="status">
        You said that none of these times suits. {heard} To find another one, answer {owner}’s mail.
      </p>
    )
  if (act === 'stop' || !chosen)
    return (
      <div role="status">
        <StopForm view={view} />
      </div>
    )
  return (
    <>
      <p class="lede" role="status">
        You called it off: <WholeTime at={chosen.start} view={view} />. {heard}
      </p>
      {offer.invitation ? (
        <p>
          {changing
            ? `It is being taken out of ${owner}’s calendar, and you get word of it from there.`
            : 'Should an entry still stand in your calendar, decline it or take it out there.'}
        </p>
      ) : null}
      {offer.stopped ? <StopForm view={view} /> : null}
    </>
  )
}
