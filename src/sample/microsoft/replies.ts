/** The answers of Graph and of Microsoft's sign-in, in the shapes that their documentation shows. */
import { randomUUID } from 'node:crypto'

/** A JSON answer as Graph sends it. */
export function graphJson(body: unknown, status = 200, headers: Record<string, string> = {}): Response {
  return new Response(JSON.stringify(body), {
    status,
    headers: {
      'content-type':
        'application/json;odata.metadata=minimal;odata.streaming=true;IEEE754Compatible=false;charset=utf-8',
      'cache-control': 'private',
      'request-id': randomUUID(),
      ...headers,
    },
  })
}

/** An API error in the one shape all of them have. */
export function graphError(
  status: number,
  code: string,
  message: string,
  headers: Record<string, string> = {},
): Response {
  const id = randomUUID()
  const innerError = { date: new Date().toISOString().slice(0, 19), 'request-id': id, 'client-request-id': id }
  return graphJson({ error: { code, message, innerError } }, status, headers)
}

const wait = (seconds: number | undefined): Record<string, string> =>
  seconds === undefined ? {} : { 'retry-after': String(seconds) }

export const noToken = () => graphError(401, 'InvalidAuthenticationToken', 'Access token is empty.', challenge)
export const badToken = () =>
  graphError(401, 'InvalidAuthenticationToken', 'Lifetime validation failed, the token is expired.', challenge)
const challenge = {
  'www-authenticate': 'Bearer realm="", authorization_uri="https://login.microsoftonline.com/common"',
}

export const accessDenied = () =>
  graphError(403, 'ErrorAccessDenied', 'Access is denied. Check credentials and try again.')

export const overConcurrency = (retryAfter?: number) =>
  graphError(429, 'ApplicationThrottled', 'Application is over its MailboxConcurrency limit.', wait(retryAfter))
export const overRequests = (retryAfter?: number) =>
  graphError(429, 'ApplicationThrottled', 'Application is over its request limit.', wait(retryAfter))
export const unavailable = (status: number, retryAfter?: number) =>
  graphError(
    status,
    status === 504 ? 'UnknownError' : 'serviceNotAvailable',
    'The service is temporarily unavailable.',
    wait(retryAfter),
  )

export const badRequest = (message: string, code = 'BadRequest') => graphError(400, code, message)
export const noItem = () => graphError(404, 'ErrorItemNotFound', 'The specified object was not found in the store.')
export const malformedId = () => graphError(400, 'ErrorInvalidIdMalformed', 'Id is malformed.')

/** The changes since a token can no longer be told. 410 comes with the address to begin anew at. */
export const lostState = (status: number, code: string, location?: string) =>
  graphError(
    status,
    code,
    'The sync state generation is not found; it has expired.',
    location === undefined ? {} : { location },
  )

/** An error of the token endpoint. `number` is the AADSTS one: for the log, never to be branched on. */
export function refuseToken(status: number, error: string, number: number, sentence: string, suberror?: string) {
  const trace_id = randomUUID()
  const correlation_id = randomUUID()
  const timestamp = `${new Date().toISOString().slice(0, 19).replace('T', ' ')}Z`
  const body = {
    error,
    error_description: `AADSTS${number}: ${sentence} Trace ID: ${trace_id} Correlation ID: ${correlation_id} Timestamp: ${timestamp}`,
    error_codes: [number],
    timestamp,
    trace_id,
    correlation_id,
    ...(suberror && { suberror }),
  }
  return new Response(JSON.stringify(body), {
    status,
    headers: { 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-store, no-cache' },
  })
}
