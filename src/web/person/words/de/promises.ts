/** The page of all notes and promises in German. */
import { policy } from '../../../../policy.ts'
import type { promises as shape } from '../en/promises.ts'

export const promises: typeof shape = {
  title: 'Versprechen und Notizen',
  nothing: 'Bisher ist nichts notiert. Auf der Seite jedes deiner Menschen kannst du dir einen Satz merken.',
  withDay: 'Mit einem Tag',
  toRemember: 'Zum Merken',
  done: 'Erledigt',
  foot: () =>
    `Was einen Tag hat, steht im Brief seiner Woche und danach noch einmal, innerhalb ${within[policy.promiseLate.weeks] ?? `von ${policy.promiseLate.weeks} Wochen`}. Von da an steht es hier und auf der Seite des Menschen.`,
  somebody: 'Jemand, der hier in keiner Mail mehr vorkommt',
  noted: (day) => `Notiert am ${day}.`,
  wrote: (day) => `Am ${day} hast du geschrieben.`,
  anotherDay: 'Ein anderer Tag',
  aDay: 'Ein Tag dafür',
  change: 'Ändern',
  keepDay: 'Den Tag merken',
}

const within: Readonly<Record<number, string>> = { 1: 'einer Woche' }
