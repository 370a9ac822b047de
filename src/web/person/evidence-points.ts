/** What a tie rests on, each a fact with its date: for the page of a person, and for whoever asks in the owner's name. */
import type { KnownPerson } from '../../db/people.ts'
import type { Instant } from '../../facts.ts'
import type { Quote } from '../../people/types.ts'
import { type Place, tongueOf } from '../../place.ts'
import { cleanText } from '../../text.ts'
import { day } from '../frame/words.ts'
import { personWords } from './words.ts'

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
  { person, now, place }: { readonly person: KnownPerson; readonly now: Instant; readonly place: Place },
  { still = false }: { readonly still?: boolean } = {},
): readonly EvidencePoint[] {
  const tie = person.relationship
  const words = personWords(tongueOf(place)).evidence
  const said = ({ title, at }: Pick<Quote, 'title' | 'at'>) => ({
    day: day(at, place),
    ...(title ? { title: cleanText(title) } : {}),
  })
  const introduced = ({ personName, quote }: { readonly personName: string; readonly quote: Quote }) =>
    [cleanText(personName, 80), day(quote.at, place)] as const
  const points: (readonly [keyof typeof words.labels, string] | undefined)[] = [
    tie.plannedAt && tie.plannedAt.epochMilliseconds > now.epochMilliseconds
      ? ['planned', words.planned(day(tie.plannedAt, place))]
      : undefined,
    tie.owed ? [tie.owed.asks ? 'open' : 'lastWord', words.owed(said(tie.owed))] : undefined,
    tie.unanswered ? ['lastWord', words.unanswered(said(tie.unanswered))] : undefined,
    tie.introduced ? ['introduction', words.introduced(...introduced(tie.introduced))] : undefined,
    tie.introducedBy ? ['introduction', words.introducedBy(...introduced(tie.introducedBy))] : undefined,
    ...[...tie.series]
      .sort((a, b) => b.lastAt.epochMilliseconds - a.lastAt.epochMilliseconds)
      .slice(0, 4)
      .map(({ count: meetings, ended, lastAt, title }) => {
        const one = { meetings, ended, ...said({ at: lastAt, ...(title === undefined ? {} : { title }) }) }
        return ['shared', words.series(one)] as const
      }),
    tie.lastThread ? ['lastThread', words.lastThread(said(tie.lastThread))] : undefined,
    tie.out + tie.in + tie.met > 0
      ? ['numbers', words.numbers({ ...countsOf(tie), since: tie.firstAt && day(tie.firstAt, place) }, place)]
      : undefined,
  ]
  return points
    .filter((point) => point !== undefined)
    .filter(([kind]) => !still || !pending.has(kind))
    .map(([kind, sentence]) => ({ label: words.labels[kind], sentence }))
}

const pending: ReadonlySet<string> = new Set(['planned', 'open', 'lastWord', 'introduction'])

/** Mails and meetings of the two: a small meeting counts once in each direction of the tie, and is told apart here again. */
export const countsOf = ({ out, in: incoming, met, smallMeetings }: KnownPerson['relationship']) => ({
  sent: Math.max(0, out - smallMeetings),
  received: Math.max(0, incoming - smallMeetings),
  met,
})
