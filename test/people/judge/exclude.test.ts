import { describe, expect, test } from 'vitest'
import type { StoredFact } from '../../../src/facts.ts'
import type { Exclusion } from '../../../src/people/types.ts'
import { at, daysAgo, know, mail, meeting, talk } from '../derive/life.ts'

const old = [400, 300, 200, 100]

async function kinds(facts: readonly StoredFact[], address: string): Promise<Exclusion['kind'][]> {
  return at(await know(facts), address).exclusions.map(({ kind }) => kind)
}

describe('never chosen by the machine', () => {
  const cases: [string, Exclusion['kind'] | undefined, string, () => StoredFact[]][] = [
    [
      'whose name a subject joins to mourning',
      'mourning',
      'tom@acme.example',
      () => [
        ...talk('Tom Baker <tom@acme.example>', old),
        mail({ from: 'x@y.example', days: 40, subject: 'In memory of Tom Baker' }),
      ],
    ],
    [
      'written to in condolence last',
      'mourning',
      'mia@acme.example',
      () => [
        ...talk('Mia Wolf <mia@acme.example>', old, 'Garden plans'),
        mail({ to: ['mia@acme.example'], days: 60, subject: 'Mein Beileid' }),
      ],
    ],
    [
      'with whom mail stopped after a burst of law',
      'mourning',
      'bo@acme.example',
      () => [
        ...talk('Bo Lund <bo@acme.example>', old, 'Garden plans'),
        ...[50, 49].map((days) => mail({ from: 'bo@acme.example', days, subject: 'Lawsuit' })),
      ],
    ],
    [
      'whose mail bounced',
      'bounced',
      'kim@acme.example',
      () => [
        ...talk('Kim Roe <kim@acme.example>', old),
        mail({ to: ['kim@acme.example'], days: 50, thread: 'b' }),
        mail({
          from: 'mailer-daemon@own.example',
          days: 49.9,
          thread: 'b',
          subject: 'Delivery Status Notification (Failure)',
          signals: ['auto-submitted', 'null-return-path'],
        }),
      ],
    ],
    [
      'a doctor’s practice',
      'sensitive',
      'weber@praxis-weber.example',
      () => talk('Dr. Weber <weber@praxis-weber.example>', old),
    ],
    [
      'with a quarter of private subjects',
      'sensitive',
      'lea@acme.example',
      () => [
        ...talk('Lea Gold <lea@acme.example>', [400, 300, 200], 'Garden plans'),
        ...talk('lea@acme.example', [350], 'Biopsy results'),
      ],
    ],
    ['a plumber, done', 'one_matter', 'jo@pipes.example', () => talk('Jo Piper <jo@pipes.example>', [300, 290, 280])],
    [
      'a couple on one address',
      'household',
      'bergs@home.example',
      () => talk('Anna and Tom Berg <bergs@home.example>', old),
    ],
    [
      'two who sign from one address',
      'household',
      'berg@home.example',
      () => [...talk('Anna Berg <berg@home.example>', old), ...talk('Tom Berg <berg@home.example>', [350, 250, 150])],
    ],
    ...['My diagnosis', 'Nächste Chemotherapie', 'Mon cancer', 'Mi quimio', 'Uitslag: kanker', 'Hospice visit'].map(
      (subject) =>
        [
          `who wrote last of an illness, “${subject}”`,
          'mourning',
          'ana@acme.example',
          () => [
            ...talk('Ana Lima <ana@acme.example>', old, 'Wanderung im Harz'),
            mail({ from: 'ana@acme.example', days: 60, subject }),
          ],
        ] satisfies [string, Exclusion['kind'], string, () => StoredFact[]],
    ),
    [
      'who was laid off, which bars nobody',
      undefined,
      'ana@acme.example',
      () => [
        ...talk('Ana Lima <ana@acme.example>', old, 'Garden plans'),
        ...[60, 55].map((days) => mail({ from: 'ana@acme.example', days, subject: 'I was laid off' })),
      ],
    ],
    ['a friend', undefined, 'ana@acme.example', () => talk('Ana Lima <ana@acme.example>', old, 'Garden plans')],
    [
      'a friend named by two forms of one name',
      undefined,
      'kat@acme.example',
      () => [...talk('Kat Smith <kat@acme.example>', old), ...talk('Katherine Smith <kat@acme.example>', [350, 250])],
    ],
  ]
  test.each(cases)('%s: %s', async (_, kind, address, facts) => {
    expect(await kinds(facts(), address)).toEqual(kind ? [kind] : [])
  })

  test('a first name in a subject of mourning counts only where nobody else bears it', async () => {
    const toms = [
      ...talk('Tom Baker <tom@acme.example>', old),
      mail({ from: 'x@y.example', days: 40, subject: "Tom's funeral" }),
    ]
    expect(await kinds(toms, 'tom@acme.example')).toEqual(['mourning'])
    expect(await kinds([...toms, ...talk('Tom Reed <tr@beta.example>', old)], 'tom@acme.example')).toEqual([])
  })
  test('mourning of more than five years ago is past', async () =>
    expect(
      await kinds(
        [
          ...talk('Tom Baker <tom@acme.example>', old),
          mail({ from: 'x@y.example', days: 1_900, subject: 'In memory of Tom Baker' }),
        ],
        'tom@acme.example',
      ),
    ).toEqual([]))

  test('someone who arranges for a third is named so, and the third is not', async () => {
    const pat = 'Pat Desk <pat@acme.example>'
    const boss = 'Rita Moreau <rita@acme.example>'
    const facts = [300, 200, 100, 60].flatMap((days) => [
      mail({ from: pat, cc: [boss], days, subject: 'Lunch with Rita', signals: ['sender'] }),
      mail({ to: [pat], cc: [boss], days: days - 0.2 }),
      meeting({ days: days - 5, with: [boss] }),
    ])
    const found = await know(facts)
    expect(at(found, 'pat@acme.example').exclusions).toEqual([
      { kind: 'arranges', reason: 'They arrange things for Rita Moreau, to whom those meetings are counted.' },
    ])
    expect(at(found, 'rita@acme.example').exclusions).toEqual([])
  })

  test('a colleague one still sees, but not one who moved or is seen no more', async () => {
    const colleague = 'Lou Park <lou@own.example>'
    const weekly = (from: number) =>
      Array.from({ length: 10 }, (_, i) => meeting({ days: from + 7 * i, with: [colleague], series: 's' }))
    expect(await kinds(weekly(3), 'lou@own.example')).toEqual(['colleague'])
    expect(await kinds(weekly(90), 'lou@own.example')).toEqual([])
    const moved = [...weekly(90), ...talk('Lou Park <lou@beta.example>', [40])]
    expect(await kinds(moved, 'lou@beta.example')).toEqual([])
  })

  test('a colleague one was with in a meeting of the whole house last week', async () => {
    const colleague = 'Lou Park <lou@own.example>'
    const house = Array.from({ length: 40 }, (_, i) => `Guest ${i} <guest${i}@own.example>`)
    const mails = talk(colleague, [300, 200, 100, 60])
    expect(await kinds([...mails, meeting({ days: 7, with: [colleague, ...house] })], 'lou@own.example')).toEqual([
      'colleague',
    ])
    expect(await kinds([...mails, meeting({ days: 90, with: [colleague, ...house] })], 'lou@own.example')).toEqual([])
  })

  test('a colleague to whom a third person writes together with the owner and few others', async () => {
    const colleague = 'Lou Park <lou@own.example>'
    const third = 'Ida Berg <ida@own.example>'
    const mails = talk(colleague, [300, 200, 100, 60])
    const both = (days: number, more: readonly string[] = []) =>
      mail({ from: third, to: ['me@own.example', colleague, ...more], days })
    const house = Array.from({ length: 12 }, (_, i) => `Guest ${i} <guest${i}@own.example>`)
    expect(await kinds([...mails, both(20)], 'lou@own.example')).toEqual(['colleague'])
    expect(await kinds([...mails, both(90)], 'lou@own.example')).toEqual([])
    expect(await kinds([...mails, both(20, house)], 'lou@own.example')).toEqual([])
  })

  test('who was closed stays so until there is new contact', async () => {
    const facts = talk('Ana Lima <ana@acme.example>', old, 'Garden plans')
    const closed = { 'ana@acme.example': [{ kind: 'close', at: daysAgo(50) } as const] }
    expect(at(await know(facts, { decisions: closed }), 'ana@acme.example').exclusions.map(({ kind }) => kind)).toEqual(
      ['closed'],
    )
    const later = [...facts, mail({ from: 'ana@acme.example', days: 40, subject: 'Seeds?' })]
    expect(at(await know(later, { decisions: closed }), 'ana@acme.example').exclusions).toEqual([])
  })
})
