/** How a French opener ends: with a small question and a way out, or with a word that nothing is asked. */
import type { Wording } from './wording.ts'

export const asks: Wording['asks'] = {
  video: [
    'Un café en visio dans les prochaines semaines, serait-ce possible\u00a0? Si ce n’est pas le moment, aucun souci.',
    'Pourquoi pas un café en visio, un de ces jours\u00a0? Seulement quand il y a de la place.',
    'Un café en visio, ce mois-ci ou le prochain\u00a0? Un non est aussi une bonne réponse.',
    '{length} de visio, un café à la main\u00a0: bonne idée\u00a0? Un mot suffit, même pour refuser.',
    'Je proposerais bien un café en visio. Rien ne presse.',
    'Et si nous prenions un café en visio\u00a0? Plus tard, c’est tout aussi bien.',
    'Y aurait-il {length} pour un café en visio\u00a0? Sinon, une autre fois.',
    'Un café de chaque côté de l’écran, en visio\u00a0: pourquoi pas\u00a0? Une semaine plus calme fera l’affaire.',
    'On pourrait se parler en visio autour d’un café. Quand il y aura un peu d’air.',
    'Une visio avec un café, prochainement\u00a0? À laisser de côté si tout est plein.',
    'Quand un café en visio serait-il possible\u00a0? S’il n’y a pas de bonne date, tant pis.',
    'J’invite à un café en visio, {length} environ. L’invitation ne se périme pas.',
  ],
  in_person: [
    'Un café dans les semaines qui viennent, est-ce envisageable\u00a0? Si l’agenda dit non, il a raison.',
    'Pourquoi pas un café, tout simplement\u00a0? Seulement s’il y a un moment.',
    'Un café, ce mois-ci ou le suivant\u00a0? Dire non ne coûte rien.',
    '{length} autour d’un café, quelque part à mi-chemin\u00a0? Cela peut attendre.',
    'J’aimerais proposer un café en ville. Aucune urgence là-dedans.',
    'Et si nous prenions un café ensemble\u00a0? Au printemps ou à l’automne, c’est égal.',
    'Y aurait-il un après-midi pour un café\u00a0? Sinon, on verra plus tard.',
    'Où serait un bon endroit pour un café\u00a0? Pas besoin de détour.',
    'On pourrait s’asseoir autour d’un café. Rien à déplacer pour cela.',
    'Un café sur le chemin du retour, un soir\u00a0? À oublier si le chemin est ailleurs.',
    'Quand un café serait-il possible, {length} en tout\u00a0? Sans réponse, ce sera pour plus tard.',
    'Le prochain café est pour moi. La date reste ouverte.',
  ],
}

export const nothing: Wording['nothing'] = [
  'Pas besoin de répondre.',
  'Aucune réponse n’est nécessaire.',
  'Tout cela peut très bien rester sans réponse.',
  'C’est tout pour cette fois.',
  'Juste un bonjour en passant.',
  'Rien à faire de ce message.',
  'À lire, puis à ranger.',
  'Un salut de loin, rien de plus.',
  'Voilà, c’est dit.',
  'Ces lignes se suffisent.',
  'Ceci n’appelle pas de réponse.',
  'Une simple pensée, sans suite à donner.',
]
