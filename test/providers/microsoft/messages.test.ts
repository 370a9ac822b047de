/** What is read out of a message of Graph. */
import { Temporal } from 'temporal-polyfill'
import { describe, expect, test } from 'vitest'
import {
  type MessageSurroundings,
  messageFields,
  messageSchema,
  toMailFact,
} from '../../../src/providers/microsoft/messages.ts'

const mailbox = (address: string | null, name?: string | null) => ({ emailAddress: { address, name } })
const anna = mailbox('Anna@Work.example', 'Anna Berg')
const mira = mailbox('mira@studio.example', 'Mira Olsen')
const inbox: MessageSurroundings = { own: ['anna@work.example'], sent: false, subjects: true }
const sent: MessageSurroundings = { ...inbox, sent: true }

const letter = {
  '@odata.etag': 'W/"CQ"',
  id: 'AAkALg=',
  conversationId: 'AAQkAG=',
  internetMessageId: '<one@studio.example>',
  receivedDateTime: '2026-03-01T09:00:03Z',
  sentDateTime: '2026-03-01T09:00:00Z',
  from: mira,
  sender: mira,
  toRecipients: [anna],
  ccRecipients: [],
  isDraft: false,
  webLink: 'https://outlook.office365.com/owa/?ItemID=AAkALg%3D',
  subject: 'Lunch?',
}
const read = (change: object, place: MessageSurroundings = inbox) =>
  toMailFact(messageSchema.parse({ ...letter, ...change }), place)

test('a message becomes a fact: who, when, to whom, and its subject', () => {
  expect(read({})).toEqual({
    kind: 'mail',
    id: 'AAkALg=',
    thread: 'AAQkAG=',
    at: Temporal.Instant.from('2026-03-01T09:00:03Z'),
    from: { address: 'mira@studio.example', name: 'Mira Olsen' },
    to: [{ address: 'anna@work.example', name: 'Anna Berg' }],
    cc: [],
    outgoing: false,
    signals: [],
    messageId: 'one@studio.example',
    subject: 'Lunch?',
    webLink: 'https://outlook.office365.com/owa/?ItemID=AAkALg%3D',
  })
})

test.each([
  ['that leads elsewhere', 'https://evil.example/owa/?ItemID=AAkALg%3D'],
  ['of null', null],
  ['of no text', 7],
])('a link %s is dropped, and the message is kept', (_, webLink) => {
  expect(read({ webLink })).toMatchObject({ id: 'AAkALg=' })
  expect(read({ webLink })).not.toHaveProperty('webLink')
})

describe('what is asked for', () => {
  test('holds neither body nor preview, headers or attachments', () => {
    expect(messageFields(true)).not.toMatch(/body|preview|header|attachment/i)
  })

  test('holds the subject only where the owner lets it be read, and none is kept otherwise', () => {
    expect(messageFields(true).split(',')).toContain('subject')
    expect(messageFields(false).split(',')).not.toContain('subject')
    expect(read({}, { ...inbox, subjects: false })).not.toHaveProperty('subject')
  })
})

describe('a sender without an address of the internet is nobody', () => {
  test.each([
    ['a directory name', mailbox('/O=EXCHANGELABS/OU=EXCHANGE ADMINISTRATIVE GROUP/CN=RECIPIENTS/CN=AB-MIRA', 'Mira')],
    ['a directory name with an @', mailbox('/o=ExchangeLabs/cn=mira@studio.example')],
    ['a wrapped directory name', mailbox('IMCEAEX-_O=EXCHANGELABS_OU=FIRST_CN=MIRA@work.example')],
    ['an address of null', mailbox(null, 'Mira')],
    ['an address of nothing', mailbox('')],
    ['no address at all', { emailAddress: null }],
    ['nobody', null],
    ['nothing', undefined],
  ])('%s', (_, from) => {
    const fact = read({ from, sender: from })
    expect(fact.from).toBeNull()
    expect(fact.signals).toEqual([])
  })

  test('and is left out among those it was addressed to; each address stands once, with its name', () => {
    const to = [mailbox('/O=A/CN=B'), mailbox('MIRA@studio.example'), mira, null, mailbox(null)]
    expect(read({ toRecipients: to, ccRecipients: null })).toMatchObject({
      to: [{ address: 'mira@studio.example', name: 'Mira Olsen' }],
      cc: [],
    })
  })
})

describe('what the owner sent', () => {
  test.each<[string, boolean, object, MessageSurroundings]>([
    ['from the owner, in the folder of sent mail', true, { from: anna, sender: anna, toRecipients: [mira] }, sent],
    ['from the owner, filed elsewhere', true, { from: anna, sender: anna, toRecipients: [mira] }, inbox],
    [
      'from an alias nobody named',
      true,
      { from: mailbox('ab@alias.example'), toRecipients: [mira], sender: null },
      sent,
    ],
    ['mail to the owner, moved among the sent', false, {}, sent],
    ['on behalf of another', false, { from: mira, sender: anna, toRecipients: [mailbox('c@d.example')] }, sent],
    ['mail to a group, in the inbox', false, { toRecipients: [mailbox('all@work.example')] }, inbox],
    [
      'a directory name, in the folder of sent mail',
      true,
      { from: mailbox('/O=A'), toRecipients: [mira] },
      { ...sent },
    ],
  ])('%s: %s', (_, outgoing, change, place) => {
    expect(read({ sender: change && 'from' in change ? change.from : mira, ...change }, place).outgoing).toBe(outgoing)
  })

  test('is told by the folder alone where Microsoft names no address', () => {
    expect(read({}, { ...sent, own: [] }).outgoing).toBe(true)
    expect(read({ from: anna }, { ...inbox, own: [] }).outgoing).toBe(false)
  })
})

describe('the time', () => {
  const mine = { from: anna, sender: anna, toRecipients: [mira], receivedDateTime: '2026-03-05T12:00:00Z' }

  test('of mail from others is when it was accepted, whatever it claims', () => {
    expect(read({ sentDateTime: '2020-01-01T00:00:00Z' }).at.toString()).toBe('2026-03-01T09:00:03Z')
  })

  test('of mail that was brought over from elsewhere is when the owner sent it', () => {
    expect(read({ ...mine, sentDateTime: '2019-05-01T10:00:00Z' }, sent).at.toString()).toBe('2019-05-01T10:00:00Z')
  })

  test.each([
    ['0001-01-01T00:00:00Z'],
    ['2031-01-01T00:00:00Z'],
    ['yesterday'],
    [null],
  ])('is when it was accepted where the time of sending is %s', (sentDateTime) => {
    expect(read({ ...mine, sentDateTime }, sent).at.toString()).toBe('2026-03-05T12:00:00Z')
  })
})

test('mail that another mailbox sent than wrote says so', () => {
  expect(read({ sender: mailbox('office@studio.example') }).signals).toEqual(['sender'])
})

test('text of strangers is made harmless', () => {
  const fact = read({
    subject: 'Lunch\u202E\r\nBcc: x',
    from: mailbox('mira@studio.example', 'Mira\u0000\u202E Olsen'),
  })
  expect(fact.subject).toBe('Lunch Bcc: x')
  expect(fact.from?.name).toBe('Mira Olsen')
})

test.each([
  ['receivedDateTime', 'tomorrow'],
  ['receivedDateTime', undefined],
  ['toRecipients', 'mira'],
])('a message whose %s is %s is no message', (name, value) => {
  expect(messageSchema.safeParse({ ...letter, [name]: value }).success).toBe(false)
})
