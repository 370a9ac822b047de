/** What the owner can decide about somebody, and how it is said of what they decided, in German. */
import { inWords } from '../../../../letter/words/de/pieces.ts'
import { policy } from '../../../../policy.ts'
import type { decisions as shape } from '../en/decisions.ts'

export const decisions: typeof shape = {
  right: 'Stimmt das?',
  joins: 'Wenn von hier wirklich ein Mensch schreibt, kommt er zu deinen Menschen.',
  person: 'Das ist ein Mensch',
  heading: 'Was möchtest du?',
  headingGrave: 'Wie du es für richtig hältst',
  states: {
    resting: {
      text: (until) => (until ? `Macht Pause bis zum ${until}.` : 'Macht gerade Pause.'),
      button: 'Jetzt zurückholen',
    },
    elsewhere: {
      text: () => 'Ihr sprecht anderswo, darum heißt Stille hier nichts.',
      button: 'Mail und Treffen wieder zählen',
    },
    let_go: {
      text: () =>
        'Wird nicht mehr vorgeschlagen. In deiner Mail hat sich nichts geändert, und niemand hat davon erfahren.',
      button: 'Zurückholen',
    },
  },
  closed: 'Zwischen euch ist nichts offen. Neue Mail oder ein Treffen ändert das.',
  suggest: 'Trotzdem vorschlagen',
  keptClose: (name) =>
    `Du behältst ${name} im Blick: Sobald es zwischen euch ungewöhnlich still ist, kommt ${name} zuerst.`,
  added: (name, day) => `Du hast ${name} am ${day} von Hand hinzugefügt.`,
  undo: 'Rückgängig',
  undoClose: 'Rückgängig: im Blick behalten',
  undoAdded: 'Rückgängig: von Hand hinzugefügt',

  remembered: (name) =>
    `Du hast gesagt, dass ${name} gestorben ist. In keinem Brief, bei keinem Geburtstag und in keiner Liste steht der Name mehr; diese Seite bewahrt, was war, und die Suche findet sie.`,

  keepClose: {
    button: 'Im Blick behalten',
    about: (name) =>
      `Bis zu ${inWords(policy.close.most)} Menschen. Sobald es zwischen euch ungewöhnlich still ist, kommt ${name} vor anderen und macht kürzer Pause. Niemand erfährt davon.`,
  },
  rest: {
    summary: 'Nicht jetzt',
    until: (name) => `${name} kann warten. Bis wann?`,
    button: 'Bis dahin Pause',
  },
  spoken: {
    summary: 'Wir haben gesprochen',
    about:
      'Eine Antwort, die offen war, gilt als gegeben. Nach neuer Mail oder einem Treffen kann der Name wiederkommen.',
    button: 'Zwischen uns ist nichts offen',
  },
  elsewhere: {
    button: 'Wir sprechen anderswo',
    about: (name) => `Mail ist nicht das ganze Leben. ${name} bleibt hier und gilt nie wieder als still.`,
  },
  letGo: {
    button: 'Nicht mehr vorschlagen',
    about: (name) =>
      `Ich komme auf ${name} nicht mehr zurück, hier nicht und in keinem Brief. In deiner Mail ändert sich nichts, und niemand erfährt davon.`,
  },
  robot: {
    button: 'Das ist kein Mensch',
    about: 'Der Eintrag kommt zu dem, was ausgelassen wurde; ein Klick holt ihn von dort zurück.',
  },
  died: {
    button: 'Dieser Mensch ist gestorben',
    about: (name) =>
      `In keinem Brief, bei keinem Geburtstag und in keiner Liste steht ${name} mehr. Diese Seite bewahrt, was war, und fragt nichts. Niemand erfährt davon.`,
  },

  soFar: 'Was du bisher entschieden hast',
  decided: {
    let_go: 'nicht mehr vorschlagen',
    elsewhere: 'ihr sprecht anderswo',
    keep: 'vorschlagen',
    person: 'ein Mensch',
    robot: 'kein Mensch',
    keep_close: 'im Blick behalten',
    died: 'gestorben',
    rest: 'Pause',
    close: 'nichts offen zwischen euch',
    merge: 'mit einem anderen Eintrag zusammengelegt',
    split: 'nicht derselbe Mensch wie ein anderer Eintrag',
  },
  onDay: (day, what) => `${day}: ${what}`,
  restingUntil: (day, until) => `${day}: Pause bis zum ${until}`,
  undoAria: (what, day) => `Rückgängig: ${what}, ${day}`,
}
