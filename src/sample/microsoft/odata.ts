/** The parts of OData that Graph's clients depend on: preferences, selections, pages. */
import { Temporal } from 'temporal-polyfill'

export interface Prefer {
  readonly immutableIds: boolean
  /** odata.maxpagesize */
  readonly pageSize?: number
  /** outlook.timezone, as written. */
  readonly timeZone?: string
}

/** Why a query is refused: the words of the answer. */
export class QueryError extends Error {
  override readonly name = 'QueryError'
  readonly code: string
  constructor(message: string, code = 'BadRequest') {
    super(message)
    this.code = code
  }
}

/** Reads the Prefer header; what it does not know it ignores, as the standard says. */
export function readPrefer(header: string | undefined): Prefer {
  const text = header ?? ''
  const size = /(?:^|[,;\s])odata\.maxpagesize\s*=\s*"?(\d+)"?/i.exec(text)?.[1]
  const zone = /outlook\.timezone\s*=\s*"([^"]*)"/i.exec(text)?.[1]
  return {
    immutableIds: /IdType\s*=\s*"?ImmutableId"?/i.test(text),
    ...(size !== undefined && Number(size) > 0 && { pageSize: Number(size) }),
    ...(zone !== undefined && { timeZone: zone }),
  }
}

/**
 * The names of `$select`; null where everything is wanted.
 * @throws QueryError for a name the type does not have
 */
export function readSelect(select: string | null, properties: readonly string[], type: string): string[] | null {
  if (select === null) return null
  const names = select.split(',').map((name) => name.trim())
  return names.map((name) => {
    const found = properties.find((property) => property.toLowerCase() === name.toLowerCase())
    if (found) return found
    throw new QueryError(
      `Parsing OData Select and Expand failed: Could not find a property named '${name}' on type 'microsoft.graph.${type}'.`,
      'RequestBroker--ParseUri',
    )
  })
}

/** What is left of an item: its id and etag always are. */
export function applySelect<T extends object>(item: T, select: readonly string[] | null): Partial<T> {
  if (!select) return item
  const kept = Object.entries(item).filter(
    ([name]) => name === 'id' || name.startsWith('@odata.') || select.includes(name),
  )
  return Object.fromEntries(kept) as Partial<T>
}

/** A whole number of at least `least`. @throws QueryError */
export function readNumber(query: URLSearchParams, name: '$top' | '$skip', least: number): number | null {
  const text = query.get(name)
  if (text === null) return null
  if (/^\d{1,9}$/.test(text) && Number(text) >= least) return Number(text)
  throw new QueryError(`Invalid value '${text}' for ${name} query option found.`)
}

/** @throws QueryError for an option that this collection does not have */
export function allowOnly(query: URLSearchParams, names: readonly string[]) {
  const wrong = [...query.keys()].find((name) => !names.includes(name))
  if (wrong !== undefined) throw new QueryError(`The query option '${wrong}' is not supported here.`)
}

/** A plain list's page and the address of the next one, which repeats the query with `$skip`. */
export function pageOf<T>(
  items: readonly T[],
  { query, url, most }: { query: URLSearchParams; url: string; most: number },
): { readonly page: readonly T[]; readonly next: string | null } {
  const size = Math.min(readNumber(query, '$top', 1) ?? 10, most)
  const skip = readNumber(query, '$skip', 0) ?? 0
  const page = items.slice(skip, skip + size)
  if (skip + page.length >= items.length) return { page, next: null }
  const rest = [...query].filter(([name]) => name !== '$skip').map(([name, value]) => `${name}=${encode(value)}`)
  return { page, next: `${url}?${[...rest, `$skip=${skip + page.length}`].join('&')}` }
}

function encode(value: string): string {
  return encodeURIComponent(value).replaceAll('%24', '$').replaceAll('%2C', ',').replaceAll('%3A', ':')
}

/**
 * The moment behind `receivedDateTime ge`, the only filter that a delta takes.
 * @throws QueryError
 */
export function readFilter(filter: string | null): { readonly at: string; readonly inclusive: boolean } | null {
  if (filter === null) return null
  const found = /^receivedDateTime (ge|gt) (\S+)$/i.exec(filter.trim())
  const at = found?.[2] ?? ''
  // A plus sign that was not encoded arrives as a space, and the time is none any more.
  if (!found || !/^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)$/.test(at))
    throw new QueryError('The query filter contains one or more invalid nodes.', 'ErrorInvalidUrlQueryFilter')
  return { at: Temporal.Instant.from(at).toString(), inclusive: found[1]?.toLowerCase() === 'ge' }
}
