/** Openers in Italian, without any form of address, and without a word that would have to agree with who writes or reads. */
import { monthNames, weekdayNames } from '../../../dates.ts'
import type { Wording } from './wording.ts'

const months = () => monthNames('it-IT')
const weekdays = () => weekdayNames('it-IT')
const numbers = 'nessuno uno due tre quattro cinque sei sette otto nove dieci undici dodici'.split(' ')
const years = (count: string, one: boolean) => (one ? 'un anno' : `${count} anni`)
const first = (met: boolean) => (met ? 'il nostro primo incontro' : 'la nostra prima mail')
/** Before the same vowel it is "ad": fino ad aprile. */
const to = (word: string) => `${/^a/i.test(word) ? 'ad' : 'a'} ${word}`
/** A title within a sentence, with a blank before it. */
const named = (title: string | undefined) => (title === undefined ? '' : ` ${title}`)

export const italian: Wording = {
  language: 'it',
  greet: (name) => (name ? `Buongiorno ${name},` : 'Buongiorno,'),
  quote: (title) => `«${title}»`,
  month: (month, year) => `${months()[month - 1]}${year === undefined ? '' : ` ${year}`}`,
  count: (number) => numbers[number] ?? String(number),
  weekday: (day) => (day === undefined ? 'oggi' : `${weekdays()[day - 1]}`),
  length: (minutes) => `${minutes} minuti`,
  openings: {
    question: [
      ({ title, month }) =>
        `al messaggio${named(title)} di ${month} non ho mai risposto. Mi dispiace. [la risposta, in una frase]`,
      ({ title, month }) =>
        `manca ancora la mia risposta al messaggio${named(title)} di ${month}. Mi dispiace, eccola: [la risposta, in una frase]`,
      ({ title, month }) =>
        `il messaggio${named(title)} di ${month} aspetta ancora una mia risposta, e mi dispiace. [la risposta, in una frase]`,
    ],
    last_word: [
      ({ title, month }) =>
        `l’ultimo messaggio tra noi${title === undefined ? '' : `, ${title},`} è di ${month}. [una risposta, o qualche novità]`,
      ({ title = 'l’ultimo messaggio', month }) =>
        `ancora una riga su ${title}, di ${month}: [una risposta, o quello che è successo da allora]`,
      ({ title = 'l’ultimo messaggio', month }) =>
        `${title}, di ${month}, è rimasta l’ultima parola tra noi. [quello che ci sarebbe da dire oggi, o qualche novità]`,
    ],
    unanswered: [
      ({ title, month }) =>
        `il mio messaggio${named(title)} di ${month} non aspetta più risposta. [qualcosa di nuovo o di utile]`,
      ({ title, month }) =>
        `ho scritto in ${month}${title === undefined ? '' : `, ${title}`}; non serve tornarci sopra. [qualcosa di nuovo o di utile]`,
      ({ title, month }) =>
        `il mio messaggio${named(title)} di ${month} può restare senza risposta. Ecco un’altra cosa: [qualcosa di nuovo o di utile]`,
    ],
    introduction_made: [
      ({ other, month }) =>
        `in ${month} ho fatto le presentazioni con ${other}. Ne è nato qualcosa? E se c’è qualcun altro da conoscere, basta un nome e scrivo io il messaggio.`,
      ({ other, month }) =>
        `com’è andata con ${other}, dopo il mio messaggio di ${month}? Se c’è un’altra persona da conoscere, basta un nome e scrivo io il messaggio.`,
    ],
    introduction_made_asks_nothing: [
      ({ other, month }) =>
        `in ${month} ho fatto le presentazioni con ${other}. [una frase in proposito] Se un giorno c’è qualcun altro da conoscere, basta un nome e scrivo io il messaggio.`,
      ({ other, month }) =>
        `il contatto con ${other} è nato dal mio messaggio di ${month}. [una frase in proposito] Per un’altra presentazione basta un nome, e scrivo io il messaggio.`,
    ],
    introduction_to: [
      ({ other, month }) => `grazie per il contatto con ${other}, in ${month}. [che cosa ne è nato, in una frase]`,
      ({ other, month }) =>
        `${other} e io siamo in contatto da ${month}. Grazie per la presentazione. [che cosa ne è nato, in una frase]`,
    ],
    introduction_by: [
      ({ other, month }) =>
        `ci conosciamo grazie a ${other}, da ${month}. [quello che è successo da allora, o qualche novità]`,
      ({ other, month }) =>
        `il nostro contatto lo dobbiamo ${to(other)}, da ${month}. [quello che è successo da allora, o qualche novità]`,
    ],
    note: [
      ({ note, month }) => `ancora una cosa, annotata in ${month}: [una frase su: ${note}]`,
      ({ note }) => `c’è un punto su cui tornare. [una frase su: ${note}]`,
    ],
    anniversary: [
      ({ count, one, met }) =>
        `${years(count, one)} fa, in questa stessa settimana: ${first(met)}. Grazie per ${one ? 'quest’anno' : 'questi anni'}. [qualcosa che ne è rimasto]`,
      ({ count, one, met }) =>
        `questa settimana ${one ? 'è passato' : 'sono passati'} ${years(count, one)} da quando c’è stato ${met ? 'il nostro primo incontro' : 'il nostro primo messaggio'}. [quello che merita un grazie]`,
    ],
    birthday: [
      ({ when }) => `${when} è giorno di compleanno: tanti auguri. [un augurio, in una frase]`,
      ({ when }) => `i migliori auguri per il compleanno, ${when}. [un augurio, in una frase]`,
    ],
    birthday_guessed: [
      () => 'il compleanno dovrebbe essere in questi giorni: tanti auguri. [un augurio, in una frase]',
      () => 'tanti auguri di buon compleanno, giorno più, giorno meno. [un augurio, in una frase]',
    ],
    series_ended: [
      ({ title = 'il nostro incontro fisso', month }) =>
        `${title} per noi c’è stato l’ultima volta in ${month}. [qualcosa che ne è rimasto]`,
      ({ title, month }) =>
        `la nostra ultima volta${title === undefined ? '' : ` a ${title}`} è stata in ${month}. [com’è andata avanti da allora]`,
    ],
    meetings: [
      ({ title, month, count }) =>
        `${count} incontri${title === undefined ? '' : ` per ${title}`}, l’ultimo in ${month}. [qualcosa che ne è rimasto, o qualche novità]`,
      ({ title, month, count }) =>
        `abbiamo avuto ${count} incontri${title === undefined ? '' : `, ${title}`}, fino ${to(month)}. [un ricordo di uno di questi]`,
    ],
    last_meeting: [
      ({ title, month }) =>
        `il nostro ultimo incontro è stato in ${month}${title === undefined ? '' : `: ${title}`}. [qualcosa di quel giorno, o qualche novità]`,
      ({ title = 'l’ultimo incontro', month }) =>
        `risale ${to(month)} ${title}. [quello che è successo da allora, in una frase]`,
      ({ title, month }) =>
        `in ${month} c’è stato il nostro ultimo incontro${title === undefined ? '' : `, ${title}`}. [qualcosa di quel giorno, o qualche novità]`,
    ],
    last_thread: [
      ({ title, month }) =>
        `in ${month} i nostri messaggi parlavano di ${title}. [com’è andata avanti, o un link utile]`,
      ({ title, month }) => `${title} era il nostro argomento in ${month}. [com’è andata avanti, o qualche novità]`,
      ({ title, month }) => `un seguito a ${title}, di ${month}: [quello che è cambiato da allora]`,
    ],
    their_thread: [
      ({ title, month }) =>
        `in ${month} è arrivato un messaggio su ${title}. [quello che ci sarebbe da dire oggi, o qualche novità]`,
      ({ title, month }) => `ancora una riga su ${title}, di ${month}: [qualcosa di nuovo, o qualche novità]`,
    ],
    own_thread: [
      ({ title, month }) => `in ${month} ho scritto a proposito di ${title}. [com’è andata avanti, in una frase]`,
      ({ title, month }) =>
        `ecco com’è andata avanti con ${title}, di cui ho scritto in ${month}: [la novità, in una frase]`,
    ],
    moved: [
      ({ other }) =>
        `vedo che i messaggi ora arrivano da ${other}. I migliori auguri, anche se in ritardo. [qualche novità, in una frase]`,
      ({ other }) =>
        `i migliori auguri per il nuovo indirizzo, ${other}, da dove ora arrivano i messaggi. [qualche novità, in una frase]`,
    ],
    in_common: [
      ({ other }) => `abbiamo in comune ${other}, a giudicare da mail e calendario. [qualche novità, in una frase]`,
      ({ other }) => `le nostre strade si incrociano anche con ${other}. [qualche novità, in una frase]`,
    ],
    season: [
      ({ month }) =>
        `da anni ${month} è il nostro mese, quindi ecco il saluto di quest’anno. [qualche novità, in una frase]`,
      ({ month }) => `è arrivato ${month}, da anni il nostro mese. [qualche novità, in una frase]`,
    ],
    nothing_known: [
      () => '[quello che c’è da raccontare, in una o due frasi]',
      () => '[il motivo di queste righe, in una o due frasi]',
    ],
  },
  asks: {
    video: [
      'Ci sarebbe modo di prendere un caffè in video nelle prossime settimane? Se non è il momento, nessun problema.',
      'E un caffè in video, uno di questi giorni? Solo se va bene.',
      'Un caffè in video, questo mese o il prossimo? Anche un no è una buona risposta.',
    ],
    in_person: [
      'Ci sarebbe modo di prendere un caffè nelle prossime settimane? Se non è il momento, nessun problema.',
      'E un caffè, uno di questi giorni? Solo se va bene.',
      'Un caffè, questo mese o il prossimo? Anche un no è una buona risposta.',
    ],
  },
  nothing: ['Non serve rispondere.', 'Nessuna risposta è necessaria.', 'Può restare tranquillamente senza risposta.'],
}
