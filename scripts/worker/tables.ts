/** The tables of tldts and windows-iana as compact text, cut to what Workers ask of them. */
import trie from 'tldts/dist/cjs/src/data/trie.js'
import { IANA_ALIAS_MAP, WINDOWS_TO_IANA_MAP } from 'windows-iana'

/** Rules and exceptions of the public list, as tldts.ts unpacks them. */
export function packSuffixes(): string {
  const labels = labelsOf(trie)
  const below = (node: number, depth: number): string => {
    const found: string[] = []
    for (let edge = trie.edgeStart[node] ?? 0; edge < (trie.edgeStart[node + 1] ?? 0); edge++) {
      const child = trie.edgeChild[edge] ?? 0
      const inside = below(child, depth + 1)
      const ends = ((trie.nodeFlags[child] ?? 0) & icann) !== 0
      if (!inside && (!ends || depth === 0)) continue
      found.push(`${labels[edge]}${ends ? '' : '-'}${inside && `(${inside})`}`)
    }
    return found.toSorted().join(',')
  }
  return `${below(trie.rulesRoot, 0)} ${below(trie.exceptionsRoot, 0)}`
}

const icann = 1

/** The label of each edge of the tree: they stand one behind the other in one text. */
export function labelsOf({ edgeLength, labelText }: Pick<typeof trie, 'edgeLength' | 'labelText'>): string[] {
  const labels: string[] = []
  let start = 0
  for (const length of edgeLength) {
    labels.push(labelText.slice(start, start + length))
    start += length
  }
  return labels
}

/** Zones under all of their names, and what names of Windows mean where, as windows-iana.ts unpacks them. */
export function packZones(): { readonly aliases: string; readonly windows: string } {
  const aliases = IANA_ALIAS_MAP.map(({ alias }) => alias.join(',')).join(';')
  const names = [...new Set(WINDOWS_TO_IANA_MAP.map(({ windowsName }) => windowsName))]
  const windows = names.map((name) => {
    const places = WINDOWS_TO_IANA_MAP.filter(({ windowsName }) => windowsName === name)
    return [name, ...places.map(({ territory, iana }) => [territory, ...iana].join(','))].join('|')
  })
  return { aliases, windows: windows.join(';') }
}
