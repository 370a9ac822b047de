/** Openers in German, without any form of address: whether two people say du or Sie no subject tells for certain. */
import type { Wording } from './wording.ts'

const months = 'Januar Februar März April Mai Juni Juli August September Oktober November Dezember'.split(' ')
const numbers = 'kein ein zwei drei vier fünf sechs sieben acht neun zehn elf zwölf'.split(' ')

export const german: Wording = {
  language: 'de',
  greet: (name) => `Hallo ${name},`,
  quote: (title) => `„${title}“`,
  month: (month, year) => `${months[month - 1]}${year === undefined ? '' : ` ${year}`}`,
  count: (number) => numbers[number] ?? String(number),
  openings: {
    question: [
      ({ title, month }) =>
        `die Nachricht ${title === undefined ? '' : `${title} `}aus dem ${month} habe ich nie beantwortet. Das tut mir leid. [die Antwort, in einem Satz]`,
      ({ title = 'die Nachricht', month }) =>
        `auf ${title} aus dem ${month} fehlt noch meine Antwort, tut mir leid. Hier ist sie: [die Antwort, in einem Satz]`,
    ],
    last_word: [
      ({ title = 'die Nachricht', month }) =>
        `das letzte Wort zwischen uns war ${title} im ${month}. [eine Antwort darauf oder eigene Neuigkeiten]`,
    ],
    unanswered: [
      ({ title, month }) =>
        `meine Nachricht ${title === undefined ? '' : `${title} `}aus dem ${month} braucht keine Antwort mehr. [etwas Neues oder Nützliches]`,
    ],
    introduction_made: [
      ({ other, month }) =>
        `im ${month} habe ich den Kontakt zu ${other} hergestellt. Ist etwas daraus geworden? Falls ich noch jemanden vorstellen kann, genügt ein Name.`,
      ({ other, month }) =>
        `wie ging es nach meiner Mail im ${month} mit ${other} weiter? Falls ich noch jemanden vorstellen kann, genügt ein Name.`,
    ],
    introduction_made_asks_nothing: [
      ({ other, month }) =>
        `im ${month} habe ich den Kontakt zu ${other} hergestellt. [ein Satz dazu] Falls ich einmal noch jemanden vorstellen kann, genügt ein Name.`,
    ],
    introduction_to: [
      ({ other, month }) => `danke für den Kontakt zu ${other} im ${month}. [was daraus geworden ist, in einem Satz]`,
      ({ other, month }) =>
        `den Kontakt zu ${other} gibt es seit ${month}, danke dafür. [was daraus geworden ist, in einem Satz]`,
    ],
    introduction_by: [
      ({ other, month }) => `${other} hat uns im ${month} bekannt gemacht. [was seitdem war, oder etwas Nützliches]`,
    ],
    note: [({ note, month }) => `eine Sache noch aus dem ${month}: [ein Satz zu: ${note}]`],
    anniversary: [
      ({ count, one, met }) =>
        `${met ? 'unser erstes Treffen' : 'unsere erste Mail'} ist diese Woche ${one ? 'ein Jahr' : `${count} Jahre`} her. Danke für ${one ? 'das Jahr' : 'die Jahre'} seitdem. [etwas, das davon geblieben ist]`,
    ],
    series_ended: [
      ({ title, month }) =>
        `${title === undefined ? 'unser regelmäßiges Treffen' : title} gab es für uns zuletzt im ${month}. [etwas, das davon geblieben ist]`,
    ],
    meetings: [
      ({ title, month, count }) =>
        `${count} Mal haben wir uns ${title === undefined ? '' : `zu ${title} `}getroffen, zuletzt im ${month}. [etwas, das davon geblieben ist, oder eigene Neuigkeiten]`,
    ],
    last_meeting: [
      ({ title, month }) =>
        `zuletzt haben wir uns im ${month} getroffen${title === undefined ? '' : `: ${title}`}. [etwas von diesem Tag oder eigene Neuigkeiten]`,
    ],
    last_thread: [
      ({ title, month }) =>
        `im ${month} haben wir uns über ${title} geschrieben. [wie es weiterging, oder ein passender Link]`,
      ({ title, month }) => `${title} war unser Thema im ${month}. [wie es weiterging, oder eigene Neuigkeiten]`,
    ],
    moved: [
      ({ other }) =>
        `die Mails kommen jetzt von ${other}, wie ich sehe. Alles Gute dafür, wenn auch spät. [eigene Neuigkeiten, in einem Satz]`,
    ],
    in_common: [
      ({ other }) => `${other} war oft in denselben Gesprächen wie wir beide. [eigene Neuigkeiten, in einem Satz]`,
    ],
    season: [
      ({ month }) =>
        `seit Jahren hören wir im ${month} voneinander, also hier der Gruß für dieses Jahr. [eigene Neuigkeiten]`,
    ],
    nothing_known: [() => '[was es zu erzählen gibt, in ein, zwei Sätzen]'],
  },
  asks: {
    video: [
      'Wie wäre ein Kaffee per Video in den nächsten Wochen? Wenn es gerade nicht passt, ist das völlig in Ordnung.',
      'Vielleicht demnächst auf einen Kaffee per Video? Nur wenn es passt.',
    ],
    in_person: [
      'Wie wäre ein Kaffee in den nächsten Wochen? Wenn es gerade nicht passt, ist das völlig in Ordnung.',
      'Vielleicht demnächst auf einen Kaffee? Nur wenn es passt.',
    ],
  },
  nothing: ['Eine Antwort ist nicht nötig.', 'Alles Gute bis dahin, eine Antwort braucht es nicht.'],
}
