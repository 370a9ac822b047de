/** The pages behind a letter's quiet links, in German. */
import { lasting } from '../../../../letter/words/de/pieces.ts'
import { atFirst } from '../../../../policy.ts'
import type {
  answers as answersShape,
  resume as resumeShape,
  stay as stayShape,
  unsubscribe as unsubscribeShape,
  waits as waitsShape,
} from '../en/answers.tsx'

const theNext = 'Der nächste kommt an deinem gewohnten Tag, zur gewohnten Stunde.'
const asBefore = 'Deine Mail und dein Kalender werden gelesen wie bisher, und deine Briefe kommen wie bisher.'

const someone = 'dieser Person'

const letGo = (name: string | undefined): string =>
  `Ich bringe ${name ?? 'diese Person'} nicht mehr zur Sprache, weder hier noch in einem Brief. An deiner Mail ändert sich nichts, und niemand erfährt davon.`

export const answers: typeof answersShape = {
  cancel: 'Abbrechen',
  undo: 'Rückgängig machen',
  done: 'Erledigt',
  close: 'Du kannst diese Seite schließen.',

  notNow: {
    title: 'Nicht jetzt',
    asks: (name) => `${name ?? 'Diese Person'} kann warten`,
    button: 'Ruhen lassen',
    until: 'Bis wann?',
    done: (name, day) =>
      day ? `${name ?? 'Diese Person'} hat Ruhe bis ${day}.` : `${name ?? 'Diese Person'} hat erst einmal Ruhe.`,
  },
  spoken: {
    title: 'Wir haben gesprochen',
    asks: 'Schön',
    button: 'Wir haben gesprochen',
    means: (name) =>
      `Dann ist zwischen dir und ${name ?? someone} nichts offen. Nach neuer Mail oder einem Treffen kann wieder ein Vorschlag kommen.`,
    promise: 'Hast du etwas versprochen? Eine Zeile, wenn du magst. Sie bleibt auf diesem Server.',
    day: 'Ein Tag dafür, falls es einen gibt. „Bis Freitag“ in der Zeile genügt.',
    done: (name) =>
      `Zwischen dir und ${name ?? someone} ist nichts offen. Neue Mail oder ein Treffen bringt euch wieder zusammen.`,
  },
  elsewhere: {
    title: 'Wir reden anderswo',
    asks: 'Mail ist nicht das ganze Leben',
    button: 'Wir reden anderswo',
    means: (name) => `${name ?? 'Diese Person'} kann bei deinen Menschen bleiben und heißt nie wieder still.`,
    done: (name) => `${name ?? 'Diese Person'} heißt nie wieder still.`,
  },
  letGo: {
    title: 'Nicht mehr vorschlagen',
    asks: (name) => `${name ?? 'Diese Person'} nicht mehr vorschlagen?`,
    button: 'Nicht mehr vorschlagen',
    means: letGo,
    done: letGo,
  },
  keep: {
    title: 'Wieder vorschlagen',
    asks: (name) => `${name ?? 'Diese Person'} wieder vorschlagen?`,
    button: 'Wieder vorschlagen',
    means: (name) => `${name ?? 'Diese Person'} kann dann wieder in einem Brief vorkommen, wenn es einen Grund gibt.`,
    done: (name) => `${name ?? 'Diese Person'} kann wieder in einem Brief vorkommen.`,
  },
}

export const waits: typeof waitsShape = {
  for: (time) => atFirst(lasting(time)),
  summer: 'Nach dem Sommer',
  holidays: 'Nach den Feiertagen',
  spring: 'Im nächsten Frühling',
}

export const resume: typeof resumeShape = {
  title: 'Wieder Briefe bekommen',
  asks: 'Wieder Briefe bekommen?',
  theNext,
  button: 'Wieder anfangen',
  done: 'Es kommen wieder Briefe',
  change: 'Tag oder Stunde ändern, oder pausieren',
}

export const stay: typeof stayShape = {
  title: 'Weiterlesen lassen',
  asks: 'Soll das Lesen weitergehen?',
  asBefore,
  button: 'Weiter',
  done: 'Das Lesen geht weiter',
}

export const unsubscribe: typeof unsubscribeShape = {
  title: 'Abbestellen',
  asks: 'Keine Briefe mehr?',
  means: 'Es kommt kein Brief mehr. Dein Konto und deine Menschen bleiben, wie sie sind.',
  button: 'Abbestellen',
  orBreak: (link) => (
    <>
      Oder <a href={link}>eine Pause machen</a>, bis zu einem Tag deiner Wahl.
    </>
  ),
  done: 'Keine Briefe mehr',
  doneMeans: 'Die Briefe sind abbestellt. Dein Konto und deine Menschen bleiben, wie sie sind.',
  startAgain: 'Wieder anfangen',
  ways: (letter, account) => (
    <>
      Derselbe Knopf steht auf deiner <a href={letter}>Briefseite</a>. <a href={account}>Alles löschen</a> kannst du auf
      der Kontoseite.
    </>
  ),
}
