/** Those in touch by their own rhythm: family, friends, clients. A few of them fall quiet after the anchor. */
import { type Character, character } from './cast.ts'
import { FREELANCE, HOME, WORK } from './owner.ts'

const near = (told: Parameters<typeof character>[0]): Character => character({ goesOn: true, ...told })

export const MIRA = near({
  name: 'Mira Castellanos',
  address: 'mira.castellanos@example.net',
  zone: 'Europe/Berlin',
  knows: HOME,
  every: 9,
  last: 1,
  meets: 2,
  titles: `
    Theatre with Mira
    Mira: flat viewing
    Dinner, just us`,
  subjects: `
    Shopping list for {day}
    Tickets for the night train
    Your sister's birthday
    Keys are with the neighbour
    Which lamp?
    Balcony tomatoes
    Film on {date}
    Holiday: sea or mountains
    Who feeds the cat in {month}`,
})

export const JUDITH = near({
  name: 'Judith Hartley',
  address: 'judith.hartley@quayside.example',
  zone: 'Europe/London',
  knows: HOME,
  every: 14,
  last: 3,
  subjects: `
    Parcel for you
    The garden in {month}
    Old photographs of Grandpa's boat
    Sunday call
    Marmalade, this year's batch
    Your father and the new oven
    Train times for {date}
    The robin is back
    Crossword, 14 across`,
})

export const NELL = near({
  name: 'Nell Hartley',
  address: 'nell.hartley@example.org',
  zone: 'Europe/London',
  knows: HOME,
  every: 17,
  last: 5,
  meets: 1,
  titles: `
    Call with Nell`,
  subjects: `
    Mum's sixtieth: a plan
    Ida has a tooth
    Can you draw a badger?
    Book for Ida
    Christmas: who cooks
    The Bristol flat
    Ida on {date}
    School play in {month}`,
})

export const BEN = near({
  name: 'Ben Achterberg',
  address: 'ben@achterberg.example',
  zone: 'Europe/Amsterdam',
  knows: HOME,
  every: 22,
  since: 196,
  last: 6,
  meets: 4,
  titles: `
    Ben: ferry terminal sketches
    Coffee with Ben, Amsterdam Centraal`,
  subjects: `
    Ferry terminal, next drawings
    Bicycle parking, upside down
    Who built the glass roof?
    Canal house on {date}
    Model photos`,
})

export const TOMASZ = near({
  name: 'Tomasz Zieliński',
  address: 'tomasz@zielinski-druk.example',
  zone: 'Europe/Warsaw',
  knows: FREELANCE,
  every: 27,
  last: 12,
  subjects: `
    Print run for the harbour book
    Paper from Kraków
    The press is singing again
    Ink that smells of oranges
    Delivery on {day}
    Test sheets for {month}
    Folding, the old way`,
})

export const VICTOR = near({
  name: 'Victor Almeida',
  address: 'victor@almeida-partners.example',
  zone: 'Europe/Lisbon',
  knows: WORK,
  every: 40,
  last: 16,
  meets: 5,
  titles: `
    Victor Almeida: quarterly look
    Lunch with Victor`,
  subjects: `
    A thought after your presentation
    The Lisbon waterfront
    Two sketches I liked
    Before we meet in {month}`,
})

const SOFIA = near({
  name: 'Sofia Lindgren',
  address: 'sofia.lindgren@vattenverk.example',
  zone: 'Europe/Stockholm',
  knows: WORK,
  every: 19,
  since: 400,
  last: 4,
  subjects: `
    Water museum: sound room
    Texts for the pump hall
    Opening hours sign
    Children test the exhibit on {day}
    Swedish for "puddle"
    Plan for {month}
    The map table`,
})

const AMARA = near({
  name: 'Amara Nwosu',
  address: 'amara@nwosu.example',
  zone: 'Europe/Berlin',
  knows: HOME,
  every: 13,
  since: 660,
  last: 4,
  meets: 5,
  titles: `
    Climbing with Amara
    Amara: bouldering, then soup
    Dinner with Amara`,
  subjects: `
    Climbing on {day}?
    Chalk, rope, cake
    Fontainebleau in {month}
    Your purple route
    A shelf for the hallway`,
})

const FELIX = near({
  name: 'Felix Sommer',
  address: 'felix.sommer@sommerklang.example',
  zone: 'Europe/Berlin',
  knows: HOME,
  every: 15,
  last: 8,
  meets: 1,
  language: 'de',
  titles: `
    Duett-Probe mit Felix`,
  subjects: `
    Noten für den {day}
    Wer singt den Tenor?
    Konzert im {month}
    Das Cello-Solo
    Chorfahrt nach Rheinsberg
    Plakat fürs Sommerkonzert
    Kuchen für die Pause am {date}`,
})

const JUN = near({
  name: 'Park Jun-ho',
  address: 'junho.park@hangang.example',
  zone: 'Asia/Seoul',
  knows: FREELANCE,
  every: 29,
  last: 25,
  subjects: `
    Hangul grids
    The subway poster
    A pencil from Seoul
    Museum of everyday things
    Type walk, {month}`,
})

const OLGA = near({
  name: 'Olga Petrenko',
  address: 'olga.petrenko@kashtan.example',
  zone: 'Europe/Kyiv',
  knows: HOME,
  every: 60,
  last: 68,
  subjects: `
    News from Kyiv
    The chestnut in our yard
    Drawings from my students
    A letter, at last
    Your book arrived`,
})

const HARRIET = near({
  name: 'Harriet Lowe',
  address: 'harriet.lowe@lowefarm.example',
  zone: 'Europe/London',
  knows: HOME,
  every: 122,
  last: 150,
  subjects: `
    Lambs, and other news
    From your godmother
    The barn owl
    A long letter`,
})

const DIEGO = near({
  name: 'Diego Morales',
  address: 'diego@moralesycia.example',
  zone: 'America/Mexico_City',
  knows: FREELANCE,
  every: 46,
  last: 52,
  subjects: `
    Signs painted by hand
    Oaxaca, the second visit
    Your uncle's printing press
    Colours that do not exist here
    Lotería cards`,
})

const PRIYA = near({
  name: 'Priya Raman',
  address: 'priya.raman@baylight.example',
  zone: 'America/Los_Angeles',
  knows: WORK,
  every: 22,
  since: 600,
  last: 9,
  meets: 2,
  titles: `
    Priya: early call
    Priya and Sam: component review`,
  subjects: `
    Screen readers and maps
    Component names, a proposal
    Focus rings
    Sea lions at Pier 39
    What the user test told us on {date}
    Dark palette, revisited
    Talk outline for {month}`,
})

const ELIF = near({
  name: 'Elif Kaya',
  address: 'elif@kayakitap.example',
  zone: 'Europe/Istanbul',
  knows: HOME,
  every: 23,
  since: 500,
  last: 11,
  meets: 1,
  titles: `
    Elif: book evening`,
  subjects: `
    The book you left on the ferry
    Pamuk or Tanpınar first?
    Tea glasses
    Next book, {month}
    A cat in the bookshop
    Istanbul in the snow`,
})

export const NOAH = near({
  name: 'Noah Bergström',
  address: 'noah@bergstrom-foto.example',
  zone: 'Europe/Stockholm',
  knows: HOME,
  every: 17,
  since: 570,
  last: 10,
  goesOn: false,
  meets: 2,
  titles: `
    Noah: contact sheets
    Photo walk with Noah`,
  ending: { kind: 'met', title: 'Photo walk with Noah' },
  subjects: `
    Contact sheets, roll 9
    The light on {date}
    Lens for the trip
    Archipelago in {month}
    A frame for the herring picture
    Darkroom hours`,
})

const GRACE = near({
  name: 'Grace Wambui',
  address: 'grace.wambui@savannahink.example',
  zone: 'Africa/Nairobi',
  knows: FREELANCE,
  every: 29,
  since: 510,
  last: 13,
  subjects: `
    Illustrations for the bird guide
    Weaver birds, three versions
    Nairobi design week
    The blue one, please
    Field notes, {month}
    Kikoi patterns`,
})

const RAVI = near({
  name: 'Ravi Menon',
  address: 'ravi@menonandco.example',
  zone: 'Asia/Kolkata',
  knows: HOME,
  every: 31,
  last: 23,
  subjects: `
    Monsoon letter
    The chess column
    Kochi, street by street
    Pickles, customs form included
    A puzzle for {month}`,
})

export const LEAH = near({
  name: 'Leah Goldberg',
  address: 'leah@goldberg-gardens.example',
  zone: 'Europe/Berlin',
  knows: HOME,
  every: 23,
  since: 640,
  last: 14,
  goesOn: false,
  meets: 2,
  titles: `
    Allotment afternoon with Leah
    Leah: seed swap`,
  ending: { kind: 'met', title: 'Leah: seed swap' },
  subjects: `
    Beans, climbing and otherwise
    Seed swap on {date}
    The pear tree
    Compost, a manifesto
    Bulbs for {month}
    Who has the wheelbarrow?`,
})

const CHIARA = near({
  name: 'Chiara Conti',
  address: 'chiara.conti@contivetro.example',
  zone: 'Europe/Rome',
  knows: FREELANCE,
  every: 35,
  since: 540,
  last: 19,
  subjects: `
    Glass for the lamp
    Murano, off season
    Six blues
    The furnace in {month}
    Packaging that survives`,
})

const ANTON = near({
  name: 'Anton Weiss',
  address: 'anton.weiss@hinterhof.example',
  zone: 'Europe/Berlin',
  knows: HOME,
  every: 34,
  last: 15,
  language: 'de',
  subjects: `
    Hoffest im {month}
    Fahrradkeller
    Paket bei mir
    Der Kastanienbaum
    Schneeschippen
    Wer hat den Schlüssel zum Dachboden?`,
})

const SIMON = near({
  name: 'Simon Clarke',
  address: 'simon.clarke@clarkeandsons.example',
  zone: 'Europe/London',
  knows: HOME,
  every: 30,
  last: 17,
  meets: 1,
  titles: `
    Pub quiz, remotely, with Simon`,
  subjects: `
    Old house reunion
    The band, twenty years on
    Canal boat in {month}
    Cricket, explained badly
    Your speech
    That photo from Falmouth`,
})

const WEN = near({
  name: 'Wen Li',
  address: 'wen.li@papercrane.example',
  zone: 'Europe/Berlin',
  knows: HOME,
  every: 16,
  since: 420,
  last: 7,
  meets: 3,
  titles: `
    Dumplings at Wen's
    Wen: board games
    Coffee with Wen`,
  subjects: `
    Board games on {day}
    Dumpling count
    Paper cranes for the window
    Lantern walk
    The violin maker
    Weekend in {month}`,
})

const ZED = near({
  name: 'Zed <b>Quill</b>',
  address: 'zed@quill-and-sons.example',
  zone: 'Europe/Dublin',
  knows: HOME,
  every: 27,
  since: 300,
  last: 10,
  subjects: `
    <script>alert("bookbinding")</script>
    Binding & "gluing" <i>notes</i>
    Tall tales from Galway
    '; drop table books; --
    Endbands for {month}`,
})

const PABLO = near({
  name: 'Pablo Iturbe',
  address: 'pablo.iturbe@iturbe-mapas.example',
  zone: 'America/Argentina/Buenos_Aires',
  knows: WORK,
  every: 26,
  since: 380,
  last: 13,
  subjects: `
    Maps with south at the top
    River delta, hand drawn
    Legend and scale
    Buenos Aires bus lines
    Contour lines, {month}
    Subte map of 1913`,
})

const FREYA = near({
  name: 'Freya Magnúsdóttir',
  address: 'freya@magnusdottir.example',
  zone: 'Atlantic/Reykjavik',
  knows: HOME,
  every: 32,
  since: 460,
  last: 18,
  subjects: `
    Wool, undyed
    Swimming in {month}
    The knitting chart
    Northern lights, blurred
    Letter from Seyðisfjörður`,
})

export const NEAR: readonly Character[] = [
  MIRA,
  JUDITH,
  NELL,
  BEN,
  TOMASZ,
  VICTOR,
  SOFIA,
  AMARA,
  FELIX,
  JUN,
  OLGA,
  HARRIET,
  DIEGO,
  PRIYA,
  ELIF,
  NOAH,
  GRACE,
  RAVI,
  LEAH,
  CHIARA,
  ANTON,
  SIMON,
  WEN,
  ZED,
  PABLO,
  FREYA,
]
