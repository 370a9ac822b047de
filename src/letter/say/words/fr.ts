/** Openers in French, without any form of address, and without a word that would have to agree with who writes or reads. No bracket and no sentence stands in two of these lists. */
import { monthNames, weekdayNames } from '../../../dates.ts'
import { asks, nothing } from './fr-endings.ts'
import type { Wording } from './wording.ts'

const months = () => monthNames('fr-FR')
const weekdays = () => weekdayNames('fr-FR')
const numbers = 'aucune un deux trois quatre cinq six sept huit neuf dix onze douze'.split(' ')
const years = (count: string, one: boolean) => (one ? 'un an' : `${count} ans`)
const first = (met: boolean) => (met ? 'notre première rencontre' : 'notre premier mail')
/** A title within a sentence, with a blank before it. */
const named = (title: string | undefined) => (title === undefined ? '' : ` ${title}`)

export const french: Wording = {
  language: 'fr',
  greet: (name) => (name ? `Bonjour ${name},` : 'Bonjour,'),
  quote: (title) => `«\u00a0${title}\u00a0»`,
  month: (month, year) => `${months()[month - 1]}${year === undefined ? '' : ` ${year}`}`,
  count: (number) => numbers[number] ?? String(number),
  weekday: (day) => (day === undefined ? 'aujourd’hui' : `${weekdays()[day - 1]}`),
  length: (minutes) => `${minutes} minutes`,
  openings: {
    question: [
      ({ title, month }) =>
        `le message${named(title)} reçu en ${month} est resté sans réponse de ma part. Toutes mes excuses. [la réponse, en une phrase]`,
      ({ title, month }) =>
        `il manque encore ma réponse au message${named(title)} reçu en ${month}. Pardon pour l’attente, la voici\u00a0: [la réponse elle-même]`,
      ({ title, month }) =>
        `j’ai laissé sans suite le message${named(title)} reçu en ${month}, et je le regrette. [ce qu’il fallait répondre]`,
      ({ title = 'un message', month }) =>
        `je dois une réponse à ${title} depuis ${month}. Mes excuses pour ce silence. [la réponse, aussi courte que possible]`,
      ({ title = 'un message', month }) =>
        `je retrouve ${title}, reçu en ${month}, et je m’excuse de ce retard. [une réponse, même tardive]`,
      ({ title = 'le message', month }) =>
        `pour ${title}, arrivé en ${month}, mieux vaut tard que jamais, avec mes excuses\u00a0: [la réponse qui manquait]`,
    ],
    last_word: [
      ({ title, month }) =>
        `le dernier message entre nous${title === undefined ? '' : `, ${title},`} remonte à ${month}. [une réponse, ou des nouvelles]`,
      ({ title = 'le dernier message', month }) =>
        `encore une ligne sur ${title}, reçu en ${month}\u00a0: [une réponse, ou ce qui s’est passé depuis]`,
      ({ title = 'le message', month }) =>
        `${title} reçu en ${month} est resté le dernier mot entre nous. [ce qu’il y aurait à en dire aujourd’hui, ou des nouvelles]`,
      ({ title = 'un message', month }) =>
        `depuis ${month}, notre échange s’arrête sur ${title}. [une pensée là-dessus, ou autre chose]`,
      ({ title = 'notre échange', month }) =>
        `je reprends ${title}, en suspens depuis ${month}. [une ligne pour continuer]`,
      ({ title = 'le dernier message', month }) =>
        `après ${title}, en ${month}, il n’y a plus rien eu. [quelques mots pour la suite]`,
    ],
    unanswered: [
      ({ title, month }) =>
        `mon message${named(title)} envoyé en ${month} n’attend plus de réponse. [quelque chose de nouveau ou d’utile]`,
      ({ title, month }) =>
        `j’ai écrit en ${month}${title === undefined ? '' : `, ${title}`}\u00a0; inutile d’y revenir. [une nouvelle qui pourrait plaire]`,
      ({ title, month }) =>
        `mon message${named(title)} envoyé en ${month} peut rester comme il est. Voici autre chose\u00a0: [un lien, une idée ou une nouvelle]`,
      ({ title = 'mon message', month }) => `rien à reprendre de ${title}, en ${month}. [un sujet tout neuf]`,
      ({ title, month }) =>
        `en ${month} partait mon dernier mot${title === undefined ? '' : `, ${title}`}. [ce qui serait plus intéressant aujourd’hui]`,
      ({ title = 'mon message', month }) => `laissons ${title} en ${month}. [quelque chose pour maintenant]`,
    ],
    introduction_made: [
      ({ other, month }) =>
        `en ${month}, j’ai fait les présentations avec ${other}. Est-ce que cela a donné quelque chose\u00a0? Et s’il y a quelqu’un d’autre à rencontrer, un nom suffit, et j’écris le message.`,
      ({ other, month }) =>
        `comment cela s’est-il passé avec ${other}, après mon message envoyé en ${month}\u00a0? S’il manque une autre mise en relation, je m’en charge volontiers.`,
      ({ other, month }) =>
        `y a-t-il eu une suite avec ${other}, depuis ${month}\u00a0? Je peux présenter quelqu’un d’autre, sur un simple mot.`,
      ({ other, month }) =>
        `une question sur ${other}, après les présentations en ${month}\u00a0: le contact a-t-il été utile\u00a0? D’autres sont possibles, il suffit de dire avec qui.`,
      ({ other, month }) =>
        `${other} et les présentations en ${month}\u00a0: où en sont les choses\u00a0? Pour quelqu’un d’autre encore, j’écris quand il faut.`,
      ({ other, month }) =>
        `c’était en ${month}, les présentations avec ${other}. Qu’en est-il sorti\u00a0? Une autre rencontre à arranger, et je m’en occupe.`,
    ],
    introduction_made_asks_nothing: [
      ({ other, month }) =>
        `j’ai présenté ${other} en ${month}. [une phrase à ce sujet] Si un jour une autre rencontre peut aider, un nom suffit.`,
      ({ other, month }) =>
        `la mise en relation avec ${other}, c’était en ${month}. [un mot sur la suite] Pour une autre rencontre, je reste à disposition.`,
      ({ other, month }) =>
        `un mot sur ${other} et les présentations en ${month}. [ce qui a pu en sortir] J’en ferai d’autres avec plaisir.`,
      ({ other, month }) =>
        `${other}, en ${month}, par mon intermédiaire. [un souhait pour la suite] Je présente volontiers quelqu’un d’autre encore.`,
      ({ other, month }) =>
        `en ${month}, il y a eu ma mise en relation avec ${other}. [une pensée à ce propos] Les prochaines restent possibles.`,
      ({ other, month }) =>
        `avec ${other}, le contact est fait depuis ${month}. [une ligne là-dessus] D’autres contacts peuvent suivre, sur demande.`,
    ],
    introduction_to: [
      ({ other, month }) =>
        `merci pour la mise en relation avec ${other}, en ${month}. [ce que cela a donné, en une phrase]`,
      ({ other, month }) =>
        `${other} et moi sommes en contact depuis ${month}. Merci pour cette rencontre. [ce qui en est sorti]`,
      ({ other, month }) =>
        `je n’oublie pas ${other}, ni les présentations en ${month}\u00a0: merci. [une nouvelle à ce sujet]`,
      ({ other, month }) =>
        `en ${month} est arrivé le mot de présentation pour ${other}. Un grand merci. [la suite de l’histoire]`,
      ({ other, month }) =>
        `les présentations avec ${other}, en ${month}, méritaient un merci. Le voici. [comment cela a continué]`,
      ({ other, month }) => `un merci qui date\u00a0: ${other}, en ${month}. [ce que ce contact a apporté]`,
    ],
    introduction_by: [
      ({ other, month }) =>
        `nous nous connaissons grâce à ${other}, depuis ${month}. [ce qui s’est passé de mon côté, ou du neuf]`,
      ({ other, month }) =>
        `notre rencontre, c’est à ${other} que nous la devons, en ${month}. [une nouvelle depuis ce jour]`,
      ({ other, month }) => `${other} a fait les présentations entre nous en ${month}. [où cela mène aujourd’hui]`,
      ({ other, month }) => `en ${month}, ${other} a écrit à nous deux. [un mot sur ce qui a suivi]`,
      ({ other, month }) =>
        `sans ${other} et les présentations en ${month}, pas de lien entre nous. [une chose à partager]`,
      ({ other, month }) => `tout a commencé par ${other}, en ${month}. [la dernière nouvelle en date]`,
    ],
    note: [
      ({ note, month }) => `une chose encore, notée en ${month}\u00a0: [une phrase sur\u00a0: ${note}]`,
      ({ note }) => `il y a un point sur lequel revenir. [une phrase sur\u00a0: ${note}]`,
      ({ note, month }) => `j’ai noté ceci en ${month}. [une phrase sur\u00a0: ${note}]`,
      ({ note, month }) =>
        `voici ce que j’avais mis de côté en ${month}, pour une bonne occasion\u00a0: [une phrase sur\u00a0: ${note}]`,
      ({ note, month }) => `une note attend ici depuis ${month}\u00a0: [une phrase sur\u00a0: ${note}]`,
      ({ note }) => `pour ne pas l’oublier tout à fait\u00a0: [une phrase sur\u00a0: ${note}]`,
    ],
    anniversary: [
      ({ count, one, met }) =>
        `${first(met)}, c’était il y a ${years(count, one)}, cette même semaine. Merci pour ${one ? 'cette année' : 'ces années'}. [une chose qui en est restée]`,
      ({ count, one, met }) =>
        `cela fait ${years(count, one)} cette semaine depuis ${first(met)}. [ce qui mérite un merci]`,
      ({ count, one, met }) =>
        `il y a ${years(count, one)}, presque au jour près, il y avait ${first(met)}. [un souvenir du début]`,
      ({ count, one, met }) =>
        `cette semaine marque ${years(count, one)} depuis ${first(met)}. [une chose qui a compté]`,
      ({ count, one, met }) =>
        `petit anniversaire\u00a0: ${years(count, one)}, cette semaine, depuis ${first(met)}. [ce qui s’est ajouté depuis lors]`,
      ({ count, one, met }) =>
        `${years(count, one)} tout juste, cette semaine, après ${first(met)}. [un merci pour quelque chose de précis]`,
    ],
    birthday: [
      ({ when }) => `${when}, c’est jour d’anniversaire\u00a0: tous mes vœux. [un souhait, en une phrase]`,
      ({ when }) => `un très bon anniversaire ${when}. [un vœu sur mesure]`,
      ({ when }) => `bon anniversaire pour ${when}. [une pensée pour l’année qui vient]`,
      ({ when }) => `beaucoup de joie ${when}, jour d’anniversaire. [ce qui ferait une belle journée]`,
      ({ when }) => `que l’anniversaire soit beau ${when}, du matin au soir. [un souhait personnel]`,
      ({ when }) => `${when}, il y a quelqu’un à fêter\u00a0: joyeux anniversaire. [un mot de fête]`,
    ],
    birthday_guessed: [
      () => 'l’anniversaire doit être ces jours-ci\u00a0: tous mes vœux pour ce jour. [un souhait qui vient de loin]',
      () => 'un très bon anniversaire, au jour près ou presque. [un vœu, même approximatif]',
      () => 'si la date est bonne, c’est bientôt l’anniversaire. [un mot pour ce jour]',
      () => 'c’est la semaine des vœux, si je compte bien. [un souhait à la bonne date]',
      () => 'à peu près à cette date, il y a un anniversaire à fêter. [une pensée pour la fête]',
      () => 'mes vœux d’anniversaire arrivent peut-être un jour trop tôt ou trop tard. [un souhait qui se garde]',
    ],
    series_ended: [
      ({ title = 'notre rencontre régulière', month }) =>
        `${title}, c’était pour nous la dernière fois en ${month}. [quelque chose qui en est resté]`,
      ({ title, month }) =>
        `notre dernière fois${title === undefined ? '' : ` à ${title}`} remonte à ${month}. [comment les choses ont continué depuis]`,
      ({ title = 'réunion régulière', month }) =>
        `depuis ${month}, plus de ${title} entre nous. [ce qui occupe ce créneau maintenant]`,
      ({ title = 'notre réunion régulière', month }) =>
        `en ${month} a pris fin pour nous ${title}. [ce qui l’a remplacé]`,
      ({ title = 'nos réunions', month }) =>
        `après ${title}, jusqu’en ${month}, un petit signe d’ici. [ce qui a changé depuis la fin]`,
      ({ title = 'notre réunion régulière', month }) =>
        `${title} ne revient plus depuis ${month}. [une idée pour se revoir autrement]`,
    ],
    meetings: [
      ({ title, month, count }) =>
        `${count} rencontres${title === undefined ? '' : ` autour de ${title}`}, la dernière en ${month}. [une chose qui en reste, ou des nouvelles]`,
      ({ title, month, count }) =>
        `nous avons eu ${count} rencontres${title === undefined ? '' : `, ${title}`}, jusqu’en ${month}. [un souvenir de l’une d’elles]`,
      ({ title, month, count }) =>
        `en ${month} avait lieu la dernière de nos ${count} rencontres${title === undefined ? '' : `, ${title}`}. [ce qui a bougé depuis celle-là]`,
      ({ title, month, count }) =>
        `de nos ${count} rencontres${title === undefined ? '' : ` pour ${title}`}, la plus récente était en ${month}. [ce qui mérite une suite]`,
      ({ title, month, count }) =>
        `la dernière fois sur ${count}, c’était en ${month}${title === undefined ? '' : `, pour ${title}`}. [une question restée en l’air, ou du neuf]`,
      ({ title = 'nos rencontres', month, count }) =>
        `depuis ${title}, ${count} fois en tout et jusqu’en ${month}\u00a0: [où en sont les choses]`,
    ],
    last_meeting: [
      ({ title, month }) =>
        `notre dernière rencontre, c’était en ${month}${title === undefined ? '' : `\u00a0: ${title}`}. [un souvenir de ce jour-là, ou des nouvelles]`,
      ({ title = 'notre dernière rencontre', month }) =>
        `${title}, c’était en ${month}. [ce qui s’est passé depuis, en une phrase]`,
      ({ title, month }) =>
        `en ${month} a eu lieu notre dernière rencontre${title === undefined ? '' : `, ${title}`}. [ce qui en est resté de bon]`,
      ({ title = 'notre rencontre', month }) => `après ${title}, en ${month}, un petit signe. [une nouvelle fraîche]`,
      ({ title, month }) =>
        `la dernière fois, c’était ${title === undefined ? '' : `${title}, `}en ${month}. [une chose dont on parlait ce jour-là]`,
      ({ title = 'notre rencontre', month }) =>
        `je reprends le fil après ${title}, en ${month}\u00a0: [ce qui est nouveau depuis]`,
    ],
    last_thread: [
      ({ title, month }) => `en ${month}, nos messages parlaient de ${title}. [la suite, ou un lien utile]`,
      ({ title, month }) => `${title}, c’était notre sujet en ${month}. [où en est l’affaire]`,
      ({ title, month }) => `pour faire suite à ${title}, en ${month}\u00a0: [ce qui a changé entre-temps]`,
      ({ title, month }) =>
        `il était question de ${title} dans nos messages, en ${month}. [un détail qui vaut d’être raconté]`,
      ({ title, month }) => `notre échange sur ${title} date un peu, c’était en ${month}. [de quoi reprendre]`,
      ({ title, month }) => `il y avait ${title} entre nous en ${month}. [la fin de l’histoire, ou la suite]`,
    ],
    their_thread: [
      ({ title, month }) => `en ${month}, j’ai reçu un message sur ${title}. [ce qu’il y aurait à en dire maintenant]`,
      ({ title, month }) => `encore un mot sur ${title}, reçu en ${month}\u00a0: [du nouveau à ce sujet]`,
      ({ title, month }) => `${title} est arrivé ici en ${month}. [une réaction, même brève]`,
      ({ title, month }) => `je reviens à ${title}, un message reçu en ${month}. [ce que cela rappelle]`,
      ({ title, month }) => `le message ${title} est là depuis ${month}. [un écho à ces lignes]`,
      ({ title, month }) => `à propos de ${title}, le message arrivé en ${month}\u00a0: [quelques lignes de mon côté]`,
    ],
    own_thread: [
      ({ title, month }) => `en ${month}, j’ai écrit au sujet de ${title}. [la suite, en une phrase]`,
      ({ title, month }) =>
        `voici la suite de ${title}, dont parlait mon message envoyé en ${month}\u00a0: [la nouvelle, en deux mots]`,
      ({ title, month }) => `${title}, c’était mon sujet en ${month}. [ce que c’est devenu]`,
      ({ title, month }) =>
        `mon message sur ${title} date un peu\u00a0: il est parti en ${month}. [la version d’aujourd’hui]`,
      ({ title, month }) => `après ${title}, en ${month}, il reste une chose à dire. [cette chose, simplement]`,
      ({ title, month }) => `depuis mon mot sur ${title}, en ${month}\u00a0: [ce qui s’y ajoute]`,
    ],
    moved: [
      ({ other }) =>
        `je vois que les messages arrivent maintenant depuis ${other}. Tous mes vœux, même tardifs. [un mot sur ce changement]`,
      ({ other }) => `bonne route chez ${other}, d’où viennent maintenant les messages. [des nouvelles d’ici]`,
      ({ other }) => `${other}, c’est une nouvelle adresse. [un souhait pour ce départ]`,
      ({ other }) =>
        `les messages viennent désormais depuis ${other}, si je vois bien. Bon début là-bas. [une nouvelle de mon côté]`,
      ({ other }) => `une nouvelle adresse, ${other}\u00a0: que tout y aille bien. [une question sur ces débuts]`,
      ({ other }) => `mon carnet d’adresses dit maintenant ${other}. [ce qui a pu changer d’autre]`,
    ],
    in_common: [
      ({ other }) =>
        `${other} compte parmi nos connaissances communes, d’après les mails et le calendrier. [un mot à ce propos]`,
      ({ other }) => `nous avons ${other} en commun. [des nouvelles, en une phrase]`,
      ({ other }) => `entre nous, il y a aussi ${other}. [ce qui se passe de ce côté]`,
      ({ other }) => `avec ${other}, nous partageons au moins une connaissance. [une chose vue ou entendue]`,
      ({ other }) => `${other} figure dans nos échanges. [une petite histoire]`,
      ({ other }) => `je vois ${other} dans nos messages et nos réunions. [un salut à transmettre, ou une nouvelle]`,
    ],
    season: [
      ({ month }) =>
        `depuis des années, ${month} est notre mois\u00a0; voici donc le bonjour de cette année. [ce que l’année a apporté]`,
      ({ month }) => `nous voici en ${month}, notre mois depuis des années. [une nouvelle de saison]`,
      ({ month }) => `${month} revient, et notre échange avec. [le bilan de l’année, en une phrase]`,
      ({ month }) => `comme chaque année en ${month}, un signe. [ce qui est différent cette fois]`,
      ({ month }) =>
        `c’est en ${month} que nous prenons contact, les années passées le disent. [une ligne pour continuer la série]`,
      ({ month }) => `le calendrier dit ${month}, donc bonjour. [trois mots sur ces douze mois]`,
    ],
    nothing_known: [
      () => '[ce qu’il y a à raconter, en une ou deux phrases]',
      () => '[la raison de ces lignes, en peu de mots]',
      () => '[une chose vue ou faite qui pourrait plaire]',
      () => '[une histoire en deux phrases]',
      () => '[pourquoi aujourd’hui, tout simplement]',
      () => '[ce qui attend d’être dit depuis longtemps]',
    ],
  },
  asks,
  nothing,
}
