/** What keeps somebody out of the next letter, for their page. */
import { atFirst, policy } from '../../../policy.ts'
import type { choosing as shape } from '../en/choosing.ts'
import { inWords, lasting } from './pieces.ts'

export const choosing: typeof shape = {
  stopped: 'Deine Briefe sind angehalten, darum wird niemand darin genannt.',
  pausedUntil: (day) => `Dein Brief macht Pause bis zum ${day}.`,
  notThis: 'Diese Woche hast du diesen Namen übergangen.',
  yes: 'Du hast Ja gesagt, also nennt dein nächster Brief diesen Namen, solange nichts dazwischenkommt.',
  inTouch: 'Ihr hattet Kontakt, seit hier zuletzt gerechnet wurde.',
  nothingToSay: 'Es ist nichts verzeichnet, was ein Brief wahrheitsgemäß sagen könnte.',
  colleague: (name) =>
    `${name} von derselben Organisation steht im Brief dieser Woche, und der nennt von jeder nach Möglichkeit nur eine Person.`,
  full: 'Der Brief dieser Woche nannte andere zuerst; in einem späteren kann der Name vorkommen.',

  spaced: (day, between) =>
    `Der Name stand in deinem Brief vom ${day}, und zwischen zwei Erwähnungen liegen ${lasting(between)}`,
  passedOver: (day) => `Am ${day} hast du diesen Namen übergangen`,
  untouched: (rest) =>
    `${atFirst(inWords(policy.untouched.inRow))} Briefe nannten diesen Namen, und es wurde nichts daraus; darum hat er ${lasting(rest)} Pause`,
  unanswered: (rest) =>
    `${atFirst(inWords(policy.unanswered.inRow))} Nachrichten nach einem Brief blieben ohne Antwort; darum hat der Name ${lasting(rest)} Pause`,
  declined: (rest) =>
    `${atFirst(inWords(policy.unanswered.inRow))} Nachrichten oder Einladungen nach einem Brief kamen zu keiner guten Zeit; darum hat der Name ${lasting(rest)} Pause`,
  cooling: (why, back) => `${why}; ab dem ${back} kann er wieder vorkommen.`,
  cooled: (why, back) => `${why}; ab dem ${back} kann er wieder vorkommen.`,
  inThisWeeks: (back) => `Der Name steht im Brief dieser Woche; ab dem ${back} kann er wieder vorkommen.`,
  short: (day, back) => `Im Brief vom ${day}; wieder ab dem ${back}`,
}
