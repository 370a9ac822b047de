/** What a file on disk is, by its first bytes; its name only helps. */
import { closeSync, openSync, readSync } from 'node:fs'
import { basename } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { knowTable } from '../../import/contacts/known-table.ts'
import { encodingOf } from '../../import/encoding.ts'
import type { ImportFile } from '../../import/files.ts'
import { isHeaderLine, isKnownHeaderLine } from '../../import/mbox-header.ts'
import { markIn } from '../../import/mbox-mark.ts'

export type Examined =
  | {
      readonly kind: ImportFile['kind']
      readonly gzip: boolean
      /** Gmail's export says of each message itself where it lay. */
      readonly labelled: boolean
    }
  /** Its entries are files of their own. */
  | { readonly archive: 'zip' | 'tar'; readonly gzip: boolean }
  /** In words that go on from its name. `mail`: it holds mail all the same. */
  | { readonly fault: string; readonly mail: boolean }

export const nothing = 'is neither mail (.mbox, .eml), a calendar (.ics) nor an address book (.vcf, .csv).'

/**
 * @param raw its first bytes
 * @param path its name, with the folders around it
 */
export function examine(raw: Buffer, path: string): Examined {
  if (raw.length === 0) return { fault: 'is empty.', mail: false }
  const gzip = raw[0] === 0x1f && raw[1] === 0x8b
  const bytes = gzip ? unzipped(raw) : raw
  const name = basename(path).replace(/\.gz$/i, '')
  const ending = /\.(\w+)$/.exec(name)?.[1]?.toLowerCase() ?? ''
  const stranger = strangers.find(({ at, mark, endings }) => {
    const isMarked = bytes.subarray(at, at + mark.length).toString('latin1') === mark
    return isMarked && (!endings || endings.test(ending))
  })
  if (stranger) return { fault: stranger.fault, mail: true }
  const begins = (mark: string, at = 0) => bytes.subarray(at, at + mark.length).toString('latin1') === mark
  // Documents and programs are zip files too, under endings of their own.
  if (!gzip && ['PK\x03\x04', 'PK\x05\x06', 'PK\x07\x08'].some((mark) => begins(mark)))
    return ending === 'zip' || ending === '' ? { archive: 'zip', gzip } : { fault: nothing, mail: false }
  if (begins('ustar', 257)) return { archive: 'tar', gzip }
  const text = toText(bytes)
  if (/^BEGIN:VCARD/i.test(text)) return { kind: 'vcf', gzip, labelled: false }
  if (knowTable(bytes)) return { kind: 'csv', gzip, labelled: false }
  const kind = kindOf(text, name, holder(path))
  const labelled = kind === 'mbox' && /^From [^\n]*\nX-GM-THRID:/i.test(text)
  return kind ? { kind, gzip, labelled } : { fault: /^[ct]sv$/.test(ending) ? table : nothing, mail: false }
}

/** As much of it as unpacks: of a damaged file its end is missing. */
function unzipped(raw: Buffer): Buffer {
  try {
    return gunzipSync(raw, { finishFlush: 2, maxOutputLength: 64 * 1024 * 1024 })
  } catch {
    return Buffer.alloc(0)
  }
}

const table = 'is a table, and no address book of Google, Outlook or LinkedIn as they hand it out.'

interface Stranger {
  readonly at: number
  readonly mark: string
  /** Only under such an ending: others share the mark. */
  readonly endings?: RegExp
  readonly fault: string
}

const strangers: readonly Stranger[] = [
  {
    at: 0,
    mark: '!BDN',
    fault:
      'is an Outlook data file (.pst). Turn it into mbox files with readpst (Debian and Ubuntu: apt install pst-utils; macOS: brew install libpst): mkdir mail && readpst -r -o mail FILE.pst, then name the folder mail.',
  },
  {
    at: 0,
    mark: '\xd0\xcf\x11\xe0',
    endings: /^(?:msg|oft)?$/,
    fault:
      'is a message in Outlook’s own form (.msg). Turn such files into .eml with msgconvert (Debian and Ubuntu: apt install libemail-outlook-message-perl): msgconvert *.msg, then name the folder.',
  },
  {
    at: 0,
    mark: 'PK',
    endings: /^olm$/,
    fault:
      'is an export of Outlook for Mac (.olm). In Outlook for Mac drag each mail folder to the desktop in its place, which makes a .mbox of it, and name those.',
  },
  {
    at: 0,
    mark: '\xcf\xad\x12\xfe',
    fault:
      'is a folder of Outlook Express (.dbx). Turn its folder into .eml files with undbx (Debian and Ubuntu: apt install undbx): undbx FOLDER mail, then name the folder mail.',
  },
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

/** The first bytes of a file on disk. @throws what the disk says */
export function beginning(path: string): Buffer {
  const file = openSync(path, 'r')
  try {
    const buffer = Buffer.alloc(16 * 1024)
    return buffer.subarray(0, readSync(file, buffer))
  } finally {
    closeSync(file)
  }
}
