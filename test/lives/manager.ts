/** A manager: most of the mail is with colleagues of one domain whom she sees every week; the others are few and old. */
import {
  birthdayOf,
  dice,
  every,
  exchanges,
  type Friend,
  friend,
  fromThem,
  type Life,
  type LifeFact,
  met,
} from './pen.ts'

const colleagues =
  'Agnes Bauer,Bernd Fink,Celia Roth,David Stein,Erik Lang,Frida Koch,Georg Haas,Hanna Vogt,Ivo Kern,Jana Beck,Karl Graf,Lea Horn'.split(
    ',',
  )
const outside: readonly (readonly [string, string, number, number, readonly string[]])[] = [
  ['Maria Oduya', 'oduya.example', 140, 21, ['Mentoring plan', 'Book on teams', 'Conference in Malmö']],
  ['Tom Reeves', 'reeves.example', 95, 30, ['Sailing in June', 'House in Devon']],
  ['Lucia Ferri', 'brightwork.example', 200, 18, ['Joint tender', 'Visit to Turin', 'Panel on hiring']],
  ['Nadia Haddad', 'post.example', 310, 40, ['School reunion', 'Photos from Cairo']],
  ['Peter Voss', 'formerfirm.example', 260, 25, ['Handover list', 'Lunch at the old place']],
  ['Sven Ahlberg', 'norrsken.example', 75, 24, ['Board seat', 'Skiing in March']],
  ['Rita Moreau', 'atelier.example', 180, 33, ['Logo sketches', 'Gallery opening']],
  ['Ken Ito', 'itodesign.example', 400, 45, ['Kyoto trip', 'Tea house drawings']],
  ['Olga Marin', 'marin.example', 120, 28, ['Marathon training', 'Running club']],
  ['Ben Castle', 'castle.example', 500, 60, ['University friends', 'Jazz evening']],
  ['Ida Nyström', 'post.example', 150, 35, ['Summer cabin', 'Berry jam recipe']],
  ['Yara Costa', 'costa.example', 230, 30, ['Podcast episode', 'Interview questions']],
]

export function manager(): Life {
  const roll = dice(23)
  const team: Friend[] = colleagues.map((name) => friend(name, 'hartley.example'))
  const facts: LifeFact[] = team.flatMap((one, i) => [
    ...exchanges(one, every(5, 700, i % 4 === 3 ? 90 : -84, roll), [
      'Budget of the quarter',
      'Hiring plan',
      'Release notes',
      'Offsite agenda',
      'Customer visit',
    ]),
    ...every(7, 600, i % 4 === 3 ? 95 : -84, roll).map((days) =>
      met([one], { days, title: 'Weekly with the team', series: `team-${i}` }),
    ),
  ])
  const others = outside.map(([name, domain], i) => friend(name, domain, i % 4 === 1 ? 0 : 60))
  outside.forEach(([, , quiet, gap, topics], i) => {
    const one = others[i] as Friend
    facts.push(
      ...exchanges(one, every(gap, quiet + gap * 9, quiet, roll), topics, i % 3 === 2 ? { lastMine: true } : {}),
    )
    if (i % 2 === 0)
      for (const days of every(gap * 2, quiet + gap * 8, quiet + 5, roll))
        facts.push(met([one], { days, title: topics[0] ?? 'Lunch' }))
    if (i % 5 === 0) facts.push(fromThem(one, { days: quiet - 2, subject: `Question about ${topics[1]}?` }))
  })
  // A busy week and a week late: more has its day than a letter has room for.
  const notes = others
    .slice(0, 6)
    .flatMap((about, i) => [
      { week: 3 + (i % 2), about, text: `Send the paper on ${outside[i]?.[4][0] ?? 'it'}, with the drawings`, in: i },
      ...(i < 2 ? [{ week: 7, about, text: 'Ask how the new place is', in: 3 }] : []),
    ])
  // As calendars have them: those of the year before tell of this one’s.
  const birthdays = others.slice(4, 8).map((one, i) => birthdayOf(one, { days: 365 - (7 * (3 + (i % 2)) + 3 + i) }))
  return { name: 'manager', facts: [...facts, ...birthdays], notes }
}
