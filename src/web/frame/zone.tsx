/** Asks for the time zone where nothing says it, and which one holds where sent mail, calendar and browser do not agree. */
import { placeOf } from '../../coffee/zone.ts'
import type { User } from '../../db/accounts/users.ts'
import { cleanText } from '../../text.ts'
import type { Choice, Question, Source } from '../../zone/decide.ts'
import { PostForm } from './layout.tsx'
import { list } from './words.ts'

interface Asking {
  readonly question: Question | undefined
  readonly user: Pick<User, 'timeZone'>
  readonly csrf: string
  /** The page it stands on. */
  readonly to: '/people' | '/letter'
  /** Mail or calendar is being read and may still say it. */
  readonly reading: boolean
}

/** The question, on the page it is asked on; nothing where there is none. */
export function ZoneQuestion({ question, user, csrf, to, reading }: Asking) {
  if (!question) return null
  return (
    <section id="zone" class="notice">
      {question.kind === 'unknown' ? (
        <>
          <p>
            {reading
              ? 'Your time zone is not known yet, so times here are in UTC. Your sent mail or your calendar may say it soon, or you do.'
              : 'Neither your mail nor a calendar says where you are, so times here are in UTC, and your letter comes by them. Choose your time zone.'}
          </p>
          <Pick csrf={csrf} to={to} />
        </>
      ) : (
        <>
          <p>
            {question.choices.map(said).join('; ')}. Until you answer, times here and the hour of your letter are in{' '}
            {timeOf(user.timeZone)}. Which one do you live by?
          </p>
          <div class="acts">
            {question.choices.map(({ zone }) => (
              <PostForm action="/settings" csrf={csrf} class="inline" hidden={{ zone, to }}>
                <button type="submit" class="q small">
                  {timeOf(zone)}
                </button>
              </PostForm>
            ))}
            <a href="/settings#timeZone">Another one</a>
          </div>
        </>
      )}
    </section>
  )
}

function Pick({ csrf, to }: Pick<Asking, 'csrf' | 'to'>) {
  return (
    <PostForm action="/settings" csrf={csrf} hidden={{ to }}>
      <div class="field">
        <label for="zone-choice">Time zone</label>
        <select id="zone-choice" name="zone" required>
          <option value="">Choose one</option>
          {zonesWith('UTC').map(([zone, words]) => (
            <option value={zone}>{words}</option>
          ))}
        </select>
      </div>
      <button type="submit" class="q small">
        Save
      </button>
    </PostForm>
  )
}

/** On pages with times: that they are in UTC, unless the owner chose it. */
export function UtcNote({ user }: { user: Pick<User, 'timeZone' | 'timeZoneChosen'> }) {
  return user.timeZone === 'UTC' && !user.timeZoneChosen ? (
    <p class="meta">
      Times are in UTC. <a href="/settings#timeZone">Choose your time zone</a>
    </p>
  ) : null
}

const names: Readonly<Record<Source, string>> = {
  mail: 'the mail you sent',
  calendar: 'your calendar',
  browser: 'the browser you connected with',
}

/** "The mail you sent says Berlin time". */
function said({ zone, saidBy }: Choice, index: number): string {
  const who = list(saidBy.map((source) => names[source]))
  const words = `${who} ${saidBy.length > 1 ? 'say' : 'says'} ${timeOf(zone)}`
  return index ? words : words.charAt(0).toUpperCase() + words.slice(1)
}

const timeOf = (zone: string) => (zone === 'UTC' ? zone : `${cleanText(placeOf(zone), 60)} time`)

/** Where the zone on the settings page comes from. */
export function sourceWords(source: Source | 'chosen' | undefined, timeZone: string): string | undefined {
  if (source === 'chosen') return undefined
  if (source) return `It comes from ${names[source]}. Choose another one here, and that one holds.`
  return timeZone === 'UTC'
    ? 'Not known yet: until your mail or your calendar says where you are, or you do, times are in UTC.'
    : undefined
}

/** Every zone this runtime knows, and the one in use should it be an alias. */
export function zonesWith(current: string): (readonly [string, string])[] {
  const known = new Set(['UTC', ...Intl.supportedValuesOf('timeZone'), ...(current ? [current.slice(0, 60)] : [])])
  return [...known].sort().map((zone) => [zone, zone.replaceAll('_', ' ')] as const)
}
