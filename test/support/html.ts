/** Reads the forms, links and text of a page the way a browser would, as far as tests need it. */

export interface Form {
  readonly method: 'GET' | 'POST'
  /** Absolute. */
  readonly action: string
  readonly fields: readonly Field[]
  /** Submit buttons that carry a name. */
  readonly buttons: readonly Field[]
}

/** A field that would be sent as it stands when `on`. */
export interface Field {
  readonly name: string
  readonly value: string
  readonly type: string
  readonly on: boolean
}

export interface Link {
  readonly text: string
  /** Absolute. */
  readonly href: string
}

interface Tag {
  readonly name: string
  readonly closing: boolean
  readonly attributes: ReadonlyMap<string, string>
  /** The text up to the next tag. */
  readonly text: string
}

const tagPattern = /<(\/?)([a-z][a-z0-9]*)((?:\s+[^\s=>/]+(?:\s*=\s*(?:"[^"]*"|'[^']*'|[^\s>"']+))?)*)\s*\/?>([^<]*)/gi
const attributePattern = /([^\s=>/]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>"']+)))?/g

/** The parts of a page; `url` is where it came from. */
export function parseHtml(html: string, url: string): { text: string; forms: Form[]; links: Link[] } {
  const tags = readTags(html)
  const base = tags.find(({ name }) => name === 'base')?.attributes.get('href')
  const from = base ? new URL(base, url).href : url
  return { text: readText(tags), forms: readForms(tags, from), links: readLinks(tags, from) }
}

function readTags(html: string): Tag[] {
  const visible = html.replace(/<!--[\s\S]*?-->/g, '').replace(/<(script|style)\b[\s\S]*?<\/\1\s*>/gi, '')
  return [...visible.matchAll(tagPattern)].map(([, slash, name = '', attributes = '', text = '']) => ({
    name: name.toLowerCase(),
    closing: slash === '/',
    attributes: new Map(
      [...attributes.matchAll(attributePattern)].map(([, key = '', double, single, bare]) => [
        key.toLowerCase(),
        decode(double ?? single ?? bare ?? ''),
      ]),
    ),
    text: decode(text),
  }))
}

const blocks = new Set(
  'p div li tr td th h1 h2 h3 h4 section article main header footer form br hr label button dt dd'.split(' '),
)

function readText(tags: readonly Tag[]): string {
  const body = tags.findIndex(({ name, closing }) => name === 'body' && !closing)
  const parts = tags.slice(Math.max(0, body)).map(({ name, text }) => (blocks.has(name) ? `\n${text}` : text))
  return parts
    .join('')
    .split('\n')
    .map((line) => line.replace(/\s+/g, ' ').trim())
    .filter(Boolean)
    .join('\n')
}

function readLinks(tags: readonly Tag[], from: string): Link[] {
  return tags.flatMap((tag, index) => {
    const href = tag.attributes.get('href')
    if (tag.name !== 'a' || tag.closing || href === undefined) return []
    return [{ text: textInside(tags, index), href: new URL(href, from).href }]
  })
}

function textInside(tags: readonly Tag[], opening: number): string {
  const name = tags[opening]?.name
  const end = tags.findIndex((tag, index) => index > opening && tag.closing && tag.name === name)
  const inside = tags.slice(opening, end < 0 ? undefined : end)
  return inside
    .map(({ text }) => text)
    .join('')
    .replace(/\s+/g, ' ')
    .trim()
}

function readForms(tags: readonly Tag[], from: string): Form[] {
  const forms: (Form & { readonly fields: Field[]; readonly buttons: Field[] })[] = []
  let open: (typeof forms)[number] | undefined
  let choice = ''
  tags.forEach((tag, index) => {
    const value = (name: string) => tag.attributes.get(name)
    if (tag.name === 'form') {
      open = undefined
      if (tag.closing) return
      open = {
        method: value('method')?.toLowerCase() === 'post' ? 'POST' : 'GET',
        action: new URL(value('action') || from, from).href,
        fields: [],
        buttons: [],
      }
      forms.push(open)
    }
    if (!open || tag.closing || tag.attributes.has('disabled')) return
    const name = value('name') ?? ''
    if (tag.name === 'select') choice = name
    else if (tag.name === 'option') {
      const first = !open.fields.some((field) => field.type === 'select' && field.name === choice)
      const on = tag.attributes.has('selected') || first
      if (on && !first) turnOff(open.fields, choice)
      open.fields.push({ name: choice, value: value('value') ?? tag.text.trim(), type: 'select', on })
    } else if (name && (tag.name === 'input' || tag.name === 'button' || tag.name === 'textarea')) {
      const type = value('type')?.toLowerCase() ?? (tag.name === 'button' ? 'submit' : 'text')
      const ticked = type !== 'checkbox' && type !== 'radio'
      const given = tag.name === 'textarea' ? textInside(tags, index) : (value('value') ?? (ticked ? '' : 'on'))
      const field = { name, value: given, type, on: ticked || tag.attributes.has('checked') }
      if (type === 'submit') open.buttons.push(field)
      else if (type !== 'button' && type !== 'reset') open.fields.push(field)
    }
  })
  return forms
}

/** A later chosen option takes the place of the first. */
function turnOff(fields: Field[], name: string) {
  fields.forEach((field, index) => {
    if (field.type === 'select' && field.name === name) fields[index] = { ...field, on: false }
  })
}

const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: '\u00a0' }

function decode(text: string): string {
  return text.replace(/&(?:#x([0-9a-f]+)|#(\d+)|([a-z]+));/gi, (whole, hex, decimal, name) => {
    if (hex) return String.fromCodePoint(Number.parseInt(hex, 16))
    if (decimal) return String.fromCodePoint(Number(decimal))
    return entities[name] ?? whole
  })
}
