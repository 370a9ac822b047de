/** Asks for the time zone where nothing says it, and which one holds where sent mail, calendar and browser do not agree. */
import { placeOf } from '../../coffee/zone.ts'
import type { User } from '../../db/accounts/users.ts'
import { placeOfUser, tongueOf } from '../../place.ts'
import { cleanText } from '../../text.ts'
import type { Question, Source } from '../../zone/decide.ts'
import { PostForm } from './layout.tsx'
import { frameWords } from './words.ts'

interface Asking {
  readonly question: Question | undefined
  readonly user: Pick<User, 'timeZone' | 'settings'>
  readonly csrf: string
  /** The page it stands on. */
  readonly to: '/people' | '/letter'
  /** Mail or calendar is being read and may still say it. */
  readonly reading: boolean
}

/** The question, on the page it is asked on; nothing where there is none. */
export function ZoneQuestion({ question, user, csrf, to, reading }: Asking) {
  if (!question) return null
  const words = zoneWords(user)
  return (
    <section id="zone" class="notice">
      {question.kind === 'unknown' ? (
        <>
          <p>{reading ? words.unknownYet : words.unknown}</p>
          <Pick csrf={csrf} to={to} words={words} />
        </>
      ) : (
        <>
          <p>
            {words.which(
              question.choices.map(({ zone, saidBy }) => ({ place: shown(zone), saidBy })),
              shown(user.timeZone),
            )}
          </p>
          <div class="acts">
            {question.choices.map(({ zone }) => (
              <PostForm action="/settings" csrf={csrf} class="inline" hidden={{ zone, to }}>
                <button type="submit" class="q small">
                  {words.time(shown(zone))}
                </button>
              </PostForm>
            ))}
            <a href="/settings#timeZone">{words.another}</a>
          </div>
        </>
      )}
    </section>
  )
}

function Pick({ csrf, to, words }: Pick<Asking, 'csrf' | 'to'> & { readonly words: ZoneWords }) {
  return (
    <PostForm action="/settings" csrf={csrf} hidden={{ to }}>
      <div class="field">
        <label for="zone-choice">{words.label}</label>
        <select id="zone-choice" name="zone" required>
          <option value="">{words.chooseOne}</option>
          {zonesWith('UTC').map(([zone, name]) => (
            <option value={zone}>{name}</option>
          ))}
        </select>
      </div>
      <button type="submit" class="q small">
        {words.save}
      </button>
    </PostForm>
  )
}

/** On pages with times: that they are in UTC, unless the owner chose it. */
export function UtcNote({ user }: { user: Pick<User, 'timeZone' | 'timeZoneChosen' | 'settings'> }) {
  const words = zoneWords(user)
  return user.timeZone === 'UTC' && !user.timeZoneChosen ? (
    <p class="meta">
      {words.inUtc} <a href="/settings#timeZone">{words.choose}</a>
    </p>
  ) : null
}

type ZoneWords = ReturnType<typeof frameWords>['notes']['zone']

const zoneWords = (user: Parameters<typeof placeOfUser>[0]): ZoneWords =>
  frameWords(tongueOf(placeOfUser(user))).notes.zone

/** "Berlin", or "UTC". */
const shown = (zone: string) => (zone === 'UTC' ? zone : cleanText(placeOf(zone), 60))

/** Where the zone on the settings page comes from. */
export function sourceWords(
  source: Source | 'chosen' | undefined,
  user: Pick<User, 'timeZone' | 'settings'>,
): string | undefined {
  if (source === 'chosen') return undefined
  const words = zoneWords(user)
  if (source) return words.comesFrom(source)
  return user.timeZone === 'UTC' ? words.notKnown : undefined
}

/** Every zone this runtime knows, and the one in use should it be an alias. */
export function zonesWith(current: string): (readonly [string, string])[] {
  const known = new Set(['UTC', ...Intl.supportedValuesOf('timeZone'), ...(current ? [current.slice(0, 60)] : [])])
  return [...known].sort().map((zone) => [zone, zone.replaceAll('_', ' ')] as const)
}
