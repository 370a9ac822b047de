/** Two years of contact at a glance: 24 boxes, one a month, with the same in words. */
import { months } from '../../dates.ts'
import type { Instant } from '../../facts.ts'
import { monthsShown, recentMonths, shade } from '../../letter/say/months.ts'
import { count } from './words.ts'

const step = 14
const shades = ['no contact', 'a little', 'some', 'often', 'a lot'] as const

/** All boxes in the palest shade, as one path; the months with contact lie on top. */
const empty = Array.from({ length: monthsShown }, (_, index) => `M${index * step} 0h12v14h-12z`).join('')

interface StripProps {
  readonly name: string
  /** Contacts by month, the current month last. */
  readonly contacts: readonly number[]
  readonly now: Instant
  readonly zone: string
}

export function Strip({ name, contacts, now, zone }: StripProps) {
  const recent = recentMonths(contacts)
  const today = now.toZonedDateTimeISO(zone)
  const monthOf = (index: number) => monthBefore(today, monthsShown - 1 - index)
  return (
    <svg
      class="heat"
      viewBox="0 0 334 14"
      role="img"
      aria-label={`${name}, two years by month. ${inWords(recent, monthOf)}`}
    >
      <path class="c0" d={empty} />
      {recent.map((contacts, index) =>
        contacts > 0 ? (
          <rect class={`c${shade(contacts)}`} x={index * step} width="12" height="14">
            <title>{`${monthOf(index)}: ${shades[shade(contacts)]}`}</title>
          </rect>
        ) : null,
      )}
    </svg>
  )
}

function inWords(contacts: readonly number[], monthOf: (index: number) => string): string {
  const active = contacts.filter((amount) => amount > 0).length
  if (!active) return 'No contact.'
  const last = contacts.findLastIndex((amount) => amount > 0)
  return `Contact in ${count(active, 'month')}, ${active > 1 ? 'the last one ' : ''}${monthOf(last)}.`
}

/** "April 2026", counted in whole months: a page may have thousands of these. */
function monthBefore({ year, month }: { readonly year: number; readonly month: number }, amount: number): string {
  const whole = year * 12 + month - 1 - amount
  return `${months[whole % 12]} ${Math.floor(whole / 12)}`
}
