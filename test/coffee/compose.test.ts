import * as fc from 'fast-check'
import { Temporal } from 'temporal-polyfill'
import { describe, expect, test } from 'vitest'
import { calendarFormLink, composeLinks, messageLink, outlookFormLink } from '../../src/coffee/compose.ts'

const draft = {
  program: 'gmail',
  account: 'sam@hartley.example',
  to: 'maren@fable-studio.example',
  subject: 'Studio move & more?',
  body: 'Maren,\n\n100% yes + more #1',
} as const

describe('a compose link', () => {
  test('opens the right account with everything filled in', () => {
    const url = new URL(composeLinks(draft).web?.href ?? '')
    expect(url.origin + url.pathname).toBe('https://mail.google.com/mail/u/')
    expect(Object.fromEntries(url.searchParams)).toEqual({
      authuser: draft.account,
      view: 'cm',
      fs: '1',
      to: draft.to,
      su: draft.subject,
      body: draft.body,
    })
  })

  test('as mailto has line breaks as mail has them, and no plus for a space', () => {
    const { mailto } = composeLinks(draft)
    expect(mailto).toBe(
      'mailto:maren@fable-studio.example?subject=Studio%20move%20%26%20more%3F&body=Maren%2C%0D%0A%0D%0A100%25%20yes%20%2B%20more%20%231',
    )
  })

  test.each([
    'a@b.example?bcc=evil@x.example',
    'a@b.example&cc=evil@x.example',
    'a@b.example,evil@x.example',
    'a@b.example;evil@x.example',
    '"a" <a@b.example>, evil@x.example',
    'a@b.example%0D%0Abcc:evil@x.example',
    'nobody',
  ])('to %j has one recipient or none, and no other field', (to) => {
    const { web, mailto } = composeLinks({ ...draft, to })
    const gmail = web?.href ?? ''
    const [path = '', query = ''] = mailto.slice('mailto:'.length).split('?')
    expect(decodeURIComponent(path).split('@').length).toBeLessThanOrEqual(2)
    expect([...new URLSearchParams(query).keys()]).toEqual(['subject', 'body'])
    expect([...new URL(gmail).searchParams.keys()]).toEqual(['authuser', 'view', 'fs', 'to', 'su', 'body'])
    expect(new URL(gmail).searchParams.get('to')).not.toMatch(/[,;<]/)
  })

  test('carries any subject and text, and nothing that ends an attribute', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), (subject, body) => {
        const { web, mailto } = composeLinks({ ...draft, subject, body })
        for (const link of [web?.href, mailto]) expect(link).not.toMatch(/["'<>\s]/)
        const fields = new URLSearchParams(mailto.split('?')[1])
        expect([...fields.keys()]).toEqual(['subject', 'body'])
        expect(fields.get('subject')).not.toMatch(/[\r\n]/)
        expect(fields.get('body')?.replaceAll('\r\n', '\n')).toBe(body.toWellFormed().replace(/\r\n?/g, '\n'))
      }),
    )
  })

  test('is a mailto alone for accounts elsewhere', () => {
    expect(Object.keys(composeLinks({ ...draft, program: null }))).toEqual(['mailto'])
  })

  test.each([
    ['sam@hartley.example', 'https://outlook.office.com/mail/deeplink/compose'],
    ['sam.hartley@outlook.com', 'https://outlook.live.com/mail/0/deeplink/compose'],
    ['sam.hartley@hotmail.co.uk', 'https://outlook.live.com/mail/0/deeplink/compose'],
    ['sam@notoutlook.com', 'https://outlook.office.com/mail/deeplink/compose'],
  ])('of the Microsoft account %s opens Outlook where that account lives', (account, place) => {
    const { web } = composeLinks({ ...draft, program: 'outlook', account })
    const url = new URL(web?.href ?? '')
    expect([web?.name, url.origin + url.pathname]).toEqual(['Outlook', place])
    expect(Object.fromEntries(url.searchParams)).toEqual({
      to: draft.to,
      subject: draft.subject,
      body: draft.body.replaceAll('\n', '\r\n'),
    })
    expect(web?.href).not.toContain('+')
  })
})

test('a message’s link opens its thread in the right account, and nothing but a thread', () => {
  const account = 'sam+x@hartley.example'
  expect(messageLink({ program: 'gmail', account, threadId: '18c2f' })).toBe(
    'https://mail.google.com/mail/u/?authuser=sam%2Bx%40hartley.example#all/18c2f',
  )
  expect(messageLink({ program: 'gmail', account, threadId: '18"><script>' })).toBeUndefined()
  expect(messageLink({ program: null, account, threadId: '18c2f' })).toBeUndefined()
  const webLink = 'https://outlook.live.com/owa/?ItemID=AAMk'
  expect(messageLink({ program: 'outlook', account, threadId: '18c2f', webLink })).toBe(webLink)
  expect(messageLink({ program: 'outlook', account, threadId: '18c2f' })).toBeUndefined()
  expect(messageLink({ program: null, account, threadId: '18c2f', webLink })).toBeUndefined()
})

test('the calendar’s form is filled in with time, note and guest', () => {
  const start = Temporal.Instant.from('2026-12-01T08:30:00Z')
  const when = { start, end: start.add({ minutes: 45 }) }
  const link = calendarFormLink({ title: 'Coffee, Maren and Sam', when, note: 'One\nTwo & three', guest: draft.to })
  const url = new URL(link)
  expect(url.origin).toBe('https://calendar.google.com')
  expect(Object.fromEntries(url.searchParams)).toEqual({
    action: 'TEMPLATE',
    text: 'Coffee, Maren and Sam',
    dates: '20261201T083000Z/20261201T091500Z',
    details: 'One\nTwo & three',
    add: draft.to,
  })
})

test('Outlook’s form is filled in with time, note and guest', () => {
  const start = Temporal.Instant.from('2026-12-01T08:30:00Z')
  const when = { start, end: start.add({ minutes: 45 }) }
  const form = { title: 'Coffee, Maren and Sam', when, note: 'One\nTwo & three', guest: draft.to }
  const url = new URL(outlookFormLink(draft.account, form))
  expect(url.origin + url.pathname).toBe('https://outlook.office.com/calendar/deeplink/compose')
  expect(Object.fromEntries(url.searchParams)).toEqual({
    path: '/calendar/action/compose',
    rru: 'addevent',
    subject: form.title,
    startdt: '2026-12-01T08:30:00Z',
    enddt: '2026-12-01T09:15:00Z',
    body: form.note,
    to: draft.to,
  })
  expect(
    new URL(outlookFormLink('sam@outlook.com', { ...form, guest: 'a@b.example,c@d.example' })).searchParams.get('to'),
  ).toBeNull()
})
