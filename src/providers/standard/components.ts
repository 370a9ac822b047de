/** Takes the parts out of a calendar file as it streams past, without the text that nobody reads. */

export interface Part {
  readonly kind: 'VEVENT' | 'VTIMEZONE'
  readonly text: string
}

/** A larger event is passed over: some thousand guests fit into it. */
const mostPartLength = 1024 * 1024
const mostLineLength = 64 * 1024

/** Descriptions and attachments are dropped before anything is read of them; alarms hold more of the same. */
const unread =
  /^(?:DESCRIPTION|ATTACH|COMMENT|CONTACT|X-ALT-DESC|X-APPLE-[\w-]+|X-GOOGLE-CONFERENCE|X-MICROSOFT-(?!CDO-BUSYSTATUS)[\w-]+|URL|SUMMARY;X-[\w-]+|CONFERENCE)[;:]/i

export interface Parts {
  /** Of the calendar as a whole: METHOD, X-WR-TIMEZONE. In upper case. */
  readonly properties: ReadonlyMap<string, string>
  readonly parts: AsyncGenerator<Part | 'too large'>
}

/** @returns parts in the order of the file; `properties` fill as it is read */
export function readParts(chunks: AsyncIterable<Uint8Array>): Parts {
  const properties = new Map<string, string>()
  return { properties, parts: walk(chunks, properties) }
}

async function* walk(
  chunks: AsyncIterable<Uint8Array>,
  properties: Map<string, string>,
): AsyncGenerator<Part | 'too large'> {
  let open: OpenPart | null = null
  for await (const line of unfold(chunks)) {
    const mark = markOf(line)
    if (!open) {
      open = begin(mark)
      if (!mark) note(properties, line)
    } else if (mark?.verb === 'END' && mark.name === open.kind) {
      yield close(open)
      open = null
    } else extend(open, mark, line)
  }
}

interface Mark {
  readonly verb: 'BEGIN' | 'END'
  readonly name: string
}

/** The beginning or the end of a component. */
function markOf(line: string): Mark | null {
  const [, verb, name = ''] = /^(BEGIN|END):\s*([\w-]+)\s*$/i.exec(line) ?? []
  return verb ? { verb: /^B/i.test(verb) ? 'BEGIN' : 'END', name: name.toUpperCase() } : null
}

/** Of the calendar as a whole. */
function note(properties: Map<string, string>, line: string): void {
  const [, key = '', value = ''] = /^(METHOD|X-WR-TIMEZONE)[^:]*:(.*)$/i.exec(line) ?? []
  if (key) properties.set(key.toUpperCase(), value.trim())
}

/** A part whose end has not come yet. */
interface OpenPart {
  readonly kind: Part['kind']
  readonly lines: string[]
  size: number
  /** How many components inside an event are open, none of which is read. */
  hidden: number
}

function begin(mark: Mark | null): OpenPart | null {
  if (mark?.verb !== 'BEGIN' || (mark.name !== 'VEVENT' && mark.name !== 'VTIMEZONE')) return null
  return { kind: mark.name, lines: [`BEGIN:${mark.name}`], size: 0, hidden: 0 }
}

/** What lies inside an event is passed over; what a time zone holds belongs to it. */
function extend(open: OpenPart, mark: Mark | null, line: string): void {
  if (mark && open.kind === 'VEVENT') open.hidden = Math.max(0, open.hidden + (mark.verb === 'BEGIN' ? 1 : -1))
  else if (!open.hidden && !unread.test(line)) {
    open.size += line.length
    if (open.size <= mostPartLength) open.lines.push(line)
  }
}

function close({ kind, lines, size }: OpenPart): Part | 'too large' {
  return size > mostPartLength ? 'too large' : { kind, text: [...lines, `END:${kind}`].join('\r\n') }
}

/** Whole content lines (RFC 5545 section 3.1); of a longer one no more than its beginning. */
async function* unfold(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  const decoder = new TextDecoder()
  let rest = ''
  let line: string | null = null
  const physical = (text: string): string | null => {
    const bare = text.endsWith('\r') ? text.slice(0, -1) : text
    if (line !== null && /^[ \t]/.test(bare)) {
      if (line.length < mostLineLength) line += bare.slice(1)
      return null
    }
    const whole = line
    line = bare.slice(0, mostLineLength)
    return whole
  }
  for await (const chunk of chunks) {
    const texts = (rest + decoder.decode(chunk, { stream: true })).split('\n')
    rest = (texts.pop() ?? '').slice(0, mostLineLength)
    for (const text of texts) {
      const whole = physical(text)
      if (whole !== null) yield whole
    }
  }
  const last = physical(rest)
  if (last !== null) yield last
  if (line !== null) yield line
}
