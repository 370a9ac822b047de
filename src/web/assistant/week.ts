/** The owner's week as an assistant may tell it: whom the letter names, what has its day, and whom one meets. */
import * as z from 'zod'
import { type Coffee, listAhead } from '../../db/coffees.ts'
import type { Card } from '../../letter/types.ts'
import { weekOf } from '../../letter/week.ts'
import { cleanText } from '../../text.ts'
import { type Preview, previewLetter } from '../../work/letter/preview.ts'
import type { Circle, Told } from './circle.ts'
import { calledOf, dayOf, dueSchema, pointSchema, recordOf } from './records.ts'
import { gives, type Visit } from './visit.ts'

const named = z.strictObject({ name: z.string() })
const who = z.string().describe('The id of the person.')

export const weekSchema = z.strictObject({
  week: z.string().describe('The ISO week, by the owner’s calendar.'),
  today: z.iso.date(),
  letter: z.strictObject({
    state: z.enum(['reading', 'stopped', 'paused', 'next', 'sent']),
    on: z.iso.date().nullable().describe('When it goes, or went.'),
    page: z.url(),
  }),
  people: z
    .array(
      dueSchema.extend({
        untrusted: dueSchema.shape.untrusted.extend({
          points: z
            .array(pointSchema)
            .optional()
            .describe('What the letter says of them: only where subjects are given.'),
        }),
      }),
    )
    .describe('Whom the letter names.'),
  promises: z.strictObject({
    count: z.int().describe('Lines of the owner’s that have their day this week, or had it last week.'),
    lines: z
      .array(z.strictObject({ person: who, late: z.boolean(), untrusted: named.extend({ line: z.string() }) }))
      .optional()
      .describe('Only where notes are given.'),
  }),
  met: z
    .array(z.strictObject({ person: who, untrusted: named }))
    .describe('Whom the owner met lately: thanks while it is fresh.'),
  birthdays: z.array(z.strictObject({ person: who, untrusted: named.extend({ line: z.string() }) })).optional(),
  coffees: z
    .array(z.strictObject({ person: who, at: z.iso.datetime(), state: z.string(), untrusted: named }))
    .describe('Planned with the owner within seven days.'),
  meetings: z
    .array(z.strictObject({ person: who, on: z.iso.date(), untrusted: named }))
    .describe('Small meetings that stand in the calendar within seven days.'),
})

type Week = z.output<typeof weekSchema>

const weekHours = 24 * 7
const mostMeetings = 20

/** Reads what the letter page and the people page show, and leaves out whoever may not be told of. */
export async function readWeek(
  circle: Circle,
  visit: Visit,
): Promise<{ readonly data: Week; readonly people: number }> {
  const { deps, user } = visit
  const preview = await previewLetter(deps, user)
  const coffees = await listAhead(deps.db, user.id, circle.now)
  const { letter } = preview
  const notes = gives(visit, 'notes')
  const promised = among(letter?.promises, circle).filter(([{ text }]) => !circle.isSilentOn(text))
  const data: Week = {
    week: weekOf(circle.now, user.timeZone),
    today: dayOf(circle.now, visit) ?? '',
    letter: {
      state: stateOf(preview),
      on: preview.stopped || preview.reading ? null : dayOf(preview.at, visit),
      page: `${deps.config.BASE_URL}/letter`,
    },
    people: among(letter?.cards, circle).map(([card, told]) => ({
      ...recordOf(told, visit, circle.now),
      untrusted: {
        name: calledOf(told.person),
        why: told.why,
        ...(gives(visit, 'subjects') ? { points: pointsOf(card, { circle, notes }) } : {}),
      },
    })),
    promises: {
      count: promised.length,
      ...(notes
        ? {
            lines: promised.map(([{ personId, late, text }, told]) => ({
              person: personId,
              late,
              untrusted: { name: calledOf(told.person), line: cleanText(text, 400) },
            })),
          }
        : {}),
    },
    met: among(letter?.met, circle).map(([, told]) => ({ ...whoIs(told) })),
    ...(gives(visit, 'subjects')
      ? {
          birthdays: among(letter?.birthdays, circle).map(([{ text }, told]) => ({
            person: told.person.id,
            untrusted: { name: calledOf(told.person), line: cleanText(text, 200) },
          })),
        }
      : {}),
    coffees: coffees.flatMap((coffee) => planned(coffee, circle)),
    meetings: meetingsIn(circle, visit),
  }
  const told = [
    ...data.people.map(({ id }) => id),
    ...[...data.met, ...data.coffees, ...data.meetings].map((one) => one.person),
  ]
  return { data, people: new Set([...told, ...(notes ? promised.map(([, one]) => one.person.id) : [])]).size }
}

const whoIs = ({ person }: Told) => ({ person: person.id, untrusted: { name: calledOf(person) } })

/** Those of a letter who may be told of, by whatever address they have now. */
const among = <T extends { readonly address: string }>(all: readonly T[] | undefined, circle: Circle): [T, Told][] =>
  (all ?? []).flatMap((one) => {
    const told = circle.findByAddress(one.address)
    return told ? [[one, told]] : []
  })

/** What a card says, without the owner's lines where those are not given. */
export const pointsOf = (
  { points }: Pick<Card, 'points'>,
  { circle, notes }: { readonly circle: Circle; readonly notes: boolean },
) =>
  points
    .filter(({ kind, text }) => (notes || kind !== 'note') && !circle.isSilentOn(text))
    .map(({ label, text }) => ({ label: cleanText(label, 60), sentence: cleanText(text, 600) }))

function stateOf({ reading, stopped, pausedUntil, gone }: Preview): Week['letter']['state'] {
  if (stopped) return 'stopped'
  if (reading) return 'reading'
  if (gone) return 'sent'
  return pausedUntil ? 'paused' : 'next'
}

function planned(coffee: Coffee, circle: Circle): Week['coffees'] {
  const { address, alsoAddress, startsAt, state } = coffee
  const told = circle.findByAddress(address)
  if (!told || !startsAt || state === 'offered' || !isWithin(startsAt, circle)) return []
  if (alsoAddress && !circle.findByAddress(alsoAddress)) return []
  return [{ ...whoIs(told), at: startsAt.toString(), state }]
}

const meetingsIn = (circle: Circle, visit: Visit): Week['meetings'] =>
  circle.people
    .flatMap((told) => {
      const at = told.person.relationship.plannedAt
      return at && isWithin(at, circle) ? [{ at, ...whoIs(told), on: dayOf(at, visit) ?? '' }] : []
    })
    .toSorted((a, b) => a.at.epochMilliseconds - b.at.epochMilliseconds)
    .slice(0, mostMeetings)
    .map(({ at: _, ...one }) => one)

const isWithin = (at: NonNullable<Coffee['startsAt']>, { now }: Circle): boolean =>
  at.epochMilliseconds > now.epochMilliseconds &&
  at.epochMilliseconds <= now.add({ hours: weekHours }).epochMilliseconds
