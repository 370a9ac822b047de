/** What would have been mailed from this machine, in German, and the sample's calendar. */
import type { Reply } from '../../../../facts.ts'
import { listed, times } from '../../../../letter/words/de/pieces.ts'
import type { sampleCalendar as calendarShape, outbox as outboxShape } from '../en/outbox.tsx'

export const outbox: typeof outboxShape = {
  title: 'Ausgang',
  lede: 'Es ist kein Mailserver eingerichtet, also bleibt Mail an dich hier, statt verschickt zu werden. Diese Seite gibt es nur auf diesem Rechner.',
  empty: (link) => (
    <>
      Es ist noch kein Brief hinausgegangen. Die <a href={link}>Briefseite</a> zeigt den nächsten und kann ihn jetzt
      abschicken.
    </>
  ),
  hands:
    'Das Beispielkonto ist eine Welt für sich. „Antworten lassen“ lässt Menschen auf das antworten, was du ihnen in den letzten sieben Tagen geschickt hast, und deine Einladungen annehmen. „Eine Woche später“ stellt die Uhr dort auf kurz nach deinem nächsten Brief. Coffee soon erfährt von beidem nur, indem es das Konto noch einmal liest.',
  answer: 'Antworten lassen',
  weekLater: 'Eine Woche später',
  weekPassed: 'Eine Woche ist vergangen. Zuerst wird das Konto gelesen, dann erscheint der Brief hier von selbst.',
  weekHere: 'Eine Woche ist vergangen, und ihr Brief ist da.',
  answered: (answers) =>
    `${answers === 1 ? 'Eine Antwort kam' : `${answers} Antworten kamen`} im Beispielkonto an; lade diese Seite gleich noch einmal.`,
  nobody: 'Niemand hatte etwas zu beantworten.',
  to: (address) => `An ${address}`,
  times: (sends) => `${times(sends)} verschickt`,
  letter: 'Der Brief',
  frame: (subject) => `Brief: ${subject}`,
  text: 'Der Textteil',
}

const replies: Readonly<Record<Reply, string>> = {
  accepted: 'zugesagt',
  tentative: 'vielleicht',
  declined: 'abgesagt',
  none: 'noch keine Antwort',
}

export const sampleCalendar: typeof calendarShape = {
  title: 'Der Beispielkalender',
  about: (day, clock) =>
    `Sieben Tage zurück und vierzehn voraus, wie er gelesen wurde. Dort ist jetzt ${day}, ${clock} Uhr.`,
  empty: 'Von diesen Tagen ist noch nichts gelesen.',
  cancelled: 'abgesagt',
  untitled: 'Kein Titel gespeichert',
  guests: (guests, more) => {
    const shown = guests.map(({ name, reply }) => `${name} (${replies[reply]})`)
    return listed(more > 0 ? [...shown, `${more} weitere`] : shown)
  },
}
