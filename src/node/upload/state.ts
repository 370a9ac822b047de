/** What is written down of an upload, so that a process that begins anew knows of it: one small file beside the files. */
import { readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import * as z from 'zod'
import type { UploadOwner, UploadResult } from '../../work/uploads.ts'

const amount = z.number()
const resultSchema = z.object({
  messages: amount,
  meetings: amount,
  contacts: amount.default(0),
  added: z.object({ mail: amount, meeting: amount, contact: amount.default(0) }),
  ties: amount,
  people: z.array(z.object({ name: z.string(), written: amount, received: amount, met: amount })),
  skipped: z.array(z.object({ reason: z.string(), amount, places: z.array(z.string()) })),
  notes: z.array(z.string()),
})

const stateSchema = z.object({
  id: z.string(),
  owner: z.templateLiteral([z.enum(['user:', 'guest:']), z.string()]),
  /** Whoever looks after it. */
  pid: z.number(),
  phase: z.enum(['receiving', 'looking', 'asking', 'reading', 'failed', 'done']),
  /** In milliseconds since 1970, by the clock of the machine. */
  at: z.number(),
  files: z.array(z.object({ file: z.string().regex(/^\d{1,5}$/), name: z.string() })),
  proposed: z.array(z.object({ address: z.string(), why: z.string(), sure: z.boolean() })),
  problem: z.string().nullable(),
  /** The addresses that its owner confirmed. */
  me: z.array(z.string()),
  /** What came of it, once it is done, and what there is to say of single files where it is not. */
  result: resultSchema.nullable().default(null),
  notes: z.array(z.string()).default([]),
  /** Its user was made by it, whom nothing but these files tells of; and whose it was before. */
  madeFor: z.templateLiteral(['guest:', z.string()]).nullable(),
})

export type State = Omit<z.infer<typeof stateSchema>, 'owner' | 'madeFor' | 'result'> & {
  readonly result: UploadResult | null
  readonly owner: UploadOwner
  readonly madeFor: UploadOwner | null
}

const fileIn = (folder: string) => join(folder, 'state.json')

/** In one step: whoever reads it finds the old one or the new one. */
export function writeState(folder: string, state: State): void {
  writeFileSync(`${fileIn(folder)}.new`, JSON.stringify(state), { mode: 0o600 })
  renameSync(`${fileIn(folder)}.new`, fileIn(folder))
}

/** Those of all uploads that lie here. What cannot be read is of nobody any more, and goes. */
export function readStates(imports: string): State[] {
  return readdirSync(imports, { withFileTypes: true }).flatMap((entry) => {
    if (!entry.isDirectory()) return []
    try {
      return [stateSchema.parse(JSON.parse(readFileSync(fileIn(join(imports, entry.name)), 'utf8')))]
    } catch {
      rmSync(join(imports, entry.name), { recursive: true, force: true })
      return []
    }
  })
}
