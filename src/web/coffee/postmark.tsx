/** A postmark that states a fact: when the two were last in touch. */
import type { Instant } from '../../facts.ts'
import { type Place, tongueOf } from '../../place.ts'
import { markedDay } from '../frame/words.ts'
import { coffeeWords } from './words/words.ts'

export function Postmark({ at, place }: { at: Instant; place: Place }) {
  const [date, year] = markedDay(at, place)
  return (
    <svg class="pm" viewBox="0 0 220 110" aria-hidden="true">
      <g fill="none" stroke="currentColor" stroke-width="1.6">
        <circle cx="55" cy="55" r="47" />
        <circle cx="55" cy="55" r="32" />
        {[30, 42, 54, 66, 78].map((y) => (
          <path d={`M108 ${y}q14-9 28 0t28 0t28 0t28 0`} />
        ))}
      </g>
      <g fill="currentColor" text-anchor="middle">
        <path id="arc" d="M17 55a38 38 0 0 1 76 0" fill="none" />
        <text font-size="10.5" letter-spacing="1.2">
          <textPath href="#arc" startOffset="50%">
            {coffeeWords(tongueOf(place)).form.lastInTouch}
          </textPath>
        </text>
        <text x="55" y="53" font-size="13">
          {date}
        </text>
        <text x="55" y="69" font-size="13">
          {year}
        </text>
      </g>
    </svg>
  )
}
