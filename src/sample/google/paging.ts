/** Gmail's pages, whose tokens survive what arrives while they are read. */
import type { ApiCall } from './api.ts'

/**
 * One page. The token names the last item given, not a number, so that what arrives meanwhile shifts nothing;
 * where that item is gone meanwhile, its place in the order still holds.
 * @throws RangeError where `maxResults` is no whole number from 0 on
 */
export function slice<T>(items: readonly T[], call: ApiCall, key: (item: T) => string) {
  const asked = call.query.get('maxResults')
  const size = asked === null ? 100 : Number(asked)
  if (!Number.isInteger(size) || size < 0) throw new RangeError(`Invalid value at 'max_results': "${asked}"`)
  const limit = Math.min(size === 0 ? 100 : Math.min(size, 500), call.mostItems)
  const start = startOf(items, call.query.get('pageToken'), key)
  const page = call.emptyPage ? [] : items.slice(start, start + limit)
  const end = start + page.length
  const last = items[end - 1]
  const more = end < items.length || call.emptyPage
  return {
    page,
    nextPageToken: more ? writeToken({ after: last === undefined ? null : key(last), place: end }) : undefined,
  }
}

function startOf<T>(items: readonly T[], token: string | null, key: (item: T) => string): number {
  if (token === null) return 0
  const read = readToken(token)
  if (!read) throw new RangeError('Invalid pageToken')
  if (read.after === null) return 0
  const found = items.findIndex((item) => key(item) === read.after)
  return found < 0 ? read.place : found + 1
}

function writeToken(token: { after: string | null; place: number }): string {
  return Buffer.from(JSON.stringify(token)).toString('base64url')
}

function readToken(token: string): { after: string | null; place: number } | null {
  try {
    const { after, place } = JSON.parse(Buffer.from(token, 'base64url').toString('utf8'))
    return (after === null || typeof after === 'string') && Number.isInteger(place) ? { after, place } : null
  } catch {
    return null
  }
}
