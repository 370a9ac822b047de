/** What comes unasked for, whatever it looks like, is never named in a letter. */
import { expect, test } from 'vitest'
import { isTie } from '../../../src/people/judge/gate.ts'
import { rank } from '../../../src/people/judge/rank.ts'
import { at, daysAgo, know, mail, now, owner, talk } from '../derive/life.ts'

const friend = 'Anna Berg <anna.berg@acme.example>'
/** Each kind as it comes: who, about what, made by what. */
const kinds = [
  ['a bank', 'Harbour Bank <secure@harbour-bank.example>', 'Your account is locked', '4711@harbour.example'],
  [
    'a boss',
    'Jonas Kroll <jonas.kroll@mailbox.example>',
    'Quick favour?',
    'CAPz3hVbK1x+Qd7aLw=mNe0TgRk2ZyUv_4cBfJs8oXiHtEp5Wa-Q@mail.gmail.com',
  ],
  [
    'an answer to nothing',
    'Ida Voss <ida.voss@yard.example>',
    'Re: Your invoice',
    '20261120091500.GA2506@yard.example',
  ],
  ['a parcel', 'Parcel <track1187@pond.example>', 'Delivery 4711 waits', '0102018-1@eu-west-1.amazonses.com'],
  ['a prize', 'tallow <tallow@prize.example>', 'You won!', '5418893.1028960179734.JavaMail.app@web5'],
  [
    'a friend’s name',
    'Anna Berg <anna.berg@freebox.example>',
    'Are you there?',
    'B3F0A8C2-5D1E-4F6A-9B7C-0123456789AB@freebox.example',
  ],
  ['a newsletter', 'Clara Winter <clara@brightside.example>', 'What I read', '0102018-2@o1.ptr.sendgrid.net'],
  ['the owner’s own address', owner, 'I know what you did', '4712@own.example'],
] as const

test.each(
  kinds,
)('%s writes for a year and is never answered: no tie, and nothing due', async (_, from, subject, messageId) => {
  const days = Array.from({ length: 24 }, (_, i) => 40 + 14 * i)
  const unasked = days.map((day) => mail({ from, days: day, subject, messageId, outgoing: false }))
  const found = await know([...unasked, ...talk(friend, [400, 390, 380, 300])])
  const others = found.people.filter(({ addresses }) => !addresses.some(({ address }) => friend.includes(address)))
  expect(others.map((one) => [isTie(one), rank(one, now, daysAgo(900)).due])).toEqual(others.map(() => [false, false]))
  // Whoever takes a friend's name is not the friend: nothing of it counts as their contact.
  expect(at(found, 'anna.berg@acme.example')).toMatchObject({ relationship: { in: 4, out: 4 } })
})
