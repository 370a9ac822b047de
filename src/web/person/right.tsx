/** "Is this right?": what a letter could say of somebody, each with one tap that says it is not, and what was said so far. */
import type { CorrectionRow } from '../../db/said/corrections.ts'
import { isWrong, leadless } from '../../letter/choose/corrected.ts'
import type { Said } from '../../letter/say/points.ts'
import type { PointKind } from '../../letter/types.ts'
import { firstNameOf } from '../../people/identity/first-name.ts'
import { reasonIn } from '../../people/reasons.ts'
import { placeOfUser, tongueOf } from '../../place.ts'
import { cleanText } from '../../text.ts'
import type { PersonView } from '../frame/view.ts'
import { isGrave, Wish } from './decisions.tsx'
import { personWordsFor } from './words.ts'

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
  const words = personWordsFor(view.user).right
  const { kinds, undo } = words
  return (
    <section id="right">
      <h2>{words.heading}</h2>
      {wrong.map((kind) => (
        <div class="notice">
          <p>{words.wrong(wordsOf(kind, { points, said: mine, words }))}</p>
          <Wish
            view={view}
            verb="right"
            label={undo}
            aria={words.undoAria(kinds[kind])}
            quiet
            hidden={{ about: kind }}
          />
        </div>
      ))}
      {never.map((kind) => (
        <div class="notice">
          <p>{words.never(kinds[kind])}</p>
          <Wish
            view={view}
            verb="right"
            label={undo}
            aria={words.undoNeverAria(kinds[kind])}
            quiet
            hidden={{ about: kind, act: 'lead' }}
          />
        </div>
      ))}
      {said.length || verdict ? (
        <details>
          <summary>{words.could(firstNameOf(view.person))}</summary>
          <p class="soft">{words.tap}</p>
          <ul class="plain">
            {verdict ? <Line view={view} about="why" {...verdict} hidden={{ kind: turned(view) }} /> : null}
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
  readonly hidden?: Readonly<Record<string, string>>
}

function Line({ view, about, label, text, hidden }: LineProps) {
  const { notRight, notRightAria } = personWordsFor(view.user).right
  return (
    <li>
      <p class="tight">
        <b>{label}.</b> {text}
      </p>
      <Wish
        view={view}
        verb="not-right"
        label={notRight}
        aria={notRightAria(label)}
        quiet
        hidden={{ about, ...hidden }}
      />
    </li>
  )
}

/** What a tap makes of it: said by the form, so that a second press of the same one does not turn it back. */
const turned = ({ person }: PersonView): 'keep' | 'close' => (person.exclusions.length ? 'keep' : 'close')

/** What the page says of when they are named, where a tap can turn it round. */
function verdictOf({ person, standing, user }: PersonView): Pick<LineProps, 'label' | 'text'> | undefined {
  if (person.state !== 'active' || isGrave(person)) return undefined
  const tongue = tongueOf(placeOfUser(user))
  const words = personWordsFor(user).right
  if (standing.due) return { label: words.whyNow, text: cleanText(standing.why, 500) }
  const held = person.exclusions.find(
    ({ kind, reason }) => !settled.has(kind) && reasonIn(tongue, reason) === standing.why,
  )
  return held && { label: words.whyNotNow, text: cleanText(standing.why, 300) }
}

/** Asked or taken back elsewhere on the page. */
const settled: ReadonlySet<string> = new Set(['closed', 'own_name', 'own_address'])

interface Saying {
  readonly points: readonly Said[]
  readonly said: readonly CorrectionRow[]
  readonly words: ReturnType<typeof personWordsFor>['right']
}

/** The sentence itself, as long as it would still be said. */
function wordsOf(kind: PointKind, { points, said, words }: Saying): string {
  const point = points.find((one) => one.kind === kind && isWrong(one, said))
  return point ? words.sentence(cleanText(point.text, 300)) : words.about(words.kinds[kind])
}
