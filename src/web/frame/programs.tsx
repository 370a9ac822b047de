/** What an owner may let in, and have told: each off until they say so, each on a page of its own. */
import type { Webhook, WebhookMessage } from '../../db/accounts/webhooks.ts'
import { type Place, tongueOf } from '../../place.ts'
import { day, frameWords } from './words.ts'

interface ProgramsProps {
  readonly hook: Webhook | undefined
  readonly messages: readonly WebhookMessage[]
  readonly place: Place
}

export function Programs({ hook, messages, place }: ProgramsProps) {
  const words = frameWords(tongueOf(place)).programs
  const told = hook ? (hook.problem ? wordsOn(hook, messages[0], place) : words.on) : words.off
  return (
    <section id="programs">
      <h2>{words.title}</h2>
      <p>{words.assistants('/account/assistants')}</p>
      <p>{words.feeds('/account/feeds')}</p>
      <p>{words.webhook('/account/webhook', told)}</p>
    </section>
  )
}

/** How it went last, in one or two sentences. */
export function wordsOn(
  { state, problem, takenAt }: Pick<Webhook, 'state' | 'problem' | 'takenAt'>,
  latest: Pick<WebhookMessage, 'state' | 'askedAt'> | undefined,
  place: Place,
): string {
  const words = frameWords(tongueOf(place)).programs
  if (state === 'off') return words.ended(problem)
  if (problem && latest?.state === 'queued') return words.again(problem)
  if (problem && latest) return words.givenUp(problem, day(latest.askedAt, place))
  if (latest?.state === 'queued') return words.telling
  return takenAt ? words.took(day(takenAt, place)) : words.nothingYet
}
