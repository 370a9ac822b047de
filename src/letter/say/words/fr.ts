/** Openers in French, without any form of address, and without a word that would have to agree with who writes or reads. */
import { monthNames, weekdayNames } from '../../../dates.ts'
import type { Wording } from './wording.ts'

const months = monthNames('fr-FR')
const weekdays = weekdayNames('fr-FR')
const numbers = 'aucune un deux trois quatre cinq six sept huit neuf dix onze douze'.split(' ')
const years = (count: string, one: boolean) => (one ? 'un an' : `${count} ans`)
const first = (met: boolean) => (met ? 'notre première rencontre' : 'notre premier mail')
/** A title within a sentence, with a blank before it. */
const named = (title: string | undefined) => (title === undefined ? '' : ` ${title}`)

export const french: Wording = {
  language: 'fr',
  greet: (name) => (name ? `Bonjour ${name},` : 'Bonjour,'),
  quote: (title) => `«\u00a0${title}\u00a0»`,
  month: (month, year) => `${months[month - 1]}${year === undefined ? '' : ` ${year}`}`,
  count: (number) => numbers[number] ?? String(number),
  weekday: (day) => (day === undefined ? 'aujourd’hui' : `${weekdays[day - 1]}`),
  length: (minutes) => `${minutes} minutes`,
  openings: {
    question: [
      ({ title, month }) =>
        `le message${named(title)} reçu en ${month} est resté sans réponse de ma part. Toutes mes excuses. [la réponse, en une phrase]`,
      ({ title, month }) =>
        `il manque encore ma réponse au message${named(title)} reçu en ${month}. Toutes mes excuses, la voici\u00a0: [la réponse, en une phrase]`,
      ({ title, month }) =>
        `j’ai laissé sans réponse le message${named(title)} reçu en ${month}, et je le regrette. [la réponse, en une phrase]`,
    ],
    last_word: [
      ({ title, month }) =>
        `le dernier message entre nous${title === undefined ? '' : `, ${title},`} remonte à ${month}. [une réponse, ou des nouvelles]`,
      ({ title = 'le dernier message', month }) =>
        `encore une ligne sur ${title}, reçu en ${month}\u00a0: [une réponse, ou ce qui s’est passé depuis]`,
      ({ title = 'le message', month }) =>
        `${title} reçu en ${month} est resté le dernier mot entre nous. [ce qu’il y aurait à en dire aujourd’hui, ou des nouvelles]`,
    ],
    unanswered: [
      ({ title, month }) =>
        `mon message${named(title)} envoyé en ${month} n’attend plus de réponse. [quelque chose de nouveau ou d’utile]`,
      ({ title, month }) =>
        `j’ai écrit en ${month}${title === undefined ? '' : `, ${title}`}\u00a0; inutile d’y revenir. [quelque chose de nouveau ou d’utile]`,
      ({ title, month }) =>
        `mon message${named(title)} envoyé en ${month} peut rester sans réponse. Voici autre chose\u00a0: [quelque chose de nouveau ou d’utile]`,
    ],
    introduction_made: [
      ({ other, month }) =>
        `en ${month}, j’ai fait les présentations avec ${other}. Est-ce que cela a donné quelque chose\u00a0? Et s’il y a quelqu’un d’autre à rencontrer, un nom suffit, et j’écris le message.`,
      ({ other, month }) =>
        `comment cela s’est-il passé avec ${other}, après mon message envoyé en ${month}\u00a0? S’il y a une autre personne à rencontrer, un nom suffit, et j’écris le message.`,
    ],
    introduction_made_asks_nothing: [
      ({ other, month }) =>
        `en ${month}, j’ai fait les présentations avec ${other}. [une phrase à ce sujet] S’il y a un jour quelqu’un d’autre à rencontrer, un nom suffit, et j’écris le message.`,
      ({ other, month }) =>
        `la mise en relation avec ${other}, c’était en ${month}. [une phrase à ce sujet] Pour une autre rencontre, un nom suffit, et j’écris le message.`,
    ],
    introduction_to: [
      ({ other, month }) =>
        `merci pour la mise en relation avec ${other}, en ${month}. [ce que cela a donné, en une phrase]`,
      ({ other, month }) =>
        `${other} et moi sommes en contact depuis ${month}. Merci pour cette rencontre. [ce que cela a donné, en une phrase]`,
    ],
    introduction_by: [
      ({ other, month }) =>
        `nous nous connaissons grâce à ${other}, depuis ${month}. [ce qui s’est passé depuis, ou des nouvelles]`,
      ({ other, month }) =>
        `notre rencontre, c’est à ${other} que nous la devons, en ${month}. [ce qui s’est passé depuis, ou des nouvelles]`,
    ],
    note: [
      ({ note, month }) => `une chose encore, notée en ${month}\u00a0: [une phrase sur\u00a0: ${note}]`,
      ({ note }) => `il y a un point sur lequel revenir. [une phrase sur\u00a0: ${note}]`,
    ],
    anniversary: [
      ({ count, one, met }) =>
        `${first(met)}, c’était il y a ${years(count, one)}, cette même semaine. Merci pour ${one ? 'cette année' : 'ces années'}. [une chose qui en est restée]`,
      ({ count, one, met }) =>
        `cela fait ${years(count, one)} cette semaine depuis ${first(met)}. [ce qui mérite un merci]`,
    ],
    birthday: [
      ({ when }) => `${when}, c’est jour d’anniversaire\u00a0: tous mes vœux. [un souhait, en une phrase]`,
      ({ when }) => `un très bon anniversaire ${when}. [un souhait, en une phrase]`,
    ],
    birthday_guessed: [
      () => 'l’anniversaire doit être ces jours-ci\u00a0: tous mes vœux. [un souhait, en une phrase]',
      () => 'un très bon anniversaire, au jour près ou presque. [un souhait, en une phrase]',
    ],
    series_ended: [
      ({ title = 'notre rencontre régulière', month }) =>
        `${title}, c’était pour nous la dernière fois en ${month}. [quelque chose qui en est resté]`,
      ({ title, month }) =>
        `notre dernière fois${title === undefined ? '' : ` à ${title}`} remonte à ${month}. [comment les choses ont continué depuis]`,
    ],
    meetings: [
      ({ title, month, count }) =>
        `${count} rencontres${title === undefined ? '' : ` autour de ${title}`}, la dernière en ${month}. [une chose qui en est restée, ou des nouvelles]`,
      ({ title, month, count }) =>
        `nous avons eu ${count} rencontres${title === undefined ? '' : `, ${title}`}, jusqu’en ${month}. [un souvenir de l’une d’elles]`,
    ],
    last_meeting: [
      ({ title, month }) =>
        `notre dernière rencontre, c’était en ${month}${title === undefined ? '' : `\u00a0: ${title}`}. [un souvenir de ce jour-là, ou des nouvelles]`,
      ({ title = 'notre dernière rencontre', month }) =>
        `${title}, c’était en ${month}. [ce qui s’est passé depuis, en une phrase]`,
      ({ title, month }) =>
        `en ${month} a eu lieu notre dernière rencontre${title === undefined ? '' : `, ${title}`}. [un souvenir de ce jour-là, ou des nouvelles]`,
    ],
    last_thread: [
      ({ title, month }) => `en ${month}, nos messages parlaient de ${title}. [la suite, ou un lien utile]`,
      ({ title, month }) => `${title}, c’était notre sujet en ${month}. [la suite, ou des nouvelles]`,
      ({ title, month }) => `pour faire suite à ${title}, en ${month}\u00a0: [ce qui a changé depuis]`,
    ],
    their_thread: [
      ({ title, month }) =>
        `en ${month}, j’ai reçu un message sur ${title}. [ce qu’il y aurait à en dire aujourd’hui, ou des nouvelles]`,
      ({ title, month }) => `encore une ligne sur ${title}, reçu en ${month}\u00a0: [du nouveau, ou des nouvelles]`,
    ],
    own_thread: [
      ({ title, month }) => `en ${month}, j’ai écrit au sujet de ${title}. [la suite, en une phrase]`,
      ({ title, month }) =>
        `voici la suite de ${title}, dont parlait mon message envoyé en ${month}\u00a0: [la nouvelle, en une phrase]`,
    ],
    moved: [
      ({ other }) =>
        `je vois que les messages arrivent maintenant depuis ${other}. Tous mes vœux, même tardifs. [des nouvelles, en une phrase]`,
      ({ other }) => `bonne route chez ${other}, d’où viennent maintenant les messages. [des nouvelles, en une phrase]`,
    ],
    in_common: [
      ({ other }) =>
        `${other} compte parmi nos connaissances communes, d’après les mails et le calendrier. [des nouvelles, en une phrase]`,
      ({ other }) => `nous avons ${other} en commun. [des nouvelles, en une phrase]`,
    ],
    season: [
      ({ month }) =>
        `depuis des années, ${month} est notre mois\u00a0; voici donc le bonjour de cette année. [des nouvelles, en une phrase]`,
      ({ month }) => `nous voici en ${month}, notre mois depuis des années. [des nouvelles, en une phrase]`,
    ],
    nothing_known: [
      () => '[ce qu’il y a à raconter, en une ou deux phrases]',
      () => '[la raison de ces lignes, en une ou deux phrases]',
    ],
  },
  asks: {
    video: [
      'Un café en visio dans les prochaines semaines, serait-ce possible\u00a0? Si ce n’est pas le moment, aucun souci.',
      'Pourquoi pas un café en visio, un de ces jours\u00a0? Seulement si cela convient.',
      'Un café en visio, ce mois-ci ou le prochain\u00a0? Un non est aussi une bonne réponse.',
    ],
    in_person: [
      'Un café dans les prochaines semaines, serait-ce possible\u00a0? Si ce n’est pas le moment, aucun souci.',
      'Pourquoi pas un café, un de ces jours\u00a0? Seulement si cela convient.',
      'Un café, ce mois-ci ou le prochain\u00a0? Un non est aussi une bonne réponse.',
    ],
  },
  nothing: [
    'Pas besoin de répondre.',
    'Aucune réponse n’est nécessaire.',
    'Tout cela peut très bien rester sans réponse.',
  ],
}
