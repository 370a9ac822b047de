/** How values stand in a statement and rows come out of it: found out once, where Drizzle looks for it at every value. */
import { Column, is, Param, Placeholder, SQL, Subquery } from 'drizzle-orm'

/** What stands at a place of a statement, with these values. */
export type Place = (values: Readonly<Record<string, unknown>>) => unknown

/** The value of a place of Drizzle's, by its version 0.45: one that was given, one that is named, or that of a column which is named. */
export function toPlace(param: unknown): Place {
  if (is(param, Placeholder)) return (values) => given(values, param.name)
  if (is(param, Param) && is(param.value, Placeholder)) {
    const { encoder } = param
    const { name } = param.value
    return (values) => encoder.mapToDriverValue(given(values, name))
  }
  return () => param
}

function given(values: Readonly<Record<string, unknown>>, name: string): unknown {
  if (!(name in values)) throw new TypeError(`a statement without a value for "${name}"`)
  return values[name]
}

/** A column as Drizzle selects it: under which names it stands in what a statement gives. */
export interface Field {
  readonly path: readonly string[]
  readonly field: unknown
}

interface Decoder {
  mapFromDriverValue(value: unknown): unknown
}

/** Makes what is selected of the values of each row; of tables that are all there, since of others Drizzle says that they are not. */
export function readerOf(fields: readonly Field[]): (rows: readonly (readonly unknown[])[]) => unknown[] {
  const columns = fields.map(({ path, field }) => ({
    decoder: decoderOf(field),
    within: path.slice(0, -1),
    last: path.at(-1) ?? '',
  }))
  return (rows) =>
    rows.map((row) => {
      const made: Record<string, unknown> = {}
      for (const [place, { decoder, within, last }] of columns.entries()) {
        const value = row[place] ?? null
        nodeOf(made, within)[last] = value === null ? null : decoder.mapFromDriverValue(value)
      }
      return made
    })
}

function nodeOf(made: Record<string, unknown>, within: readonly string[]): Record<string, unknown> {
  let node = made
  for (const name of within) {
    node[name] ??= {}
    node = node[name] as Record<string, unknown>
  }
  return node
}

function decoderOf(field: unknown): Decoder {
  if (is(field, Column)) return field
  const { decoder } = (
    is(field, SQL) ? field : is(field, Subquery) ? field._.sql : (field as { readonly sql: unknown }).sql
  ) as { readonly decoder: Decoder }
  return decoder
}
