/** The error bodies of Google's APIs, word for word where they were seen. */

interface Details {
  readonly domain?: string
  readonly status?: string
  readonly location?: string
  readonly locationType?: string
  readonly retryAfter?: number
  readonly details?: readonly Record<string, unknown>[]
}

/** A JSON answer as Google's front end sends it. */
export function json(body: unknown, status = 200, headers: Record<string, string> = {}): Response {
  return new Response(JSON.stringify(body, null, 1), {
    status,
    headers: { 'content-type': 'application/json; charset=UTF-8', 'cache-control': 'private', ...headers },
  })
}

/** An API error in the one shape all of them have. */
export function refuse(code: number, reason: string, message: string, more: Details = {}): Response {
  const { domain = 'global', status, retryAfter, details, ...location } = more
  const error = {
    code,
    message,
    errors: [{ message, domain, reason, ...location }],
    ...(status && { status }),
    ...(details && { details }),
  }
  const headers: Record<string, string> = {}
  if (retryAfter !== undefined) headers['retry-after'] = String(retryAfter)
  if (code === 401) headers['www-authenticate'] = 'Bearer realm="https://accounts.google.com/", error="invalid_token"'
  return json({ error }, code, headers)
}

export const unauthorized = () =>
  refuse(401, 'authError', 'Invalid Credentials', {
    status: 'UNAUTHENTICATED',
    location: 'Authorization',
    locationType: 'header',
  })

/** A box was not ticked. */
export const insufficient = (service: string) =>
  refuse(403, 'insufficientPermissions', 'Request had insufficient authentication scopes.', {
    status: 'PERMISSION_DENIED',
    details: [
      {
        '@type': 'type.googleapis.com/google.rpc.ErrorInfo',
        reason: 'ACCESS_TOKEN_SCOPE_INSUFFICIENT',
        domain: 'googleapis.com',
        metadata: { service },
      },
    ],
  })

export const minuteQuota = (retryAfter?: number) =>
  refuse(
    403,
    'rateLimitExceeded',
    "Quota exceeded for quota metric 'Queries' and limit 'Queries per minute per user' of service 'gmail.googleapis.com' for consumer 'project_number:000000000000'.",
    { domain: 'usageLimits', status: 'PERMISSION_DENIED', ...(retryAfter !== undefined && { retryAfter }) },
  )

export const tooManyConcurrent = () =>
  refuse(429, 'rateLimitExceeded', 'Too many concurrent requests for user', {
    domain: 'usageLimits',
    status: 'RESOURCE_EXHAUSTED',
  })

export const invalid = (message: string, location?: string) =>
  refuse(400, 'invalidArgument', message, {
    status: 'INVALID_ARGUMENT',
    ...(location && { location, locationType: 'parameter' }),
  })

export const forbidden = (message: string) => refuse(403, 'forbidden', message, { status: 'PERMISSION_DENIED' })

export const missing = (message = 'Requested entity was not found.') =>
  refuse(404, 'notFound', message, { status: 'NOT_FOUND' })
