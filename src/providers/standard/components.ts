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
  let inside: Part['kind'] | null = null
  let lines: string[] = []
  let size = 0
  let hidden = 0
  for await (const line of unfold(chunks)) {
    const [, verb = '', name = ''] = /^(BEGIN|END):\s*([\w-]+)\s*$/i.exec(line) ?? []
    const kind = name.toUpperCase()
    if (!inside) {
      if (/^BEGIN$/i.test(verb) && (kind === 'VEVENT' || kind === 'VTIMEZONE')) {
        inside = kind
        lines = [`BEGIN:${kind}`]
        size = 0
        hidden = 0
      } else if (!verb) {
        const [, key = '', value = ''] = /^(METHOD|X-WR-TIMEZONE)[^:]*:(.*)$/i.exec(line) ?? []
        if (key) properties.set(key.toUpperCase(), value.trim())
      }
      continue
    }
    if (/^BEGIN$/i.test(verb) && inside === 'VEVENT') hidden++
    else if (/^END$/i.test(verb) && kind === inside) {
      lines.push(`END:${kind}`)
      yield size > mostPartLength ? 'too large' : { kind: inside, text: lines.join('\r\n') }
      inside = null
    } else if (/^END$/i.test(verb) && inside === 'VEVENT') hidden = Math.max(0, hidden - 1)
    else if (!hidden && !unread.test(line)) {
      size += line.length
      if (size <= mostPartLength) lines.push(line)
    }
  }
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
