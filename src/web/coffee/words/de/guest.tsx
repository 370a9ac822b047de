/** The guest's page in German. A guest may be a friend or somebody from work: nothing here says du or Sie. */
import { sayClock } from '../../../../coffee/zone.ts'
import type { guest as shape } from '../en/guest.tsx'

const otherwise = 'Sollte es doch nicht passen, lässt sich der Termin unten ändern oder absagen.'

export const guest: typeof shape = {
  title: (owner) => `Ein Kaffee mit ${owner}`,
  wouldLike: (owner) => `${owner} schlägt einen Kaffee vor`,
  chooseOne: (minutes) => `Welcher Termin passt? Jeder dauert ${minutes} Minuten.`,
  when: 'Wann',
  choose: 'Diesen Termin nehmen',
  invitationFollows: (owner) => `Danach kommt per Mail eine Kalendereinladung von ${owner}.`,
  heldForYou: (owner) =>
    `Der ausgesuchte Termin wird freigehalten. Fest ist er, sobald die Einladung von ${owner} kommt.`,
  noneOpen: (owner) =>
    `Von den angebotenen Terminen ist keiner mehr frei. Um einen anderen zu finden, genügt eine Antwort auf die Mail von ${owner}.`,
  forOwner: (time, owner) => `bei ${owner} ${time}`,
  alsoForOwner: (time, owner) => `, bei ${owner} ${time}`,
  clock: (clock) => `${clock} Uhr`,
  whole: (day, clock) => (
    <>
      {day}, {clock} Uhr
    </>
  ),

  close: 'Diese Seite kann jetzt geschlossen werden.',
  addFixed: 'In meinen Kalender eintragen',
  addOpen: 'In meinen Kalender eintragen, als noch nicht fest',
  ownEntry: 'Die Einladung bringt einen eigenen Eintrag mit; dieser hier ist nur nötig, wenn sie fehlt.',
  anotherTime: 'Ein anderer Termin',
  instead: 'Stattdessen diesen nehmen',
  changed: (owner) =>
    `Stattdessen ist jetzt dieser Termin ausgesucht. Im Kalender von ${owner} wird er gerade verschoben; von dort kommt dann Bescheid.`,
  fixed: (owner, quiet) =>
    `Der Termin steht im Kalender von ${owner}. ${quiet ? '' : `Eine Einladung von ${owner} kommt per Mail. `}${otherwise}`,
  coming: (owner) => `Eine Einladung von ${owner} kommt per Mail. ${otherwise}`,
  fell: (owner) =>
    `Die Einladung von ${owner} ließ sich nicht verschicken. Bitte nicht mit diesem Termin rechnen. Um einen anderen zu finden, genügt eine Antwort auf die Mail von ${owner}.`,
  unanswered: (owner) =>
    `${owner} hat nicht geantwortet. Bitte nicht mit diesem Termin rechnen: Er wird nicht mehr freigehalten, und fest ist nichts. Um einen zu finden, genügt eine Antwort auf die Mail von ${owner}.`,
  held: (owner, told, until) => (
    <>
      {told ? `${owner} weiß Bescheid.` : `${owner} sieht die Auswahl hier.`} Freigehalten bis {until}; fest ist der
      Termin, sobald die Einladung von {owner} kommt. {otherwise}
    </>
  ),
  none: (owner, told) =>
    `Keiner der Termine passt: Das ist angekommen. ${heard(owner, told)} Um einen anderen zu finden, genügt eine Antwort auf die Mail von ${owner}.`,
  calledOff: (time, owner, told) => (
    <>
      Abgesagt: {time}. {heard(owner, told)}
    </>
  ),
  takingOut: (owner) => `Der Termin wird gerade aus dem Kalender von ${owner} genommen; von dort kommt dann Bescheid.`,
  mayStand: 'Steht noch ein Eintrag im eigenen Kalender, lässt er sich dort ablehnen oder löschen.',

  noneSuits: 'Keiner davon passt',
  line: (owner) => `Eine Zeile dazu an ${owner}, wenn gewünscht`,
  tellNone: (owner) => `${owner} sagen, dass keiner passt`,
  callOff: 'Absagen',
  callingOff: (owner) => `${owner} erfährt es, und die Zeit ist wieder frei.`,
  stopped: (owner) => `Lieber einfach schreiben, ist vermerkt: ${owner} kann keine weitere Seite wie diese anlegen.`,
  undo: 'Rückgängig machen',
  ratherWrite: 'Lieber einfach schreiben',
  stopping: (owner) =>
    `${owner} erfährt es und kann keine weitere Seite wie diese anlegen. Ein ausgesuchter Termin bleibt, und alles andere auch. Hier lässt es sich rückgängig machen.`,
  stop: 'Keine weitere Seite wie diese',

  zone: (at, zone) => sayClock(at, zone, 'de-DE'),
  clockChosen: (zone) => `Alle Zeiten sind, wie ausgewählt, auf dieser Uhr: ${zone}.`,
  clockGuessed: (zone, owner, ownerZone) =>
    `Zuerst die eigene Zeit, geraten nach der Uhr auf der Mail (${zone}); dahinter die bei ${owner} (${ownerZone}).`,
  clockOf: (zone) => `Alle Zeiten sind auf dieser Uhr: ${zone}.`,
  clockOfBrowser: 'Alle Zeiten sind auf der Uhr dieses Browsers:',
  otherClock: 'Die Zeiten in einer anderen Zeitzone zeigen',
  asFirst: (href) => (
    <>
      {' '}
      oder <a href={href}>wie am Anfang</a>
    </>
  ),
  yourZone: 'Zeitzone',
  onlyHere: 'Nur für diese Seite; gespeichert wird sie nirgends.',
  showInIt: 'Die Zeiten darin zeigen',

  entry: (owner) => `Kaffee mit ${owner}`,
  entryOpen: (owner) => `Kaffee mit ${owner}? (noch nicht fest)`,
  notFixed: (owner) => `Noch nicht fest: Das ist der Termin, sobald die Einladung von ${owner} kommt.`,

  gone: {
    ended: (owner) => [
      'Diese Termine stehen nicht mehr offen',
      `${owner} hat sie zurückgenommen oder andere dafür angeboten. Gibt es eine neuere Mail von ${owner}, dann führt der Link darin weiter; sonst genügt eine Antwort auf die Mail.`,
    ],
    'called off': (owner) => [
      'Dieser Kaffee wurde abgesagt',
      `Er findet nicht statt. Um einen anderen Termin zu finden, genügt eine Antwort auf die Mail von ${owner}.`,
    ],
    over: (owner) => [
      'Die Zeit für diesen Kaffee ist vorbei',
      `Um eine andere zu finden, genügt eine Antwort auf die Mail von ${owner}.`,
    ],
    'ran out': (owner) => [
      'Die Termine auf dieser Seite sind vorbei',
      `Rechtzeitig ausgesucht wurde keiner, also ist nichts geplant. Um einen anderen zu finden, genügt eine Antwort auf die Mail von ${owner}.`,
    ],
  },
  noPage: [
    'Diese Adresse führt nirgendwohin',
    'Vielleicht fehlt ein Teil davon. Am besten noch einmal aus der Mail öffnen, oder auf die Mail antworten, in der sie stand.',
  ],
}

const heard = (owner: string, told: boolean): string => (told ? `${owner} weiß Bescheid.` : `${owner} sieht es hier.`)
