/** Those who must not be suggested, however long the silence, and why. */
import { type Character, character } from './cast.ts'
import { VICTOR } from './near.ts'
import { HOME, WORK } from './owner.ts'

export type NeverReason =
  | 'one_matter'
  | 'mourning'
  | 'sensitive'
  | 'colleague'
  | 'arranges'
  | 'household'
  | 'robot'
  | 'role'
  | 'list'
  | 'group_only'

export interface NeverCharacter extends Character {
  readonly reason: NeverReason
}

const never = (reason: NeverReason, told: Parameters<typeof character>[0]): NeverCharacter => ({
  ...character(told),
  reason,
})

export const WALTER = never('mourning', {
  name: 'Walter Engström',
  address: 'walter.engstrom@engstrom-orgel.example',
  zone: 'Europe/Stockholm',
  knows: HOME,
  every: 29,
  last: 131,
  meets: 2,
  titles: `
    Organ loft with Walter
    Walter: walk in Tiergarten`,
  subjects: `
    Organ pipes and patience
    Buxtehude on {day}
    Your cello, my organ
    A concert in Uppsala
    Coffee in the loft
    Registers for {month}`,
})

export const BEATE = never('sensitive', {
  name: 'Dr. Beate Krüger',
  address: 'b.krueger@kanzlei-krueger.example',
  zone: 'Europe/Berlin',
  knows: HOME,
  every: 32,
  since: 540,
  last: 95,
  language: 'de',
  subjects: `
    Mietvertrag Weserstraße: Entwurf
    Vollmacht
    Ihr Schreiben vom {date}
    Fristverlängerung Amtsgericht
    Vergleichsvorschlag der Gegenseite
    Kündigung: rechtliche Einschätzung`,
})

export const PRACTICE = never('sensitive', {
  name: 'Praxis Dr. Rahimi',
  address: 'rezeption@praxis-rahimi.example',
  zone: 'Europe/Berlin',
  knows: HOME,
  every: 70,
  since: 600,
  last: 160,
  language: 'de',
  subjects: `
    Ihr Termin am {date}
    Rezept zur Abholung
    Befund
    Impfung im {month}
    Überweisung Orthopädie`,
})

export const PETRA = never('colleague', {
  name: 'Petra Novak',
  address: 'petra.novak@northlight.example',
  zone: 'Europe/Prague',
  knows: WORK,
  every: 12,
  since: 700,
  last: 2,
  goesOn: true,
  subjects: `
    Northlight design review
    Rota for {month}
    Studio plants
    Critique on {day}
    Handover notes
    The printer, once more
    Tokens, semantic and otherwise`,
})

export const MARCUS = never('colleague', {
  name: 'Marcus Feld',
  address: 'marcus.feld@northlight.example',
  zone: 'Europe/Berlin',
  knows: WORK,
  every: 17,
  since: 520,
  last: 42,
  subjects: `
    Research notes, round four
    Museum tickets for the studio
    Prototype lab on {day}
    Workshop room in {month}
    Usability sessions
    Sticky notes are finished`,
})

export const YUSUF = never('colleague', {
  name: 'Yusuf Demir',
  address: 'yusuf.demir@northlight.example',
  zone: 'Europe/Berlin',
  knows: WORK,
  every: 14,
  since: 480,
  last: 3,
  goesOn: true,
  subjects: `
    Build for {day}
    Keyboard order in the picker
    Animation that respects settings
    Merge before lunch?
    Icons as a sprite
    Release notes, {month}`,
})

export const AOIFE = never('colleague', {
  name: 'Aoife Brennan',
  address: 'aoife.brennan@northlight.example',
  zone: 'Europe/Dublin',
  knows: WORK,
  every: 17,
  since: 350,
  last: 5,
  goesOn: true,
  subjects: `
    Words for the empty state
    Tone of the error page
    Style guide, chapter two
    Names for the new rooms
    Copy for {day}
    Reading group, {month}`,
})

export const GRETA = never('arranges', {
  name: 'Greta Simmons',
  address: 'greta.simmons@almeida-partners.example',
  zone: 'Europe/Lisbon',
  knows: WORK,
  every: 27,
  since: 640,
  last: 72,
  cc: { name: VICTOR.name, address: VICTOR.address },
  subjects: `
    Victor's calendar for {month}
    Lunch with Victor: two dates
    Dial-in for Victor's call on {day}
    Victor is running late
    Room for the quarterly look
    Moving Victor's {day}`,
})

export const BERGERS = never('household', {
  name: 'Anna Berger',
  address: 'familie@bergerhof.example',
  zone: 'Europe/Vienna',
  knows: HOME,
  every: 34,
  last: 88,
  subjects: `
    Hüttenwochenende
    Eggs, plums and a goat
    Tom's birthday in {month}
    Skis in the barn
    The cabin on {date}
    Apple harvest`,
})

const closed = (told: Parameters<typeof character>[0]) => never('one_matter', told)

/** Ten matters that are finished. Each is one thread or two, begun by one side, over within weeks. */
export const CLOSED: readonly NeverCharacter[] = [
  closed({
    name: 'Uwe Brandt',
    address: 'uwe.brandt@brandt-sanitaer.example',
    zone: 'Europe/Berlin',
    knows: HOME,
    every: 4,
    since: 221,
    last: 205,
    language: 'de',
    subjects: 'Tropfender Hahn in der Küche',
  }),
  closed({
    name: 'Felicity Marsh',
    address: 'felicity.marsh@marshtalent.example',
    zone: 'Europe/London',
    knows: HOME,
    every: 5,
    since: 130,
    last: 104,
    subjects: 'Lead designer at Calder & Wren',
  }),
  closed({
    name: 'Dirk Lehmann',
    address: 'd.lehmann@lehmann-wohnen.example',
    zone: 'Europe/Berlin',
    knows: HOME,
    every: 5,
    since: 318,
    last: 289,
    language: 'de',
    subjects: 'Besichtigung Weserstraße 41',
  }),
  closed({
    name: 'Pavel Horák',
    address: 'pavel@horak-umzuege.example',
    zone: 'Europe/Berlin',
    knows: HOME,
    every: 6,
    since: 285,
    last: 262,
    subjects: 'Moving date, fourth floor, no lift',
  }),
  closed({
    name: 'Nadia Rossi',
    address: 'nadia@villarossi.example',
    zone: 'Europe/Rome',
    knows: HOME,
    every: 8,
    since: 190,
    last: 150,
    subjects: 'Tables for thirty on the terrace',
  }),
  closed({
    name: 'Joachim Peters',
    address: 'jp@streichinstrumente-peters.example',
    zone: 'Europe/Berlin',
    knows: HOME,
    every: 5,
    since: 86,
    last: 64,
    language: 'de',
    subjects: 'Ihr Cellobogen: neuer Bezug',
  }),
  closed({
    name: "Bridget O'Neill",
    address: 'bridget.oneill@interface-north.example',
    zone: 'Europe/Dublin',
    knows: WORK,
    every: 6,
    since: 170,
    last: 133,
    subjects: 'Your talk at Interface North: travel and slides',
  }),
  closed({
    name: 'Stefan Ulrich',
    address: 'stefan@ulrich-rahmenbau.example',
    zone: 'Europe/Berlin',
    knows: HOME,
    every: 7,
    since: 410,
    last: 371,
    subjects: 'Repairing a cracked seat tube',
  }),
  closed({
    name: 'Mirela Popescu',
    address: 'mirela.popescu@traduceri.example',
    zone: 'Europe/Bucharest',
    knows: HOME,
    every: 4,
    since: 245,
    last: 231,
    subjects: 'Certified translation of two pages',
  }),
  closed({
    name: 'Hugo Lambert',
    address: 'hugo.lambert@maisondesdunes.example',
    zone: 'Europe/Paris',
    knows: HOME,
    every: 7,
    since: 160,
    last: 101,
    subjects: 'House on the dunes, a week in August',
  }),
]

export const NEVER: readonly NeverCharacter[] = [
  WALTER,
  BEATE,
  PRACTICE,
  PETRA,
  MARCUS,
  YUSUF,
  AOIFE,
  GRETA,
  BERGERS,
  ...CLOSED,
]
