/** Why somebody is due or is not, in German: whole sentences. */
import { everyInGerman, spanInGermanDative } from '../../../spans.ts'
import type { english, Rhythm } from './en.ts'

export const german: typeof english = {
  letGo: 'Du hast darum gebeten, diesen Menschen nicht mehr vorzuschlagen.',
  died: 'Du hast gesagt, dass dieser Mensch gestorben ist.',
  elsewhere: 'Ihr beide sprecht anderswo, darum sagen Mail und Treffen hier wenig.',
  resting: (until) => (until === undefined ? 'Macht Pause.' : `Macht Pause bis zum ${until}.`),
  leftOut: (reason) => `Ausgelassen: ${reason}.`,

  nothing: 'Bisher gab es zwischen euch keine persönliche Mail und kein Treffen in kleiner Runde.',
  noneFromOwner: 'Von dir ging bisher nichts dorthin.',
  noneFromThem: 'Von dort kam bisher nichts zu dir.',
  tooLittle: 'Bisher gab es zu wenig zwischen euch, um zu wissen, was üblich ist.',

  planned: (day) => `Am ${day} ist ein Treffen geplant.`,
  addedOnly: 'Von dir von Hand hinzugefügt; zwischen euch ist noch nichts verzeichnet.',
  last: (days, gapDays) =>
    `Zuletzt wart ihr ${ago(days)} in Kontakt${gapDays === undefined ? '' : `; üblich ist bei euch etwa ${everyInGerman(gapDays)}`}.`,
  lastKnown: (days, unread) => `Soweit ich weiß, wart ihr zuletzt ${ago(days)} in Kontakt; ${lowered(unread)}.`,
  ended: (days, ended) =>
    `Soweit ich weiß, wart ihr zuletzt ${ago(days)} in Kontakt; ${lowered(ended)}. Ob es zwischen euch still ist, weiß ich darum nicht.`,
  longAgo: (day) => `Zuletzt wart ihr vor mehr als zwei Jahren in Kontakt, am ${day}.`,
  longAgoAsKnown: (day) => `Soweit ich weiß, wart ihr zuletzt vor mehr als zwei Jahren in Kontakt, am ${day}.`,

  alike: {
    letGo: (name) => `Du hast darum gebeten, ${name} nicht mehr vorzuschlagen; vielleicht ist es dieselbe Person.`,
    died: (name) => `Du hast gesagt, dass ${name} gestorben ist; vielleicht ist es dieselbe Person.`,
    elsewhere: (name) => `Du und ${name}, ihr sprecht anderswo; vielleicht ist es dieselbe Person.`,
    resting: (name, until) =>
      `${name} macht Pause${until === undefined ? '' : ` bis zum ${until}`}; vielleicht ist es dieselbe Person.`,
    barred: (name, reason) => `${reason} Das gilt für ${name}; vielleicht ist es dieselbe Person.`,
    planned: (name, day) => `Am ${day} ist ein Treffen mit ${name} geplant; vielleicht ist es dieselbe Person.`,
    unread: (name) =>
      `Ein Konto, das ${name} kannte, wird nicht mehr gelesen. Vielleicht ist es dieselbe Person; ob es still ist, weiß ich darum nicht.`,
    met: (name, day) => `Am ${day} hast du ${name} getroffen; vielleicht ist es dieselbe Person.`,
    wrote: (name, day) => `Am ${day} gab es Mail zwischen dir und ${name}; vielleicht ist es dieselbe Person.`,
    usual: (gapDays) =>
      `Zusammen mit einem anderen Eintrag, der vielleicht dieselbe Person ist, ist bei euch etwa ${everyInGerman(gapDays)} üblich.`,
  },

  added: (day) => `Am ${day} von dir von Hand hinzugefügt; seitdem ist zwischen euch nichts verzeichnet.`,
  rhythm: (of, silentDays) =>
    `${used(of)}; seit ${spanInGermanDative(silentDays)} gab es keine E-Mail und kein Treffen.`,
  rhythmEnded: (of, { day, ended }) =>
    `${used(of)}; die letzte E-Mail oder das letzte Treffen, von dem ich weiß, war am ${day}. ${ended}.`,

  asked: ({ day, title }) => `Die Frage${quoted(title)} an dich vom ${day} ist zwischen euch noch offen.`,
  introduced: (name, day) =>
    `Am ${day} hast du den Kontakt zu ${name} hergestellt, und von da an ging es zwischen den beiden weiter.`,
  series: (count, { day, title }) => `Eure Reihe von ${count} Treffen${quoted(title)} ging am ${day} zu Ende.`,
  moved: ({ from, to, month }) => `Schreibt seit ${month} von ${to}; ${from} ist still geworden.`,
  introducedTo: (name, { day, times }) =>
    `Durch diesen Menschen kennst du ${name}, seit dem ${day}; ihr beide hattet seitdem ${often(times)} Kontakt.`,
  introducedBy: (name, day) => `${name} hat euch am ${day} einander vorgestellt.`,
  owed: ({ day, title }) => `Die Nachricht${quoted(title)} an dich vom ${day} war das letzte Wort zwischen euch.`,
  unanswered: ({ day, title }) =>
    `Deine Nachricht${quoted(title)} vom ${day} war das letzte Wort; oft ist es nur der Zeitpunkt.`,
  lastThread: (month, title) =>
    `Zuletzt habt ihr einander im ${month} geschrieben${title === undefined ? '' : `, über „${title}“`}.`,
}

const ago = (days: number) => (days < 1 ? 'heute' : `vor ${spanInGermanDative(days)}`)
/** "Der Kalender von" within a sentence. */
const lowered = (words: string) => words.replace(/^(?:Der|Die|Ein) /, (article) => article.toLowerCase())
const quoted = (title: string | undefined) => (title === undefined ? '' : ` „${title}“`)
const often = (count: number) => (count === 1 ? 'einmal' : count === 2 ? 'zweimal' : `${count}-mal`)

/** "Früher wart ihr etwa alle 2 Wochen in Kontakt, beide etwa gleich oft (bisher gelesen: 6 E-Mails)". */
function used({ gapDays, more, met, mails }: Rhythm): string {
  const usual = gapDays === undefined ? '' : ` etwa ${everyInGerman(gapDays)}`
  const evenness = more
    ? { both: ', beide etwa gleich oft', owner: ', öfter von dir aus', they: ', öfter von dort aus' }[more]
    : ''
  const amount = [met ? `${met} Treffen` : '', mails ? `${mails} ${mails === 1 ? 'E-Mail' : 'E-Mails'}` : '']
    .filter(Boolean)
    .join(' und ')
  return `Früher wart ihr${usual} in Kontakt${evenness} (bisher gelesen: ${amount})`
}
