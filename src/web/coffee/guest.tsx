/** The guest's page: choose one of the offered times, and change that later. It knows a first name and times, and sets no cookie. */

import { Hono } from 'hono'
import { Temporal } from 'temporal-polyfill'
import * as z from 'zod'
import { toCalendarFile } from '../../coffee/calendar-file.ts'
import { guestActs } from '../../coffee/types.ts'
import type { Deps } from '../../deps.ts'
import { UserError } from '../../errors.ts'
import { sha256 } from '../../seal.ts'
import { cleanText } from '../../text.ts'
import { actAsGuest } from '../../work/coffee/guest-acts.ts'
import { whyGone } from '../../work/coffee/guest-link.ts'
import { type Offer, openOffer, takeOffer } from '../../work/coffee/offer.ts'
import { field, readFields } from '../frame/form.ts'
import { policyWithScript } from '../frame/guard.ts'
import { render } from '../frame/layout.tsx'
import { idOf } from '../frame/path.ts'
import type { Env, Page } from '../frame/session.ts'
import { tongueOn } from '../frame/tongue.ts'
import { Choosing, type Refusal } from './guest-choosing.tsx'
import { Chosen } from './guest-chosen.tsx'
import { ClockForm, viewOf } from './guest-clock.tsx'
import { renderGone } from './guest-gone.tsx'
import { coffeeWords } from './words/words.ts'

const longestTyped = 1000
const fieldsSchema = z.object({
  act: field.among(['choose', ...guestActs]),
  slot: field.instant,
  line: field.text(longestTyped),
  undo: field.tick,
})

/**
 * The page behind a link that offers times to a guest.
 * @throws from its handlers: whatever `takeOffer` and `actAsGuest` throw but UserError 400 and 409, which its page says
 */
export function meetRoutes(): Hono<Env> {
  const routes = new Hono<Env>()
  routes.get('/meet/:token', async (c) => {
    const offer = await openOffer(c.get('deps'), idOf(c, 'token'))
    return offer ? show(c, offer) : gone(c)
  })
  routes.get('/meet/:token/coffee.ics', async (c) => {
    const token = idOf(c, 'token')
    const offer = await openOffer(c.get('deps'), token)
    return offer?.chosen && offer.standing !== 'withdrawn' ? answerWithFile(c, offer, token) : gone(c)
  })
  routes.post('/meet/:token', async (c) => {
    const deps = c.get('deps')
    const token = idOf(c, 'token')
    const offer = await openOffer(deps, token)
    if (!offer) return gone(c)
    try {
      await press(deps, token, { offer, fields: readFields(await c.req.formData(), fieldsSchema) })
    } catch (error) {
      if (!(error instanceof UserError) || (error.status !== 400 && error.status !== 409)) throw error
      const fresh = await openOffer(deps, token)
      return fresh ? show(c, fresh, { status: error.status, words: error.in(tongueOn(c)) }) : gone(c)
    }
    return c.redirect(viewOf(c, offer).action, 303)
  })
  return routes
}

interface Pressed {
  readonly offer: Offer
  readonly fields: z.output<typeof fieldsSchema>
}

async function press(deps: Deps, token: string, { offer, fields }: Pressed): Promise<void> {
  const { act, slot: start, line, undo } = fields
  if (act && act !== 'choose') return actAsGuest(deps, token, { act, start: start ?? null, line, undo })
  if (!start && !offer.chosen)
    throw new UserError(400, {
      en: 'Choose one of the times first. Nothing was sent.',
      de: 'Bitte zuerst einen der Termine aussuchen. Verschickt wurde nichts.',
    })
  await takeOffer(deps, token, start ?? Temporal.Instant.fromEpochMilliseconds(0))
}

const gone = async (c: Page) => renderGone(c, await whyGone(c.get('deps'), idOf(c, 'token')))

function show(c: Page, offer: Offer, refused?: Refusal) {
  const view = viewOf(c, offer)
  // The browser knows its own clock. Who has chosen one on the page keeps that.
  if (!view.asked) c.header('content-security-policy', policyWithScript)
  return render(
    c,
    {
      title: coffeeWords(view.tongue).guest.title(view.owner),
      guest: true,
      ...(view.asked ? {} : { script: '/assets/guest.js' as const }),
      ...(refused ? { status: refused.status } : {}),
      // The mail that tells the owner is on its way: in a moment the page can say what came of it.
      ...(offer.held?.telling ? { refresh: 5 } : {}),
    },
    <div {...(view.asked ? {} : { 'data-clock': offer.ownerZone })}>
      {view.choosing ? <ClockForm view={view} /> : null}
      {offer.standing === 'open' ? <Choosing {...{ view, refused }} /> : <Chosen {...{ view, refused }} />}
      {view.choosing || !(offer.chosen || offer.slots.length) ? null : <ClockForm view={view} />}
    </div>,
  )
}

/** The chosen time for the guest's own calendar: as a question as long as nothing is fixed. */
async function answerWithFile(c: Page, offer: Offer, token: string): Promise<Response> {
  const { chosen, standing, sequence, since, place } = offer
  if (!chosen) return gone(c)
  const fixed = standing === 'fixed'
  const owner = cleanText(offer.owner, 60)
  const words = coffeeWords(tongueOn(c)).guest
  const file = toCalendarFile({
    id: `meet-${(await sha256(`${token}|entry`)).slice(0, 20)}`,
    when: chosen,
    title: fixed ? words.entry(owner) : words.entryOpen(owner),
    note: fixed ? '' : words.notFixed(owner),
    stamp: since,
    tentative: !fixed,
    sequence,
    ...(place ? { place } : {}),
  })
  c.header('content-type', 'text/calendar; charset=utf-8; method=PUBLISH')
  c.header('content-disposition', 'attachment; filename="coffee.ics"')
  return c.body(file)
}
