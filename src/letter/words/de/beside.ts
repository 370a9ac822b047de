/** What a letter says beside its reasons: when the last contact was, the strip of two years, thanks, notes, birthdays, what went well. */
import type { MonthOfYear, beside as shape, When } from '../en/beside.ts'
import { listed, listedWith, months, spanInDative, weekdays } from './pieces.ts'

const on = (when: When): string =>
  when === 'today' ? 'heute' : 'weekday' in when ? `am ${weekdays()[when.weekday - 1]}` : `am ${when.date}`

const named = ({ month, year }: MonthOfYear) => `${months()[month - 1]} ${year}`

export const beside: typeof shape = {
  since: (days) => `Seit ${spanInDative(days)} keine Mail und kein Treffen zwischen euch.`,
  lastInTouch: (day) => `Zuletzt in Kontakt am ${day}.`,
  lastKnown: (days, day) =>
    `Die letzte Mail oder das letzte Treffen, von dem ich weiß, war vor ${spanInDative(days)}, am ${day}.`,

  met: (name, when) => `${name} hast du ${on(when)} getroffen.`,
  metSeveral: (names, more, when) =>
    `Du hast ${on(when)} ${more > 0 ? listedWith(names, more) : listed(names)} getroffen.`,

  noted: ({ when, name, text }) =>
    `Für ${when === 'today' ? 'heute' : 'weekday' in when ? weekdays()[when.weekday - 1] : `den ${when.date}`}, zu ${name}: ${text}`,
  notedLate: ({ day, name, text }) => `Für ${day} hattest du notiert, zu ${name}: ${text}`,
  quoted: (text) => `„${text}“`,
  late: {
    one: [
      'Wenn es noch wichtig ist, passt diese Woche so gut wie jede; wenn nicht, ist es auch gut.',
      'Dafür ist noch Zeit; und wenn es sich erledigt hat, lass es gehen.',
      'Spät ist in Ordnung, und liegen lassen auch.',
      'Es bleibt so oder so auf der Seite deiner Notizen.',
    ],
    many: [
      'Wenn sie noch wichtig sind, passt diese Woche so gut wie jede; wenn nicht, ist es auch gut.',
      'Dafür ist noch Zeit; und was sich erledigt hat, darf gehen.',
      'Spät ist in Ordnung, und alles liegen lassen auch.',
      'Sie bleiben so oder so auf der Seite deiner Notizen.',
    ],
  },
  wrote: (when) => `Geschrieben hast du ${on(when)}`,
  wasThatIt: 'war es das?',

  birthday(name, { weekday, guessed }) {
    const day = weekday === undefined ? 'Heute' : `Am ${weekdays()[weekday - 1]}`
    if (!guessed) return `${day} hat ${name} Geburtstag.`
    return `${weekday === undefined ? 'Etwa heute' : `Etwa am ${weekdays()[weekday - 1]}`} hat ${name} Geburtstag, nach deinen Wünschen aus anderen Jahren.`
  },

  well({ month, met, answered, heard }) {
    const lead = month ? 'diesen Monat' : 'im letzten Monat'
    const sentences = [
      ...(met.length ? [`Du hast ${lead} ${listed(met)} getroffen.`] : []),
      ...(answered.length
        ? [`${listed(answered)} ${verb(answered)} ${met.length ? 'dir' : `dir ${lead}`} geantwortet.`]
        : []),
      ...(heard.length
        ? [`Von ${listed(heard)} kam ${met.length + answered.length ? 'auch Post' : `${lead} Post`}.`]
        : []),
    ]
    return sentences.length ? sentences.join(' ') : undefined
  },
  toMeet: (name, day) => `Mit ${name} bist du am ${day} verabredet.`,

  months: {
    none: 'Kein Kontakt darin.',
    one: (at) => `Kontakt nur im ${named(at)}.`,
    several({ often, from, until, quiet }) {
      const how = { most: 'In den meisten Monaten', some: 'In manchen Monaten', few: 'Ab und zu in einem Monat' }[often]
      const begin = from ? ` ab ${named(from)}` : ''
      return until
        ? `${how}${begin} bis ${named(until)}${quiet ? ', seitdem still' : ''}.`
        : `${how}${begin}, bis jetzt.`
    },
  },
}

const verb = (names: readonly string[]) => (names.length === 1 ? 'hat' : 'haben')
