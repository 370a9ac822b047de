import { generateKeyPairSync } from 'node:crypto'
import PostalMime from 'postal-mime'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Mail } from '../../src/deps.ts'
import { type Caught, type Relay, startRelay } from '../support/relay.ts'
import { checkSignature } from './dkim.ts'
import { letter, openMailer, privateKey, publicKey, signing } from './stage.ts'

const asPem = { type: 'pkcs8', format: 'pem' } as const
let relay: Relay
beforeAll(async () => {
  relay = await startRelay()
})
afterAll(() => relay.close())

async function deliver(change: Partial<Mail> = {}, env: Readonly<Record<string, string>> = {}): Promise<Caught> {
  const before = relay.caught.length
  const mailer = openMailer(relay.url, env)
  expect(await mailer.send(letter(change))).toEqual({ kind: 'accepted' })
  await mailer.close()
  expect(relay.caught).toHaveLength(before + 1)
  const caught = relay.caught[before]
  if (!caught) throw new Error('nothing was caught')
  return caught
}

const named = ({ mail }: Caught, name: string) =>
  mail.headers.filter(({ key }) => key === name).map(({ value }) => value)

describe('a letter as it arrives', () => {
  test('says what receivers look for, each once and to the letter', async () => {
    const caught = await deliver()
    const { headers, messageId } = letter()
    for (const [name, value] of Object.entries(headers)) expect(named(caught, name.toLowerCase())).toEqual([value])
    expect(named(caught, 'message-id')).toEqual([messageId])
    expect(caught.mail.from).toMatchObject({ name: 'Coffee soon', address: 'letter@coffee.example' })
    expect(caught.mail.to).toMatchObject([{ address: 'sam@example.org' }])
    expect(caught.mail.replyTo).toBeUndefined()
    expect(caught.raw).toMatch(/^List-Unsubscribe-Post: List-Unsubscribe=One-Click\r$/m)
    for (const line of caught.raw.split('\r\n')) expect(line.length).toBeLessThanOrEqual(998)
  })

  test('is from Coffee soon, also where the settings name an address alone', async () => {
    const { mail } = await deliver({}, { MAIL_FROM: 'letter@coffee.example' })
    expect(mail.from).toMatchObject({ name: 'Coffee soon', address: 'letter@coffee.example' })
    const other = await deliver({}, { MAIL_FROM: 'Our letters <letter@coffee.example>' })
    expect(other.mail.from).toMatchObject({ name: 'Our letters' })
  })

  test('has its text before its html, and both say what was written', async () => {
    const { raw, mail } = await deliver()
    expect(raw).toMatch(/^Content-Type: multipart\/alternative;/m)
    expect([...raw.matchAll(/^Content-Type: (text\/\w+)/gm)].map(([, type]) => type)).toEqual([
      'text/plain',
      'text/html',
    ])
    const { text, html } = letter()
    expect(mail.text?.replaceAll('\r\n', '\n').trim()).toBe(text.trim())
    expect(mail.html?.replaceAll('\r\n', '\n').trim()).toBe(html.trim())
    expect(mail.attachments).toEqual([])
  })

  test('names whom an answer goes to, where there is somebody', async () => {
    const { mail } = await deliver({ replyTo: 'anna@example.org' })
    expect(mail.replyTo).toMatchObject([{ address: 'anna@example.org' }])
  })

  test('nothing in it is fetched from a disk or from the web', async () => {
    const html = '<p>path: /etc/hostname</p><img src="data:image/png;base64,AAAA"><img src="file:///etc/hostname">'
    const { mail } = await deliver({ html })
    expect(mail.html?.trim()).toBe(html)
    expect(mail.attachments).toEqual([])
  })

  const hostile = [
    'Lunch\r\nBcc: eve@example.com',
    'Lunch\nBcc: eve@example.com\n\n<script>',
    'Lunch\r\n\r\n--boundary',
    'Lunch\u2028Bcc: eve@example.com',
    'Lunch\u0000Bcc: eve@example.com',
    '=?utf-8?B?TA0KQmNjOiBldmVAZXhhbXBsZS5jb20=?=',
    `${'very '.repeat(300)}long ☕`,
  ]

  test.each(hostile)('a subject that tries to add a header adds none: %j', async (subject) => {
    const caught = await deliver({ subject })
    const before = await deliver()
    expect(caught.mail.headers.map(({ key }) => key)).toEqual(before.mail.headers.map(({ key }) => key))
    expect(caught.to).toEqual(['sam@example.org'])
    expect(caught.mail.subject).toContain(subject.startsWith('=?') ? '' : subject.slice(0, 5))
  })

  test.each(hostile.slice(0, 3))('nor does a value of any other header: %j', async (value) => {
    const caught = await deliver({ messageId: `<x@${value}>`, headers: { ...letter().headers, 'List-Id': value } })
    expect(named(caught, 'bcc')).toEqual([])
    expect(caught.to).toEqual(['sam@example.org'])
  })

  test.each([
    'sam@example.org, eve@example.com',
    'sam@example.org\r\nRCPT TO:<eve@example.com>',
    'sam@example.org> SIZE=1 <eve@example.com',
    'group:eve@example.com;',
    '"eve@example.com" <sam@example.org>',
  ])('an address that is more than one reaches nobody else: %j', async (to) => {
    const before = relay.caught.length
    const mailer = openMailer(relay.url)
    await mailer.send(letter({ to }))
    await mailer.close()
    const reached = relay.caught.slice(before).flatMap((caught) => caught.to)
    expect(reached.length).toBeLessThanOrEqual(1)
    expect(reached).not.toContain('eve@example.com')
  })

  test('one that no mail can be sent to is said to be just that', async () => {
    const mailer = openMailer(relay.url)
    const delivery = await mailer.send(letter({ to: '' }))
    await mailer.close()
    expect(delivery).toEqual({ kind: 'unreached', reason: 'the address is not one that mail can be sent to' })
  })
})

describe('a letter signed here', () => {
  test('carries a signature that holds, over everything that receivers check', async () => {
    for (const subject of [letter().subject, 'Café with Łukasz  and   Zoë ☕', `${'very '.repeat(40)}long`]) {
      const { raw } = await deliver({ subject }, signing)
      const { tags, fields, bodyHolds, headerHolds } = checkSignature(raw, publicKey)
      expect([bodyHolds, headerHolds]).toEqual([true, true])
      expect([tags.get('d'), tags.get('s'), tags.get('a'), tags.get('c')]).toEqual([
        'coffee.example',
        'letters',
        'rsa-sha256',
        'relaxed/relaxed',
      ])
      for (const name of [
        'list-unsubscribe',
        'list-unsubscribe-post',
        'auto-submitted',
        'list-id',
        'from',
        'message-id',
      ])
        expect(fields).toContain(name)
    }
  })

  test('no longer holds once anything of it is changed', async () => {
    const { raw } = await deliver({}, signing)
    const holds = (text: string) => {
      const { bodyHolds, headerHolds } = checkSignature(text, publicKey)
      return [bodyHolds, headerHolds]
    }
    expect(holds(raw)).toEqual([true, true])
    expect(holds(raw.replace('List-Unsubscribe=One-Click', 'List-Unsubscribe=Two-Click'))).toEqual([true, false])
    expect(holds(raw.replace('abcdefghijklmnopqrstuv', 'vbcdefghijklmnopqrstuv'))).toEqual([true, false])
    expect(holds(raw.replace('auto-generated', 'no'))).toEqual([true, false])
    expect(holds(raw.replace('Dear Sam', 'Dear Eve'))).toEqual([false, true])
  })

  test('with a key on one line is signed all the same', async () => {
    const env = { ...signing, DKIM_PRIVATE_KEY: signing.DKIM_PRIVATE_KEY.replaceAll('\n', '\\n') }
    const { raw } = await deliver({}, env)
    expect(checkSignature(raw, publicKey).headerHolds).toBe(true)
  })

  const pkcs1 = privateKey.export({ type: 'pkcs1', format: 'pem' }).toString()

  test('with a key in the older form is signed all the same', async () => {
    const { raw } = await deliver({}, { ...signing, DKIM_PRIVATE_KEY: pkcs1 })
    expect(checkSignature(raw, publicKey).headerHolds).toBe(true)
  })

  test.each([
    ['half of one', signing.DKIM_PRIVATE_KEY.replace(/(.{64}\n){4}/, '')],
    ['half of one in the older form', pkcs1.replace(/(.{64}\n){4}/, '')],
    ['one of another kind', generateKeyPairSync('ed25519').privateKey.export(asPem)],
    ['an elliptic one', generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey.export(asPem)],
    ['none', '-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----'],
  ])('does not leave unsigned when the key cannot sign: %s', async (_, key) => {
    const before = relay.caught.length
    for (const pool of [false, true]) {
      const mailer = openMailer(relay.url, { ...signing, DKIM_PRIVATE_KEY: key.toString() }, pool)
      const reason = 'letters cannot be signed with DKIM_PRIVATE_KEY'
      expect(await mailer.send(letter())).toEqual({ kind: 'unreached', reason })
      await mailer.close()
    }
    expect(relay.caught).toHaveLength(before)
  })

  test('is signed once, and not at all without a key', async () => {
    expect(named(await deliver({}, signing), 'dkim-signature')).toHaveLength(1)
    expect(named(await deliver(), 'dkim-signature')).toEqual([])
    expect((await PostalMime.parse((await deliver({}, signing)).raw)).messageId).toBe(letter().messageId)
  })
})
