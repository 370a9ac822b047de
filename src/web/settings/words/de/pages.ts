/** What stands around the form of the settings, and on the pages behind it, in German. */
import type {
  calendars as calendarsShape,
  page as pageShape,
  refused as refusedShape,
  pastYear as yearShape,
} from '../en/pages.ts'

export const page: typeof pageShape = {
  title: 'Einstellungen',
  notSaved: (faults) =>
    faults === 1
      ? 'Noch ist nichts gespeichert: Ein Feld braucht einen zweiten Blick.'
      : 'Noch ist nichts gespeichert: Einige Felder brauchen einen zweiten Blick.',
  saved: 'Gespeichert.',
  next: (day, clock) => `Dein nächster Brief kommt am ${day}, ${clock} Uhr.`,
  blanked:
    'Alle Betreffzeilen und Titel, die bisher gespeichert waren, sind entfernt, und ab jetzt werden keine mehr gelesen.',
  cameBack: (wanted, address) =>
    `Ein Brief an ${wanted} kam zurück, denn die Adresse nimmt keine Mail an. Solange du nichts anderes aussuchst, geht dein Brief an ${address}.`,
  tryAgain: (address) => `${address} noch einmal versuchen`,
  notRead: (address) => `${address} (wird nicht gelesen)`,
  noneConfirmed: 'Noch ist keine Adresse bestätigt',
  pastYear: 'Dein vergangenes Jahr',
  pastYearSays: 'Wen dein Brief am Ersten jedes Monats genannt hätte, und was daraus wurde.',
  seePastYear: 'Dein vergangenes Jahr durchspielen',
}

export const calendars: typeof calendarsShape = {
  title: 'Kalender',
  lede: 'Ein Termin wird nur angeboten, wenn jeder Kalender frei ist, der hier ein Häkchen hat.',
  saved: 'Gespeichert.',
  savedSome: 'Gespeichert, bis auf das Konto, das nicht antwortet: Dort bleibt es, wie es war.',
  save: 'Speichern',
  none: 'Es ist kein Konto verbunden, das einen Kalender hätte.',
  back: 'Zurück zu den Einstellungen',
  closed: 'Coffee soon darf den Kalender dieses Kontos nicht lesen.',
  letRead: 'Lesen lassen, wann du frei bist',
  ask: 'Gefragt wird nur sein Hauptkalender. Um andere auszusuchen, muss Coffee soon sehen, wie sie heißen, und mehr nicht.',
  letSee: 'Die Namen sehen lassen',
  main: 'sein Hauptkalender',
  readsAll:
    'Von diesem Konto werden nur die Kalender gelesen, die hier ein Häkchen haben. Was aus einem anderen gelesen wurde, verschwindet beim Speichern.',
  others: (names) =>
    `Von anderen mit dir geteilt, und mit der Erlaubnis von hier nicht zu lesen: ${names.join(', ')}. Sieh dort selbst nach.`,
  mainOf: (address) => `der Hauptkalender von ${address}`,
}

export const pastYear: typeof yearShape = {
  title: 'Dein vergangenes Jahr, durchgespielt',
  lede: 'Wäre an jedem Monatsersten ein Brief gekommen: Wen hätte er genannt, und wart ihr in den acht Wochen danach wieder in Kontakt?',
  how: 'Jeder Monat entsteht nur aus dem, was vor diesem Tag da war, und aus nichts Späterem. Gelesen wird nur, was hier gespeichert ist: Nichts wird verschickt und kein Anbieter gefragt.',
  again: 'Noch einmal durchspielen',
  replay: 'Mein vergangenes Jahr durchspielen',
  back: 'Zurück zu den Einstellungen',
  replayedOn: (day) => `Durchgespielt am ${day}.`,
  progress: 'Durchgespielte Monate',
  running: (done, total) =>
    `${done} von ${total === 1 ? 'einem Monat' : `${total} Monaten`} durchgespielt. Das dauert je Monat ein paar Sekunden. Du kannst diese Seite schließen.`,
  month: 'Monat',
  named: 'Wer genannt worden wäre, warum, und was danach kam',
  inTouch: 'Wieder in Kontakt',
  nobody: 'Niemand: Ein Brief hätte keinen Namen genannt.',
}

export const refused: typeof refusedShape = {
  title: 'Nicht deine Adressen',
  said: 'Du hast gesagt, dass diese jemand anderem gehören.',
  undo: 'Rückgängig',
  undoOf: (address) => `Rückgängig: ${address} gehört jemand anderem`,
}
