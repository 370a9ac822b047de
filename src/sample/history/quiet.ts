/** The thirteen who have gone quiet for what is usual between them and the owner: they are to be suggested. */
import { type Character, character } from './cast.ts'
import { FREELANCE, HOME, WORK } from './owner.ts'

export type DueReason =
  | 'owed_reply'
  | 'unanswered'
  | 'series_ended'
  | 'introduction_made'
  | 'introduction_received'
  | 'moved'
  | 'drift'

export interface DueCharacter extends Character {
  readonly reason: DueReason
}

const due = (reason: DueReason, told: Parameters<typeof character>[0]): DueCharacter => ({ ...character(told), reason })

export const MAREN = due('owed_reply', {
  name: 'Maren Okafor',
  address: 'maren@fable-studio.example',
  zone: 'Europe/London',
  knows: HOME,
  every: 13,
  last: 33,
  meets: 2,
  titles: `
    Maren in Berlin: lunch
    Call with Maren about the typeface
    Walk along the canal with Maren`,
  ending: { kind: 'owed', subject: 'Studio move + a question' },
  subjects: `
    The typeface with the crooked g
    Proofs from the Leeds printer
    Your talk in Bristol, and who was in the second row
    A chair for the new studio
    Reading list for slow train journeys
    Letterpress weekend in Hackney?
    The poster nobody can read
    Photos from {date}
    Who designed the old S-Bahn map?
    Your notes on my portfolio
    Swapping flats in spring
    Colour tests, round two`,
})

export const JONAS = due('series_ended', {
  name: 'Jonas Lind',
  address: 'jonas.lind@halden.example',
  zone: 'Europe/Stockholm',
  knows: WORK,
  every: 20,
  since: 560,
  last: 72,
  ending: { kind: 'told' },
  subjects: `
    Atlas: what the map should say first
    Atlas prototype, third try
    Notes from {date}
    Which cities go in the first edition
    Ferry timetables as tables
    Contrast of the night palette
    The harbour office liked it
    Atlas closing note
    Icons for quays and piers
    Copenhagen in one day`,
})

export const DANA = due('introduction_made', {
  name: 'Dana Whitfield',
  address: 'dana@whitfield-press.example',
  zone: 'America/New_York',
  knows: FREELANCE,
  every: 13,
  last: 197,
  meets: 2,
  titles: `
    Call with Dana: spring list
    Dana in town: coffee at the market`,
  ending: { kind: 'met', title: 'Dana in town: coffee at the market' },
  subjects: `
    Cover for the harbour book
    Spring list: three covers
    A translator you would like
    Paper samples by post
    The one with the lighthouse
    Frankfurt plans for {month}
    Endpapers, and a small rebellion
    Blurbs nobody reads
    The bookshop on Atlantic Avenue
    Cloth or paper over boards?
    A first sentence for the catalogue`,
})

export const ANA = due('introduction_received', {
  name: 'Ana Ribeiro',
  address: 'ana.ribeiro@portolab.example',
  zone: 'Europe/Lisbon',
  knows: HOME,
  every: 30,
  last: 93,
  meets: 3,
  titles: `
    Ana: video call, Lisbon
    Dinner with Ana in Neukölln`,
  ending: { kind: 'met', title: 'Ana: video call, Lisbon' },
  subjects: `
    Tiles, trams and the workshop
    Your room in Graça is free in {month}
    Sketches for the ferry terminal
    The baker on our street
    Workshop in Porto: who comes?
    Sardines, as promised`,
})

export const TEO = due('drift', {
  name: 'Teo Marchetti',
  address: 'teo@marchetti-bici.example',
  zone: 'Europe/Rome',
  knows: HOME,
  every: 13,
  last: 47,
  meets: 3,
  titles: `
    Aperitivo with Teo
    Ride to Werder with Teo
    Teo: helping with the trailer`,
  ending: { kind: 'met', title: 'Aperitivo with Teo' },
  subjects: `
    The trailer, now with brakes
    Route for {day}
    Spokes, again
    Your grandmother's focaccia
    Parmesan by post
    Eroica: do we dare?
    Frame colours: rust or moss
    Milan in {month}
    That climb behind Lecco
    A tandem for sale in Potsdam`,
})

export const INGRID = due('drift', {
  name: 'Ingrid Solheim',
  address: 'ingrid@solheim.example',
  zone: 'Europe/Oslo',
  knows: HOME,
  every: 30,
  last: 242,
  meets: 5,
  titles: `
    Mentoring hour with Ingrid
    Ingrid: portfolio evening
    Walking hour with Ingrid`,
  ending: { kind: 'met', title: 'Mentoring hour with Ingrid' },
  subjects: `
    On saying no to good projects
    The talk you should give
    What I read on the night train
    Three questions before {day}
    Your first team, half a year on
    A note on being the only designer in the room
    That essay on apprenticeship`,
})

export const CALEB = due('drift', {
  name: 'Caleb Osei',
  address: 'caleb.osei@example.org',
  zone: 'Africa/Accra',
  knows: HOME,
  every: 16,
  last: 425,
  meets: 2,
  titles: `
    Long call with Caleb
    Caleb: records and stories`,
  ending: { kind: 'met', title: 'Long call with Caleb' },
  subjects: `
    Highlife tape, side B
    The house in Cape Coast
    Your mother's groundnut soup
    Photographs from the old darkroom
    Chess, move by move
    Naming the boat
    Rain in Accra, {date}
    The radio play`,
})

export const KATHARINA = due('owed_reply', {
  name: 'Katharina Vogel',
  address: 'k.vogel@vogelnest.example',
  zone: 'Europe/Berlin',
  knows: HOME,
  every: 12,
  since: 700,
  last: 49,
  meets: 2,
  language: 'de',
  titles: `
    Kaffee mit Katharina
    Flohmarkt am Mauerpark mit Katharina
    Katharina zu Besuch`,
  ending: { kind: 'owed', subject: 'Kommst du im Advent nach Leipzig?' },
  subjects: `
    Wochenende in Leipzig
    Das Rezept für den Pflaumenkuchen
    Konzert am {day}
    Bücherkiste für den Kleingarten
    Wanderung im Elbsandstein
    Die alte Schreibmaschine
    Spielabend im {month}
    Fotos vom See
    Grüße aus der Uckermark
    Deine Postkarte aus Bristol`,
})

export const LUCIA = due('unanswered', {
  name: 'Lucía Fernández Ortega',
  address: 'lucia@fernandezortega.example',
  zone: 'Europe/Madrid',
  knows: HOME,
  every: 17,
  since: 520,
  last: 44,
  meets: 2,
  titles: `
    Lucía: call about the exhibition
    Tapas with Lucía`,
  ending: { kind: 'unanswered', subject: 'The exhibition catalogue, and a train to Madrid' },
  subjects: `
    Exhibition texts for children
    The museum shop sold out
    Guitars on the roof
    Wall labels you can touch
    A week in Asturias
    Señor Peralta's workshop
    Opening night on {date}
    Translations: "sobremesa"`,
})

export const RENEE = due('moved', {
  name: 'Renée Dubois',
  address: 'renee.dubois@atelier-nord.example',
  zone: 'Europe/Paris',
  knows: FREELANCE,
  every: 15,
  since: 680,
  last: 43,
  meets: 2,
  titles: `
    Renée: visio
    Lunch with Renée at Gare du Nord`,
  ending: { kind: 'met', title: 'Renée: visio' },
  also: { address: 'renee.dubois@maison-claire.example', from: 150, both: false },
  subjects: `
    The wallpaper archive
    A museum of small things
    Swatches from Lyon
    Brioche, a disagreement
    Lamps for the reading room
    Visit in {month}?
    The staircase drawing
    Roubaix on {day}`,
})

export const SEUN = due('drift', {
  name: 'Oluwaseun Adeyemi',
  address: 'oluwaseun.adeyemi@lagosworks.example',
  zone: 'Africa/Lagos',
  knows: WORK,
  every: 15,
  since: 610,
  last: 41,
  meets: 2,
  titles: `
    Seun: type crit, online
    Seun and Sam: studio hour`,
  ending: { kind: 'met', title: 'Seun: type crit, online' },
  also: { address: 'oluwaseun.adeyemi@example.org', from: 600, both: true },
  subjects: `
    Yoruba diacritics in the wild
    Bus lettering, Ojuelegba
    A font for small screens
    The hinting problem
    Workshop handout, draft
    Market signs from {date}
    Tone marks, second opinion?
    Book fair in {month}`,
})

export const HANNAH = due('drift', {
  name: 'Hannah Kowalczyk',
  address: 'hannah@kowalczyk.example',
  zone: 'Europe/Berlin',
  knows: HOME,
  every: 12,
  since: 500,
  last: 45,
  meets: 4,
  titles: `
    Tempelhof lap with Hannah
    Hannah: long run, Grunewald
    Breakfast after the run with Hannah`,
  ending: { kind: 'met', title: 'Tempelhof lap with Hannah' },
  subjects: `
    Run on {day}?
    Half marathon: are we really doing this
    Your old running shoes
    Playlist for kilometre 15
    Sourdough handover
    The dog that runs faster than us
    Start numbers for {month}
    One glove, left hand`,
})

export const KENJI = due('owed_reply', {
  name: 'Kenji Watanabe',
  address: 'kenji.watanabe@harborline.example',
  zone: 'Asia/Tokyo',
  knows: WORK,
  every: 23,
  since: 560,
  last: 69,
  meets: 1,
  titles: `
    Kenji: wayfinding call`,
  ending: { kind: 'owed', subject: 'Could you look at the ferry signage?' },
  subjects: `
    Wayfinding at Takamatsu port
    Arrows that point up
    Your photographs of platform edges
    Pictograms for cargo bikes
    A stationery shop in Kyoto
    Signs in the rain, {date}
    Braille on handrails`,
})

export const DUE: readonly DueCharacter[] = [
  MAREN,
  JONAS,
  DANA,
  ANA,
  TEO,
  INGRID,
  CALEB,
  KATHARINA,
  LUCIA,
  RENEE,
  SEUN,
  HANNAH,
  KENJI,
]
