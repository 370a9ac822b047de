/** What a tie rests on, each a fact with its date: for the page of a person, and for whoever asks in the owner's name. */
import type { KnownPerson } from '../../db/people.ts'
import type { Quote } from '../../people/types.ts'
import { type Place, placeOfUser } from '../../place.ts'
import { cleanText } from '../../text.ts'
import type { PersonView } from '../frame/view.ts'
import { count, day } from '../frame/words.ts'

/** "Shared. 12 meetings “Reading group”, ended on 3 March 2026." */
export interface EvidencePoint {
  readonly label: string
  readonly sentence: string
}

/**
 * Whatever is known of the two, in a fixed order; a title is quoted where the tie has one.
 * @param still what is open is left out, and what was stays
 */
export function evidenceOf(
  { person, user, now }: Pick<PersonView, 'person' | 'user' | 'now'>,
  { still = false }: { readonly still?: boolean } = {},
): readonly EvidencePoint[] {
  const tie = person.relationship
  const on = (quote: Quote) => day(quote.at, placeOfUser(user))
  const quoted = ({ title }: { readonly title?: string }) => (title ? ` “${cleanText(title)}”` : '')
  const points: (readonly [string, string] | undefined)[] = [
    tie.plannedAt && tie.plannedAt.epochMilliseconds > now.epochMilliseconds
      ? ['Planned', `You meet on ${day(tie.plannedAt, placeOfUser(user))}.`]
      : undefined,
    tie.owed
      ? [tie.owed.asks ? 'Still open' : 'Last word', `Their message${quoted(tie.owed)} of ${on(tie.owed)}.`]
      : undefined,
    tie.unanswered
      ? [
          'Last word',
          `Your message${quoted(tie.unanswered)} of ${on(tie.unanswered)} has had no answer; that is often timing.`,
        ]
      : undefined,
    tie.introduced
      ? [
          'Introduction',
          `You introduced them to ${cleanText(tie.introduced.personName, 80)} on ${on(tie.introduced.quote)}.`,
        ]
      : undefined,
    tie.introducedBy
      ? [
          'Introduction',
          `${cleanText(tie.introducedBy.personName, 80)} introduced you on ${on(tie.introducedBy.quote)}.`,
        ]
      : undefined,
    ...[...tie.series]
      .sort((a, b) => b.lastAt.epochMilliseconds - a.lastAt.epochMilliseconds)
      .slice(0, 4)
      .map(
        (one) =>
          [
            'Shared',
            `${count(one.count, 'meeting')}${quoted(one)}, ${one.ended ? 'ended' : 'last'} on ${day(one.lastAt, placeOfUser(user))}.`,
          ] as const,
      ),
    tie.lastThread
      ? [
          'Last thread',
          `You last wrote to each other${tie.lastThread.title ? ` about${quoted(tie.lastThread)}` : ''} on ${on(tie.lastThread)}.`,
        ]
      : undefined,
    tie.out + tie.in + tie.met > 0
      ? [
          'In numbers',
          numbers(
            countsOf(tie),
            tie.firstAt ? `, since ${day(tie.firstAt, placeOfUser(user))}` : '',
            placeOfUser(user),
          ),
        ]
      : undefined,
  ]
  return points
    .filter((point) => point !== undefined)
    .filter(([label]) => !still || !pending.has(label))
    .map(([label, sentence]) => ({ label, sentence }))
}

const pending: ReadonlySet<string> = new Set(['Planned', 'Still open', 'Last word', 'Introduction'])

/** Mails and meetings of the two: a small meeting counts once in each direction of the tie, and is told apart here again. */
export const countsOf = ({ out, in: incoming, met, smallMeetings }: KnownPerson['relationship']) => ({
  sent: Math.max(0, out - smallMeetings),
  received: Math.max(0, incoming - smallMeetings),
  met,
})

function numbers({ sent, received, met }: ReturnType<typeof countsOf>, span: string, place: Place): string {
  return `${count(sent, 'email', 'emails', place)} from you, ${count(received, 'email', 'emails', place)} from them, ${count(met, 'meeting', 'meetings', place)}${span}.`
}
