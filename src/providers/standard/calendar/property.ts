/** One content line of a calendar (RFC 5545 section 3.1): its name, its parameters and its value, whatever else is wrong. */

export interface Property {
  /** In upper case. */
  readonly name: string
  /** By upper case name; quotes taken away, the first of several with one name. */
  readonly parameters: ReadonlyMap<string, string>
  /** As it is written, without space around it. */
  readonly value: string
}

/** No property that is read has more of them. */
const mostParameters = 50

/** Null for a line that is none: without a colon, or without a name before it. */
export function readProperty(line: string): Property | null {
  // A quote that is never closed hides the colon: then no quote counts.
  const pieces = split(line, true) ?? split(line, false)
  const [name = '', ...parameters] = pieces?.head ?? []
  if (!pieces || !/^[A-Za-z][\w-]*$/.test(name.trim())) return null
  const found = new Map<string, string>()
  for (const parameter of parameters.slice(0, mostParameters)) {
    const equals = parameter.indexOf('=')
    const key = parameter.slice(0, Math.max(0, equals)).trim().toUpperCase()
    if (key && !found.has(key)) found.set(key, readParameter(parameter.slice(equals + 1)))
  }
  return { name: name.trim().toUpperCase(), ...withZone(found, pieces.value.trim()) }
}

/** The name of a zone may hold a colon, and stand there without the quotes it needs: "TZID=(UTC+01:00) Berlin:20260907T140000". */
function withZone(parameters: Map<string, string>, value: string): Pick<Property, 'parameters' | 'value'> {
  const zone = parameters.get('TZID')
  const colon = value.lastIndexOf(':')
  if (zone === undefined || colon < 0 || !/^\d{8}/.test(value.slice(colon + 1)) || /^\d{8}/.test(value))
    return { parameters, value }
  parameters.set('TZID', `${zone}:${readParameter(value.slice(0, colon))}`)
  return { parameters, value: value.slice(colon + 1) }
}

/** Cuts at the semicolons and at the first colon, none of which counts inside quotes. */
function split(line: string, quotes: boolean): { readonly head: readonly string[]; readonly value: string } | null {
  const head: string[] = []
  let start = 0
  let isQuoted = false
  for (let at = 0; at < line.length; at++) {
    const sign = line[at]
    if (sign === '"') isQuoted = quotes && !isQuoted
    else if (isQuoted || (sign !== ';' && sign !== ':')) continue
    else {
      head.push(line.slice(start, at))
      start = at + 1
      if (sign === ':') return { head, value: line.slice(start) }
    }
  }
  return null
}

const carets: Readonly<Record<string, string>> = { '^n': '\n', '^^': '^', "^'": '"' }

/** Without quotes; what RFC 6868 wraps is unwrapped, and so is what some programs escape as in a value. */
const readParameter = (written: string): string =>
  written
    .replace(/\\?"/g, '')
    .replace(/\^[n^']/g, (pair) => carets[pair] ?? pair)
    .replace(/\\([,;\\])/g, '$1')
    .trim()

/** A value of type TEXT (RFC 5545 section 3.3.11). */
export const readText = (value: string): string =>
  value.replace(/\\([\\;,nN])/g, (_, sign: string) => (sign === 'n' || sign === 'N' ? '\n' : sign))
