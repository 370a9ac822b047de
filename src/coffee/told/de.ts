/** What a guest chose or did, told to the owner in German. */
import type { english } from './en.ts'

export const german: typeof english = {
  guest: 'Dein Gast',
  aTime: 'einen Termin',
  chose: (name, day) => `${name} hat ${day} ausgesucht`,
  until: (weekday, clock) => `${weekday}, ${clock} Uhr`,
  changed: (name, day, was) => `${name} hat ${day} ausgesucht${was ? `, statt ${was}` : ''}.`,
  none: (name) => `Keiner der Termine passt für ${name}.`,
  cancelled: (name, day) => `${name} hat abgesagt: ${day}.`,
  stopped: (name) => `${name} möchte lieber einfach schreiben; eine Seite mit Terminen gibt es dafür also nicht mehr.`,
  fell: (name, day) => `Die Einladung an ${name} für ${day} ließ sich nicht verschicken.`,
  line: (text) => `Dazu stand: „${text}“.`,
  notHeld: 'Der Termin ist nicht vorgemerkt.',
  held: (until) => `Vorgemerkt bis ${until}.`,
  wasHeld: (until) => `Vorgemerkt war der Termin bis ${until}, und jetzt nicht mehr.`,
  mayCount: 'Vielleicht wird noch damit gerechnet, also schick ein Wort.',
  goesOut: 'Deine Einladung geht mit dem neuen Termin hinaus.',
  isMoved: 'Der Eintrag in deinem Kalender wird dorthin verschoben, und dein Kalender sagt es weiter.',
  wasMoved: 'Der Eintrag in deinem Kalender wurde dorthin verschoben.',
  isTakenOut: 'Der Eintrag wird aus deinem Kalender genommen.',
  free: 'Die Zeit ist wieder frei.',
}
