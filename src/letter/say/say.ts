/** Puts a finding into a sentence or two of a card; every wording holds what its evidence says and nothing else. */
import { months, weekdays } from '../../dates.ts'
import { instant } from '../../people/days.ts'
import { firstNameOf } from '../../people/identity/first-name.ts'
import { atFirst, inWords } from '../../policy.ts'
import { date, month } from '../../spans.ts'
import type { After, Finding, FindingOf } from '../find/finding.ts'
import type { Telling } from '../find/telling.ts'
import { openLabel, type Point, type PointKind } from '../types.ts'
import { pickBy } from './seed.ts'

/** The point that a finding makes. Dates are days of the telling's zone, with the year where it is not today's. */
export function say(finding: Finding, telling: Telling): Point {
  const speech: Speech = {
    firstName: firstNameOf(telling.person),
    day: (at) => date(instant(at), telling.now, telling),
    month: (at) => month(instant(at), telling.now, telling.timeZone),
    year: (at) => instant(at).toZonedDateTimeISO(telling.timeZone).year,
  }
  const { label, texts } = sayings[finding.kind](finding as never, speech)
  const text = pickBy(texts, `${telling.seed} ${finding.kind} ${telling.person.address}`)
  return { kind: finding.kind, label, text, evidence: finding.evidence }
}

interface Speech {
  readonly firstName: string
  day(at: number): string
  month(at: number): string
  year(at: number): number
}

interface Saying {
  readonly label: string
  readonly texts: readonly string[]
}

const sayings: { readonly [K in PointKind]: (finding: FindingOf<K>, speech: Speech) => Saying } = {
  owed_reply({ at, title, asks }, { day }) {
    const what = title === undefined ? 'message' : `“${title}”`
    if (!asks) return { label: 'Last word', texts: [`Their ${what} of ${day(at)} was the last word between you.`] }
    return {
      label: openLabel,
      texts: [
        `Their ${what} of ${day(at)} was the last word between you.`,
        `Their ${what} of ${day(at)} is still open between you.`,
      ],
    }
  },
  unanswered({ at, title }, { day }) {
    const what = `Your note${title === undefined ? '' : ` “${title}”`} of ${day(at)}`
    return {
      label: 'Last word',
      texts: [
        `${what} has had no answer; that is often timing.`,
        `${what} was the last word between you. No answer is often just timing.`,
      ],
    }
  },
  introduction_made({ at, other, replied }, { firstName, day }) {
    const answer =
      replied === 'both' ? 'they both replied' : replied === 'they' ? `${firstName} replied` : `${other} replied`
    return {
      label: 'Follow through',
      texts: [
        `You introduced ${firstName} to ${other} on ${day(at)}, and ${answer}.`,
        `On ${day(at)} you introduced ${firstName} and ${other}; ${answer}.`,
      ],
    }
  },
  introduction_received({ at, other, way, title }, { firstName, day }) {
    const quoted = title === undefined ? '' : `, with “${title}”`
    const who = way === 'to' ? `${firstName} introduced you to ${other}` : `${other} introduced you two`
    return { label: 'Introduction', texts: [`${who} on ${day(at)}${quoted}.`] }
  },
  note: ({ at, text }, { month }) => ({
    label: 'Your note',
    texts: [`In ${month(at)} you noted: ${/[.!?…]$/.test(text) ? text : `${text}.`}`],
  }),
  anniversary({ first, met, years, weekday, today }, { day }) {
    const what = met ? 'your first meeting' : 'your first email'
    const passed = years === 1 ? 'A year' : `${atFirst(inWords(years))} years`
    return {
      label: today ? 'Today' : `This ${weekdays[weekday - 1]}`,
      texts: [`${passed} since ${what}, ${day(first)}.`],
    }
  },
  birthday: ({ weekday, today, guessed }) => ({
    label: today && !guessed ? 'Today' : 'Coming up',
    texts: guessed
      ? ['Birthday about now, going by the wishes you sent in other years.']
      : [today ? 'Birthday today.' : `Birthday on ${weekdays[weekday - 1]}.`],
  }),
  // Whether it goes on without them nobody can tell from what lies between the two.
  series_ended({ at, title, count }, { day }) {
    const number = count === undefined ? undefined : count > 12 ? String(count) : inWords(count)
    const [times, of] = number === undefined ? ['', ''] : [`, after ${number} meetings`, `, the last of ${number}`]
    const texts =
      title === undefined
        ? [`A regular meeting of the two of you ended on ${day(at)}${times}.`]
        : [
            `“${title}” ended for the two of you on ${day(at)}${times}.`,
            `Your last “${title}” together was on ${day(at)}${of}.`,
          ]
    return { label: 'Ended', texts }
  },
  shared_meetings(finding, speech) {
    return { label: 'Shared', texts: together(finding, speech) }
  },
  last_thread({ at, title, way, newest, after }, { month }) {
    const [when, then] = [month(at), afterwards(month(at), after && { how: after.how, month: month(after.at) })]
    const texts = {
      both: newest
        ? [`You last wrote about “${title}”, in ${when}`, `Your last thread was “${title}”, in ${when}`]
        : [
            `In ${when} you wrote to each other about “${title}”`,
            `You wrote to each other about “${title}” in ${when}`,
          ],
      they: [`They wrote to you about “${title}” in ${when}`, `In ${when} they wrote to you about “${title}”`],
      owner: [`You wrote to them about “${title}” in ${when}`, `In ${when} you wrote to them about “${title}”`],
    }
    return { label: 'Last thread', texts: texts[way].map((text) => `${text}${then}.`) }
  },
  moved: ({ at, from, to, since, own }, { month }) => ({
    label: 'New address',
    texts: !since
      ? [`They write from ${to} now; ${from} has gone quiet.`]
      : own
        ? [`Writing from ${to} since ${month(at)}; ${from} has gone quiet.`]
        : [`At ${to} since ${month(at)}; ${from} has gone quiet.`],
  }),
  in_common({ other, threads, meetings, span }) {
    const on = threads === 0 ? '' : `on ${counted(threads, 'thread')}`
    const at = meetings === 0 ? '' : `at ${counted(meetings, 'meeting')}`
    const where = [on, at].filter(Boolean).join(' and ')
    return {
      label: 'In common',
      texts: [`${other}, ${where} with you both${span === 'year' ? ' in the last year' : ''}.`],
    }
  },
  season({ month, years, both }) {
    const name = months[month - 1]
    const what = both ? 'You have written to each other' : 'You have been in touch'
    return { label: `Every ${name}`, texts: [`${what} every ${name} from ${years[0]} to ${years.at(-1)}.`] }
  },
}

/** What came after the last thread, where that was in another month. */
function afterwards(month: string, after: { readonly how: After['how']; readonly month: string } | undefined): string {
  if (!after || after.month === month) return ''
  if (after.how === 'met') return `; you last met in ${after.month}`
  return after.how === 'mail'
    ? `; the latest mail is from ${after.month}`
    : `; the latest mail with you both on it is from ${after.month}`
}

/** "Nine “Accessibility guild” meetings together, 2024 to 2026." */
function together(finding: FindingOf<'shared_meetings'>, { day, month, year }: Speech): readonly string[] {
  const { span, first, last, count, title, lastTitle } = finding
  if (span === 'none') return [`You last met on ${day(last)}, for “${lastTitle}”.`]
  const number = atFirst(inWords(count))
  const latest = lastTitle === undefined ? '' : `: “${lastTitle}”`
  if (span === 'year')
    return title === undefined
      ? [`${number} meetings together in the last year, the latest on ${day(last)}${latest}.`]
      : [`${number} “${title}” meetings together in the last year.`]
  if (title === undefined)
    return [`${number} meetings together since ${month(first)}, the latest on ${day(last)}${latest}.`]
  const [from, to] = [year(first), year(last)]
  const years = from === to ? `in ${to}` : `${from} to ${to}`
  return [
    `${number} “${title}” meetings together${from === to ? ' ' : ', '}${years}.`,
    `${number} “${title}” meetings together, the latest on ${day(last)}.`,
  ]
}

const counted = (count: number, noun: string) => `${inWords(count)} ${noun}${count === 1 ? '' : 's'}`
