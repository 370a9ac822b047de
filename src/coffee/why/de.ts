/** Why a time and a way to ask are good ones, in German. */
import type { Lasting } from '../../policy.ts'
import type { english } from './en.ts'

export const german: typeof english = {
  remark: {
    unchecked: 'Sieh dafür im Kalender nach',
    day: 'An dem Tag sonst nichts',
    morning: 'An dem Vormittag sonst nichts',
    afternoon: 'An dem Nachmittag sonst nichts',
    between: (from, to) => `Frei von ${from} bis ${to}`,
    after: (from) => `Nach ${from} nichts mehr`,
    until: (to) => `Bis ${to} sonst nichts`,
  },
  way: {
    noTimes: 'Es gibt keine freien Zeiten zum Anbieten, also fragt eine Nachricht, was passt.',
    noPermission: 'Eine Nachricht geht aus deiner eigenen Mail und braucht keine weitere Erlaubnis.',
    unchecked: 'Für diese Zeiten steht dein Kalender nicht ein, also kommt eine Nachricht vor einer Einladung.',
    notLately: (time, many) =>
      `${many ? 'Mit manchen davon hattest du' : 'Ihr beide hattet'} in den letzten ${plain(time)} keinen Kontakt, also kommt eine Nachricht vor einer Einladung.`,
    lately: (time, many) =>
      `${many ? 'Mit allen hattest du' : 'Ihr beide hattet'} in den letzten ${plain(time)} Kontakt, also überrascht eine Einladung nicht.`,
    unanswered: (count, name) =>
      count > 1
        ? `Deine letzten ${numbers[count] ?? count} Nachrichten an ${name} blieben ohne Antwort, darum bittet diese um nichts.`
        : `Deine letzte Nachricht an ${name} blieb ohne Antwort, darum bittet diese um nichts.`,
    longSilence: (time, name) =>
      `Der letzte Kontakt mit ${name} ist mehr als ${since(time)} her, darum bittet diese Nachricht um nichts.`,
  },
}

const numbers = 'keine eine zwei drei vier fünf sechs sieben acht neun zehn elf zwölf'.split(' ')

/** "90 Tagen", "drei Wochen": as behind "in den letzten". */
function plain(time: Lasting): string {
  if ('months' in time) return `${numbers[time.months] ?? time.months} Monaten`
  if ('weeks' in time) return `${numbers[time.weeks] ?? time.weeks} Wochen`
  if ('days' in time) return `${time.days} Tagen`
  return 'hours' in time ? `${time.hours} Stunden` : `${time.minutes} Minuten`
}

/** "ein Jahr", "acht Monate": as before "her". */
function since(time: Lasting): string {
  if (!('months' in time)) return plain(time).replace(/Tagen$/, 'Tage')
  const { months } = time
  if (months === 6) return 'ein halbes Jahr'
  if (months % 12 === 0) return months === 12 ? 'ein Jahr' : `${numbers[months / 12] ?? months / 12} Jahre`
  return `${numbers[months] ?? months} Monate`
}
