/** The items of a provider's page, read one by one: whatever one of them holds, it never holds up the others. */
import type * as z from 'zod'
import { breathe } from '../breathe.ts'
import type { Skipped } from '../facts.ts'

export interface ItemReader<T> {
  readonly schema: z.ZodType<T>
  /** What an item is called that is not of this form, in words for a list of counts. */
  readonly unknown: string
  /** Takes an item in, or says in words why it is left out. A throw leaves it out as well. */
  take(item: T): string | undefined
}

/**
 * @param items as they came, of any form
 * @returns what was left out
 */
export function readItems<T>(items: readonly unknown[], { schema, unknown, take }: ItemReader<T>): Skipped[] {
  return items.flatMap((raw) => {
    const skip = (reason: string): Skipped[] => [{ id: idOf(raw), reason }]
    try {
      const parsed = schema.safeParse(raw)
      if (!parsed.success) return skip(unknown)
      const reason = take(parsed.data)
      return reason === undefined ? [] : skip(reason)
    } catch {
      return skip(unknown)
    }
  })
}

/** The same in turns with everybody else: a page may hold two hundred items, and one of them thousands of people. */
export async function readItemsInTurns<T>(items: readonly unknown[], reader: ItemReader<T>): Promise<Skipped[]> {
  const skipped: Skipped[] = []
  for (const item of items) {
    skipped.push(...readItems([item], reader))
    await breathe()
  }
  return skipped
}

/** Empty where there is none. */
export function idOf(raw: unknown): string {
  const id = typeof raw === 'object' && raw !== null && 'id' in raw ? raw.id : undefined
  return typeof id === 'string' ? id : ''
}
