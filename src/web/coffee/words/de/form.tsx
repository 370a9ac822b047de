/** The form that plans a coffee, in German: how to ask, the message, and where. */
import { lasting } from '../../../../letter/words/de/pieces.ts'
import type { form as formShape, ways as waysShape, wishes as wishesShape } from '../en/form.tsx'

export const form: typeof formShape = {
  title: (names) => `Kaffee mit ${names}`,
  names: (one, other) => `${one} und ${other}`,
  lede: (free) =>
    `${free ? 'Zu diesen Zeiten hast du frei. ' : ''}Lies die Nachricht durch und mach sie zu deiner. Nichts geht hinaus, bevor du einen Knopf drückst.`,
  why: (name) => `Warum ${name}`,
  openMessage: 'Nachricht öffnen',
  howToAsk: 'Wie fragen',
  anotherWay: 'Auf andere Art',
  emptyNote: (name) => `${name}, [was dich daran denken ließ]`,

  where: 'Wo',
  metThere: 'Dort habt ihr euch früher getroffen; ändere es, oder lass es leer.',
  anywhere:
    'Falls ihr euch persönlich trefft: etwa ein Café, das ihr beide kennt. Bleibt es leer, steht nichts davon da.',

  note: 'Deine Nachricht',
  to: 'An',
  lastInTouch: 'ZULETZT',
  wordless:
    'Ihr scheint euch in einer Sprache zu schreiben, in der ich keine Sätze habe. Die Worte sind also deine; die Zeiten folgen in Zahlen.',
  orAsk: (href) => (
    <>
      Oder <a href={href}>neu anfangen, mit Worten, die fragen</a>.
    </>
  ),
  orRest: (href) => (
    <>
      Oder <a href={href}>neu anfangen, mit Worten, die um nichts bitten</a>.
    </>
  ),
  linkFollows: 'Hier folgt ein Link zur Seite mit diesen Terminen.',
  intoInvitation: (title, minutes) => `Das kommt in die Einladung: „${title}“, ${minutes} Minuten.`,
  intoEntry: 'Das kommt in den Eintrag, neben die Zeit.',
  intoFile: 'Das kommt in die Datei, neben die Zeit.',
  asItStands: 'Oder so öffnen, wie es dasteht, ohne Änderungen von oben:',
  openIn: (program) => `In ${program} öffnen`,
  openInMail: 'In meinem Mailprogramm öffnen',

  toMail: 'In meine eigene Mail übernehmen',
  toPage: 'Seite und Nachricht anlegen',
  send: (names) => `An ${names} schicken`,
  keepAndAsk: 'Behalten und um die Erlaubnis bitten',
  putIn: 'In meinen Kalender eintragen',
  download: 'Datei herunterladen',
  plain: (names, several) =>
    `Von hier wird nichts verschickt. ${names} ${several ? 'bekommen' : 'bekommt'} eine einfache Nachricht von dir, ohne Tracking.`,
  pageWorks: 'Die Seite gilt, bis der letzte dieser Termine vorbei ist. Von hier wird nichts verschickt.',
  nothingSent: (wait) => `Noch ist nichts verschickt. ${wait}`,
  wait: (minutes) =>
    minutes === null
      ? 'Sie geht hinaus, sobald du drückst.'
      : `${leaves(minutes)}, und bis dahin kannst du sie zurücknehmen.`,
  needsPermission:
    'Für einen Eintrag in deinem Kalender fehlt noch deine Erlaubnis. Die nächste Seite führt dorthin, und die Nachricht bleibt erhalten.',

  takenBack: 'Zurückgenommen. Nichts wurde verschickt, und deine Nachricht steht noch hier.',
  openChoice: (choice) => `${choice} Hinausgegangen ist nichts; sieh es durch, oder biete andere Termine an.`,
  noteKept: 'Deine Nachricht von vorhin steht noch hier. Verschickt wurde davon nichts.',
  permissionThere:
    'Die Erlaubnis ist jetzt da, und alles steht noch so, wie du es verlassen hast. Sieh es durch und drück noch einmal.',
  asYouLeftIt: 'Alles steht noch so, wie du es verlassen hast. Verschickt wurde nichts.',
  inTouchSince: 'Seit diesem Brief hattet ihr Kontakt. Ein Kaffee ist trotzdem eine gute Idee.',
}

const leaves = (minutes: number) =>
  minutes < 1
    ? 'Sie geht innerhalb einer Minute hinaus'
    : `Sie geht ${minutes === 1 ? 'eine Minute' : `${minutes} Minuten`} nach dem Drücken hinaus`

export const ways: typeof waysShape = {
  video: {
    title: 'Eine Einladung im Kalender, per Video',
    hint: 'Am besten, wenn ihr euch schon einig seid. Ein Videolink ist dabei.',
  },
  inPerson: {
    title: 'Eine Einladung im Kalender, persönlich',
    hint: 'Am besten, wenn ihr euch schon einig seid und nah genug beieinander wohnt.',
  },
  note: {
    offers: 'Eine Nachricht mit ein paar Terminen',
    asks: 'Eine Nachricht, die fragt, was passt',
    hint: (names, several) =>
      `Aus deiner eigenen Mail. ${names} ${several ? 'antworten' : 'antwortet'} in Worten, ohne Eile.`,
  },
  link: {
    title: 'Eine Nachricht mit einer Seite zum Aussuchen',
    hint: 'Die Seite zeigt deinen Vornamen und diese Termine, sonst nichts.',
  },
  file: { title: 'Eine Kalenderdatei', hint: 'Für deinen eigenen Kalender. Sie lädt niemanden ein.' },
  kept: {
    title: 'Ein Eintrag in deinem eigenen Kalender',
    hint: (names) =>
      `Der Server deines Kalenders lädt niemanden ein. Eine Nachricht an ${names} geht aus deiner eigenen Mail, mit dem Eintrag als Datei.`,
  },
  joint: {
    title: 'Eine Nachricht, die beide einander vorstellt',
    hint: 'An beide, aus deiner eigenen Mail. Ohne Termine.',
  },
  rest: {
    title: 'Eine Nachricht, die um nichts bittet',
    hint: 'Nur ein Hallo. Keine Termine, nichts zu beantworten.',
  },
}

export const wishes: typeof wishesShape = {
  rest: { label: 'Nicht jetzt', meaning: (time) => `Für ${lasting(time)} kein Vorschlag` },
  close: { label: 'Wir haben gesprochen', meaning: 'Zwischen euch ist nichts offen' },
  elsewhere: { label: 'Wir reden anderswo', meaning: 'Heißt nie wieder still' },
  letGo: {
    label: 'Nicht mehr vorschlagen',
    meaning: 'Kommt nicht mehr vor; auf der eigenen Seite lässt es sich zurücknehmen',
  },
}
