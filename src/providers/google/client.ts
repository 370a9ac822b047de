/** One request to a Google API: the owner's token, no redirects, no hidden retries, the answer's shape checked. */
import type * as z from 'zod'
import { ProviderError } from '../../errors.ts'
import type { Access } from '../types.ts'
import { refusedToken, toGoogleError } from './errors.ts'

const timeoutMs = 20_000

/** What every request of googleapis is given. */
export interface RequestOptions {
  readonly headers: Record<string, string>
  readonly fetchImplementation: typeof fetch
  readonly retry: false
  readonly timeout: number
}

interface Answer {
  readonly data: unknown
}

/**
 * Asks Google once, and a second time with a new token after a 401.
 * @param method the API method for the call ledger, such as messages.get
 * @throws ProviderError
 */
export async function ask<T>(
  call: Access,
  method: string,
  schema: z.ZodType<T>,
  request: (options: RequestOptions) => Promise<Answer>,
): Promise<T> {
  try {
    return await askOnce(call, method, schema, request, false)
  } catch (error) {
    if (error instanceof ProviderError && error.reason === refusedToken)
      return askOnce(call, method, schema, request, true)
    throw error
  }
}

async function askOnce<T>(
  call: Access,
  method: string,
  schema: z.ZodType<T>,
  request: (options: RequestOptions) => Promise<Answer>,
  refresh: boolean,
): Promise<T> {
  const token = await call.token(refresh)
  call.count(method)
  const answer = await request({
    headers: { authorization: `Bearer ${token}` },
    fetchImplementation: ((input: string | URL | Request, init?: RequestInit) =>
      call.fetch(input, init)) as typeof fetch,
    retry: false,
    timeout: timeoutMs,
  }).catch((error: unknown) => {
    throw fromGaxios(error, call)
  })
  const parsed = schema.safeParse(answer.data)
  if (!parsed.success) throw unreadable('unreadable')
  return parsed.data
}

/**
 * Where a list goes on; undefined after its last page.
 * @param asked where the page began
 * @throws ProviderError `unavailable` for one that goes on where it began, of which there would be no end
 */
export function nextToken(
  { nextPageToken }: { readonly nextPageToken?: string | undefined },
  { pageToken }: { readonly pageToken?: string | undefined },
): string | undefined {
  if (nextPageToken && nextPageToken === pageToken) throw unreadable('page token')
  return nextPageToken
}

const unreadable = (reason: string) =>
  new ProviderError(
    'unavailable',
    {
      en: 'Google answered something that could not be read.',
      de: 'Google antwortete etwas, das sich nicht lesen ließ.',
    },
    { reason },
  )

interface GaxiosResponse {
  readonly status: number
  readonly data: unknown
  readonly headers: Headers
}

function fromGaxios(error: unknown, call: Access): ProviderError {
  if (error instanceof ProviderError) return error
  const cause = error instanceof Error && error.cause instanceof ProviderError ? error.cause : null
  if (cause) return cause
  const response =
    error instanceof Error && 'response' in error ? (error.response as GaxiosResponse | undefined) : undefined
  if (!response?.status)
    return new ProviderError(
      'unavailable',
      { en: 'Google cannot be reached at the moment.', de: 'Google ist im Moment nicht zu erreichen.' },
      { reason: 'network' },
    )
  return toGoogleError(
    { status: response.status, body: parse(response.data), retryAfter: response.headers?.get?.('retry-after') ?? null },
    call.now,
  )
}

function parse(data: unknown): unknown {
  if (typeof data !== 'string') return data
  try {
    return JSON.parse(data)
  } catch {
    return null
  }
}
