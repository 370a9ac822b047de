/** A consultant: thousands of contacts, much bulk mail, some sixty people who count, clients whose project ended. */
import {
  circular,
  dice,
  every,
  exchange,
  exchanges,
  type Friend,
  friend,
  fromMe,
  fromThem,
  type Life,
  type LifeFact,
  met,
} from './pen.ts'

const given =
  'Alma Boris Carla Dinesh Edda Felix Greta Hamid Ines Jakob Kira Luis Mina Noor Oskar Petra Quentin Rosa Samir Tilda Ugo Vera Wanda Yusuf Zoe'.split(
    ' ',
  )
const family =
  'Adler Brandt Castell Dorn Ekholm Farris Gallo Hoyer Ibsen Janssen Keller Lund Moser Nolte Orlow Pfeil Quist Reuter Sand Thorn Ulmer Voss Winter Yilmaz Zander'.split(
    ' ',
  )
const topics = [
  'Workshop on pricing',
  'Proposal for the second phase',
  'Figures for the board',
  'Panel in Zürich',
  'Draft of the chapter',
  'Site visit in Lyon',
  'The harbour study',
  'Notes from the offsite',
  'Your talk in Vienna',
  'Survey of suppliers',
  'Handover of the model',
  'Dinner after the fair',
  'Reference for Kira',
  'Map of the region',
  'Review of the tender',
  'The reading list',
  'Lecture at the school',
  'Old archive photos',
  'Train to Basel',
  'Questions on the forecast?',
]

export function consultant(contacts = 6000): Life {
  const roll = dice(7)
  const facts: LifeFact[] = []
  const tied: Friend[] = Array.from({ length: 60 }, (_, i) =>
    friend(
      `${given[i % given.length]} ${family[(i * 7 + 3) % family.length]}`,
      i % 3 ? `client${i % 14}.example` : 'post.example',
    ),
  )
  tied.forEach((one, i) => {
    const gap = 12 + Math.floor(roll() * 50)
    const quiet = i % 4 === 0 ? 4 : 30 + Math.floor(roll() * 420)
    const own = [0, 1, 2, 3].map((step) => topics[(i * 3 + step * 5) % topics.length] ?? 'Plans')
    facts.push(
      ...exchanges(
        one,
        every(gap, quiet + gap * (6 + (i % 9)), quiet, roll),
        own,
        i % 5 === 1 ? { lastMine: true } : {},
      ),
    )
    if (i % 3 === 1)
      for (const day of every(40, quiet + 300, quiet + 8, roll))
        facts.push(met([one], { days: day, title: `${topics[(i * 3) % topics.length]}` }))
    if (i % 7 === 2)
      for (const day of every(14, quiet + 200, quiet + 10, roll))
        facts.push(met([one], { days: day, title: 'Steering group', series: `steer-${i}` }))
    if (i % 6 === 3) facts.push(fromThem(one, { days: quiet - 1, subject: 'A question on the contract draft?' }))
    if (i % 8 === 5) facts.push(fromMe(one, { days: Math.max(25, quiet - 9), subject: 'Sending you the slides' }))
    if (i % 4 === 0) facts.push(...exchanges(one, every(gap, 0, -84, roll), own))
  })
  const [a, b, c, d] = [tied[5], tied[9], tied[13], tied[21]]
  if (a && b && c && d) {
    const thread = 'intro-1'
    facts.push(fromMe(a, { days: 170, subject: 'You two should meet', thread, also: [b] }))
    facts.push(fromThem(a, { days: 169, subject: 'Re: You two should meet', thread, also: [b] }))
    facts.push(fromThem(b, { days: 168, subject: 'Re: You two should meet', thread, also: [a] }))
    facts.push(...exchange(c, { days: 60, subject: 'Coffee at the fair', also: [d] }))
  }
  for (let i = 0; i < contacts; i++) {
    const days = 5 + Math.floor(roll() * 1400)
    if (i % 3 === 0) facts.push(circular(i, days))
    else {
      const one = friend(`${given[i % given.length]} ${family[(i * 11) % family.length]}son`, `firm${i}.example`)
      facts.push(
        i % 3 === 1
          ? fromThem(one, { days, subject: 'An enquiry about your rates' })
          : fromMe(one, { days, subject: 'Thank you for the card' }),
      )
    }
  }
  return { name: 'consultant', facts }
}
