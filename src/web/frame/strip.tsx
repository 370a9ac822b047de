/** Two years of contact at a glance: 24 boxes, one a month, with the same in words. */
import type { Instant } from '../../facts.ts'
import { monthsShown, recentMonths, shade } from '../../letter/say/months.ts'
import { type Place, tongueOf } from '../../place.ts'
import { frameWords } from './words.ts'

const step = 14

/** All boxes in the palest shade, as one path; the months with contact lie on top. */
const empty = Array.from({ length: monthsShown }, (_, index) => `M${index * step} 0h12v14h-12z`).join('')

interface StripProps {
  readonly name: string
  /** Contacts by month, the current month last. */
  readonly contacts: readonly number[]
  readonly now: Instant
  readonly place: Place
}

export function Strip({ name, contacts, now, place }: StripProps) {
  const recent = recentMonths(contacts)
  const today = now.toZonedDateTimeISO(place.timeZone)
  const words = frameWords(tongueOf(place)).notes.strip
  const { months } = words
  const monthOf = (index: number) => monthBefore(today, { amount: monthsShown - 1 - index, months })
  const active = recent.filter((amount) => amount > 0).length
  return (
    <svg
      class="heat"
      viewBox="0 0 334 14"
      role="img"
      aria-label={
        active ? words.label(name, active, monthOf(recent.findLastIndex((amount) => amount > 0))) : words.none(name)
      }
    >
      <path class="c0" d={empty} />
      {recent.map((contacts, index) =>
        contacts > 0 ? (
          <rect class={`c${shade(contacts)}`} x={index * step} width="12" height="14">
            <title>{`${monthOf(index)}: ${words.shades[shade(contacts)]}`}</title>
          </rect>
        ) : null,
      )}
    </svg>
  )
}

/** "April 2026", counted in whole months: a page may have thousands of these. */
function monthBefore(
  { year, month }: { readonly year: number; readonly month: number },
  { amount, months }: { readonly amount: number; readonly months: readonly string[] },
): string {
  const whole = year * 12 + month - 1 - amount
  return `${months[whole % 12]} ${Math.floor(whole / 12)}`
}
