/** What does not fit, below its field, in German. */
import { mostDaysOff } from '../../../../settings.ts'
import type { errors as shape } from '../en/errors.ts'

const fields: (typeof shape)['fields'] = {
  letterDay: 'Such einen Wochentag aus.',
  letterHour: 'Such eine Stunde von 00 bis 23 aus.',
  people: 'Such eine Zahl von eins bis fünf aus.',
  pausedUntil: 'Schreib einen Tag wie 2027-01-15, oder lass das Feld leer.',
  workingDays: 'Such mindestens einen Tag aus, an dem ein Kaffee möglich ist.',
  workingFrom: 'Schreib eine Uhrzeit wie 09:00.',
  workingTo: 'Schreib eine Uhrzeit wie 18:00.',
  lunchFrom: 'Schreib eine Uhrzeit wie 12:00, oder lass beide Felder leer.',
  lunchTo: 'Schreib eine Uhrzeit wie 13:00, oder lass beide Felder leer.',
  ownHours: 'Schreib Uhrzeiten wie 09:00, oder lass beide Felder eines Tages leer.',
  daysOff: `Schreib Tage wie 2026-12-24, höchstens ${mostDaysOff} Zeiträume.`,
  coffeeMinutes: 'Such eine Dauer von 15 bis 90 Minuten aus.',
  noticeDays: 'Schreib eine Zahl von 0 bis 14 Tagen.',
  bufferMinutes: 'Schreib eine Zahl von 0 bis 60 Minuten.',
  travelMinutes: 'Schreib eine Zahl von 0 bis 120 Minuten.',
  coffeesAWeek: 'Schreib eine Zahl von 1 bis 7.',
  holidays: 'Such eine Region aus der Liste aus.',
  locale: 'Such eine Region aus der Liste aus.',
  letterTongue: 'Such eine Sprache aus der Liste aus.',
  meetingLink: 'Schreib eine ganze Adresse, die mit https:// beginnt, oder lass das Feld leer.',
}

export const errors: typeof shape = {
  fields,
  other: 'Das passt nicht.',
  bothEnds: 'Schreib Anfang und Ende der Pause, oder keins von beiden.',
  gapEnds: 'Die Pause muss nach ihrem Anfang enden.',
  dayEnds: 'Der Tag muss nach seinem Anfang enden.',
  offEnds: 'Freie Tage müssen nach ihrem Anfang enden.',
  shared: 'Such eine der Antworten aus der Liste aus.',
  zone: 'Such eine Zeitzone aus der Liste aus.',
  unconfirmed: 'Diese Adresse ist noch nicht als deine bestätigt. Lass zuerst einen Link dorthin schicken.',
  notAmong: 'Such eine der Adressen aus der Liste aus. Um eine andere zu verwenden, verbinde zuerst ihr Konto.',
  pauseOver: 'Such einen Tag aus, der noch kommt, oder lass das Feld leer.',
  noAddress: (text) => `„${text}“ ist keine ganze E-Mail-Adresse.`,
  mostAddresses: (most) => `Hier passen höchstens ${most} Adressen hinein.`,
}
