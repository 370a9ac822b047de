/** Reads a file of JSON lines, plain or gzipped, and says of a bad line where it stands. */
import { readFileSync } from 'node:fs'
import { basename } from 'node:path'
import { gunzipSync } from 'node:zlib'
import type * as z from 'zod'

/** What is wrong with a file, in a sentence for whoever runs the command. */
export class InputError extends Error {
  override readonly name = 'InputError'
}

export interface Line<T> {
  /** 1 for the first. */
  readonly number: number
  readonly value: T
}

/**
 * Every line that is not empty, checked against the schema.
 * @throws InputError that names the file and the line
 */
export function readLines<T>(path: string, schema: z.ZodType<T>): readonly Line<T>[] {
  return textOf(path)
    .split('\n')
    .flatMap((line, i) => (line.trim() ? [{ number: i + 1, value: parse(line, { path, number: i + 1 }, schema) }] : []))
}

/** The same without the numbers. */
export const readValues = <T>(path: string, schema: z.ZodType<T>): readonly T[] =>
  readLines(path, schema).map(({ value }) => value)

/**
 * The whole text of a file.
 * @throws InputError where it cannot be read or unpacked
 */
export function textOf(path: string): string {
  try {
    const bytes = readFileSync(path)
    return (bytes[0] === 0x1f && bytes[1] === 0x8b ? gunzipSync(bytes) : bytes).toString('utf8').replace(/^\uFEFF/, '')
  } catch (error) {
    throw new InputError(`${basename(path)} cannot be read: ${error instanceof Error ? error.message : 'unknown'}`)
  }
}

interface Place {
  readonly path: string
  readonly number: number
}

function parse<T>(line: string, { path, number }: Place, schema: z.ZodType<T>): T {
  const where = `${basename(path)}, line ${number}`
  let json: unknown
  try {
    json = JSON.parse(line)
  } catch {
    throw new InputError(`${where}: this is no JSON.`)
  }
  const read = schema.safeParse(json)
  if (read.success) return read.data
  const [issue] = read.error.issues
  const field = issue?.path.join('.')
  throw new InputError(`${where}: ${field ? `“${field}”: ` : ''}${issue?.message ?? 'not as expected'}.`)
}
