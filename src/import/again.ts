/** The second time through a file: what its messages say stands where the first time found it, and no body is read again. */
import { type ImportFile, messagesOf } from './files.ts'
import { messagesIn } from './mbox.ts'
import type { RawMessage, Span } from './mbox-header.ts'

/** Where the messages of a file stand. */
export interface Places {
  add(message: RawMessage): void
  /** The file was gone through to its end, and each byte stood there as it does on the disk. */
  settle(): void
  /** Null where they are not known. */
  known(): readonly Place[] | null
}

type Place = Span & Pick<RawMessage, 'line'>

/** More of them would take more memory than reading the file again takes time. */
const mostPlaces = 100_000
/** A header may be without an end. */
const longest = 128 * 1024

export function createPlaces(): Places {
  let places: Place[] | null = []
  let settled = false
  return {
    add({ span: { from, to }, line }) {
      if (to - from > longest || (places && places.length >= mostPlaces)) places = null
      places?.push({ from, to, line })
    },
    settle() {
      settled = true
    },
    known: () => (settled ? places : null),
  }
}

/** The same messages as the first time, in the same order. */
export async function* messagesAgain(file: ImportFile, places: Places | undefined): AsyncGenerator<RawMessage> {
  const groups = groupsOf(places?.known() ?? [])
  const pieces = file.again?.(groups)
  if (!groups.length || !pieces) return yield* messagesOf(file)
  let index = 0
  for await (const bytes of pieces) {
    const group = groups[index++]
    for (const { from, to, line } of group?.places ?? []) {
      const own = bytes.subarray(from - (group?.from ?? 0), to - (group?.from ?? 0))
      for (const message of messagesIn(own)) yield { ...message, line, span: { from, to } }
    }
  }
}

type Group = Span & { readonly places: Place[] }

/** To read so much more takes less than to read once more. */
const near = 16 * 1024

/** What is read together. */
function groupsOf(places: readonly Place[]): readonly Group[] {
  const groups: { from: number; to: number; places: Place[] }[] = []
  for (const place of places) {
    const last = groups.at(-1)
    if (last && place.from - last.to <= near && place.to - last.from <= longest) {
      last.to = place.to
      last.places.push(place)
    } else groups.push({ from: place.from, to: place.to, places: [place] })
  }
  return groups
}
