/** What an owner may let in, and have told: each off until they say so, each on a page of its own. */
import type { Webhook, WebhookMessage } from '../../db/accounts/webhooks.ts'
import type { Place } from '../../place.ts'
import { policy, sayLasting } from '../../policy.ts'
import { day } from './words.ts'

interface ProgramsProps {
  readonly hook: Webhook | undefined
  readonly messages: readonly WebhookMessage[]
  readonly place: Place
}

export function Programs({ hook, messages, place }: ProgramsProps) {
  return (
    <section id="programs">
      <h2>Programs of yours</h2>
      <p>
        <a href="/account/assistants">Let an assistant ask</a> who is due and why: off until you make a token.
      </p>
      <p>
        <a href="/account/feeds">Your dates in your calendar</a>, and letters in a reader of feeds: off until you make
        an address.
      </p>
      <p>
        <a href="/account/webhook">Tell a program</a> that a letter is ready:{' '}
        {hook ? (hook.problem ? wordsOn(hook, messages[0], place) : 'on.') : 'off until you name one.'}
      </p>
    </section>
  )
}

/** How it went last, in one or two sentences. */
export function wordsOn(
  { state, problem, takenAt }: Pick<Webhook, 'state' | 'problem' | 'takenAt'>,
  latest: Pick<WebhookMessage, 'state' | 'askedAt'> | undefined,
  place: Place,
): string {
  if (state === 'off') return `It ${problem ?? 'ended'}, so nothing is sent there. Name it again to go on.`
  if (problem && latest?.state === 'queued') return `It ${problem}. It is tried again by itself.`
  if (problem && latest)
    return `It ${problem}, and was given up ${sayLasting(policy.webhook.tried)} after ${day(latest.askedAt, place)}. The next letter is told of all the same.`
  if (latest?.state === 'queued') return 'It is being told something just now.'
  return takenAt ? `It took the last message on ${day(takenAt, place)}.` : 'It has been told nothing so far.'
}
