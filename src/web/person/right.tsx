/** "Is this right?": what a letter could say of somebody, each with one tap that says it is not, and what was said so far. */
import type { CorrectionRow } from '../../db/said/corrections.ts'
import { isWrong, leadless } from '../../letter/choose/corrected.ts'
import type { Said } from '../../letter/say/points.ts'
import type { PointKind } from '../../letter/types.ts'
import { firstNameOf } from '../../people/identity/first-name.ts'
import { cleanText } from '../../text.ts'
import type { PersonView } from '../frame/view.ts'
import { isGrave, Wish } from './decisions.tsx'

interface RightProps {
  readonly view: PersonView
  /** Every true point, those among them that were said not to be right. */
  readonly points: readonly Said[]
  /** All of the owner's. */
  readonly corrections: readonly CorrectionRow[]
  /** Of this person. */
  readonly hashes: readonly string[]
}

/** Nothing where there is nothing to say. */
export function Right({ view, points, corrections, hashes }: RightProps) {
  const mine = corrections.filter(({ addressHash }) => hashes.includes(addressHash))
  const said = points.filter((point) => point.kind !== 'note' && !isWrong(point, mine))
  const wrong = [...new Set(mine.map(({ kind }) => kind))]
  const never = [...leadless(corrections)].filter(
    (kind) => wrong.includes(kind) || said.some((point) => point.kind === kind),
  )
  const verdict = verdictOf(view)
  if (!said.length && !wrong.length && !verdict) return null
  return (
    <section id="right">
      <h2>Is this right?</h2>
      {wrong.map((kind) => (
        <div class="notice">
          <p>You said that this is not right, so I don’t say it: {wordsOf(kind, points, mine)}</p>
          <Wish view={view} verb="right" label="Undo" aria={`Undo: ${kinds[kind]}`} quiet hidden={{ about: kind }} />
        </div>
      ))}
      {never.map((kind) => (
        <div class="notice">
          <p>You said more than once that {kinds[kind]} was not right, so no card begins with that any more.</p>
          <Wish
            view={view}
            verb="right"
            label="Undo"
            aria={`Undo: ${kinds[kind]} may begin a card again`}
            quiet
            hidden={{ about: kind, act: 'lead' }}
          />
        </div>
      ))}
      {said.length || verdict ? (
        <details>
          <summary>What a letter could say of {firstNameOf(view.person)}</summary>
          <p class="soft">Where something is not right, one tap takes it out of your letters. Nobody is told.</p>
          <ul class="plain">
            {verdict ? <Line view={view} about="why" {...verdict} /> : null}
            {said.map(({ kind, label, text }) => (
              <Line view={view} about={kind} label={cleanText(label, 60)} text={cleanText(text, 400)} />
            ))}
          </ul>
        </details>
      ) : null}
    </section>
  )
}

interface LineProps {
  readonly view: PersonView
  readonly about: PointKind | 'why'
  readonly label: string
  readonly text: string
}

function Line({ view, about, label, text }: LineProps) {
  return (
    <li>
      <p class="tight">
        <b>{label}.</b> {text}
      </p>
      <Wish view={view} verb="not-right" label="Not right" aria={`Not right: ${label}`} quiet hidden={{ about }} />
    </li>
  )
}

/** What the page says of when they are named, where a tap can turn it round. */
function verdictOf({ person, standing }: PersonView): Pick<LineProps, 'label' | 'text'> | undefined {
  if (person.state !== 'active' || isGrave(person)) return undefined
  if (standing.due) return { label: 'Why now', text: cleanText(standing.why, 500) }
  const held = person.exclusions.find(({ kind, reason }) => !settled.has(kind) && reason === standing.why)
  return held && { label: 'Why not now', text: cleanText(held.reason, 300) }
}

/** Asked or taken back elsewhere on the page. */
const settled: ReadonlySet<string> = new Set(['closed', 'own_name', 'own_address'])

/** The sentence itself, as long as it would still be said. */
function wordsOf(kind: PointKind, points: readonly Said[], said: readonly CorrectionRow[]): string {
  const point = points.find((one) => one.kind === kind && isWrong(one, said))
  return point ? `“${cleanText(point.text, 300)}”` : `${kinds[kind]}.`
}

const kinds: Readonly<Record<PointKind, string>> = {
  owed_reply: 'an answer that is open',
  introduction_made: 'an introduction that you made',
  introduction_received: 'an introduction that was made to you',
  note: 'a note of yours',
  anniversary: 'an anniversary',
  birthday: 'a birthday',
  series_ended: 'a series of meetings that ended',
  shared_meetings: 'what you met for',
  last_thread: 'the last thread',
  moved: 'a new organisation',
  in_common: 'somebody in common',
  season: 'a time of the year',
  unanswered: 'a message without an answer',
}
