/** Takes the parts out of a calendar file as it streams past, each with the calendar that it stands in. */
import { type Line, readLines } from './lines.ts'
import { type Property, readProperty } from './property.ts'

/** What one VCALENDAR says of all that stands in it; it fills as the file is read. */
export interface Head {
  /** METHOD, in upper case. */
  method?: string
  /** X-WR-TIMEZONE or TIMEZONE-ID, as it is written. */
  timeZone?: string
}

export interface Part {
  readonly kind: 'VEVENT' | 'VTIMEZONE'
  readonly head: Head
  /** The line of the file on which it begins. */
  readonly line: number
  readonly properties: readonly Property[]
  /** Of a time zone: its clocks. */
  readonly inner: readonly Inner[]
  /** Why it is not read. */
  readonly fault?: 'too large' | 'cut off'
}

export interface Inner {
  /** STANDARD or DAYLIGHT. */
  readonly kind: string
  readonly properties: readonly Property[]
}

/** A larger event is passed over: some thousand guests fit into it. */
const mostPartLength = 1024 * 1024

/** Nothing else is looked at: neither descriptions nor attachments. */
const wanted: ReadonlySet<string> = new Set([
  ...['UID', 'DTSTART', 'DTEND', 'DURATION', 'RECURRENCE-ID', 'RRULE', 'RDATE', 'EXDATE', 'SEQUENCE', 'DTSTAMP'],
  ...['LAST-MODIFIED', 'STATUS', 'TRANSP', 'CLASS', 'SUMMARY', 'LOCATION', 'ORGANIZER', 'ATTENDEE'],
  ...['X-MICROSOFT-CDO-BUSYSTATUS', 'TZID', 'TZOFFSETFROM', 'TZOFFSETTO', 'X-LIC-LOCATION'],
])

/** Parts in the order of the file. One that never ends is ended by the next one, or with its calendar. */
export async function* readParts(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Part> {
  let head: Head = {}
  let open: OpenPart | null = null
  for await (const line of readLines(chunks)) {
    const mark = markOf(line.text)
    if (open && (!mark || !isEndOf(open, mark))) extend(open, mark, line)
    else {
      if (open) yield close(open)
      if (mark?.name === 'VCALENDAR') head = {}
      if (!mark) note(head, line)
      open = begin(mark, head, line)
    }
  }
  if (open) yield { ...close(open), fault: 'cut off' }
}

interface Mark {
  readonly verb: 'BEGIN' | 'END'
  readonly name: string
}

/** The beginning or the end of a component. */
function markOf(line: string): Mark | null {
  const [, verb, name = ''] = /^(BEGIN|END)[ \t]*:[ \t]*([\w-]+)[ \t]*$/i.exec(line) ?? []
  return verb ? { verb: /^B/i.test(verb) ? 'BEGIN' : 'END', name: name.toUpperCase() } : null
}

const whole: ReadonlySet<string> = new Set(['VCALENDAR', 'VEVENT', 'VTIMEZONE', 'VTODO', 'VJOURNAL', 'VFREEBUSY'])

/** Its own end, or a beginning that no part holds inside. */
const isEndOf = (open: OpenPart, { verb, name }: Mark) =>
  verb === 'END' ? name === open.kind || name === 'VCALENDAR' : whole.has(name)

/** Of the calendar as a whole. */
function note(head: Head, { text }: Line): void {
  if (!/^(?:METHOD|X-WR-TIMEZONE|TIMEZONE-ID)[ \t]*[;:]/i.test(text)) return
  const { name, value } = readProperty(text) ?? {}
  if (name === 'METHOD') head.method ??= value?.toUpperCase() ?? ''
  if (name === 'X-WR-TIMEZONE' || name === 'TIMEZONE-ID') head.timeZone ??= value ?? ''
}

/** A part whose end has not come yet. */
interface OpenPart {
  readonly kind: Part['kind']
  readonly head: Head
  readonly line: number
  readonly properties: Property[]
  readonly inner: { readonly kind: string; readonly properties: Property[] }[]
  size: number
  /** The components inside it that are open. */
  readonly stack: string[]
}

function begin(mark: Mark | null, head: Head, { number }: Line): OpenPart | null {
  if (mark?.verb !== 'BEGIN' || (mark.name !== 'VEVENT' && mark.name !== 'VTIMEZONE')) return null
  return { kind: mark.name, head, line: number, properties: [], inner: [], size: 0, stack: [] }
}

/** What lies inside an event is passed over; what a time zone holds belongs to it. */
function extend(open: OpenPart, mark: Mark | null, { text }: Line): void {
  if (mark) {
    step(open, mark)
    return
  }
  const isInside = open.stack.length > 0
  const properties = !isInside ? open.properties : open.kind === 'VTIMEZONE' ? open.inner.at(-1)?.properties : null
  const name = /^[\w-]+/.exec(text)?.[0] ?? ''
  if (!properties || !wanted.has(name.toUpperCase())) return
  open.size += text.length
  if (open.size > mostPartLength) return
  const property = readProperty(text)
  if (property) properties.push(property)
}

/** Nobody puts more into each other, or describes more clocks. */
const mostOpen = 10
const mostInner = 500

/** Nothing holds one of its own kind: a second one shows that the first was never ended. */
function step({ kind, stack, inner }: OpenPart, { verb, name }: Mark): void {
  if (verb === 'END') {
    const at = stack.lastIndexOf(name)
    stack.length = Math.max(0, at < 0 ? stack.length - 1 : at)
    return
  }
  if (stack.at(-1) !== name && stack.length < mostOpen) stack.push(name)
  if (kind === 'VTIMEZONE' && inner.length < mostInner) inner.push({ kind: name, properties: [] })
}

function close({ kind, head, line, properties, inner, size }: OpenPart): Part {
  return { kind, head, line, properties, inner, ...(size > mostPartLength ? { fault: 'too large' as const } : {}) }
}
