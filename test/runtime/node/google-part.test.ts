/** What the bundle for Workers has in the place of all that stands behind Google’s clients asks Google what the package asks. */
import { createRequire } from 'node:module'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createCommon } from '../../../scripts/worker/googleapis-common.ts'

interface Common {
  createAPIRequest(asked: unknown): Promise<{ readonly status: number; readonly data: unknown }>
}

const require = createRequire(import.meta.url)
const whole = require('googleapis-common') as Common
const { version } = require('googleapis-common/package.json') as { readonly version: string }
const own = createCommon(version) as unknown as Common

/** What went out, and what came of it. */
async function outcome({ createAPIRequest }: Common, asked: typeof anything extends fc.Arbitrary<infer T> ? T : never) {
  const sent: unknown[] = []
  const { path, params, method, answer, rootUrl } = asked
  const fetchImplementation = async (url: URL, { headers, method, body, signal }: RequestInit) => {
    sent.push([String(url), [...new Headers(headers)], method, body, signal instanceof AbortSignal])
    if (!answer) throw broken
    const { status, type, text } = answer
    return new Response(status === 204 || status === 304 ? null : new TextEncoder().encode(text), {
      status,
      headers: { 'retry-after': '7', ...(type ? { 'content-type': type } : {}) },
    })
  }
  const result = await createAPIRequest({
    options: {
      url: `https://gmail.googleapis.com/v1/${path}`,
      method,
      apiVersion: '',
      headers: { authorization: 'Bearer of-today' },
      fetchImplementation,
      retry: false,
      timeout: 20_000,
    },
    params: structuredClone(params),
    requiredParams: ['userId'],
    pathParams: ['userId', 'id'],
    context: { _options: rootUrl ? { rootUrl } : {} },
  }).then(
    async ({ status, data }) => ({ status, data: await readable(data) }),
    async (error: Error & { response?: { status: number; data: unknown; headers: Headers } }) => ({
      cause: error.response ? undefined : error.cause,
      refused: error.response && {
        status: error.response.status,
        data: await readable(error.response.data),
        later: error.response.headers.get('retry-after'),
      },
    }),
  )
  return { sent, result }
}

const broken = new TypeError('fetch failed')
const readable = async (data: unknown) => (data instanceof Blob ? ['a blob', await data.text()] : data)

const value = fc.oneof(
  fc.string({ unit: 'grapheme' }),
  fc.integer(),
  fc.boolean(),
  fc.constantFrom(null, undefined, "it's (a) *!~", '.', '..', 'a/../b', 'me', 'a@b.example'),
)
const anything = fc.record({
  path: fc.constantFrom('users/{userId}/messages', 'calendars/{userId}/events/{id}', 'users/me'),
  method: fc.constantFrom('GET', 'POST', 'PATCH', 'DELETE'),
  params: fc
    .record(
      {
        userId: value,
        id: value,
        requestBody: fc.option(fc.dictionary(fc.string(), fc.jsonValue()), { nil: undefined }),
      },
      { requiredKeys: [] },
    )
    .chain((known) =>
      fc
        .dictionary(
          fc.stringMatching(/^[a-zA-Z][a-zA-Z0-9_]{0,8}[a-zA-Z]$/),
          fc.oneof(
            value,
            fc.array(
              value.filter((one) => one !== undefined),
              { minLength: 1 },
            ),
          ),
        )
        .filter((more) => !('resource' in more || 'media' in more || 'auth' in more || 'headers' in more))
        .map((more) => ({ ...more, ...known })),
    ),
  rootUrl: fc.constantFrom(undefined, 'http://127.0.0.1:8080/'),
  answer: fc.option(
    fc.record({
      status: fc.constantFrom(200, 201, 204, 304, 400, 401, 403, 404, 410, 429, 500, 503),
      type: fc.constantFrom(null, 'application/json; charset=UTF-8', 'text/html', 'Application/JSON', 'image/png'),
      text: fc.oneof(fc.json(), fc.string(), fc.constant('{"error":{"code":404,"message":"Not Found"}}')),
    }),
  ),
})

test('Google is asked for the same, and what it answers is taken for the same', async () => {
  await fc.assert(
    fc.asyncProperty(anything, async (asked) => {
      expect(await outcome(own, asked)).toEqual(await outcome(whole, asked))
    }),
    { numRuns: 500 },
  )
})
