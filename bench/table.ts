/** The results as the table of docs/performance.md, and what of them was missed. Pure. */
import type { Result } from './result.ts'

const marks = ['<!-- bench -->', '<!-- /bench -->'] as const

/** Rows that were measured take the place of those of their group; the others stay. A long row is replaced by a long run only. */
export function mergeResults(
  before: readonly Result[],
  now: ReadonlyMap<string, readonly Result[]>,
  order: readonly string[],
): readonly Result[] {
  return order.flatMap((group) => {
    const known = before.filter((row) => row.group === group)
    const fresh = now.get(group)
    if (!fresh) return known
    const kept = fresh.some(({ long }) => long) ? [] : known.filter(({ long }) => long)
    return [...fresh.map((row) => ({ ...row, group })), ...kept]
  })
}

/** Markdown: what, measured, against, ratio, aim, and whether it is met. */
export function toTable(results: readonly Result[]): string {
  const rows = results.map(({ name, measured, baseline, ratio, aim, met, long }) => {
    const what = long ? `${name} (\`--long\`)` : name
    const cells = [
      what,
      measured,
      baseline,
      figure(ratio),
      aim ?? '',
      met === undefined ? '' : met ? 'met' : '**missed**',
    ]
    return `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`
  })
  return ['| what | measured | against | ratio | aim | |', '|---|---|---|---|---|---|', ...rows].join('\n')
}

/** Three digits that mean something. */
const figure = (ratio: number) =>
  ratio >= 100 ? ratio.toFixed(0) : ratio >= 0.1 ? ratio.toFixed(2) : ratio.toPrecision(2)

/** How many aims are met, and which are not. */
export function summary(results: readonly Result[]): string {
  const aimed = results.filter(({ met }) => met !== undefined)
  const missed = aimed.filter(({ met }) => !met).map(({ name, ratio, aim }) => `${name} (${figure(ratio)}, aim ${aim})`)
  return `${aimed.length - missed.length} of ${aimed.length} aims are met.${missed.length ? ` Missed: ${missed.join('; ')}.` : ''}`
}

/** @throws Error where the page has no place for it */
export function splice(page: string, text: string): string {
  const [start, end] = marks.map((mark) => page.indexOf(mark))
  if (start === undefined || end === undefined || start < 0 || end < start)
    throw new Error('the page has no marks for the table')
  return `${page.slice(0, start + marks[0].length)}\n${text}\n${page.slice(end)}`
}
