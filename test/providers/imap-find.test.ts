/** Where a mailbox is, by what its domain says. */
import { describe, expect, test } from 'vitest'
import type { Net } from '../../src/deps.ts'
import { toFault } from '../../src/providers/imap/errors.ts'
import { findServer, readAutoconfig } from '../../src/providers/imap/find.ts'

const file = `<clientConfig version="1.1"><emailProvider id="x"><incomingServer type="pop3"><hostname>pop.x.example</hostname><port>995</port><socketType>SSL</socketType></incomingServer>
<incomingServer type="imap"><hostname>plain.x.example</hostname><port>143</port><socketType>plain</socketType></incomingServer>
<incomingServer type="imap"><hostname>imap.x.example</hostname><port>993</port><socketType>SSL</socketType></incomingServer></emailProvider></clientConfig>`

const none: Net = {
  addresses: async () => [],
  srv: async () => [],
  mx: async () => [],
  fetch: async () => new Response('', { status: 404 }),
}

describe('where a mailbox is', () => {
  test('the file at the domain names it: only servers for IMAP with TLS count', () => {
    expect(readAutoconfig(file)).toEqual({ host: 'imap.x.example', port: 993, tls: 'implicit' })
    for (const text of [
      '',
      '<incomingServer',
      '<incomingServer type="imap"><hostname>a b</hostname><port>993</port><socketType>SSL</socketType>',
      '<html>',
    ])
      expect(readAutoconfig(text)).toBeNull()
  })

  test('is known by heart, or by the records, or by the file, or is asked for', async () => {
    expect(await findServer(none, 'sam@gmail.com')).toMatchObject({ host: 'imap.gmail.com' })
    const srv: Net['srv'] = async (name) =>
      name.startsWith('_imap.') ? [{ name: 'm.x.example', port: 143, priority: 0, weight: 0 }] : []
    expect(await findServer({ ...none, srv }, 'sam@x.example')).toEqual({
      host: 'm.x.example',
      port: 143,
      tls: 'starttls',
    })
    const asked: string[] = []
    const fetch: Net['fetch'] = async (url) => {
      asked.push(String(url))
      return asked.length === 2 ? new Response(file) : new Response('', { status: 404 })
    }
    expect(await findServer({ ...none, fetch }, 'sam@x.example')).toMatchObject({ host: 'imap.x.example' })
    expect(asked).toEqual([
      'https://autoconfig.x.example/mail/config-v1.1.xml?emailaddress=sam%40x.example',
      'https://x.example/.well-known/autoconfig/mail/config-v1.1.xml',
    ])
    await expect(findServer(none, 'sam@x.example')).rejects.toMatchObject({ kind: 'missing', reason: 'server' })
  })
})

test.each([
  [{ authenticationFailed: true, responseText: 'Invalid credentials' }, 'password_refused'],
  [{ authenticationFailed: true, responseText: 'Application-specific password required' }, 'app_password_needed'],
  [{ authenticationFailed: true, responseText: 'Too many simultaneous connections' }, 'connections'],
  [{ code: 'DEPTH_ZERO_SELF_SIGNED_CERT' }, 'certificate'],
  [{ code: 'ERR_TLS_CERT_ALTNAME_INVALID' }, 'certificate'],
  [{ code: 'CONNECT_TIMEOUT' }, 'slow'],
  [{ code: 'ECONNREFUSED' }, 'network'],
  [{ message: 'Server does not support STARTTLS' }, 'no tls'],
  [undefined, 'network'],
])('of %j the reason is %s', (error, reason) => expect(toFault(error).reason).toBe(reason))
