/** How often two were in touch in each month of late: [month, times, month, times, …], months as `Days` counts them. */

/** So many months of a tie are shown. */
export const shownMonths = 24

/** Counts once more in this month. What is never shown again, as it lies so far before a newer one, is let go. */
export function noteMonth(months: number[], month: number): void {
  for (let at = months.length - 2; at >= 0; at -= 2)
    if (months[at] === month) {
      months[at + 1] = (months[at + 1] ?? 0) + 1
      return
    }
  months.push(month, 1)
  while ((months[0] ?? month) <= month - shownMonths) months.splice(0, 2)
}

/** How often it was in this one. */
export function inMonth(months: readonly number[], month: number): number {
  for (let at = months.length - 2; at >= 0; at -= 2) if (months[at] === month) return months[at + 1] ?? 0
  return 0
}

/** The newest of them. */
export function newestMonth(months: readonly number[]): number | undefined {
  let newest = months[0]
  for (let at = 2; at < months.length; at += 2) newest = Math.max(newest ?? 0, months[at] ?? 0)
  return newest
}
