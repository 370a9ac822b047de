import { describe, expect, test } from 'vitest'
import type { StoredFact } from '../../../src/facts.ts'
import { rank } from '../../../src/people/judge/rank.ts'
import type { Decision, Standing } from '../../../src/people/types.ts'
import { at, daysAgo, guest, know, mail, meeting, now, owner, talk } from '../derive/life.ts'

const anna = 'Anna Berg <anna@acme.example>'
const longRead = daysAgo(900)

async function standing(
  facts: readonly StoredFact[],
  decisions: readonly Decision[] = [],
  readBackTo = longRead,
): Promise<Standing> {
  const found = await know(facts, { decisions: { 'anna@acme.example': decisions } })
  return rank(at(found, 'anna@acme.example'), now, readBackTo, { timeZone: 'Europe/Berlin', locale: null })
}

/** Every two weeks for a year, then seven months of nothing. */
const quiet = talk(
  anna,
  Array.from({ length: 26 }, (_, i) => 213 + 14 * i),
  'Northlight design review',
)

describe('the gate', () => {
  test('opens for an old tie that is unusually quiet, and says why', async () => {
    const found = await standing(quiet)
    expect(found).toMatchObject({ due: true, group: 'soon' })
    expect(found.why).toBe(
      'Their message “Northlight design review” of 23 April was the last word between you. You used to be in touch about every 2 weeks, nearly evenly (52 emails read so far); it is 7 months since your last email or meeting.',
    )
  })

  const cases: [string, () => StoredFact[], Partial<Standing>][] = [
    [
      'never written to',
      () => [60, 70, 90].map((days) => mail({ from: anna, days })),
      { group: 'left_out', why: 'Nothing has gone from you to them so far.' },
    ],
    [
      'never heard of',
      () => [60, 70, 300].map((days) => mail({ to: [anna], days })),
      { group: 'left_out', why: 'Nothing has come from them to you so far.' },
    ],
    [
      'one day only',
      () => talk(anna, [60]),
      { group: 'left_out', why: 'Too little between you so far to know what is usual.' },
    ],
    ['still within what is usual', () => talk(anna, [320, 220, 120, 25]), { group: 'in_touch' }],
    [
      'seen last week',
      () => [...quiet, mail({ to: [anna], days: 6 })],
      {
        group: 'in_touch',
        why: 'Your last email or meeting was 6 days ago; about every 2 weeks is usual for the two of you.',
      },
    ],
    [
      'planned next week',
      () => [...quiet, meeting({ days: -6, with: [anna] })],
      { group: 'in_touch', why: 'A meeting is planned for 28 November.' },
    ],
    ['silent for more than two years', () => talk(anna, [760, 780, 1000]), { group: 'left_out' }],
    [
      'one matter',
      () => talk(anna, [100, 110, 120]),
      {
        group: 'left_out',
        why: 'It looks like one matter, now finished: mail within half a year, and nothing before or after.',
      },
    ],
    [
      'group mail only',
      () =>
        [100, 200, 400].map((days) =>
          mail({ from: anna, cc: Array.from({ length: 12 }, (_, i) => `g${i}@acme.example`), days }),
        ),
      { group: 'left_out', why: 'You have only been on mail to large groups together.' },
    ],
  ]
  test.each(cases)('stays shut: %s', async (_, facts, expected) => {
    expect(await standing(facts())).toMatchObject({ due: false, ...expected })
  })

  test.each([
    ['twenty days after weekly contact', [20, 27, 34, 220], false],
    ['twenty-two days after weekly contact', [22, 29, 36, 220], true],
    ['one gap and a half after contact every fifty days', [75, 125, 175, 225, 275], false],
    ['two gaps after contact every fifty days', [101, 151, 201, 251, 301], true],
    ['a year after contact twice a year', [359, 559, 759], false],
    ['a year and a day after it, as no gap counts for more than half a year', [361, 561, 761], true],
  ] as const)('%s: due is %s', async (_, days, due) =>
    expect(
      (
        await standing(
          talk(
            anna,
            days.map((day) => day + 0.1),
          ),
        )
      ).due,
    ).toBe(due))

  test('calls nothing one matter before twelve months are read', async () => {
    const short = talk(anna, [100, 110, 120])
    expect((await standing(short, [], daysAgo(200))).due).toBe(true)
    expect((await standing(short, [], daysAgo(366))).due).toBe(false)
  })
  test.each([
    ['a small meeting', () => [meeting({ days: 105, with: [anna] })]],
    ['contact before a gap of ninety days', () => talk(anna, [215])],
    [
      'two threads begun by each',
      () => [
        ...talk(anna, [101, 102]),
        ...[103, 104].flatMap((days) => [mail({ from: anna, days, thread: `t${days}` })]),
      ],
    ],
  ])('%s makes it more than one matter', async (_, more) =>
    expect((await standing([...talk(anna, [100, 110, 120]), ...more()])).due).toBe(true))
  test('a future meeting a month off is no obstacle', async () =>
    expect((await standing([...quiet, meeting({ days: -30, with: [anna] })])).due).toBe(true))
})

describe('what the owner decided', () => {
  const cases: [string, Decision[], Partial<Standing>][] = [
    ['let go', [{ kind: 'let_go', at: daysAgo(3) }], { due: false, group: 'left_out' }],
    ['elsewhere', [{ kind: 'elsewhere', at: daysAgo(3) }], { due: false, group: 'in_touch' }],
    [
      'rest',
      [{ kind: 'rest', at: daysAgo(3), until: daysAgo(-30) }],
      { due: false, group: 'resting', why: 'Resting until 22 December.' },
    ],
    ['a rest that is over', [{ kind: 'rest', at: daysAgo(90), until: daysAgo(3) }], { due: true }],
    ['closed', [{ kind: 'close', at: daysAgo(3) }], { due: false, group: 'in_touch' }],
    ['closed before the last contact', [{ kind: 'close', at: daysAgo(300) }], { due: true }],
    [
      'let go, then kept',
      [
        { kind: 'keep', at: daysAgo(1) },
        { kind: 'let_go', at: daysAgo(3) },
      ],
      { due: true },
    ],
    [
      'kept, then let go',
      [
        { kind: 'keep', at: daysAgo(3) },
        { kind: 'let_go', at: daysAgo(1) },
      ],
      { due: false, group: 'left_out' },
    ],
    [
      'closed, then kept',
      [
        { kind: 'close', at: daysAgo(3) },
        { kind: 'keep', at: daysAgo(1) },
      ],
      { due: true },
    ],
    [
      'let go, then closed',
      [
        { kind: 'let_go', at: daysAgo(3) },
        { kind: 'close', at: daysAgo(1) },
      ],
      { due: false, group: 'left_out' },
    ],
  ]
  test.each(cases)('%s', async (_, decisions, expected) => {
    expect(await standing(quiet, decisions)).toMatchObject(expected)
  })
  test('keep also lifts what the machine excluded', async () => {
    const one = talk(anna, [100, 110, 120])
    expect((await standing(one, [{ kind: 'keep', at: daysAgo(1) }])).due).toBe(true)
  })
})

describe('the reason named first', () => {
  const cases: [string, () => StoredFact[], string][] = [
    [
      'their question still open',
      () => [...quiet, mail({ from: anna, days: 200, subject: 'Re: Studio move + a question' })],
      'Their question “Studio move + a question” of 6 May is still open between you.',
    ],
    [
      'a private question, unquoted',
      () => [...quiet, mail({ from: anna, days: 200, subject: 'Invoice question?' })],
      'Their question of 6 May is still open between you.',
    ],
    [
      'a series that ended',
      () =>
        Array.from({ length: 9 }, (_, i) =>
          meeting({ days: 170 + 7 * i, with: [anna], series: 's1', title: 'Atlas weekly' }),
        ),
      'Your series of 9 meetings “Atlas weekly” ended on 5 June.',
    ],
    [
      'an unanswered note',
      () => [...quiet, mail({ to: [anna], days: 200, subject: 'Lisbon in May' })],
      'Your message “Lisbon in May” of 6 May was the last word; that is often timing.',
    ],
    [
      'an introduction received',
      () => [
        mail({ from: 'Ana Lima <ana@beta.example>', days: 320 }),
        mail({
          from: 'Ana Lima <ana@beta.example>',
          cc: [anna],
          days: 300,
          subject: 'Ana introducing you two',
          thread: 'intro',
        }),
        mail({ to: [anna], days: 299, thread: 'intro', signals: ['reply'] }),
        mail({ from: anna, days: 298, thread: 'intro', signals: ['reply'] }),
        mail({ from: anna, days: 90 }),
        mail({ to: [anna], days: 89.5 }),
        mail({ to: [anna], days: 89 }),
      ],
      'Ana Lima introduced you on 26 January.',
    ],
    [
      'an introduction made',
      () => [
        ...talk(anna, [400, 350, 320]),
        ...talk('Dana Whitlock <dana@beta.example>', [390]),
        mail({
          to: [anna, 'Dana Whitlock <dana@beta.example>'],
          days: 172,
          subject: 'Introduction: Anna and Dana',
          thread: 'i',
        }),
        mail({ from: anna, cc: ['dana@beta.example'], days: 171, thread: 'i', signals: ['reply'] }),
      ],
      'You introduced them to Dana Whitlock on 3 June, and the two went on from there.',
    ],
  ]
  test.each(cases)('%s', async (_, facts, sentence) => {
    const found = await standing(facts())
    expect(found.why.startsWith(`${sentence} You used to be in touch`), found.why).toBe(true)
  })
  test('someone introduced to the owner, for whoever introduced them', async () => {
    const ana = 'Ana Lima <ana@beta.example>'
    const found = await know([
      ...talk(ana, [400, 370, 340]),
      mail({ from: ana, cc: [anna], days: 172, subject: 'Ana introducing you two', thread: 'intro' }),
      mail({ to: [anna], days: 171, thread: 'intro', signals: ['reply'] }),
      mail({ from: anna, days: 170, thread: 'intro', signals: ['reply'] }),
      ...talk(anna, [90]),
    ])
    const { why } = rank(at(found, 'ana@beta.example'), now)
    expect(why).toMatch(/^They introduced you to Anna \S+ on 3 June; you two have been in touch 4 times since\./)
  })

  test('a changed job', async () => {
    const found = await know([
      ...talk('Anna Berg <anna@acme.example>', [500, 450, 400]),
      mail({ from: 'Anna Berg <ab@beta.example>', days: 230 }),
      mail({ to: ['ab@beta.example'], days: 229 }),
    ])
    expect(rank(at(found, 'ab@beta.example'), now, longRead).why).toMatch(
      /^They have written from beta\.example since April; acme\.example has gone quiet\. /,
    )
  })
})

test('the tone never blames: no sentence says overdue, hurries or shouts', async () => {
  const lives = [
    quiet,
    talk(anna, [100, 110]),
    talk(anna, [25, 30, 35]),
    [mail({ from: anna, days: 3 })],
    talk(anna, [900, 950]),
  ]
  for (const facts of lives) {
    const { why } = await standing(facts)
    expect(why).not.toMatch(/overdue|quiet for|neglect|should|still waiting|!|score|\b(he|she|his|her|him)\b/i)
    expect(why).toMatch(/^[A-Z].*\.$/)
  }
})

test('warm and strength are the measured formulas', async () => {
  const facts = [
    mail({ to: [anna], days: 50 }),
    mail({ to: [anna], days: 40 }),
    mail({ from: anna, cc: ['a@b.example', 'b@b.example', 'c@b.example'], days: 30 }),
  ]
  const found = await standing(facts)
  expect(found.silentDays).toBe(30)
  expect(found.strength).toBeCloseTo((Math.sqrt(2.5 * 3) + 0.25) / 31)
  const half = (days: number) => 2 ** (-days / 365)
  const lately = half(50) + half(40) + half(30) / 2
  const warmth = 0.7 * Math.log(3) + 0.3 * Math.log(lately + 0.5) + 0.3 * Math.log(1.5 / 2.5)
  expect(found.warm).toBeCloseTo(warmth - 2.25 * Math.log(31))
  const seen = await standing([...facts, mail({ from: 'a@b.example', to: [owner, anna], days: 9 })])
  expect(seen.warm).toBeCloseTo(warmth - 1.5 * Math.log(31) - 0.75 * Math.log(10))
})

test('a series adds less with each occurrence', async () => {
  const found = await know([1, 2, 3, 4].map((week) => meeting({ days: 7 * week, with: [guest(anna)], series: 's' })))
  expect(at(found, 'anna@acme.example').relationship.weight).toBeCloseTo(
    1 + 1 / Math.sqrt(2) + 1 / Math.sqrt(3) + 1 / 2,
  )
  expect(at(found, 'anna@acme.example').relationship).toMatchObject({ out: 4, in: 4, met: 4, smallMeetings: 4 })
  expect(found.own).toEqual([owner])
})
