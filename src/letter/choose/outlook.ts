/** What can be told of somebody without their history and whatever the day: by it a letter finds whom it may name among many. */
import type { Instant } from '../../facts.ts'
import { dayMs, instant } from '../../people/days.ts'
import { bond, unusualFrom } from '../../people/judge/figures.ts'
import { isTie } from '../../people/judge/gate.ts'
import { mayBeNamed } from '../../people/judge/hindrance.ts'
import type { Person } from '../../people/types.ts'
import { occasionUntil } from './occasion.ts'

/** To be raised whenever the rules below say something else of the same person: then all are written again. */
export const outlookVersion = 1

/** As it stands in the row of a person. */
export interface Outlook {
  /** Whether the owner really writes to them; null where their order is one of its own, so that they are always looked at. */
  readonly tie: boolean | null
  /** The part of their warmth that no silence changes, at its most; null where no letter names them. */
  readonly bond: number | null
  /** Before this it is not unusually quiet between the two, however that is counted. */
  readonly dueFrom: Instant | null
  /** As the tie has it. */
  readonly seenAt: Instant | null
  /** After this nothing but an anniversary is an occasion; null where there is none. */
  readonly occasionUntil: Instant | null
  /** Month and day of the first contact in UTC, 1231 for the last of December: an anniversary is within two days of it. */
  readonly firstDay: number | null
}

/** Whom the owner keeps close, added by hand, or could reach elsewhere as well, stands before others whatever their bond. */
export function outlookOf(person: Person): Outlook {
  const tie = person.relationship
  if (person.close || tie.addedAt || tie.privateAddress !== undefined) return untold
  if (!isTie(person)) return { ...untold, tie: false }
  if (!mayBeNamed(person) || !tie.lastAt) return { ...untold, tie: true }
  return {
    tie: true,
    bond: bond(tie, tie.fading?.weight ?? tie.weight),
    dueFrom: instant(tie.lastAt.epochMilliseconds + Math.floor(unusualFrom(tie) * dayMs)),
    seenAt: tie.seenAt ?? null,
    occasionUntil: occasionUntil(person) ?? null,
    firstDay: tie.firstAt ? dayOfYear(tie.firstAt) : null,
  }
}

const untold: Outlook = { tie: null, bond: null, dueFrom: null, seenAt: null, occasionUntil: null, firstDay: null }

function dayOfYear(at: Instant): number {
  const date = new Date(at.epochMilliseconds)
  return (date.getUTCMonth() + 1) * 100 + date.getUTCDate()
}

/** The first days by which somebody may have an anniversary in the week from `at` on, wherever the owner is; 28 February too for the 29th. */
export function firstDaysAround(at: Instant): readonly number[] {
  const days = Array.from({ length: 12 }, (_, index) => dayOfYear(instant(at.epochMilliseconds + (index - 2) * dayMs)))
  return days.includes(228) || days.includes(301) ? [...new Set([...days, 229])] : days
}
