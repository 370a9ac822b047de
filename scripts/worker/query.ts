/** How Google's clients write what stands behind the question mark, as qs does it for them outside of the bundle for Workers. */

/** A list is said once for each of its values; what is not there is left out. */
export function stringify(parameters: Readonly<Record<string, unknown>>): string {
  return Object.entries(parameters)
    .flatMap(([name, given]) => [given].flat().map((value) => [name, value] as const))
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => `${encode(name)}=${encode(String(value ?? ''))}`)
    .join('&')
}

/** RFC 3986 has nothing of this kept but what encodeURIComponent keeps too much of. */
export const encode = (text: string): string =>
  encodeURIComponent(text).replace(/[!'()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`)
