import { describe, expect, test } from 'vitest'
import { isBulkService } from '../../../src/bulk-services.ts'
import { makerOf } from '../../../src/people/identity/maker.ts'

const hex = '0123456789ABCDEF0123456789ABCDEF'

describe('what made a message shows in its Message-ID', () => {
  test.each([
    ['Gmail', 'CAPz3hVbK1x+Qd7aLw=mNe0TgRk2ZyUv_4cBfJs8oXiHtEp5Wa-Q@mail.gmail.com'],
    ['Outlook at Microsoft 365', `AM0PR02MB4711${hex}@AM0PR02MB4711.eurprd02.prod.outlook.com`],
    ['Outlook', '001501c26df8$40e8a2a0$0cb2fad8@yard'],
    ['Outlook with a sign at its end', '001501da6df8$40e8a2a0$0cb2fad8$@yard.example'],
    ['Apple Mail', 'B3F0A8C2-5D1E-4F6A-9B7C-0123456789AB@yard.example'],
    ['Mutt', '20261120091500.GA2506@yard.example'],
    ['Evolution', '1034098479.1602.13.camel@yard'],
    ['GMX on the web', 'trinity-1077a149-813a-45db-b0b9-9bc41040c1e3-1696519861930@3c-app-gmx-bap21'],
    ['Yahoo on the web', '1412.77121.1696519861930@mail.yahoo.com'],
    ['Notes', 'OF4F82EF72.67BCA01E-ON85256C00.001B9085@yard.example'],
  ])('%s is a program that people write in', (_, id) => expect(makerOf(id)).toBe('person'))
  test.each([
    ['a library for programs', '5418893.1028960179734.JavaMail.app@web5'],
    ['a script, as the server gave the identifier', '20261120091500.3B2C9F01@yard.example'],
    [
      'a message that came to Microsoft without one',
      'b3f0a8c2-5d1e-4f6a-9b7c-0123456789ab@AM0PEPF1.eurprd02.prod.outlook.com',
    ],
    ['a shop', 'order-4711@yard.example'],
  ])('%s is none', (_, id) => expect(makerOf(id)).toBe('program'))
  test.each([
    '0102018abd940fc3-f05ef529-000000@eu-west-1.amazonses.com',
    'rEH-cplgRbyw_lUQ7vPz6g@geopod-ismtpd-25',
    '13.B0.24280.5FFABC56@jv.mta1vrest.cc.prd.sparkpost',
    'LYRIS-12-34-2026.11.20--ida@lists.yard.example',
  ])('%s was made by a service', (id) => expect(makerOf(id)).toBe('service'))
  test.each([
    'b3f0a8c2-5d1e-4f6a-9b7c-0123456789ab@yard.example',
    '',
    '@yard.example',
    'nothing',
  ])('“%s” says nothing', (id) => expect(makerOf(id)).toBeUndefined())
})

test('a service is known by its own hosts and what lies below them, and by no host that ends alike', () => {
  expect(['mcsv.net', 'mail12.mcsv.net', 'o1.ptr.sendgrid.net'].every(isBulkService)).toBe(true)
  expect(['notmcsv.net', 'mcsv.net.example', '', 'net'].some(isBulkService)).toBe(false)
})
