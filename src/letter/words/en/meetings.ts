/** What a card can say of meetings together: of one title or of several, counted over all there was or over a year. */
import { atFirst, inWords } from '../../../policy.ts'
import type { FindingOf } from '../../find/finding.ts'
import type { Saying, Speech } from '../saying.ts'

/** "Nine “Accessibility guild” meetings together, 2024 to 2026." */
export function together(finding: FindingOf<'shared_meetings'>, { day, month, year }: Speech): Saying {
  const { span, first, last, count, title, lastTitle } = finding
  const [number, lower, when] = [atFirst(inWords(count)), inWords(count), day(last)]
  const latest = lastTitle === undefined ? '' : `: “${lastTitle}”`
  const label = 'Shared'
  if (span === 'none')
    return {
      name: 'met.last',
      label,
      texts: [
        `You last met on ${when}, for “${lastTitle}”.`,
        ['Last met', `On ${when}, for “${lastTitle}”.`],
        ['Face to face', `“${lastTitle}”, on ${when}, was the last time.`],
        ['In the calendar', `“${lastTitle}” on ${when}, and no meeting after it.`],
        ['The last meeting', `“${lastTitle}”, ${when}.`],
        ['Seen last', `${when}, at “${lastTitle}”.`],
        ['You sat together', `For “${lastTitle}”, most recently on ${when}.`],
        ['Time together', `“${lastTitle}” on ${when} is the latest of it.`],
        ['When you met', `${when}: “${lastTitle}”.`],
        ['An hour shared', `“${lastTitle}”, the newest of them, on ${when}.`],
        ['The date to remember', `“${lastTitle}”, on ${when}, where you last met.`],
        ['Your last appointment', `It was called “${lastTitle}”, on ${when}.`],
      ],
    }
  if (span === 'year' && title === undefined)
    return {
      name: 'met.year',
      label,
      texts: [
        `${number} meetings together in the last year, the latest on ${when}${latest}.`,
        ['In the last year', `${number} meetings, up to ${when}${latest}.`],
        ['Met', `${number} times over the last year, lastly on ${when}${latest}.`],
        ['This past year', `You met ${lower} times; the latest was on ${when}${latest}.`],
        ['Time together', `${number} meetings within a year, ending on ${when}${latest}.`],
        ['In the calendar', `${number} meetings since a year ago, the newest on ${when}${latest}.`],
      ],
    }
  if (span === 'year')
    return {
      name: 'met.year.titled',
      label,
      texts: [
        `${number} “${title}” meetings together in the last year.`,
        ['In the last year', `“${title}”, ${lower} times.`],
        ['Met for', `“${title}”, ${lower} times over the last year.`],
        ['This past year', `You met ${lower} times under “${title}”.`],
        ['A habit', `“${title}”: ${lower} meetings within a year.`],
        ['In the calendar', `${number} times “${title}” since a year ago.`],
      ],
    }
  if (title === undefined)
    return {
      name: 'met.all',
      label,
      texts: [
        `${number} meetings together since ${month(first)}, the latest on ${when}${latest}.`,
        ['Met', `${number} times from ${month(first)} on, lastly on ${when}${latest}.`],
        ['Time together', `${number} meetings between ${month(first)} and ${when}${latest}.`],
        ['Face to face', `You met ${lower} times, from ${month(first)} to ${when}${latest}.`],
        ['In the calendar', `${number} meetings, begun in ${month(first)} and ended on ${when}${latest}.`],
        ['Sat down together', `${number} times; first in ${month(first)}, last on ${when}${latest}.`],
        ['Meetings', `${number} of them since ${month(first)}; ${when} was the newest${latest}.`],
        ['Seen each other', `${number} times since ${month(first)}, most recently on ${when}${latest}.`],
        ['What the calendar has', `${number} meetings with you both from ${month(first)} to ${when}${latest}.`],
        ['Hours together', `It was ${lower} times, beginning in ${month(first)}; ${when} came last${latest}.`],
        ['You have met', `In ${month(first)} first, ${lower} times in all, and on ${when} last${latest}.`],
        ['In all', `${number} times, with ${month(first)} as the first and ${when} as the last${latest}.`],
      ],
    }
  const [from, to] = [year(first), year(last)]
  const years = from === to ? `in ${to}` : `${from} to ${to}`
  return {
    name: 'met.titled',
    label,
    texts: [
      `${number} “${title}” meetings together${from === to ? ' ' : ', '}${years}.`,
      `${number} “${title}” meetings together, the latest on ${when}.`,
      ['Met for', `“${title}”, ${lower} times, ${years}.`],
      ['A thing you shared', `“${title}”: ${lower} meetings, up to ${when}.`],
      ['In the calendar', `“${title}”, ${lower} times with the two of you, ${years}.`],
      ['Time together', `You met for “${title}” ${lower} times, lastly on ${when}.`],
      ['What you met for', `${number} times “${title}”, until ${when}.`],
      ['Seen each other', `At “${title}”, ${lower} times, ${years}.`],
      ['Once a habit', `“${title}”; the last of ${lower} was on ${when}.`],
      ['Meetings', `${number}, and each of them “${title}”, ${years}.`],
      ['The same title each time', `“${title}”, ${lower} times, and ${when} was the latest.`],
      ['What the calendar has', `${number} entries named “${title}” with you both, ${years}.`],
      ['You went to', `“${title}” together ${lower} times, ending on ${when}.`],
      ['A series of hours', `“${title}”: the two of you met ${lower} times for it, up to ${when}.`],
    ],
  }
}
