/** Openers in German, without any form of address: whether two people say du or Sie no subject tells for certain. */
import { monthNames, weekdayNames } from '../../../dates.ts'
import type { Wording } from './wording.ts'

const months = monthNames('de-DE')
const numbers = 'kein ein zwei drei vier fünf sechs sieben acht neun zehn elf zwölf'.split(' ')
const weekdays = weekdayNames('de-DE')

export const german: Wording = {
  language: 'de',
  greet: (name) => (name ? `Hallo ${name},` : 'Hallo,'),
  quote: (title) => `„${title}“`,
  month: (month, year) => `${months[month - 1]}${year === undefined ? '' : ` ${year}`}`,
  count: (number) => numbers[number] ?? String(number),
  weekday: (day) => (day === undefined ? 'heute' : `am ${weekdays[day - 1]}`),
  openings: {
    question: [
      ({ title, month }) =>
        `die Nachricht ${title === undefined ? '' : `${title} `}aus dem ${month} habe ich nie beantwortet. Das tut mir leid. [die Antwort, in einem Satz]`,
      ({ title = 'die Nachricht', month }) =>
        `auf ${title} aus dem ${month} fehlt noch meine Antwort, tut mir leid. Hier ist sie: [die Antwort, in einem Satz]`,
      ({ title = 'die Frage', month }) =>
        `${title} aus dem ${month} wartet noch auf meine Antwort. Es tut mir leid, dass es so lange gedauert hat. [die Antwort, in einem Satz]`,
    ],
    last_word: [
      ({ title = 'die Nachricht', month }) =>
        `das letzte Wort zwischen uns war ${title} im ${month}. [eine Antwort darauf oder eigene Neuigkeiten]`,
      ({ title = 'die letzte Nachricht', month }) =>
        `noch ein Satz zu ${title === 'die letzte Nachricht' ? 'der letzten Nachricht' : title} aus dem ${month}: [eine Antwort darauf oder etwas, das seitdem war]`,
      ({ title = 'die letzte Mail', month }) =>
        `${title} kam im ${month} und war das letzte Wort zwischen uns. [was heute dazu zu sagen ist, oder eigene Neuigkeiten]`,
    ],
    unanswered: [
      ({ title, month }) =>
        `meine Nachricht ${title === undefined ? '' : `${title} `}aus dem ${month} braucht keine Antwort mehr. [etwas Neues oder Nützliches]`,
      ({ title = 'meine Mail', month }) =>
        `${title} vom ${month} darf ruhig liegen bleiben. Hier ist etwas anderes: [etwas Neues oder Nützliches]`,
      ({ title, month }) =>
        `im ${month} habe ich geschrieben${title === undefined ? '' : `, ${title}`}; darauf muss nichts mehr folgen. [etwas Neues oder Nützliches]`,
    ],
    introduction_made: [
      ({ other, month }) =>
        `im ${month} habe ich den Kontakt zu ${other} hergestellt. Ist etwas daraus geworden? Falls ich noch jemanden vorstellen kann, genügt ein Name, und ich schreibe die Mail.`,
      ({ other, month }) =>
        `wie ging es nach meiner Mail im ${month} mit ${other} weiter? Falls ich noch jemanden vorstellen kann, genügt ein Name, und ich schreibe die Mail.`,
      ({ other, month }) =>
        `nach ${other} habe ich seit meiner Mail im ${month} nie gefragt. Falls nichts daraus wurde, macht das nichts. Und falls ich noch jemanden vorstellen kann, genügt ein Name.`,
    ],
    introduction_made_asks_nothing: [
      ({ other, month }) =>
        `im ${month} habe ich den Kontakt zu ${other} hergestellt. [ein Satz dazu] Falls ich einmal noch jemanden vorstellen kann, genügt ein Name.`,
      ({ other, month }) =>
        `der Kontakt zu ${other} kam im ${month} durch meine Mail. [ein Satz dazu] Falls ich einmal noch jemanden vorstellen kann, genügt ein Name.`,
    ],
    introduction_to: [
      ({ other, month }) => `danke für den Kontakt zu ${other} im ${month}. [was daraus geworden ist, in einem Satz]`,
      ({ other, month }) =>
        `den Kontakt zu ${other} gibt es seit ${month}, danke dafür. [was daraus geworden ist, in einem Satz]`,
      ({ other, month }) =>
        `${other} und ich sind seit ${month} in Kontakt. Danke für die Vorstellung. [was daraus geworden ist, in einem Satz]`,
    ],
    introduction_by: [
      ({ other, month }) => `${other} hat uns im ${month} bekannt gemacht. [was seitdem war, oder etwas Nützliches]`,
      ({ other, month }) => `wir kennen uns durch ${other}, seit ${month}. [was seitdem war, oder eigene Neuigkeiten]`,
    ],
    note: [
      ({ note, month }) => `eine Sache noch aus dem ${month}: [ein Satz zu: ${note}]`,
      ({ note }) => `auf eines möchte ich zurückkommen. [ein Satz zu: ${note}]`,
      ({ note, month }) => `im ${month} habe ich mir etwas notiert. [ein Satz zu: ${note}]`,
    ],
    anniversary: [
      ({ count, one, met }) =>
        `${met ? 'unser erstes Treffen' : 'unsere erste Mail'} ist diese Woche ${one ? 'ein Jahr' : `${count} Jahre`} her. Danke für ${one ? 'das Jahr' : 'die Jahre'} seitdem. [etwas, das davon geblieben ist]`,
      ({ count, one, met }) =>
        `diese Woche vor ${one ? 'einem Jahr' : `${count} Jahren`}: ${met ? 'unser erstes Treffen' : 'unsere erste Mail'}. [etwas von damals, das geblieben ist]`,
      ({ count, one, met }) =>
        `${one ? 'ein Jahr' : `${count} Jahre`} sind es diese Woche seit ${met ? 'unserem ersten Treffen' : 'unserer ersten Mail'}. [wofür ein Dank fällig ist]`,
    ],
    birthday: [
      ({ when }) => `zum Geburtstag ${when} alles Gute. [ein Wunsch, in einem Satz]`,
      ({ when }) => `${when} ist Geburtstag, also hier die besten Wünsche. [ein Satz, der nur von mir kommen kann]`,
      ({ when }) => `die besten Wünsche zum Geburtstag ${when}: [ein Wunsch, in einem Satz]`,
    ],
    birthday_guessed: [
      () => 'um diese Zeit ist Geburtstag, also alles Gute dazu. [ein Wunsch, in einem Satz]',
      () => 'alles Gute zum Geburtstag, auf den Tag genau oder beinahe. [ein Wunsch, in einem Satz]',
    ],
    series_ended: [
      ({ title, month }) =>
        `${title === undefined ? 'unser regelmäßiges Treffen' : title} gab es für uns zuletzt im ${month}. [etwas, das davon geblieben ist]`,
      ({ title, month }) =>
        `seit ${month} sehen wir uns nicht mehr ${title === undefined ? 'zum regelmäßigen Treffen' : `zu ${title}`}. [etwas, das davon geblieben ist]`,
      ({ title, month }) =>
        `im ${month} war das letzte Mal ${title === undefined ? 'unser regelmäßiges Treffen' : title}. [wie es seitdem weiterging]`,
    ],
    meetings: [
      ({ title, month, count }) =>
        `${count} Mal haben wir uns ${title === undefined ? '' : `zu ${title} `}getroffen, zuletzt im ${month}. [etwas, das davon geblieben ist, oder eigene Neuigkeiten]`,
      ({ title, month, count }) =>
        `${title === undefined ? 'unser Treffen' : title} hatten wir ${count} Mal, zuletzt im ${month}. [ein Treffen davon, das in Erinnerung ist]`,
    ],
    last_meeting: [
      ({ title, month }) =>
        `zuletzt haben wir uns im ${month} getroffen${title === undefined ? '' : `: ${title}`}. [etwas von diesem Tag oder eigene Neuigkeiten]`,
      ({ title, month }) =>
        `${title === undefined ? 'unser letztes Treffen' : title} war im ${month}. [was seitdem war, in einem Satz]`,
      ({ title, month }) =>
        `im ${month} war unser letztes Treffen${title === undefined ? '' : `, ${title}`}. [etwas von diesem Tag oder eigene Neuigkeiten]`,
    ],
    last_thread: [
      ({ title, month }) =>
        `im ${month} haben wir uns über ${title} geschrieben. [wie es weiterging, oder ein passender Link]`,
      ({ title, month }) => `${title} war unser Thema im ${month}. [wie es weiterging, oder eigene Neuigkeiten]`,
      ({ title, month }) => `ein Nachtrag zu ${title} aus dem ${month}: [was sich seitdem getan hat]`,
    ],
    their_thread: [
      ({ title, month }) => `im ${month} kam die Mail über ${title}. [was heute dazu zu sagen ist]`,
      ({ title, month }) => `noch ein Satz zu ${title} aus dem ${month}: [etwas Neues dazu, oder eigene Neuigkeiten]`,
    ],
    own_thread: [
      ({ title, month }) => `im ${month} habe ich über ${title} geschrieben. [wie es weiterging, in einem Satz]`,
      ({ title, month }) => `so ging es mit ${title} weiter, meinem Thema im ${month}: [die Neuigkeit, in einem Satz]`,
    ],
    moved: [
      ({ other }) =>
        `die Mails kommen jetzt von ${other}, wie ich sehe. Alles Gute dafür, wenn auch spät. [eigene Neuigkeiten, in einem Satz]`,
      ({ other }) => `alles Gute bei ${other}, woher die Mails jetzt kommen. [eigene Neuigkeiten, in einem Satz]`,
    ],
    in_common: [
      ({ other }) =>
        `${other} kennen wir beide, nach Mails und Kalender zu urteilen. [eigene Neuigkeiten, in einem Satz]`,
      ({ other }) => `mit ${other} hatten wir beide zu tun. [eigene Neuigkeiten, in einem Satz]`,
      ({ other }) => `uns verbindet auch ${other}. [eigene Neuigkeiten, in einem Satz]`,
    ],
    season: [
      ({ month }) =>
        `seit Jahren hören wir im ${month} voneinander, also hier der Gruß für dieses Jahr. [eigene Neuigkeiten]`,
      ({ month }) => `es ist ${month}, seit Jahren unser Monat. [eigene Neuigkeiten, in einem Satz]`,
    ],
    nothing_known: [
      () => '[was es zu erzählen gibt, in ein, zwei Sätzen]',
      () => '[der Anlass für diese Zeilen, in ein, zwei Sätzen]',
    ],
  },
  length: (minutes) => `${minutes} Minuten`,
  asks: {
    video: [
      'Wie wäre ein Kaffee per Video in den nächsten Wochen? Wenn es gerade nicht passt, ist das völlig in Ordnung.',
      'Vielleicht demnächst auf einen Kaffee per Video? Nur wenn es passt.',
      '{length} Kaffee per Video, irgendwann in diesem oder im nächsten Monat? Ein Nein ist auch eine gute Antwort.',
      'Wie klingt ein Kaffee per Video? Wenn gerade viel los ist, bleibt es einfach liegen.',
    ],
    in_person: [
      'Wie wäre ein Kaffee in den nächsten Wochen? Wenn es gerade nicht passt, ist das völlig in Ordnung.',
      'Vielleicht demnächst auf einen Kaffee? Nur wenn es passt.',
      'Ein Kaffee, irgendwann in diesem oder im nächsten Monat? Ein Nein ist auch eine gute Antwort.',
      'Wie klingt ein Kaffee? Wenn gerade viel los ist, bleibt es einfach liegen.',
    ],
  },
  nothing: [
    'Eine Antwort ist nicht nötig.',
    'Alles Gute bis dahin, eine Antwort braucht es nicht.',
    'Mehr ist es nicht; eine Antwort muss nicht sein.',
    'Das darf gern ohne Antwort bleiben.',
  ],
}
