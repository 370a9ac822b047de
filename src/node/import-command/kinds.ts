/** What a file on disk is, by its first bytes; its name only helps. */
import { closeSync, openSync, readSync, statSync } from 'node:fs'
import { basename } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { encodingOf } from '../../import/encoding.ts'
import type { ImportFile } from '../../import/files.ts'
import { isHeaderLine, isKnownHeaderLine } from '../../import/mbox-header.ts'
import { markIn } from '../../import/mbox-mark.ts'

export type Examined =
  | {
      readonly kind: ImportFile['kind']
      readonly gzip: boolean
      readonly size: number
      /** Gmail's export says of each message itself where it lay. */
      readonly labelled: boolean
    }
  /** In words that go on from its name. `mail`: it holds mail all the same. */
  | { readonly fault: string; readonly mail: boolean }

export const nothing = 'is neither mail (.mbox, .eml) nor a calendar (.ics).'

export function examine(path: string): Examined {
  try {
    const { size } = statSync(path)
    const raw = beginning(path)
    if (raw.length === 0) return { fault: 'is empty.', mail: false }
    const gzip = raw[0] === 0x1f && raw[1] === 0x8b
    const bytes = gzip ? gunzipSync(raw, { finishFlush: 2 }) : raw
    const stranger = strangers.find(([at, mark]) => bytes.subarray(at, at + mark.length).toString('latin1') === mark)
    if (stranger) return { fault: stranger[2], mail: stranger[2] !== archive }
    const text = toText(bytes)
    const kind = kindOf(text, basename(path).replace(/\.gz$/i, ''), holder(path))
    const labelled = kind === 'mbox' && /^From [^\n]*\nX-GM-THRID:/i.test(text)
    return kind ? { kind, gzip, size, labelled } : { fault: nothing, mail: false }
  } catch (error) {
    return { fault: `cannot be read (${(error as NodeJS.ErrnoException).code ?? 'unknown fault'}).`, mail: true }
  }
}

const archive = 'is an archive; unpack it and name what is inside.'
const howTo = 'docs/import.md says how to export from there.'
const strangers: readonly (readonly [number, string, string])[] = [
  [0, 'PK\x03\x04', archive],
  [257, 'ustar', archive],
  [0, '!BDN', `is an Outlook data file (.pst), which only Outlook can open; ${howTo}`],
  [0, '\xd0\xcf\x11\xe0', `is a message in Outlook’s own form (.msg); ${howTo}`],
  [0, '\xcf\xad\x12\xfe', `is a folder of Outlook Express (.dbx), which is not read; ${howTo}`],
]

/** The name of the folder around it. */
const holder = (path: string) => basename(path.slice(0, Math.max(0, path.length - basename(path).length - 1)))

function toText(bytes: Buffer): string {
  const encoding = encodingOf(bytes)
  const text = encoding.startsWith('utf-16') ? new TextDecoder(encoding).decode(bytes) : bytes.toString('latin1')
  return text.replace(/^(?:\xef\xbb\xbf|\ufeff|\0|\s)+/, '').replace(/\r\n?/g, '\n')
}

/** `name` without .gz; `around`: the folder that it lies in. */
function kindOf(text: string, name: string, around: string): ImportFile['kind'] | null {
  const ending = /\.(\w+)$/.exec(name)?.[1]?.toLowerCase() ?? ''
  const lines = text.split('\n').map((line) => Buffer.from(line, 'latin1'))
  if (/^BEGIN:VCALENDAR/i.test(text)) return 'ics'
  if (markIn(lines[0] ?? Buffer.alloc(0), true) && isHeaderLine(lines[1] ?? Buffer.alloc(0)))
    return ending === 'eml' ? 'eml' : 'mbox'
  if (/^mbo?x$/.test(ending)) return isMessage(lines, 1) || hasMark(lines) ? 'mbox' : null
  if (/^emlx?$/.test(ending)) return isMessage(lines, 0) ? 'eml' : null
  if (/^mht(?:ml)?$/.test(ending)) return null
  return isMessage(lines, /^(?:cur|new)$/.test(around) ? 1 : 2) ? 'eml' : null
}

/** It begins as a header, after Apple's line of its length, with at least so many lines of one that messages have. */
function isMessage(lines: readonly Buffer[], least: number): boolean {
  const from = /^\d+\s*$/.test(lines[0]?.toString('latin1') ?? '') ? 1 : 0
  const end = lines.findIndex((line, index) => index >= from && line.length === 0)
  const header = lines.slice(from, end < 0 ? lines.length : end)
  return isHeaderLine(header[0] ?? Buffer.alloc(0)) && header.filter(isTelling).length >= least
}

/** Of all fields those that files of other kinds do not have. */
const isTelling = (line: Buffer) =>
  isKnownHeaderLine(line) && !/^(?:content-|x-|status|subject|date|>)/i.test(line.toString('latin1'))

const hasMark = (lines: readonly Buffer[]) =>
  lines.some((line, index) => markIn(line, true) && isHeaderLine(lines[index + 1] ?? Buffer.alloc(0)))

function beginning(path: string): Buffer {
  const file = openSync(path, 'r')
  try {
    const buffer = Buffer.alloc(16 * 1024)
    return buffer.subarray(0, readSync(file, buffer))
  } finally {
    closeSync(file)
  }
}
