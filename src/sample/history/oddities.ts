/** What mailboxes really hold: hostile words, broken headers, spam, drafts and chats. */
import type { Temporal } from 'temporal-polyfill'
import { dayBefore, momentOn } from './days.ts'
import { writeMailbox } from './mime.ts'
import { HOME, ownerAt } from './owner.ts'
import { crowd } from './routine.ts'
import type { Header, Mailbox } from './types.ts'
import type { Writer, Written } from './writer.ts'

type Odd = Partial<Written> & { readonly day: number }

/** Written once each, by senders who never come again. */
export function writeOddities(writer: Writer, anchor: Temporal.PlainDate) {
  for (const [place, { day, ...odd }] of [...hostile(), ...broken(), ...hidden()].entries()) {
    writer.write({
      from: { name: 'A Stranger', address: `stranger${place}@odd-${place}.example` },
      to: [ownerAt(HOME)],
      subject: `Strange matter ${place}`,
      kind: 'odd',
      thread: `odd ${place}`,
      at: momentOn(dayBefore(anchor, day), 600 + place * 7),
      ...odd,
    })
  }
}

const raw = (name: string, value: string): Header => ({ name, value })
const from = (name: string, address: string): Mailbox => ({ name, address })

/** Names and subjects that mean harm to whoever shows or stores them. */
function hostile(): Odd[] {
  return [
    {
      day: 500,
      from: from('<img src=x onerror=alert(1)>', 'image@hostile.example'),
      subject: '<svg/onload=alert(document.cookie)>',
    },
    { day: 470, from: from('\u202Emoc.elgoog@ytiruces', 'bidi@hostile.example'), subject: 'Invoice \u202Efdp.exe' },
    {
      day: 455,
      subject: 'Lunch\r\nBcc: everyone@hostile.example',
      headers: [raw('Subject', '=?utf-8?Q?Lunch=0D=0ABcc:_everyone@hostile.example?=')],
    },
    {
      day: 441,
      from: from('Eve\r\nX-Injected: yes', 'eve@hostile.example'),
      headers: [raw('From', '=?utf-8?B?RXZlDQpYLUluamVjdGVkOiB5ZXM=?= <eve@hostile.example>')],
    },
    { day: 420, subject: `A very long story ${'and then '.repeat(220)}the end` },
    {
      day: 402,
      from: from('null\u0000byte', 'null@hostile.example'),
      subject: 'A \u0000 in the middle',
      headers: [raw('Subject', '=?utf-8?Q?A_=00_in_the_middle?=')],
    },
    { day: 377, from: from('sam@hartley.example', 'impostor@hostile.example'), subject: 'A message from yourself' },
    { day: 350, subject: '{{constructor.constructor("return process")()}}' },
    { day: 321, from: from('=cmd|calc!A1', 'sheet@hostile.example'), subject: '=HYPERLINK("http://hostile.example")' },
    { day: 300, subject: '💥'.repeat(60) },
  ]
}

/** Headers as broken or unusual programs write them. */
function broken(): Odd[] {
  const many = crowd(400, 'gathering.example')
  return [
    { day: 490, from: null, subject: 'Nobody wrote this', headers: [raw('Return-Path', '<>')] },
    {
      day: 460,
      to: [],
      subject: 'To nobody in particular',
      headers: [raw('To', 'undisclosed-recipients:;')],
    },
    {
      day: 431,
      to: [from('Felix Sommer', 'felix.sommer@sommerklang.example'), ownerAt(HOME)],
      from: from('Ottilie Graf', 'ottilie.graf@sommerklang-verein.example'),
      subject: 'Tenor und Bass am Samstag',
      headers: [raw('To', `Chor: Felix Sommer <felix.sommer@sommerklang.example>, ${writeMailbox(ownerAt(HOME))};`)],
    },
    {
      day: 415,
      to: many,
      from: from('Henrik Voss', 'henrik.voss@northlight.example'),
      subject: 'Goodbye to the old building',
    },
    {
      day: 399,
      from: from('Zoë Ångström', 'zoe@latin-one.example'),
      subject: 'Grüße aus Malmö',
      headers: [
        raw('From', '=?ISO-8859-1?Q?Zo=EB_=C5ngstr=F6m?= <zoe@latin-one.example>'),
        raw('Subject', '=?iso-8859-1?Q?Gr=FC=DFe_aus_Malm=F6?='),
      ],
    },
    { day: 388, subject: 'A date that is none', headers: [raw('Date', 'the day before yesterday')] },
    {
      day: 366,
      from: from('Commas, Inc.', 'commas@quoting.example'),
      subject: 'Quoted "twice", once \\ escaped',
      headers: [raw('From', '"Commas, Inc." (a comment) <COMMAS@Quoting.Example>')],
    },
    {
      day: 344,
      from: from('Mailer-Daemon', 'mailer-daemon@post.example'),
      subject: 'Undelivered Mail Returned to Sender',
      headers: [raw('Return-Path', '<>'), raw('Auto-Submitted', 'auto-replied')],
    },
    { day: 333, from: { address: 'no-angle@plain.example' }, subject: '' },
    { day: 312, subject: 'folded and folded again', headers: [raw('Subject', 'folded\r\n and folded again')] },
  ]
}

/** What lists show only when asked: spam, trash, drafts, chats, notes to oneself. */
function hidden(): Odd[] {
  const spam = Array.from(
    { length: 14 },
    (_, place): Odd => ({
      day: 3 + place * 2,
      kind: 'hidden',
      from: from(place % 2 ? 'Prize Office' : 'Dr. Fortune', `winner${place}@spam-${place % 5}.example`),
      subject: `You have won a ${['boat', 'watch', 'cruise', 'castle'][place % 4]}, claim ${place + 41}`,
      labels: ['SPAM', 'UNREAD'],
    }),
  )
  const trash = Array.from(
    { length: 8 },
    (_, place): Odd => ({
      day: 5 + place * 3,
      kind: 'hidden',
      from: from('Radfunk', 'news@radfunk.example'),
      subject: `Letzte Chance, Teil ${place + 1}`,
      labels: ['TRASH', 'CATEGORY_PROMOTIONS'],
    }),
  )
  const chats = Array.from(
    { length: 10 },
    (_, place): Odd => ({
      day: 200 + place,
      kind: 'hidden',
      from: from('Mira Castellanos', 'mira.castellanos@example.net'),
      subject: 'Chat',
      thread: 'chat with Mira',
      labels: ['CHAT'],
    }),
  )
  const drafts = ['Dear Ingrid, it has been too long', 'Teo, about the trailer', 'Unfinished'].map(
    (subject, place): Odd => ({
      day: 8 + place * 6,
      kind: 'hidden',
      from: ownerAt(HOME),
      to:
        place === 0
          ? [from('Ingrid Solheim', 'ingrid@solheim.example')]
          : place === 1
            ? [from('Teo Marchetti', 'teo@marchetti-bici.example')]
            : [],
      subject,
      labels: ['DRAFT'],
    }),
  )
  const notes = [
    'Bottle of oil, bike shop',
    'Ideas for the map legend',
    'Gift list',
    'Boarding card',
    'Quote from the train',
  ].map(
    (subject, place): Odd => ({
      day: 30 + place * 61,
      kind: 'hidden',
      from: ownerAt(HOME),
      to: [ownerAt(HOME)],
      subject,
      labels: ['SENT', 'INBOX'],
    }),
  )
  return [...spam, ...trash, ...chats, ...drafts, ...notes]
}
