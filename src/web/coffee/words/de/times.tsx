/** What is known of the times of the form, in German, and why other days have none. */
import { inWords, lasting, listed } from '../../../../letter/words/de/pieces.ts'
import type { times as shape } from '../en/times.tsx'

export const times: typeof shape = {
  when: 'Wann',
  ticked: 'Die Nachricht bietet an, was du ankreuzt; ist nichts angekreuzt, die ersten drei.',
  other: 'Andere Zeiten',
  forThem: (time) => `dort ${time}`,

  unticked: (href) => (
    <>
      Von deinen Kalendern ist keiner zum Fragen angekreuzt: <a href={href}>welche aussuchen</a>.
    </>
  ),
  mayNotRead: (href) => (
    <>
      Coffee soon darf deinen Kalender nicht lesen: <a href={href}>sehen lassen, wann du frei bist</a>.
    </>
  ),
  cannotRead: 'Coffee soon darf deinen Kalender nicht lesen.',
  onlyYours: 'Geprüft ist nur dein eigener Kalender.',
  checkYourself: 'Prüf diese Zeiten selbst.',
  asksInstead: 'Die Nachricht fragt, was passt, statt Termine zu nennen.',
  sparse: 'In deinem Kalender steht sehr wenig; wann du frei bist, sagt er darum kaum.',
  unreachable: 'Dein Kalender war gerade nicht zu erreichen.',
  odd: 'Manche davon sind dort früh, spät oder am Wochenende: Zu Bürozeiten ist sonst nichts frei.',
  unread: (entries) =>
    `${entries === 1 ? 'Bei einem Eintrag darin steht' : `Bei ${inWords(entries)} Einträgen darin steht`} nicht, wann er ist; sieh also auch dort nach, bevor du fragst.`,
  shut: (names) =>
    `${listed(names.map((name) => `„${name}“`))} ${names.length > 1 ? 'ließen' : 'ließ'} sich nicht lesen; sieh also auch dort nach, bevor du fragst.`,
  sameZone: 'Nach der Uhr auf den letzten Mails scheint ihr in derselben Zeitzone zu sein.',
  otherZone: (hours) => {
    const apart = Math.abs(hours)
    const amount = apart === 1 ? 'eine Stunde' : `${String(apart).replace('.', ',')} Stunden`
    return `Zuerst deine Zeit, dahinter die dort. Die Zeitzone dort, ${amount} ${hours < 0 ? 'zurück' : 'voraus'}, ist nach der Uhr auf den letzten Mails geraten.`
  },

  whole: (why) => `${why}.`,
  soAsks: (why) => `${why}; darum fragt die Nachricht, was passt.`,
  none: {
    asleep: 'Wo du Zeit hast, ist es dort Nacht, soweit es die Uhr auf den letzten Mails sagt',
    hours: (ahead, minutes) =>
      `In deinen Zeiten der nächsten ${lasting(ahead)} ist nach deinen Einstellungen kein Platz für ${minutes} Minuten`,
    off: (ahead) => `Alle deine Tage der nächsten ${lasting(ahead)} sind nach deinen Einstellungen frei`,
    holiday: (ahead, region) =>
      `Was deine freien Tage von den nächsten ${lasting(ahead)} übrig lassen, sind Feiertage${region ? ` (${region})` : ''}`,
    guestHoliday: (ahead, region) =>
      `Was von deinen Tagen der nächsten ${lasting(ahead)} bleibt, sind dort Feiertage${region ? ` (${region}, dem Anschein nach)` : ''}`,
    full: (ahead) => `In jeder deiner nächsten ${lasting(ahead)} sind schon so viele Kaffees, wie du in einer möchtest`,
    busy: (ahead) => `In deinen Arbeitszeiten der nächsten ${lasting(ahead)} ist nichts frei`,
  },

  daysWithout: 'Tage ohne Termin, und warum',
  onDay: (day, why) => `${day}: ${why}`,
  closed: {
    hours: 'kein Platz in deinen Zeiten',
    off: 'ein freier Tag',
    full: 'eine Woche mit so vielen Kaffees, wie du in einer möchtest',
    night: 'dort Nacht, wenn du Zeit hast',
    busy: 'nichts frei in deinen Zeiten',
    holiday: (name, region) => `${name ?? 'ein Feiertag'}${region ? `, ein Feiertag (${region})` : ''}`,
  },
}
