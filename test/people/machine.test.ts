import { describe, expect, test } from 'vitest'
import { at, know, mail, meeting, talk } from './life.ts'

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

describe('who is none', () => {
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
