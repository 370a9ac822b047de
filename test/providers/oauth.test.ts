import { createServer, type IncomingMessage, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, describe, expect, test } from 'vitest'
import { createOAuth } from '../../src/providers/oauth.ts'

let server: Server | undefined
afterEach(() => server?.close())

interface Seen {
  readonly authorization: string | undefined
  readonly body: string
}

/** An OpenID provider that announces `metadata` and answers its token endpoint with `reply`. */
async function provider(metadata: object, reply: { status: number; body: string; type?: string }) {
  const seen: Seen[] = []
  server = createServer(async (request, response) => {
    const origin = `http://127.0.0.1:${(server?.address() as AddressInfo).port}`
    if (request.url?.includes('/.well-known/')) {
      response.setHeader('content-type', 'application/json')
      response.end(
        JSON.stringify({
          issuer: origin,
          authorization_endpoint: `${origin}/auth`,
          token_endpoint: `${origin}/token`,
          ...metadata,
        }),
      )
      return
    }
    seen.push({ authorization: request.headers.authorization, body: await read(request) })
    response.writeHead(reply.status, { 'content-type': reply.type ?? 'application/json' }).end(reply.body)
  })
  await new Promise<void>((resolve) => server?.listen(0, '127.0.0.1', resolve))
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return { oauth: createOAuth({ issuer, clientId: 'id', clientSecret: 's3cret' }), seen }
}

async function read(request: IncomingMessage): Promise<string> {
  let text = ''
  for await (const chunk of request) text += chunk
  return text
}

const tokens = JSON.stringify({ access_token: 'a', token_type: 'Bearer', expires_in: 3600 })

describe('the client’s secret', () => {
  test('goes into the body', async () => {
    const { oauth, seen } = await provider({}, { status: 200, body: tokens })
    expect(await oauth.refresh('r')).toEqual({ accessToken: 'a', expiresIn: 3600 })
    expect(seen).toMatchObject([{ authorization: undefined, body: expect.stringContaining('client_secret=s3cret') }])
  })

  test('goes into the header of a server that takes it only there', async () => {
    const { oauth, seen } = await provider(
      { token_endpoint_auth_methods_supported: ['client_secret_basic'] },
      { status: 200, body: tokens },
    )
    await oauth.refresh('r')
    expect(seen[0]?.authorization).toMatch(/^Basic /)
    expect(seen[0]?.body).not.toContain('s3cret')
  })
})

test('an endpoint without https elsewhere than on this machine is refused', async () => {
  const { oauth, seen } = await provider({ token_endpoint: 'http://203.0.113.5/token' }, { status: 200, body: tokens })
  await expect(oauth.refresh('r')).rejects.toThrow('without https')
  expect(seen).toEqual([])
})

describe('an answer of the token endpoint', () => {
  test.each([
    [400, '{"error":"invalid_grant"}', 'reconnect'],
    [400, '{"error":"interaction_required"}', 'reconnect'],
    [401, '{"error":"invalid_client"}', 'unexpected'],
    [400, '{"error":"temporarily_unavailable"}', 'unavailable'],
    [503, '{"error":"server_error"}', 'unavailable'],
    [502, '<html>Bad Gateway</html>', 'unavailable'],
    [200, '{"access_token":', 'unavailable'],
  ])('%i %s is %s', async (status, body, kind) => {
    const { oauth } = await provider(
      {},
      { status, body, type: body.startsWith('<') ? 'text/html' : 'application/json' },
    )
    await expect(oauth.refresh('r')).rejects.toMatchObject({ name: 'ProviderError', kind })
  })

  test('that leads elsewhere is not followed', async () => {
    const { oauth, seen } = await provider({}, { status: 302, body: '' })
    await expect(oauth.refresh('r')).rejects.toMatchObject({ name: 'ProviderError' })
    expect(seen).toHaveLength(1)
  })
})

test('a server that is not there is unavailable, and no word of the secret is in the error', async () => {
  const oauth = createOAuth({ issuer: 'http://127.0.0.1:9', clientId: 'id', clientSecret: 's3cret' })
  const error = await oauth.refresh('r').catch((caught: unknown) => caught)
  expect(error).toMatchObject({ kind: 'unavailable' })
  expect(String(error)).not.toContain('s3cret')
})
