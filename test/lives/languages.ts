/** Somebody whose friends write German and French, beside a few who write English. */
import { dice, every, exchanges, friend, fromThem, type Life, type LifeFact, met } from './pen.ts'

type Row = readonly [string, string, number, number, readonly string[], string?]

const german: readonly Row[] = [
  [
    'Katrin Ziegler',
    'ziegler.example',
    130,
    26,
    ['Wanderung am Wochenende', 'Rezept für die Suppe', 'Fotos vom See'],
    'Wandern',
  ],
  ['Jürgen Maier', 'maier.example', 210, 30, ['Werkstatt und Fahrrad', 'Fahrt nach Leipzig', 'Die alte Orgel']],
  ['Anke Sommer', 'post.example', 90, 22, ['Chorprobe am Montag', 'Noten für den Advent'], 'Chorprobe'],
  ['Ulrich Brand', 'brand.example', 330, 45, ['Umzug nach Bremen', 'Bücher für die Kinder']],
  ['Sabine Krüger', 'krueger.example', 170, 28, ['Garten und Zaun', 'Kannst du mir das Rezept schicken?'], 'Gartentag'],
  ['Holger Weiß', 'weiss.example', 260, 40, ['Segeln im August', 'Karten für das Konzert']],
]
const french: readonly Row[] = [
  [
    'Claire Fontaine',
    'fontaine.example',
    150,
    28,
    ['Les vacances en Bretagne', 'Un livre pour toi', 'Des nouvelles de la maison'],
    'Déjeuner',
  ],
  ['Mathieu Leroy', 'leroy.example', 220, 33, ['La recette de la tarte', 'Nos photos du mariage de Luc']],
  [
    'Sophie Garnier',
    'garnier.example',
    100,
    25,
    ['Le jardin et les abeilles', 'Une question sur le trajet ?'],
    'Promenade',
  ],
  ['Étienne Morel', 'morel.example', 380, 50, ['Les cours de guitare', 'Un concert avec nous']],
]
const english: readonly Row[] = [
  ['Rachel Boyd', 'boyd.example', 160, 30, ['The allotment keys', 'Choir in Leeds'], 'Allotment day'],
  ['Owen Pryce', 'pryce.example', 280, 38, ['Walking the coast path', 'Train times']],
]

export function languages(): Life {
  const roll = dice(41)
  const facts: LifeFact[] = []
  ;[...german, ...french, ...english].forEach(([name, domain, quiet, gap, topics, title], i) => {
    const one = friend(name, domain, name === 'Owen Pryce' || name === 'Rachel Boyd' ? 0 : 60)
    facts.push(
      ...exchanges(one, every(gap, quiet + gap * 10, quiet, roll), topics, i % 4 === 1 ? { lastMine: true } : {}),
    )
    if (title)
      for (const days of every(gap * 2, quiet + gap * 8, quiet + 5, roll)) facts.push(met([one], { days, title }))
    if (i % 5 === 4) facts.push(fromThem(one, { days: quiet - 2, subject: topics.at(-1) ?? '' }))
  })
  return { name: 'languages', facts }
}
