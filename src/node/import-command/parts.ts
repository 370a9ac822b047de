/** Exports that come in several parts: which of them are missing. */
import { basename } from 'node:path'

/** @param names of files, as they are shown. @returns one sentence for each export of which a part lacks */
export function missingParts(names: readonly string[]): string[] {
  const parts = new Map<string, Set<number>>()
  for (const name of names) {
    const file = /^(.*\.(?:zip|tgz))(?:: |$)/i.exec(name)?.[1] ?? name
    // "takeout-20261121T080000Z-001.zip", and since 2024 "takeout-20261121T080000Z-1-001.zip".
    const [, whole, part] = /^(takeout-.{1,80})-(\d{3})\.(?:zip|tgz)$/i.exec(basename(file)) ?? []
    if (whole && part) parts.set(whole, (parts.get(whole) ?? new Set()).add(Number(part)))
  }
  return [...parts].flatMap(([name, found]) => {
    const lacking = Array.from({ length: Math.max(...found) }, (_, at) => at + 1).filter((one) => !found.has(one))
    const said = lacking.slice(0, 5).map((one) => String(one).padStart(3, '0'))
    const more = lacking.length > 5 ? ` and ${lacking.length - 5} more` : ''
    return lacking.length
      ? [
          `${name} comes in several parts, and ${said.join(', ')}${more} is not among the files; name all of them together.`,
        ]
      : []
  })
}
