/** The guest's page once a time is chosen: what is so, and no more, and what the guest can do about it. */
import { sayHold } from '../../coffee/hold.ts'
import type { Instant } from '../../facts.ts'
import type { Refusal } from './guest-choosing.tsx'
import { Time } from './guest-choosing.tsx'
import { inNote, otherClock, ownersTime, Say, type View, WholeTime } from './guest-clock.tsx'
import { ActForm, CancelForm, NoneForm, StopForm } from './guest-forms.tsx'
import { coffeeWords } from './words/words.ts'

export function Chosen({ view, refused }: { view: View; refused: Refusal | undefined }) {
  const { offer, owner, tongue } = view
  const { chosen, standing } = offer
  return (
    <div class="message">
      <h1>{coffeeWords(tongue).guest.title(owner)}</h1>
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
  const { offer, path, tongue } = view
  const words = coffeeWords(tongue).guest
  const { standing } = offer
  const lives = standing === 'held' || standing === 'coming' || standing === 'fixed'
  return (
    <>
      <p>
        <Words view={view} /> {words.close}
      </p>
      {lives ? (
        <p>
          <a href={`${path}/coffee.ics`}>{standing === 'fixed' ? words.addFixed : words.addOpen}</a>
        </p>
      ) : null}
      {standing === 'fixed' && !offer.quiet ? <p class="meta">{words.ownEntry}</p> : null}
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
  const words = coffeeWords(view.tongue).guest
  return (
    <details class="more">
      <summary>{words.anotherTime}</summary>
      <ActForm view={view} act="change">
        <fieldset class="choices">
          <legend>{words.anotherTime}</legend>
          {others.map(({ start }, index) => (
            <Time at={start} view={view} checked={index === 0} />
          ))}
        </fieldset>
        <button type="submit" class="q small">
          {words.instead}
        </button>
      </ActForm>
    </details>
  )
}

/** Whether the owner was told, until when the time is held on both clocks, and what follows. */
function Words({ view }: { view: View }) {
  const { offer, owner, tongue } = view
  const { standing, held, told, changing, act, quiet } = offer
  const words = coffeeWords(tongue).guest
  if (standing === 'fixed')
    return <>{changing && act === 'change' ? words.changed(owner) : words.fixed(owner, quiet)}</>
  if (standing === 'coming') return <>{words.coming(owner)}</>
  if (standing === 'fell') return <>{words.fell(owner)}</>
  if (!held) return <>{words.unanswered(owner)}</>
  return <>{words.held(owner, told === 'sent', <Until until={held.until} view={view} />)}</>
}

function Until({ until, view }: { until: Instant; view: View }) {
  const { offer, owner, tongue } = view
  const second = ownersTime(until, view)
  const withDay = sayHold(until, inNote(offer.ownerZone, tongue))
  const own = second.includes(',') ? withDay : second
  const words = coffeeWords(tongue).guest
  return (
    <>
      <Say at={until} as="hold" view={view} />
      <span {...otherClock(until, words.alsoForOwner(withDay, owner), view)}>{words.alsoForOwner(own, owner)}</span>
    </>
  )
}

function Withdrawn({ view }: { view: View }) {
  const { offer, owner, tongue } = view
  const { act, changing, chosen } = offer
  const words = coffeeWords(tongue).guest
  const told = offer.told === 'sent'
  if (act === 'none')
    return (
      <p class="lede" role="status">
        {words.none(owner, told)}
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
        {words.calledOff(<WholeTime at={chosen.start} view={view} />, owner, told)}
      </p>
      {offer.invitation ? <p>{changing ? words.takingOut(owner) : words.mayStand}</p> : null}
      {offer.stopped ? <StopForm view={view} /> : null}
    </>
  )
}
