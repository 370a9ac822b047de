/** When two people are in touch: the days of a character's mails and meetings, before and after the anchor. */
import type { Temporal } from 'temporal-polyfill'
import type { Character } from './cast.ts'
import { DAYS_AHEAD, dayBefore } from './days.ts'
import { WORK } from './owner.ts'
import { type Dice, dice } from './random.ts'

/** `day` counts backwards from the anchor. */
export type Contact =
  | { readonly kind: 'mail'; readonly day: number; readonly subject: string; readonly only?: 'them' | 'owner' }
  | { readonly kind: 'met'; readonly day: number; readonly title: string }

/** Oldest first. Who knows the owner from work keeps to weekdays. */
export function planContacts(one: Character, anchor: Temporal.PlainDate): Contact[] {
  const chance = dice(`contacts ${one.address}`)
  const { ending } = one
  const days = ending.kind === 'told' ? [] : [one.last]
  for (let day = one.last + gap(one, chance); day <= one.since; day += gap(one, chance)) days.unshift(day)
  if (one.goesOn)
    for (let day = one.last - gap(one, chance); day >= -DAYS_AHEAD; day -= gap(one, chance)) days.push(day)
  let mails = 0
  let meetings = 0
  return days.map((planned, place): Contact => {
    const isLast = planned === one.last && !one.goesOn
    const weekday = dayBefore(anchor, planned).dayOfWeek
    const day = one.knows === WORK && weekday > 5 ? planned + weekday - 5 : planned
    if (isLast && ending.kind === 'met') return { kind: 'met', day, title: ending.title }
    if (isLast && (ending.kind === 'owed' || ending.kind === 'unanswered')) {
      return { kind: 'mail', day, subject: ending.subject, only: ending.kind === 'owed' ? 'them' : 'owner' }
    }
    // The first contact is by mail: one does not meet before anything was said.
    if (place > 0 && one.titles.length > 0 && chance.next() * 10 < one.meets) {
      return { kind: 'met', day, title: one.titles[meetings++ % one.titles.length] ?? '' }
    }
    return { kind: 'mail', day, subject: one.subjects[mails++ % one.subjects.length] ?? '' }
  })
}

/** Around what is usual for the two, never regular. */
function gap({ every }: Character, chance: Dice): number {
  return Math.max(1, Math.round(every * (0.65 + chance.next() * 0.7)))
}
