/** When the letter goes out, what became of the last one, and the button that sends it now. */
import { Temporal } from 'temporal-polyfill'
import type { User } from '../../db/accounts/users.ts'
import type { DigestHead } from '../../db/overview.ts'
import { placeOfUser } from '../../place.ts'
import { inWords, policy } from '../../policy.ts'
import { cleanText } from '../../text.ts'
import type { Preview } from '../../work/letter/preview.ts'
import { isBlanked } from '../../work/letter/recheck.ts'
import type { Stop } from '../../work/mail/address.ts'
import { PostForm } from '../frame/layout.tsx'
import { clockTime, day, moment, weekdayDate } from '../frame/words.ts'

interface DispatchProps {
  readonly user: User
  readonly preview: Preview
  readonly csrf: string
  /** Where the letter goes. */
  readonly address: string
}

export function Dispatch({ user, preview, csrf, address }: DispatchProps) {
  const { letter, sent, stopped, reading, pausedUntil } = preview
  const trouble = troubleOf(preview)
  if (stopped)
    return (
      <Stopped reason={stopped} address={address} csrf={csrf} trouble={stopped === 'unproven' ? trouble : undefined} />
    )
  const onItsWay = sent?.state === 'ready' || sent?.state === 'sending'
  const gone = sent !== null && !onItsWay && sent.sends > 0
  const left = policy.sendsOfALetter - (sent?.sends ?? 0)
  // What cannot be sent has no button: sendLetter would refuse it.
  const stays = reading || !letter || onItsWay || pausedUntil !== null || (gone && isBlanked(sent))
  return (
    <div class="notice dispatch" id="resume">
      {trouble ? <p role="status">{trouble}</p> : null}
      <p>{whenWords(user, preview, address)}</p>
      {pausedUntil || letter?.kind === 'pausing' ? (
        <PostForm action="/letter/resume" csrf={csrf}>
          <button type="submit" class="q small">
            Start again now
          </button>
        </PostForm>
      ) : null}
      {stays ? null : <Send gone={gone} left={left} csrf={csrf} />}
    </div>
  )
}

/** Something that its reader has to know before they read it. */
export const keepsHere = (preview: Preview): boolean =>
  preview.stopped !== null || preview.pausedUntil !== null || troubleOf(preview) !== undefined

/** The button that sends this week's letter, as often as it goes. */
function Send({ gone, left, csrf }: { readonly gone: boolean; readonly left: number; readonly csrf: string }) {
  if (left <= 0)
    return (
      <p class="meta">
        This week’s letter went out {inWords(policy.sendsOfALetter)} times, which is as often as it goes.
      </p>
    )
  return (
    <>
      <PostForm action="/letter/send" csrf={csrf}>
        <button type="submit" class={gone ? 'q small' : 'small'}>
          {gone ? 'Send it again' : 'Send it'}
        </button>
      </PostForm>
      {gone ? (
        <p class="meta">
          It goes out again with the same people, {inWords(policy.sendsOfALetter)} times at most. Below is the letter
          that went.
        </p>
      ) : null}
    </>
  )
}

interface StoppedProps {
  readonly reason: Stop
  readonly address: string
  readonly csrf: string
  /** What kept the last letter here, where that is not the stop itself. */
  readonly trouble: string | undefined
}

function Stopped({ reason, address, csrf, trouble }: StoppedProps) {
  return (
    <div class="notice" id="resume">
      {trouble ? <p role="status">{trouble}</p> : null}
      <p>{stoppedWords(reason, address)} This page keeps showing what it would say.</p>
      {reason === 'unproven' ? null : <Resume reason={reason} csrf={csrf} />}
    </div>
  )
}

/** The way back, for the pages that tell of a stop. */
export function Resume({ reason, csrf, label }: { reason: Stop; csrf: string; label?: string }) {
  return (
    <PostForm action="/letter/resume" csrf={csrf}>
      <button type="submit" class="q small">
        {label ?? (reason === 'unsubscribed' ? 'Start again' : 'Try this address again')}
      </button>
    </PostForm>
  )
}

export const stoppedWords = (reason: Stop, address: string) =>
  reason === 'unsubscribed'
    ? 'You are unsubscribed, so no letter goes out.'
    : reason === 'unproven'
      ? `No letter goes out before ${cleanText(address)}, or another address of yours, is confirmed.`
      : `A letter to ${cleanText(address)} came back, since the address takes no mail. No more are sent there.`

/** "It goes out on Monday 23 November at 08:00, to sam@example.org." and its like. */
function whenWords(user: User, { next, pausedUntil, reading, sent, latest }: Preview, address: string): string {
  const to = cleanText(address)
  const place = placeOfUser(user)
  const when = next ? `${weekdayDate(next.at, place)} at ${clockTime(next.at, place)}` : undefined
  if (sent?.state === 'ready' || sent?.state === 'sending') return `This week’s letter is on its way to ${to}.`
  const was =
    sent?.state === 'sent' && sent.sentAt ? `This week’s letter went out on ${moment(sent.sentAt, place)}. ` : ''
  if (pausedUntil)
    return `${was}You are taking a break until ${day(startOf(pausedUntil, user.timeZone), place)}${when ? `; the next letter after it is on ${when}` : ''}.`
  if (!when) return `${was}No letter is planned.`
  if (reading)
    return `The ${latest ? 'next' : 'first'} letter goes to ${to} at the next weekly hour after that, ${when} at the earliest.`
  if (was) return `${was}The next one is on ${when}, if there is something to say then.`
  return `It goes out on ${when}, to ${to}, in these words unless something happens before: whoever you hear from or meet drops out.`
}

const startOf = (date: string, zone: string) => Temporal.PlainDate.from(date).toZonedDateTime(zone).toInstant()

/** A sentence on a letter that did not arrive for certain. */
export function troubleOf({
  latest,
  sent,
}: {
  readonly latest: DigestHead | null
  readonly sent: DigestHead | null
}): string | undefined {
  const row = sent ?? latest
  if (row?.state === 'failed' || row?.state === 'unknown' || row?.state === 'dropped')
    return row.problem ?? fallback[row.state]
  return undefined
}

const fallback = {
  failed: 'The last letter was refused by the mail relay.',
  unknown: 'It is not certain whether the last letter arrived; it was not sent twice.',
  dropped: 'The last letter could not be sent within a day, so it was left out.',
} as const
