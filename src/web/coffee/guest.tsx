/** The guest's page: choose one of the offered times. It knows a first name and these times, and sets no cookie. */
import { Hono } from 'hono'
import { Temporal } from 'temporal-polyfill'
import * as z from 'zod'
import { sayHold } from '../../coffee/hold.ts'
import { sameClock } from '../../coffee/zone.ts'
import { UserError } from '../../errors.ts'
import type { Instant } from '../../facts.ts'
import type { Place } from '../../place.ts'
import { cleanText } from '../../text.ts'
import { type Offer, openOffer, takeOffer } from '../../work/coffee/offer.ts'
import { renderRested } from '../frame/expired-link.tsx'
import { field, readFields } from '../frame/form.ts'
import { render } from '../frame/layout.tsx'
import { idOf } from '../frame/path.ts'
import type { Env, Page } from '../frame/session.ts'
import { clockTime, shortDate, weekdayDate } from '../frame/words.ts'

const fieldsSchema = z.object({ slot: field.instant })

/**
 * The page behind a link that offers times to a guest.
 * @throws from its handlers: whatever `pickTime` throws but UserError 400 and 409, which its page says
 */
export function meetRoutes(): Hono<Env> {
  const routes = new Hono<Env>()
  routes.get('/meet/:token', async (c) => {
    const offer = await openOffer(c.get('deps'), idOf(c, 'token'))
    return offer ? show(c, offer) : renderRested(c)
  })
  routes.post('/meet/:token', async (c) => {
    const deps = c.get('deps')
    const token = idOf(c, 'token')
    const offer = await openOffer(deps, token)
    if (!offer) return renderRested(c)
    const form = await c.req.formData()
    try {
      const { slot: start } = readFields(form, fieldsSchema)
      if (!start && !offer.chosen) throw new UserError(400, 'Choose one of the times first. Nothing was sent.')
      await takeOffer(deps, token, start ?? Temporal.Instant.fromEpochMilliseconds(0))
    } catch (error) {
      if (!(error instanceof UserError) || (error.status !== 400 && error.status !== 409)) throw error
      const fresh = await openOffer(deps, token)
      return fresh ? show(c, fresh, { status: error.status, words: error.message }) : renderRested(c)
    }
    return c.redirect(c.req.path, 303)
  })
  return routes
}

interface Refusal {
  readonly status: 400 | 409
  readonly words: string
}

function show(c: Page, offer: Offer, refused?: Refusal) {
  const owner = cleanText(offer.owner, 60)
  return render(
    c,
    {
      title: `A coffee with ${owner}`,
      guest: true,
      ...(refused ? { status: refused.status } : {}),
      // The mail that tells the owner is on its way: in a moment the page can say what came of it.
      ...(offer.held?.telling ? { refresh: 5 } : {}),
    },
    offer.chosen ? (
      <Chosen offer={offer} owner={owner} />
    ) : (
      <Choosing offer={offer} owner={owner} {...{ refused }} path={c.req.path} />
    ),
  )
}

interface ChoosingProps {
  readonly offer: Offer
  readonly owner: string
  readonly path: string
  readonly refused: Refusal | undefined
}

function Choosing({ offer, owner, path, refused }: ChoosingProps) {
  const { slots, zone, ownerZone } = offer
  const first = slots[0]
  const differs = first !== undefined && zone !== undefined && !sameClock(first.start, ownerZone, zone.timeZone)
  return (
    <form method="post" action={path} class="message ask">
      <h1>{owner} would like to have a coffee with you</h1>
      {refused ? (
        <p class="notice" role="alert">
          {refused.words}
        </p>
      ) : null}
      {first ? (
        <>
          <p class="lede">Choose a time that suits you, {lengthOf(first)} minutes each.</p>
          <fieldset class="choices">
            <legend>When</legend>
            <p class="meta">
              {differs
                ? `Your time first, which is a guess from the clock on your mail (${placeOf(zone.timeZone)}); ${owner}’s time (${placeOf(ownerZone)}) second.`
                : `Times are those of ${placeOf(zone?.timeZone ?? ownerZone)}.`}
            </p>
            {slots.map(({ start }, index) => (
              <Time
                start={start}
                zone={zone?.timeZone ?? ownerZone}
                other={differs ? ownerZone : undefined}
                owner={owner}
                checked={index === 0}
              />
            ))}
          </fieldset>
          <p class="cta">
            <button type="submit">Choose this time</button>
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
    </form>
  )
}

const lengthOf = ({ start, end }: Offer['slots'][number]) =>
  Math.round((end.epochMilliseconds - start.epochMilliseconds) / 60_000)

interface TimeProps {
  readonly start: Instant
  readonly zone: string
  /** The owner's zone, where its clock shows another time. */
  readonly other: string | undefined
  readonly owner: string
  readonly checked: boolean
}

function Time({ start, zone, other, owner, checked }: TimeProps) {
  return (
    <label class="pick">
      <input type="radio" name="slot" value={start.toString()} checked={checked} />
      <span>
        <b>{weekdayDate(start, inNote(zone))}</b>
      </span>
      <span class="tz">
        <b>{clockTime(start, inNote(zone))}</b>
        {other ? (
          <small>
            {shortDate(start, inNote(zone)) === shortDate(start, inNote(other))
              ? ''
              : `${shortDate(start, inNote(other))}, `}
            {clockTime(start, inNote(other))} for {owner}
          </small>
        ) : null}
      </span>
    </label>
  )
}

function Chosen({ offer, owner }: { offer: Offer; owner: string }) {
  const { chosen, zone, ownerZone } = offer
  const there = zone?.timeZone ?? ownerZone
  if (!chosen) return null
  const differs = !sameClock(chosen.start, ownerZone, there)
  return (
    <div class="message">
      <h1>A coffee with {owner}</h1>
      <p class="lede" role="status">
        {weekdayDate(chosen.start, inNote(there))} at {clockTime(chosen.start, inNote(there))} ({placeOf(there)})
        {differs ? `, ${clockTime(chosen.start, inNote(ownerZone))} for ${owner}` : ''}.
      </p>
      <p>{chosenWords(offer, owner)} You can close this page.</p>
    </div>
  )
}

/** What is so, and no more: whether the owner was told, and until when the time is held on both clocks. */
function chosenWords({ invitation, held, zone, ownerZone }: Offer, owner: string): string {
  const otherwise = `Should it not suit after all, answer ${owner}’s mail.`
  if (invitation) return `An invitation from ${owner} comes by mail. ${otherwise}`
  if (!held)
    return `You chose this time. It is not held any more, and nothing is fixed. To find a time, answer ${owner}’s mail.`
  const [there, here] = [inNote(zone?.timeZone ?? ownerZone), inNote(ownerZone)]
  const sameDay = shortDate(held.until, there) === shortDate(held.until, here)
  const mine = sameDay ? clockTime(held.until, here) : sayHold(held.until, here)
  const differs = !sameClock(held.until, ownerZone, there.timeZone)
  const until = `${sayHold(held.until, there)}${differs ? `, ${mine} for ${owner}` : ''}`
  const told = held.told === 'sent' ? `${owner} has been told.` : `${owner} sees your choice here.`
  return `${told} Held until ${until}; it is fixed once ${owner}’s invitation comes. ${otherwise}`
}

/** The guest comes from the note, so the page writes its times as the note does. */
const inNote = (timeZone: string): Place => ({ timeZone, locale: null })

/** "Berlin time". */
const placeOf = (zone: string) => `${(zone.split('/').at(-1) ?? zone).replaceAll('_', ' ')} time`
