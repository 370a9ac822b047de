/** What is said to an owner whose coffee cannot leave as it stands. */
import type { Sentence } from '../../place.ts'

/** Not the calendar refused: many pages ask it at once, and a provider counts how often. */
export const askedTooOften: Sentence = {
  en: 'Your calendar has been asked very often in the last minute, so the time could not be checked yet and nothing was sent. Try again in a minute; your note is kept.',
  de: 'Dein Kalender wurde in der letzten Minute sehr oft gefragt, also ließ sich der Termin noch nicht prüfen, und verschickt wurde nichts. Versuch es in einer Minute noch einmal; deine Nachricht bleibt stehen.',
}

export const notAnswering: Sentence = {
  en: 'Your calendar is not answering, so the time could not be checked and nothing was sent. Try again in a few minutes; your note is kept.',
  de: 'Dein Kalender antwortet nicht, also ließ sich der Termin nicht prüfen, und verschickt wurde nichts. Versuch es in ein paar Minuten noch einmal; deine Nachricht bleibt stehen.',
}

export const unfilled: Sentence = {
  en: 'There is still a part in [brackets] that only you can fill. Put your own words there, or take it out. Nothing was sent.',
  de: 'Da steht noch ein Stück in [Klammern], das nur du füllen kannst. Setz deine eigenen Worte ein, oder nimm es heraus. Verschickt wurde nichts.',
}
