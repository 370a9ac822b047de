/** What a note about a coffee says beside the owner's own words, in each language that has such words. */
import { monthNames, weekdayNames } from '../dates.ts'

export interface NoteWords {
  readonly suits: string
  /** Where the other's zone is a guess and another than the owner's. */
  readonly suitsGuessed: string
  readonly asks: string
  readonly link: string
  /** Where the two would meet. */
  where(place: string): string
  readonly subject: string
  /** From Monday. Worked out when they are said: seven languages at every start took longer than all else that it loads. */
  readonly weekdays: readonly string[]
  readonly months: readonly string[]
  /** "Tue 1 Dec" out of its parts. */
  date(weekday: string, day: number, month: string): string
  /** A time of theirs with the owner's own behind it. */
  both(theirs: string, mine: string): string
  /** As clocks are named after in `Intl`. */
  readonly locale: string
  /** A time with the name of its clock. */
  at(time: string, clock: string): string
  /** What the meeting is called: by the names of all who come. */
  title(names: string): string
  /** "Maren, Jonas and Sam" */
  readonly and: (before: string, last: string) => string
}

const en: NoteWords = {
  locale: 'en-US',
  suits: 'Would one of these suit?',
  suitsGuessed: 'Would one of these suit? Your time first, as far as I can tell, and mine in brackets.',
  asks: 'Is there a time in the next weeks that would suit you?',
  link: 'Or pick one here:',
  where: (place) => `Where: ${place}`,
  subject: 'Coffee?',
  get weekdays() {
    return weekdayNames('en-US', 'short')
  },
  get months() {
    return monthNames('en-US', 'short')
  },
  date: (weekday, day, month) => `${weekday} ${day} ${month}`,
  both: (theirs, mine) => `${theirs} your time (${mine} mine)`,
  at: (time, clock) => `${time} (${clock})`,
  title: (names) => `Coffee, ${names}`,
  and: (before, last) => `${before} and ${last}`,
}

const de: NoteWords = {
  locale: 'de-DE',
  suits: 'Passt einer dieser Termine?',
  suitsGuessed: 'Passt einer dieser Termine? Zuerst die Zeit dort, soweit ich weiß, in Klammern meine.',
  asks: 'Gibt es in den nächsten Wochen eine Zeit, die passt?',
  link: 'Oder hier einen aussuchen:',
  where: (place) => `Ort: ${place}`,
  subject: 'Kaffee?',
  get weekdays() {
    return weekdayNames('de-DE', 'short')
  },
  get months() {
    return monthNames('de-DE')
  },
  date: (weekday, day, month) => `${weekday}, ${day}. ${month}`,
  both: (theirs, mine) => `${theirs} Uhr (bei mir ${mine} Uhr)`,
  at: (time, clock) => `${time} Uhr (${clock})`,
  title: (names) => `Kaffee, ${names}`,
  and: (before, last) => `${before} und ${last}`,
}

const fr: NoteWords = {
  locale: 'fr-FR',
  suits: 'Est-ce qu’un de ces moments conviendrait\u00a0?',
  suitsGuessed:
    'Est-ce qu’un de ces moments conviendrait\u00a0? D’abord l’heure là-bas, pour autant que je sache, et la mienne entre parenthèses.',
  asks: 'Y aurait-il, dans les prochaines semaines, un moment qui convienne\u00a0?',
  link: 'Ou choisir ici\u00a0:',
  where: (place) => `Lieu\u00a0: ${place}`,
  subject: 'Un café\u00a0?',
  get weekdays() {
    return weekdayNames('fr-FR')
  },
  get months() {
    return monthNames('fr-FR')
  },
  date: (weekday, day, month) => `${weekday} ${day === 1 ? '1er' : day} ${month}`,
  both: (theirs, mine) => `${theirs} là-bas (${mine} chez moi)`,
  at: (time, clock) => `${time} (${clock})`,
  title: (names) => `Café, ${names}`,
  and: (before, last) => `${before} et ${last}`,
}

const es: NoteWords = {
  locale: 'es-ES',
  suits: '¿Vendría bien alguno de estos momentos?',
  suitsGuessed:
    '¿Vendría bien alguno de estos momentos? Primero la hora de allí, hasta donde sé, y entre paréntesis la mía.',
  asks: '¿Habría algún momento que venga bien en las próximas semanas?',
  link: 'O elegir uno aquí:',
  where: (place) => `Lugar: ${place}`,
  subject: '¿Un café?',
  get weekdays() {
    return weekdayNames('es-ES')
  },
  get months() {
    return monthNames('es-ES')
  },
  date: (weekday, day, month) => `${weekday} ${day} de ${month}`,
  both: (theirs, mine) => `${theirs} allí (${mine} aquí)`,
  at: (time, clock) => `${time} (${clock})`,
  title: (names) => `Café, ${names}`,
  // Before the same vowel it is "e": Ana e Inés, but agua y hielo.
  and: (before, last) => `${before} ${/^h?[ií](?![aeo])/i.test(last) ? 'e' : 'y'} ${last}`,
}

const it: NoteWords = {
  locale: 'it-IT',
  suits: 'Andrebbe bene uno di questi momenti?',
  suitsGuessed: 'Andrebbe bene uno di questi momenti? Prima l’ora di lì, per quanto ne so, e tra parentesi la mia.',
  asks: 'Ci sarebbe un momento adatto nelle prossime settimane?',
  link: 'Oppure sceglierne uno qui:',
  where: (place) => `Luogo: ${place}`,
  subject: 'Un caffè?',
  get weekdays() {
    return weekdayNames('it-IT')
  },
  get months() {
    return monthNames('it-IT')
  },
  date: (weekday, day, month) => `${weekday} ${day} ${month}`,
  both: (theirs, mine) => `${theirs} lì (${mine} qui da me)`,
  at: (time, clock) => `${time} (${clock})`,
  title: (names) => `Caffè, ${names}`,
  and: (before, last) => `${before} e ${last}`,
}

const pt: NoteWords = {
  locale: 'pt-PT',
  suits: 'Algum destes horários seria bom?',
  suitsGuessed: 'Algum destes horários seria bom? Primeiro a hora de lá, até onde sei, e entre parênteses a minha.',
  asks: 'Haveria algum horário bom nas próximas semanas?',
  link: 'Ou escolher um aqui:',
  where: (place) => `Local: ${place}`,
  subject: 'Um café?',
  get weekdays() {
    return weekdayNames('pt-PT')
  },
  get months() {
    return monthNames('pt-PT')
  },
  date: (weekday, day, month) => `${weekday}, ${day} de ${month}`,
  both: (theirs, mine) => `${theirs} lá (${mine} aqui)`,
  at: (time, clock) => `${time} (${clock})`,
  title: (names) => `Café, ${names}`,
  and: (before, last) => `${before} e ${last}`,
}

const nl: NoteWords = {
  locale: 'nl-NL',
  suits: 'Zou een van deze momenten passen?',
  suitsGuessed:
    'Zou een van deze momenten passen? Eerst de tijd daar, voor zover ik weet, en tussen haakjes die van mij.',
  asks: 'Is er in de komende weken een moment dat past?',
  link: 'Of er hier een kiezen:',
  where: (place) => `Plaats: ${place}`,
  subject: 'Koffie?',
  get weekdays() {
    return weekdayNames('nl-NL')
  },
  get months() {
    return monthNames('nl-NL')
  },
  date: (weekday, day, month) => `${weekday} ${day} ${month}`,
  both: (theirs, mine) => `${theirs} uur daar (${mine} uur hier)`,
  at: (time, clock) => `${time} uur (${clock})`,
  title: (names) => `Koffie, ${names}`,
  and: (before, last) => `${before} en ${last}`,
}

/** By BCP 47. */
const known: Readonly<Record<string, NoteWords>> = { en, de, fr, es, it, pt, nl }

/**
 * The words of a BCP 47 language, regions aside; undefined for one that has none: a note in it holds no sentence of ours.
 */
export const noteWords = (language: string): NoteWords | undefined => known[language.split('-')[0] ?? '']
