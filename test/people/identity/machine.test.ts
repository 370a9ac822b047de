import { describe, expect, test } from 'vitest'
import { isForward, isIssue } from '../../../src/people/bulk.ts'
import { at, know, mail, meeting, person, talk } from '../derive/life.ts'

const kind = async (address: string, facts: Parameters<typeof know>[0], more?: Parameters<typeof know>[1]) =>
  at(await know(facts, more), address)

describe('who is a person', () => {
  test('whoever the owner wrote to and who wrote back, even with every mark of bulk mail besides', async () => {
    const bulk = [1, 2, 3, 4, 5].map((days) =>
      mail({ from: 'anna@mail.acme.example', days, signals: ['list-unsubscribe', 'category-promotions'] }),
    )
    expect(await kind('anna@mail.acme.example', [...bulk, ...talk('anna@mail.acme.example', [30])])).toMatchObject({
      kind: 'person',
      kindReason: 'you have written to each other',
    })
  })
  test('whoever the owner met', async () =>
    expect((await kind('x1@acme.example', [meeting({ days: 4, with: ['x1@acme.example'] })])).kindReason).toBe(
      'you have met',
    ))
  test('a stranger at a free-mail address who answers', async () =>
    expect(
      (
        await kind('anna.berg@gmail.com', [
          mail({ from: 'Anna Berg <anna.berg@gmail.com>', days: 2, signals: ['reply'] }),
        ])
      ).kind,
    ).toBe('person'))
  test('someone writing through a discussion list, whose mail is still no contact', async () => {
    const posts = [1, 2, 3].map((days) =>
      mail({
        from: 'Anna Berg <anna@acme.example>',
        to: ['users@lists.example'],
        days,
        subject: 'Re: [users] Parsing',
        signals: ['list-id', 'list-post', 'list-unsubscribe', 'precedence-bulk', 'reply'],
      }),
    )
    const found = await know(posts)
    expect(at(found, 'anna@acme.example')).toMatchObject({ kind: 'person', relationship: { weight: 0, in: 0 } })
    expect(at(found, 'users@lists.example').kind).toBe('list')
  })
})

describe('a stranger the owner never wrote to', () => {
  const sends = (from: string, subjects: readonly string[], more: object = {}) =>
    kind(
      person(from).address,
      subjects.map((subject, days) => mail({ from, days, subject, ...more })),
    )
  const titles = (count: number) => Array.from({ length: count }, (_, i) => `A line worth keeping ${'x'.repeat(i)}`)
  const list = { to: ['lake@lists.example'], signals: ['list-post', 'list-unsubscribe', 'precedence-bulk'] as const }

  test('who sends a list sixteen messages and never an answer takes part in no discussion', async () => {
    const found = await sends('Oskar Lindt <quips@pond.example>', titles(16), list)
    expect(found.kind).toBe('robot')
    expect(found.kindReason).toContain('never answers anybody')
  })
  test('but whoever answers once among them is heard as a person', async () =>
    expect((await sends('Oskar Lindt <quips@pond.example>', [...titles(15), 'Re: Rowing'], list)).kind).toBe('person'))
  test('who sends what a firm marks as from outside is no part of a discussion by that', async () => {
    const news = (mark: string) =>
      sends(
        'Lena Wald <lena@shop.example>',
        ['Spring sale', 'New chairs', 'Lamps for less', 'Last days'].map((subject) => mark + subject),
        { signals: ['list-unsubscribe', 'feedback-id'] },
      )
    expect(await news('[EXTERNAL] ')).toMatchObject({ kind: (await news('')).kind })
    expect((await news('')).kind).toBe('robot')
  })
  test('and a few first messages to a list are nothing unusual', async () =>
    expect((await sends('Oskar Lindt <quips@pond.example>', titles(4), list)).kind).toBe('person'))
  test('nobody is taken for somebody who never answers where no subject was read', async () => {
    const silent = Array.from({ length: 20 }, (_, days) => mail({ from: 'Oskar Lindt <quips@pond.example>', days }))
    expect((await kind('quips@pond.example', silent)).kind).toBe('person')
  })
  test('numbers and dates in every subject speak for what comes out regularly', async () => {
    const found = await sends('Pond Life <pondlife@yard.example>', ['Pond Life, Vol 3, No 1', 'Pond Life, Vol 3, No 2'])
    expect(found).toMatchObject({ kind: 'robot' })
    expect(found.kindReason).toContain('numbers or dates what it sends')
  })
  test('initials in the address agree with the name as well as the name itself', async () => {
    const news = ['Update: version 2.1 released']
    expect((await sends('Ella M. Vogt <emv@yard.example>', news)).kind).toBe('person')
    expect((await sends('Ella M. Vogt <qxw@yard.example>', news)).kind).toBe('robot')
  })
  test('whoever hands something on is a person more likely than not', async () => {
    const made = { messageId: '20261120091500.3B2C9F01@yard.example' }
    expect((await sends('ruben@yard.example', ['FW: A boat for the summer'], made)).kind).toBe('person')
    expect((await sends('ruben@yard.example', ['A boat for the summer'], made)).kind).toBe('robot')
  })
  test('mail of a bulk service is seen as such where no other header is handed out, as at Microsoft', async () => {
    const from = 'Clara Winter <clara@brightside.example>'
    const sent = await sends(from, ['What I read', 'On lakes'], { messageId: '0102018abd9-1@eu-west-1.amazonses.com' })
    expect(sent.kind).toBe('robot')
    expect(sent.kindReason).toBe(
      'comes from the servers of a bulk mail service, made by no program that people write in, never answered by you',
    )
    const written = { messageId: 'B3F0A8C2-5D1E-4F6A-9B7C-0123456789AB@brightside.example' }
    expect((await sends(from, ['What I read', 'On lakes'], written)).kind).toBe('person')
  })
  test('mail whose failures go back to a bulk service is of one', async () => {
    const found = await sends('Clara Winter <hq@brightside.example>', ['What I read'], { signals: ['bulk-service'] })
    expect(found.kindReason).toContain('comes from the servers of a bulk mail service')
  })
  test('a name that only repeats the address says nothing of who writes', async () => {
    const made = { messageId: '20261120091500.3B2C9F01@pond.example' }
    expect((await sends('tallow <tallow@pond.example>', ['A chance'], made)).kind).toBe('robot')
    expect((await sends('Ida Tallow <tallow@pond.example>', ['A chance'], made)).kind).toBe('person')
  })
  test('issues sent through a list are no discussion', async () => {
    const made = { ...list, messageId: '20261120091500.3B2C9F01@pond.example' }
    expect(
      (await sends('Ida Tallow <ida@pond.example>', ['Pond now, 2026-08-16', 'Pond now, 2026-08-23'], made)).kind,
    ).toBe('robot')
    expect((await sends('Ida Tallow <ida@pond.example>', ['Ice before 11 May, and a boat'], made)).kind).toBe('person')
  })
  test('news to a list that only its owner writes to comes one way, whoever sends it', async () => {
    const found = await sends('Ida Tallow <ida@pond.example>', ['[lake-announce] Boats'])
    expect(found.kindReason).toContain('marks of bulk mail')
  })
  test.each([
    'wordpress@pond.example',
    'kontaktformular@pond.example',
    'www-data@pond.example',
  ])('%s is a form or a server', async (address) =>
    expect((await sends(`Ida Tallow <${address}>`, ['A word'], { messageId: 'a1b2@pond.example' })).kind).toBe('robot'))
  test('the department in brackets makes no machine of anybody', async () =>
    expect((await sends('Paula Roth (Department of Finance) <qxw@yard.example>', ['Tomorrow'])).kind).toBe('person'))
})

describe('who is none', () => {
  const desk = ['Anna Berg', 'Tom Kroll', 'Mia Wolf', 'Roth, Ben', 'Anna Berg', 'Eva Lind'].flatMap((name, at) => [
    mail({ from: `${name} <lab@acme.example>`, days: 100 - at }),
    mail({ to: ['lab@acme.example'], days: 99.5 - at }),
  ])
  test('an address from which four and more write, each under their name, though the owner answers there', async () =>
    expect(await kind('lab@acme.example', desk)).toMatchObject({
      kind: 'role',
      kindReason: 'several people write from it',
    }))
  test('but not one human under many forms of a name, nor because a few others wrote in theirs', async () => {
    const forms = ['Anna Berg', 'Berg, Anna', 'Anna M. Berg', 'Anna Kroll', 'A. Berg'].map((name, at) =>
      mail({ from: `${name} <lab@acme.example>`, days: 90 - at }),
    )
    expect((await kind('lab@acme.example', [...talk('lab@acme.example', [200]), ...forms])).kind).toBe('person')
    const own = Array.from({ length: 9 }, (_, at) => mail({ from: 'Anna Berg <lab@acme.example>', days: 80 - at }))
    expect((await kind('lab@acme.example', [...desk, ...own])).kind).toBe('person')
  })
  test('a newsletter with a human name, and the page can say why', async () => {
    const issues = [7, 14, 21].map((days) =>
      mail({
        from: 'Clara Winter <clara@brightside.example>',
        days,
        subject: 'What I read this week',
        signals: ['list-unsubscribe', 'feedback-id'],
      }),
    )
    const clara = await kind('clara@brightside.example', issues)
    expect(clara.kind).toBe('robot')
    expect(clara.kindReason).toBe(
      'sends with List-Unsubscribe or other marks of bulk mail, sends through a bulk mail service, never answered by you',
    )
  })
  test.each([
    'noreply@shop.example',
    'no-reply@accounts.example',
    'mailer-daemon@own.example',
    'nepasrepondre@sncf.example',
  ])('%s, even where the owner answered', async (address) =>
    expect((await kind(address, talk(address, [3]))).kind).toBe('robot'))
  test.each([
    'info@acme.example',
    'support@acme.example',
    'rechnung@acme.example',
    'jobs@acme.example',
  ])('%s is a function, whoever writes from it', async (address) =>
    expect((await kind(address, talk(`Anna Berg <${address}>`, [3]))).kind).toBe('role'))
  test.each([
    ['Hausverwaltung Kern', 'verwaltung@hv-kern.example'],
    ['Volksbühne Kasse', 'kasse@volksbuehne.example'],
  ])('%s <%s> is a desk, whoever sits there', async (name, address) =>
    expect((await kind(address, talk(`${name} <${address}>`, [30, 20, 10]))).kind).toBe('role'))
  test('but hello@ a domain of one’s own name, written to, is a person', async () =>
    expect((await kind('hello@annaberg.example', talk('Anna Berg <hello@annaberg.example>', [3]))).kind).toBe('person'))
})

describe('the owner’s word', () => {
  const now = (days: number) => mail({ days }).kind === 'mail' && mail({ days }).at
  test('makes a person of a robot and a robot of a person, and the later word holds', async () => {
    const facts = [...talk('anna@acme.example', [9]), mail({ from: 'noreply@shop.example', days: 2 })]
    const early = now(5) || undefined
    const late = now(1) || undefined
    if (!early || !late) throw new Error('no time')
    const found = await know(facts, {
      decisions: {
        'noreply@shop.example': [{ kind: 'person', at: early }],
        'Anna@ACME.example': [
          { kind: 'robot', at: late },
          { kind: 'person', at: early },
        ],
      },
    })
    expect(at(found, 'noreply@shop.example')).toMatchObject({ kind: 'person', kindReason: 'you said this is a person' })
    expect(at(found, 'anna@acme.example').kind).toBe('robot')
  })
})

test.each([
  'Vol. 12, No. 4',
  'The Pond Letter, issue 7',
  'The week of 22 November',
  'Ausgabe 12',
  'Rundbrief, 3. Juli',
  'Actualités du 3 juillet',
  'Boletín del 4 de marzo',
  'Weekly #40',
  'Notes 2026-11-22',
])('%s counts or dates itself', (subject) => expect(isIssue(subject)).toBe(true))
test.each([
  'Lunch on Tuesday?',
  'Kernel 2.4.19 problems',
  'After 11 May, a battle over ice',
  'May I call you at 5',
  'Novel 4 ideas',
  'No',
  'Saturdays',
  'Room 12',
  '',
])('“%s” does neither', (subject) => expect(isIssue(subject)).toBe(false))
test('a forward prefix is seen in whatever language', () =>
  expect(['I: x', 'VB: x', 'İlt: x', 'Továbbítás: x', '转发：x', 'ΠΡΘ: x'].filter((one) => !isForward(one))).toEqual(
    [],
  ))
test('a forward prefix is seen in any case, and only in front', () =>
  expect(['FW: x', 'Fwd : x', 'WG: x', 'Tr: x', 'Fwiw: x', 'x fw: y'].map(isForward)).toEqual([
    true,
    true,
    true,
    true,
    false,
    false,
  ]))
