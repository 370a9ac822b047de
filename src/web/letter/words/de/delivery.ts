/** When a letter goes out and what became of it, in German. */
import { times } from '../../../../letter/words/de/pieces.ts'
import type { delivery as deliveryShape, line as lineShape } from '../en/delivery.ts'

export const delivery: typeof deliveryShape = {
  startNow: 'Jetzt wieder anfangen',
  oftenEnough: (count) => `Der Brief dieser Woche ging ${times(count)} hinaus, und öfter geht er nicht.`,
  send: 'Abschicken',
  sendAgain: 'Noch einmal abschicken',
  again: (count) =>
    `Er geht noch einmal mit denselben Menschen hinaus, höchstens ${times(count)}. Unten steht der Brief, der hinausging.`,
  stillShown: (why) => `${why} Diese Seite zeigt weiter, was darin stünde.`,
  stopped: {
    unsubscribed: 'Du hast die Briefe abbestellt, also geht keiner hinaus.',
    unproven: (address) =>
      `Es geht kein Brief hinaus, bevor ${address} oder eine andere Adresse von dir bestätigt ist.`,
    bounced: (address) =>
      `Ein Brief an ${address} kam zurück, weil die Adresse keine Mail annimmt. Dorthin gehen keine mehr.`,
  },
  startAgain: 'Wieder anfangen',
  tryAgain: 'Diese Adresse noch einmal versuchen',

  onItsWay: (address) => `Der Brief dieser Woche ist unterwegs an ${address}.`,
  onBreak: (gone, until, when) =>
    `${went(gone)}Du machst Pause bis ${until}${when ? `; der nächste Brief danach kommt am ${when}` : ''}.`,
  unplanned: (gone) => `${went(gone)}Es ist kein Brief geplant.`,
  afterReading: (when, address, isFirst) =>
    `Der ${isFirst ? 'erste' : 'nächste'} Brief geht danach zur nächsten wöchentlichen Stunde an ${address}, frühestens am ${when}.`,
  next: (gone, when) => `${went(gone)}Der nächste kommt am ${when}, falls es dann etwas zu sagen gibt.`,
  goesOut: (when, address) =>
    `Er geht am ${when}, an ${address} hinaus, in diesen Worten, wenn vorher nichts geschieht: Von wem du hörst oder wen du triffst, kommt nicht mehr vor.`,

  failed: 'Den letzten Brief hat der Mailserver abgelehnt.',
  unknown: 'Ob der letzte Brief angekommen ist, ist nicht sicher; zweimal verschickt wurde er nicht.',
  dropped: 'Der letzte Brief ließ sich innerhalb eines Tages nicht verschicken, also fiel er aus.',
}

const went = (at: string | undefined): string => (at ? `Der Brief dieser Woche ging am ${at}, hinaus. ` : '')

export const line: typeof lineShape = {
  page: 'Zur Briefseite',
  see: 'Zur Briefseite',
  shownSoon: 'Dein erster Brief steht da, sobald zwölf Monate gelesen sind.',
  ready: 'Dein erster Brief ist da.',
  readFirst: 'Den ersten Brief lesen',
  next: (day, clock) => `Der nächste Brief: ${day}, ${clock} Uhr.`,
  lookNow: 'Den Brief jetzt ansehen',
}
