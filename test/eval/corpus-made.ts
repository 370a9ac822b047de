/** Small made-up data sets in a folder of their own, in the formats that the command reads. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { onTestFinished } from 'vitest'

export const owner = 'ada@home.test'

export interface Line {
  readonly id: string
  readonly at: string
  readonly from: string
  readonly to: readonly string[]
  readonly [field: string]: unknown
}

/** A folder with these files; a list becomes lines of JSON, gzipped where the name says so. Gone after the test. */
export function folder(files: Readonly<Record<string, string | readonly object[]>>): string {
  const dir = mkdtempSync(join(tmpdir(), 'eval-'))
  onTestFinished(() => rmSync(dir, { recursive: true, force: true }))
  for (const [name, content] of Object.entries(files)) {
    const text = typeof content === 'string' ? content : content.map((one) => `${JSON.stringify(one)}\n`).join('')
    writeFileSync(join(dir, name), name.endsWith('.gz') ? gzipSync(text) : text)
  }
  return dir
}

/** A message of Ada's mailbox, `days` after the first of 2024; `out` to the other, else from them. */
export function mail(days: number, other: string, out: boolean, more: Readonly<Record<string, unknown>> = {}): Line {
  const at = new Date(Date.UTC(2024, 0, 1, 9) + days * 86_400_000).toISOString()
  const [from, to] = out ? [owner, other] : [other, owner]
  const id = `m${days}${out ? 'o' : 'i'}${other.slice(0, 3)}`
  return { user: owner, provider: 'mail', id, thread: null, at, from, to: [to], cc: [], ...more }
}

/**
 * Eight people with whom Ada wrote every fifteenth day, with each for a month longer than with the one before. The last word
 * was theirs with every second of them.
 */
export function correspondence(): readonly Line[] {
  return names
    .flatMap((name, i) =>
      Array.from({ length: 3 + 2 * i }, (_, turn) => {
        const [subject = '', thread] = [subjects[turn % subjects.length], `${i}-${turn}`]
        const first = i % 2 === 0
        return [
          mail(turn * 15, name, first, { subject, thread }),
          mail(turn * 15 + 1, name, !first, { subject: `Re: ${subject}`, thread }),
        ]
      }),
    )
    .flat()
    .sort((a, b) => (a.at < b.at ? -1 : 1))
}

export const subjects = ['Proofs of the harbour map', 'The boat house roof', 'Tea in Falmouth']
export const names = ['Ben', 'Cleo', 'Dora', 'Emil', 'Fay', 'Gus', 'Hana', 'Ivo'].map(
  (name) => `${name} Moor <${name.toLowerCase()}@${name.toLowerCase()}.test>`,
)
export const addresses = names.map((name) => /<(.*)>/.exec(name)?.[1] ?? '')
