/** What a tool answers about people, as data: everything that others wrote stands under `untrusted`, and nowhere else. */
import * as z from 'zod'
import type { Instant } from '../../facts.ts'
import { cleanText } from '../../text.ts'
import { countsOf } from '../person/evidence-points.ts'
import type { Told } from './circle.ts'
import type { Visit } from './visit.ts'

const day = z.iso.date()
const count = z.int().min(0)

/** What is ours: ids, days, numbers, and sentences that name nobody. */
const ours = {
  id: z.string().describe('For the other tools.'),
  page: z.url().describe('Their page, which only the owner can open.'),
  due: z.boolean().describe('It has been quiet for longer than is usual for the two.'),
  keptClose: z.boolean().describe('The owner keeps them close.'),
  firstContact: day.nullable(),
  lastContact: day.nullable().describe('The last email or meeting that is known.'),
  daysSince: count.nullable(),
  usualGapDays: count.nullable().describe('About how often the two are usually in touch.'),
  complete: z
    .boolean()
    .describe('False where an account that knew them could not be read up to now: then silence may be none.'),
  emailsFromOwner: count,
  emailsFromThem: count,
  meetings: count,
  nextMeeting: day.nullable(),
  inLetter: z.string().nullable().describe('Where a letter named them lately: when, and from when on it may again.'),
}

const name = z.string().describe('As they write it themselves.')

/** Somebody by name, days and numbers. */
export const personSchema = z.strictObject({ ...ours, untrusted: z.strictObject({ name }) })

/** The same with why they are due, where they are. */
export const dueSchema = z.strictObject({
  ...ours,
  untrusted: z.strictObject({ name, why: z.string().nullable().describe('A sentence for the owner.') }),
})

/** One fact with its date. */
export const pointSchema = z.strictObject({ label: z.string(), sentence: z.string() })

/** A line of the owner's. */
export const noteSchema = z.strictObject({ notedOn: day, day: day.nullable(), done: z.boolean(), text: z.string() })

/** Of whom it is, as the schemas above have it. */
export function recordOf(
  { person, standing, letter }: Told,
  visit: Visit,
  now: Instant,
): z.output<typeof personSchema> {
  const tie = person.relationship
  const { sent, received, met } = countsOf(tie)
  const ahead = tie.plannedAt && tie.plannedAt.epochMilliseconds > now.epochMilliseconds ? tie.plannedAt : undefined
  return {
    id: person.id,
    page: `${visit.deps.config.BASE_URL}/people/${encodeURIComponent(person.id)}`,
    due: standing.due,
    keptClose: person.close === true,
    firstContact: dayOf(tie.firstAt, visit),
    lastContact: dayOf(tie.lastAt, visit),
    daysSince: standing.sinceDays === undefined ? null : Math.max(0, Math.floor(standing.sinceDays)),
    usualGapDays: tie.typicalGapDays === undefined ? null : Math.max(0, Math.round(tie.typicalGapDays)),
    complete: standing.reach === undefined,
    emailsFromOwner: sent,
    emailsFromThem: received,
    meetings: met,
    nextMeeting: dayOf(ahead, visit),
    inLetter: letter,
    untrusted: { name: calledOf(person) },
  }
}

/** Somebody's name; never their whole address, which no token gives and which stands in the place of some names. */
export const calledOf = ({ name }: { readonly name: string }): string =>
  cleanText(name.replace(/@.*/su, ''), 80) || 'no name on record'

/** "2026-04-12", on the owner's calendar. */
export const dayOf = (at: Instant | null | undefined, { user }: Pick<Visit, 'user'>): string | null =>
  at ? at.toZonedDateTimeISO(user.timeZone).toPlainDate().toString() : null
