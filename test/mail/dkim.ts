/** Checks a DKIM signature (RFC 6376, rsa-sha256, relaxed/relaxed) the way a receiver does, on its own. */
import { createHash, type KeyObject, verify } from 'node:crypto'

export interface Signature {
  readonly tags: ReadonlyMap<string, string>
  /** The names in `h=`, in small letters. */
  readonly fields: readonly string[]
  readonly bodyHolds: boolean
  readonly headerHolds: boolean
}

/** @param raw the mail as it came over the line */
export function checkSignature(raw: string, key: KeyObject): Signature {
  const border = raw.indexOf('\r\n\r\n')
  const headers = raw.slice(0, border).split(/\r\n(?![ \t])/)
  const signed = headers.find((line) => /^dkim-signature:/i.test(line)) ?? ''
  const tags = new Map(
    unfold(signed.slice(signed.indexOf(':') + 1))
      .split(';')
      .map((tag): [string, string] => {
        const [name = '', ...value] = tag.split('=')
        return [name.trim(), value.join('=').replace(/\s/g, '')]
      }),
  )
  const fields = (tags.get('h') ?? '').toLowerCase().split(':')
  const body = createHash('sha256')
    .update(relaxBody(raw.slice(border + 4)))
    .digest('base64')
  // Of several fields of one name the last one is signed first.
  const left = headers.filter((line) => line !== signed).reverse()
  const covered = fields.flatMap((name) => {
    const at = left.findIndex((line) => nameOf(line) === name)
    return at < 0 ? [] : left.splice(at, 1).map((line) => `${relaxHeader(line)}\r\n`)
  })
  const itself = relaxHeader(signed.replace(/([;\s]b=)[^;]*/, '$1'))
  const said = Buffer.from([...covered, itself].join(''))
  return {
    tags,
    fields,
    bodyHolds: body === tags.get('bh'),
    headerHolds: verify('sha256', said, key, Buffer.from(tags.get('b') ?? '', 'base64')),
  }
}

const unfold = (text: string) => text.replace(/\r\n(?=[ \t])/g, '')
const nameOf = (line: string) => line.slice(0, line.indexOf(':')).trim().toLowerCase()

function relaxHeader(line: string): string {
  const value = unfold(line.slice(line.indexOf(':') + 1))
  return `${nameOf(line)}:${value.replace(/[ \t]+/g, ' ').trim()}`
}

function relaxBody(body: string): string {
  const lines = body.split('\r\n').map((line) => line.replace(/[ \t]+/g, ' ').replace(/ $/, ''))
  while (lines.at(-1) === '') lines.pop()
  return lines.map((line) => `${line}\r\n`).join('')
}
