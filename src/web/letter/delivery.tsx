/** When the letter goes out, what became of the last one, and the button that sends it now. */
import { Temporal } from 'temporal-polyfill'
import type { User } from '../../db/accounts/users.ts'
import type { DigestHead } from '../../db/overview.ts'
import { placeOfUser, type Tongue, tongueOf } from '../../place.ts'
import { policy } from '../../policy.ts'
import { cleanText } from '../../text.ts'
import type { Preview } from '../../work/letter/preview.ts'
import { isBlanked } from '../../work/letter/recheck.ts'
import type { Stop } from '../../work/mail/address.ts'
import { PostForm } from '../frame/layout.tsx'
import { clockTime, day, frameWords, moment, weekdayDate } from '../frame/words.ts'
import { letterWords, letterWordsFor, type Words } from './words/words.ts'

interface DispatchProps {
  readonly user: User
  readonly preview: Preview
  readonly csrf: string
  /** Where the letter goes. */
  readonly address: string
}

export function Dispatch({ user, preview, csrf, address }: DispatchProps) {
  const { letter, sent, stopped, reading, pausedUntil } = preview
  const tongue = tongueOf(placeOfUser(user))
  const words = letterWords(tongue).delivery
  const trouble = troubleOf(preview, tongue)
  if (stopped)
    return (
      <Stopped {...{ reason: stopped, address, csrf, tongue }} trouble={stopped === 'unproven' ? trouble : undefined} />
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
            {words.startNow}
          </button>
        </PostForm>
      ) : null}
      {stays ? null : <Send {...{ gone, left, csrf, words }} />}
    </div>
  )
}

/** Something that its reader has to know before they read it. */
export const keepsHere = (preview: Preview): boolean =>
  preview.stopped !== null || preview.pausedUntil !== null || isTroubled(preview)

interface SendProps {
  readonly gone: boolean
  /** So many times it may still go. */
  readonly left: number
  readonly csrf: string
  readonly words: Words['delivery']
}

/** The button that sends this week's letter, as often as it goes. */
function Send({ gone, left, csrf, words }: SendProps) {
  if (left <= 0) return <p class="meta">{words.oftenEnough(policy.sendsOfALetter)}</p>
  return (
    <>
      <PostForm action="/letter/send" csrf={csrf} hidden={{ sends: String(policy.sendsOfALetter - left) }}>
        <button type="submit" class={gone ? 'q small' : 'small'}>
          {gone ? words.sendAgain : words.send}
        </button>
      </PostForm>
      {gone ? <p class="meta">{words.again(policy.sendsOfALetter)}</p> : null}
    </>
  )
}

interface StoppedProps {
  readonly reason: Stop
  readonly address: string
  readonly csrf: string
  /** What kept the last letter here, where that is not the stop itself. */
  readonly trouble: string | undefined
  readonly tongue: Tongue
}

function Stopped({ reason, address, csrf, trouble, tongue }: StoppedProps) {
  return (
    <div class="notice" id="resume">
      {trouble ? <p role="status">{trouble}</p> : null}
      <p>{letterWords(tongue).delivery.stillShown(stoppedWords(reason, { address, tongue }))}</p>
      {reason === 'unproven' ? null : <Resume {...{ reason, csrf, tongue }} />}
    </div>
  )
}

/** The way back, for the pages that tell of a stop. */
export function Resume({
  reason,
  csrf,
  tongue,
  label,
}: {
  reason: Stop
  csrf: string
  tongue: Tongue
  label?: string
}) {
  const { startAgain, tryAgain } = letterWords(tongue).delivery
  return (
    <PostForm action="/letter/resume" csrf={csrf}>
      <button type="submit" class="q small">
        {label ?? (reason === 'unsubscribed' ? startAgain : tryAgain)}
      </button>
    </PostForm>
  )
}

/** Why no letter goes out, and where to. */
export function stoppedWords(
  reason: Stop,
  { address, tongue }: { readonly address: string; readonly tongue: Tongue },
): string {
  const words = letterWords(tongue).delivery.stopped
  return reason === 'unsubscribed' ? words.unsubscribed : words[reason](cleanText(address))
}

/** "It goes out on Monday 23 November at 08:00, to sam@example.org." and its like. */
function whenWords(user: User, { next, pausedUntil, reading, sent, latest }: Preview, address: string): string {
  const to = cleanText(address)
  const place = placeOfUser(user)
  const words = letterWordsFor(user).delivery
  const at = frameWords(tongueOf(place)).moment
  const when = next ? at(weekdayDate(next.at, place), clockTime(next.at, place)) : undefined
  if (sent?.state === 'ready' || sent?.state === 'sending') return words.onItsWay(to)
  const gone = sent?.state === 'sent' && sent.sentAt ? moment(sent.sentAt, place) : undefined
  if (pausedUntil) return words.onBreak(gone, day(startOf(pausedUntil, user.timeZone), place), when)
  if (!when) return words.unplanned(gone)
  if (reading) return words.afterReading(when, to, !latest)
  return gone ? words.next(gone, when) : words.goesOut(when, to)
}

const startOf = (date: string, zone: string) => Temporal.PlainDate.from(date).toZonedDateTime(zone).toInstant()

interface Newest {
  readonly latest: DigestHead | null
  readonly sent: DigestHead | null
}

/** A sentence on a letter that did not arrive for certain, as it was kept when that was known. */
export function troubleOf(newest: Newest, tongue: Tongue): string | undefined {
  const row = newest.sent ?? newest.latest
  return row && isSlip(row.state) ? (row.problem ?? letterWords(tongue).delivery[row.state]) : undefined
}

const isTroubled = ({ sent, latest }: Newest): boolean => {
  const row = sent ?? latest
  return row !== null && isSlip(row.state)
}

const isSlip = (state: DigestHead['state']): state is 'failed' | 'unknown' | 'dropped' =>
  state === 'failed' || state === 'unknown' || state === 'dropped'
