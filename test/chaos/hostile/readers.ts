/** Each text through functions that read what strangers write: none may throw. */
import { own, type Reader, readers } from '../../text/readers.ts'

const all: readonly (readonly [string, Reader])[] = Object.entries(readers).flatMap(([module, [, functions]]) =>
  Object.entries(functions).flatMap(([name, read]) => (read === own ? [] : [[`${module}.${name}`, read] as const])),
)

/** @param each so many functions for one text, in turn; all of them, unless said */
export async function readAll(
  texts: readonly string[],
  each = all.length,
): Promise<{ readonly calls: number; readonly wrong: string[] }> {
  const wrong: string[] = []
  let calls = 0
  for (const [index, text] of texts.entries())
    for (let turn = 0; turn < each; turn++) {
      const [name, read] = all[(index * each + turn) % all.length] as readonly [string, Reader]
      calls++
      try {
        await read(text)
      } catch (error) {
        wrong.push(`${name} threw ${String(error).slice(0, 120)} for ${JSON.stringify(text.slice(0, 160))}`)
      }
    }
  return { calls, wrong }
}
