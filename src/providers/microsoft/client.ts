/** One request to Microsoft Graph: the owner's token, no redirects, no hidden retries, the answer's shape checked. */
import type { Context, GraphRequest } from '@microsoft/microsoft-graph-client'
import type * as z from 'zod'
import { ProviderError } from '../../errors.ts'
import { whole } from '../late.ts'
import type { Access } from '../types.ts'
import { refusedToken, toGraphError, unreadable } from './errors.ts'
import { graphVersion } from './links.ts'

const timeoutMs = 20_000

/** Ids that survive a move between folders. Without it on every single request, ids flip between two forms. */
const immutableIds = 'IdType="ImmutableId"'

export interface GraphAsk<T> {
  /** Replaces `https://graph.microsoft.com`. */
  readonly origin: string | undefined
  /** The name in the call ledger, such as messages.delta. */
  readonly method: string
  /** What follows the version: `/me/mailFolders?$top=100`, or what `toPath` made of a link. Values are encoded already. */
  readonly path: string
  /** True for what `toPath` made of a link: refused as malformed, it has run out. */
  readonly followed?: boolean
  readonly schema: z.ZodType<T>
  /** Preferences beside the immutable ids, such as `odata.maxpagesize=200`. */
  readonly prefer?: readonly string[]
  /** Posted as JSON; without it the request is a GET. */
  readonly body?: Readonly<Record<string, unknown>>
  /** How a body is sent; POST unless said. */
  readonly verb?: 'PATCH'
}

/**
 * Asks Graph once, and a second time with a new token after a 401.
 * @throws ProviderError
 */
export async function askGraph<T>(reach: Access, ask: GraphAsk<T>): Promise<T> {
  try {
    return await askOnce(reach, ask, false)
  } catch (error) {
    if (error instanceof ProviderError && error.reason === refusedToken) return askOnce(reach, ask, true)
    throw error
  }
}

async function askOnce<T>(reach: Access, ask: GraphAsk<T>, refresh: boolean): Promise<T> {
  const token = await reach.token(refresh)
  reach.count(ask.method)
  const { status, text, headers } = await exchange(reach, ask, token)
  const body = parse(text)
  if (status < 200 || status > 299)
    throw toGraphError(
      { status, body, retryAfter: headers.get('retry-after'), followed: ask.followed ?? false },
      reach.now,
    )
  const parsed = ask.schema.safeParse(body)
  if (!parsed.success) throw unreadable()
  return parsed.data
}

/** Sends the request with nothing between Graph's client and the connection's own fetch, and reads the whole answer. */
async function exchange<T>(reach: Access, ask: GraphAsk<T>, token: string) {
  // Loaded by the first request.
  const { Client, ResponseType } = whole(await import('@microsoft/microsoft-graph-client'))
  const fault: { cause?: unknown } = {}
  const client = Client.initWithMiddleware({
    ...(ask.origin ? { baseUrl: ask.origin } : {}),
    defaultVersion: graphVersion,
    middleware: {
      async execute(context: Context) {
        try {
          const init = { ...context.options, signal: AbortSignal.timeout(timeoutMs) } as RequestInit
          context.response = await reach.fetch(context.request, init)
        } catch (error) {
          // The client would keep its text alone.
          fault.cause = error
          throw error
        }
      },
    },
  })
  const request = client
    .api(ask.path)
    .headers({ authorization: `Bearer ${token}`, prefer: [immutableIds, ...(ask.prefer ?? [])].join(', ') })
    // As it came: the client takes an answer cut short for a fault of status 200, and HTML for a stream.
    .responseType(ResponseType.RAW)
  try {
    const answer = await send(request, ask)
    return { status: answer.status, text: await answer.text(), headers: answer.headers }
  } catch (error) {
    if (fault.cause instanceof ProviderError) throw fault.cause
    throw new ProviderError(
      'unavailable',
      { en: 'Microsoft cannot be reached at the moment.', de: 'Microsoft ist im Moment nicht zu erreichen.' },
      {
        reason: 'network',
        cause: fault.cause ?? error,
      },
    )
  }
}

async function send(
  request: GraphRequest,
  { body, verb }: Pick<GraphAsk<unknown>, 'body' | 'verb'>,
): Promise<Response> {
  if (body && verb === 'PATCH') return request.patch(body)
  return body ? request.post(body) : request.get()
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
