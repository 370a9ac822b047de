/** Stands in for qs in the bundle for Workers, of which Google's clients ask only that parameters become a query. */

type Value = string | number | boolean | null | undefined

/** A list is said once for each of its values; what is not there is left out. */
export function stringify(parameters: Readonly<Record<string, Value | readonly Value[]>>): string {
  return Object.entries(parameters)
    .flatMap(([name, given]) => [given].flat().map((value) => [name, value] as const))
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => `${encode(name)}=${encode(String(value ?? ''))}`)
    .join('&')
}

/** RFC 3986 has nothing of this kept but what encodeURIComponent keeps too much of. */
const encode = (text: string) =>
  encodeURIComponent(text).replace(/[!'()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`)
