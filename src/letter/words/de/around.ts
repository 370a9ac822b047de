/** What stands above the people of a letter, but for what is worded anew each week: greeting, and what kind of letter it is. */
import { atFirst } from '../../../policy.ts'
import type { around as shape } from '../en/around.ts'
import { inWords, lasting, listed, listedWith, months, people, span } from './pieces.ts'

export const around: typeof shape = {
  greeting: { morning: 'Guten Morgen', afternoon: 'Guten Tag', evening: 'Guten Abend' },
  month: ({ month, year }) => `${months()[month - 1]} ${year}`,
  rightSort: { text: 'Sind das die Richtigen?', label: 'Ja sagen, oder diese Person nicht' },
  nobodyNamed: ['Niemand genannt', 'diese Woche'],
  whoIsHere: ['Wer schon', 'da ist'],
  quietWeek: ['Eine stille Woche'],
  nobodyYet: ['Noch', 'niemand da'],
  goQuiet: (time) => ['Ich werde still,', `für ${lasting(time)}`],
  pausing: 'Es scheint keine gute Zeit für Briefe zu sein, und das ist in Ordnung. Die Menschen laufen nicht weg.',
  writeAgain: { text: 'Schreib mir wieder, ab hier:', label: 'Wieder anfangen' },
  next: (day) => `Der nächste Brief kommt am ${day}.`,
  looksAgain: (day) => `Ich sehe jede Woche nach; der nächste Brief kann am ${day} kommen.`,
  unsure: (why) =>
    `Diese Woche nenne ich niemanden: ${why}, und so kann ich nicht sagen, um wen es still geworden ist. Wenn dir trotzdem jemand einfällt, ist das der beste Grund von allen.`,
  both: (one, other) => `${one}, und ${other}`,
  noted: 'Diese Woche nenne ich niemanden, aber du hast dir etwas für sie notiert.',
  birthday: 'Diese Woche nenne ich niemanden, aber jemand hat in ihr einen besonderen Tag.',
  nobodyFound:
    'Dies ist der erste Brief, und ich habe noch niemanden gefunden, der dir schreibt und dem du schreibst. Vielleicht sehe ich nur einen kleinen Teil deiner Mail.',
  beginning({ count, names, since, longest, unknown }) {
    const more = count - names.length
    const shown = more > 0 ? listedWith(names, more) : listed(names)
    const found = `Ich habe ${people(count)} gefunden, mit ${count === 1 ? 'der' : 'denen'} du wirklich schreibst${since ? `, seit ${since}` : ''}: ${shown}.`
    const farthest =
      longest && count > 1
        ? ` Am längsten her ist euer letzter Kontakt bei ${longest.name}: ${span(longest.days)}.`
        : ''
    const quiet = unknown
      ? ' Was zwischen euch jeweils üblich ist, kann ich noch nicht wissen, also nenne ich niemanden still.'
      : ' Um niemanden davon ist es gerade ungewöhnlich still.'
    return `Dies ist der erste Brief. ${found}${farthest}${quiet}`
  },
  first({ back, heard, count }) {
    const first = heard ? 'Dies ist der erste Brief mit Menschen darin.' : 'Dies ist der erste Brief.'
    return `${first} Ich lese Daten und Betreffzeilen${back ? `, zurück bis ${back}` : ''}, keine Nachrichten, und ${around.picked(count)} du früher mehr gesehen hast. Die meisten freuen sich mehr, von uns zu hören, als wir erwarten. Wenn ich danebenliege, sag es, und ich lerne daraus.`
  },
  picked: (count) => `habe ${people(count)} ausgesucht, von ${count === 1 ? 'der' : 'denen'}`,
  short: (count, since) =>
    `Ich habe ${people(count)} gefunden, mit ${count === 1 ? 'der' : 'denen'} du wirklich schreibst, seit ${since}: zu wenig, um euren Rhythmus zu kennen, darum ist dies geraten.`,
  countWord: (count) => atFirst(inWords(count)),
}
