/** Which stored links a token is sent along, and which their owner. */
import { expect, test } from 'vitest'
import { type Collection, toPath, toWebLink } from '../../../src/providers/microsoft/links.ts'

const graph = 'https://graph.microsoft.com'

test.each<[string, Collection, string]>([
  [
    `${graph}/v1.0/me/mailFolders/AAMk-a_b=/messages/delta?$skiptoken=R0usmc%2B`,
    'messages/delta',
    '/me/mailFolders/AAMk-a_b=/messages/delta?$skiptoken=R0usmc%2B',
  ],
  [
    `${graph}/v1.0/me/mailfolders('AAMk-a_b=')/messages/delta?$deltatoken=x`,
    'messages/delta',
    "/me/mailfolders('AAMk-a_b=')/messages/delta?$deltatoken=x",
  ],
  [
    `${graph}/v1.0/users('a-b')/mailFolders('c')/messages/microsoft.graph.delta()?$deltatoken=x`,
    'messages/delta',
    "/users('a-b')/mailFolders('c')/messages/microsoft.graph.delta()?$deltatoken=x",
  ],
  [`${graph}/v1.0/me/mailFolders?$top=100&$skip=100`, 'mailFolders', '/me/mailFolders?$top=100&$skip=100'],
  [`${graph}/v1.0/me/mailFolders/a/childFolders?$skip=9`, 'childFolders', '/me/mailFolders/a/childFolders?$skip=9'],
  [`${graph}/v1.0/me/calendarView?$skip=9`, 'calendarView', '/me/calendarView?$skip=9'],
])('%s is followed', (link, collection, path) => {
  expect(toPath(link, undefined, collection)).toBe(path)
})

test('a server that stands in for Graph is followed at its own address only', () => {
  const link = 'http://127.0.0.1:4010/v1.0/me/mailFolders/a/messages/delta?$deltatoken=x'
  expect(toPath(link, 'http://127.0.0.1:4010', 'messages/delta')).toBe('/me/mailFolders/a/messages/delta?$deltatoken=x')
  expect(() => toPath(link, undefined, 'messages/delta')).toThrow(expect.objectContaining({ kind: 'cursor-expired' }))
})

test.each([
  ['another host', 'https://graph.microsoft.com.example/v1.0/me/mailFolders/a/messages/delta?$deltatoken=x'],
  ['another scheme', 'http://graph.microsoft.com/v1.0/me/mailFolders/a/messages/delta?$deltatoken=x'],
  ['another port', 'https://graph.microsoft.com:444/v1.0/me/mailFolders/a/messages/delta?$deltatoken=x'],
  ['a host behind a name', 'https://graph.microsoft.com@evil.example/v1.0/me/mailFolders/a/messages/delta'],
  ['a name before the host', 'https://me:secret@graph.microsoft.com/v1.0/me/mailFolders/a/messages/delta'],
  ['another version', `${graph}/beta/me/mailFolders/a/messages/delta?$deltatoken=x`],
  ['another collection', `${graph}/v1.0/me/messages?$top=10`],
  ['messages with their bodies', `${graph}/v1.0/me/mailFolders/a/messages?$top=10`],
  ['a path that climbs', `${graph}/v1.0/me/mailFolders/a/messages/delta/../../../messages`],
  ['a hidden climb', `${graph}/v1.0/me/mailFolders/%2e%2e/messages/delta`],
  ['one message', `${graph}/v1.0/me/mailFolders/a/messages/delta/AAMk`],
  ['no address', 'next'],
  ['nothing', ''],
])('no token goes to %s', (_, link) => {
  expect(() => toPath(link, undefined, 'messages/delta')).toThrow(
    expect.objectContaining({ kind: 'cursor-expired', reason: 'link' }),
  )
})

test.each([
  ['https://outlook.office365.com/owa/?ItemID=AAMk%2Ba%3D&exvsurl=1&viewmodel=ReadMessageItem'],
  ['https://outlook.office.com/owa/?ItemID=AAMk'],
  ['https://outlook.live.com/owa/?ItemID=AAMk'],
])('%s opens a message', (link) => {
  expect(toWebLink(link)).toBe(link)
})

test('what could end an attribute does not stay in a link', () => {
  expect(toWebLink(`https://outlook.live.com/owa/?a="'><b>`)).toBe('https://outlook.live.com/owa/?a=%22%27%3E%3Cb%3E')
})

test.each([
  ['without encryption', 'http://outlook.office365.com/owa/?ItemID=AAMk'],
  ['that is a script', 'javascript:alert(1)//outlook.office365.com'],
  ['to another host', 'https://evil.example/owa/?ItemID=AAMk'],
  ['to a host that begins like it', 'https://outlook.office365.com.evil.example/owa/'],
  ['to a host that ends like it', 'https://notoutlook.live.com/owa/'],
  ['to a host below it', 'https://evil.outlook.live.com/owa/'],
  ['to another port', 'https://outlook.live.com:8443/owa/'],
  ['that names the host as a user', 'https://outlook.live.com@evil.example/owa/'],
  ['that brings a user', 'https://a:b@outlook.live.com/owa/'],
  ['without a host', '/owa/?ItemID=AAMk'],
  ['of nothing', ''],
  ['longer than any of theirs', `https://outlook.live.com/owa/?ItemID=${'A'.repeat(2000)}`],
])('a link %s opens nothing', (_, link) => {
  expect(toWebLink(link)).toBeUndefined()
})
