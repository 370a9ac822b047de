/** What a card can say of meetings together: of one title or of several, counted over all there was or over a year. */
import { atFirst } from '../../../policy.ts'
import type { together as shape } from '../en/meetings.ts'
import { inWords, times } from './pieces.ts'

/** "Neunmal „Planungsrunde“ miteinander, 2024 bis 2026." */
export const together: typeof shape = (finding, { day, month, year }) => {
  const { span, first, last, count, title, lastTitle } = finding
  const [when, often] = [day(last), times(count)]
  const [Often, number] = [atFirst(often), count === 1 ? 'ein' : inWords(count)]
  const meetings = `${atFirst(number)} Treffen`
  const latest = lastTitle === undefined ? '' : `: „${lastTitle}“`
  const label = 'Gemeinsam'
  if (span === 'none')
    return {
      name: 'met.last',
      label,
      texts: [
        `Zuletzt getroffen habt ihr euch am ${when}, zu „${lastTitle}“.`,
        ['Zuletzt getroffen', `Am ${when}, zu „${lastTitle}“.`],
        ['Von Angesicht zu Angesicht', `„${lastTitle}“, am ${when}, war das letzte Mal.`],
        ['Im Kalender', `„${lastTitle}“ am ${when}, und danach kein Treffen.`],
        ['Das letzte Treffen', `„${lastTitle}“, ${when}.`],
        ['Zuletzt gesehen', `Am ${when}, bei „${lastTitle}“.`],
        ['Zusammengesessen', `Für „${lastTitle}“, zuletzt am ${when}.`],
        ['Gemeinsame Zeit', `„${lastTitle}“ am ${when} war das Neueste davon.`],
        ['Wann ihr euch saht', `Am ${when}: „${lastTitle}“.`],
        ['Eine gemeinsame Stunde', `„${lastTitle}“, die jüngste, am ${when}.`],
        ['Das Datum dazu', `„${lastTitle}“, am ${when}, euer letztes Treffen.`],
        ['Euer letzter Termin', `Er hieß „${lastTitle}“, am ${when}.`],
      ],
    }
  if (span === 'year' && title === undefined)
    return {
      name: 'met.year',
      label,
      texts: [
        `${meetings} im letzten Jahr, das neueste am ${when}${latest}.`,
        ['Im letzten Jahr', `${meetings}, bis zum ${when}${latest}.`],
        ['Getroffen', `${Often} im letzten Jahr, zuletzt am ${when}${latest}.`],
        ['In den letzten zwölf Monaten', `Ihr habt euch ${often} getroffen, zuletzt am ${when}${latest}.`],
        ['Gemeinsame Zeit', `${meetings} in einem Jahr, das letzte am ${when}${latest}.`],
        ['Im Kalender', `${meetings} seit einem Jahr, das neueste am ${when}${latest}.`],
      ],
    }
  if (span === 'year')
    return {
      name: 'met.year.titled',
      label,
      texts: [
        `${Often} „${title}“ im letzten Jahr.`,
        ['Im letzten Jahr', `„${title}“, ${often}.`],
        ['Getroffen zu', `„${title}“, ${often} im letzten Jahr.`],
        ['In den letzten zwölf Monaten', `Ihr habt euch ${often} unter „${title}“ getroffen.`],
        ['Eine Gewohnheit', `„${title}“: ${number} Treffen in einem Jahr.`],
        ['Im Kalender', `${Often} „${title}“ seit einem Jahr.`],
      ],
    }
  if (title === undefined)
    return {
      name: 'met.all',
      label,
      texts: [
        `${meetings} seit ${month(first)}, das letzte am ${when}${latest}.`,
        ['Getroffen', `${Often} ab ${month(first)}, zuletzt am ${when}${latest}.`],
        ['Gemeinsame Zeit', `${meetings} zwischen ${month(first)} und dem ${when}${latest}.`],
        [
          'Von Angesicht zu Angesicht',
          `Ihr habt euch ${often} getroffen, von ${month(first)} bis zum ${when}${latest}.`,
        ],
        ['Im Kalender', `${meetings}, das erste im ${month(first)}, das letzte am ${when}${latest}.`],
        ['Zusammengesessen', `${Often}; zuerst im ${month(first)}, zuletzt am ${when}${latest}.`],
        ['Seit eurem ersten Treffen', `${meetings}, ab ${month(first)}; am ${when} war das neueste${latest}.`],
        ['Gesehen', `${Often} seit ${month(first)}, zuletzt am ${when}${latest}.`],
        ['Was im Kalender steht', `${meetings} mit euch beiden, von ${month(first)} bis zum ${when}${latest}.`],
        ['Gemeinsame Stunden', `Es begann im ${month(first)}, ${often} in allem; am ${when} zuletzt${latest}.`],
        ['Ihr habt euch getroffen', `Im ${month(first)} zuerst, ${often} insgesamt, und am ${when} zuletzt${latest}.`],
        ['Insgesamt', `${Often}, im ${month(first)} das erste und am ${when} das letzte Mal${latest}.`],
      ],
    }
  const [from, to] = [year(first), year(last)]
  const years = from === to ? `im Jahr ${to}` : `${from} bis ${to}`
  return {
    name: 'met.titled',
    label,
    texts: [
      `${Often} „${title}“ miteinander, ${years}.`,
      `${Often} „${title}“ miteinander, zuletzt am ${when}.`,
      ['Getroffen zu', `„${title}“, ${often}, ${years}.`],
      ['Etwas Gemeinsames', `„${title}“: ${number} Treffen, bis zum ${when}.`],
      ['Im Kalender', `„${title}“, ${often} mit euch beiden, ${years}.`],
      ['Gemeinsame Zeit', `Zu „${title}“ habt ihr euch ${often} getroffen, zuletzt am ${when}.`],
      ['Wozu ihr euch traft', `${Often} „${title}“, bis zum ${when}.`],
      ['Gesehen', `Bei „${title}“, ${often}, ${years}.`],
      ['Einmal eine Gewohnheit', `„${title}“, ${often}, zum letzten Mal am ${when}.`],
      ['Unter einem Titel', `${meetings}, jedes hieß „${title}“, ${years}.`],
      ['Jedes Mal derselbe Titel', `„${title}“, ${often}, und am ${when} zuletzt.`],
      ['Was im Kalender steht', `${Often} „${title}“ mit euch beiden, ${years}.`],
      ['Ihr wart bei', `„${title}“, ${often} zusammen, zuletzt am ${when}.`],
      ['Eine Reihe von Stunden', `„${title}“: ${often} habt ihr euch dafür getroffen, bis zum ${when}.`],
    ],
  }
}
