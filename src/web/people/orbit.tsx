/** The people as a cup seen from above: the further out, the longer since the last contact. */
import type { Instant } from '../../facts.ts'
import { firstNameOf, type Named } from '../../people/identity/first-name.ts'
import type { Tongue } from '../../place.ts'
import { cleanText } from '../../text.ts'
import { peopleWords } from './words.ts'

export interface OrbitPerson extends Named {
  readonly lastAt?: Instant | undefined
  /** Days of silence until now, and days that are usual for the two. */
  readonly silentDays: number
  readonly usualDays?: number | undefined
  readonly due: boolean
  /** Drawn in red, with a name. */
  readonly named: boolean
  /** Size of the dot. */
  readonly weight: number
}

export const most = 40
const centre = 300
const innermost = 50
const outermost = 284
const rings = [
  [30, 'month'],
  [91, 'season'],
  [182, 'halfYear'],
  [365, 'year'],
  [730, 'years'],
] as const

interface OrbitProps {
  readonly people: readonly OrbitPerson[]
  readonly total: number
  readonly tongue: Tongue
}

/** Draws at most 40 of these people, the first ones. */
export function Orbit({ people, total, tongue }: OrbitProps) {
  const words = peopleWords(tongue).orbit
  const drawn = people.slice(0, most).map((person, index) => ({ ...person, ...place(person, index) }))
  const named = drawn.filter((person) => person.named)
  return (
    <svg class="orbit" viewBox="-6 -6 612 612" role="img" aria-labelledby="orbit-title orbit-text">
      <title id="orbit-title">{words.title}</title>
      <desc id="orbit-text">
        {total
          ? words.words({
              drawn: drawn.length,
              total,
              due: drawn.filter(({ due }) => due).length,
              named: named.map(firstNameOf),
            })
          : words.nobody}
      </desc>
      <circle cx={centre} cy={centre} r="290" class="sauc" />
      {rings.map(([days]) => (
        <circle cx={centre} cy={centre} r={round(radius(days))} class="ring" />
      ))}
      {drawn.map((dot) => (
        <Dot {...dot} />
      ))}
      {rings.map(([days, ring]) => (
        <text x={centre} y={round(centre - radius(days) - 5)} class="rl">
          {words.rings[ring]}
        </text>
      ))}
      {withoutCollisions(named.map(label)).map(({ x, y, anchor, words }) => (
        <text x={x} y={y} class="nm" text-anchor={anchor}>
          {words}
        </text>
      ))}
      <circle cx={centre} cy={centre} r="34" class="cup" />
      <circle cx={centre} cy={centre} r="26" class="cof" />
      <text x={centre} y="306" class="you">
        {words.you}
      </text>
    </svg>
  )
}

type Placed = OrbitPerson & ReturnType<typeof place>

function Dot({ angle, x, y, due, named, usualDays, weight }: Placed) {
  const hot = named ? ' hot' : ''
  const from = due && usualDays !== undefined ? at(angle, radius(usualDays)) : undefined
  return (
    <>
      {from ? <line x1={from.x} y1={from.y} x2={x} y2={y} class={`tr${hot}`} /> : null}
      <circle cx={x} cy={y} r={named ? 8 : round(Math.min(6.5, 4.2 + Math.log1p(weight) / 2))} class={`dot${hot}`} />
    </>
  )
}

/** Days on a scale on which a week matters near the cup and a year far out. */
function radius(days: number): number {
  const share = Math.log1p(Math.max(0, days) / 7) / Math.log1p(900 / 7)
  return innermost + (outermost - innermost) * Math.min(1, share)
}

/** Neighbours in the list stand a golden angle apart, so that dots of like distance do not cover each other. */
function place(person: OrbitPerson, index: number) {
  const angle = 0.24 + index * 2.399963
  return { angle, ...at(angle, radius(person.silentDays)) }
}

const at = (angle: number, distance: number) => ({
  x: round(centre + distance * Math.cos(angle)),
  y: round(centre + distance * Math.sin(angle)),
})

function label({ x, y, ...person }: Placed) {
  const right = x >= centre
  return {
    x: round(right ? x + 14 : x - 14),
    y: round(y + 6),
    anchor: right ? 'start' : 'end',
    words: cleanText(firstNameOf(person), 24),
  } as const
}

/** Leaves out a name that would be written over another or out of the picture: the list below has them all. */
function withoutCollisions<L extends { x: number; y: number; anchor: 'start' | 'end'; words: string }>(
  labels: readonly L[],
): L[] {
  const extent = ({ x, anchor, words }: L) => {
    const width = [...words].length * 11
    return anchor === 'start' ? ([x, x + width] as const) : ([x - width, x] as const)
  }
  const kept: L[] = []
  for (const label of labels) {
    const [left, right] = extent(label)
    const free = kept.every((other) => {
      const [otherLeft, otherRight] = extent(other)
      return Math.abs(other.y - label.y) > 24 || right < otherLeft || left > otherRight
    })
    if (free && left > -40 && right < 640) kept.push(label)
  }
  return kept
}

const round = (value: number) => Math.round(value * 10) / 10
