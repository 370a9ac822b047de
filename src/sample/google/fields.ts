/** Google's partial responses: the `fields` grammar a,b/c,d(e,f),* and what it leaves of an answer. */

/** The field names an answer may have; `true` ends a branch (or allows anything below it). */
export interface Shape {
  readonly [name: string]: Shape | true
}

type Mask = Map<string, Mask | null>

/** Why a mask is refused: the words Google uses. */
export class FieldsError extends Error {
  override readonly name = 'FieldsError'
}

/**
 * Only what the mask names stays; lists are masked item by item.
 * @throws FieldsError for a name the answer cannot have or for broken grammar
 */
export function applyFields(answer: unknown, fields: string, shape: Shape): unknown {
  const mask = parseFields(fields)
  check(mask, shape)
  return select(answer, mask)
}

function parseFields(fields: string): Mask {
  let at = 0
  const fail = () => new FieldsError(`Invalid field selection ${fields}`)
  const list = (closing: boolean): Mask => {
    const mask: Mask = new Map()
    for (;;) {
      const path = [name()]
      while (fields[at] === '/') {
        at++
        path.push(name())
      }
      let below: Mask | null = null
      if (fields[at] === '(') {
        at++
        below = list(true)
      }
      insert(mask, path, below)
      if (fields[at] === ',') at++
      else break
    }
    if (closing) {
      if (fields[at] !== ')') throw fail()
      at++
    }
    return mask
  }
  const name = (): string => {
    const found = /^(\*|[A-Za-z_][\w-]*)/.exec(fields.slice(at))?.[0]
    if (!found) throw fail()
    at += found.length
    return found
  }
  const mask = list(false)
  if (at !== fields.length) throw fail()
  return mask
}

function insert(mask: Mask, path: readonly string[], below: Mask | null) {
  const [head, ...rest] = path
  if (head === undefined) return
  if (rest.length === 0) {
    const known = mask.get(head)
    mask.set(head, known && below ? new Map([...known, ...below]) : (below ?? null))
    return
  }
  const inner = mask.get(head) ?? new Map()
  insert(inner, rest, below)
  mask.set(head, inner)
}

function check(mask: Mask, shape: Shape) {
  for (const [name, below] of mask) {
    if (name === '*') continue
    const known = shape[name]
    if (known === undefined) throw new FieldsError(`Invalid field selection ${name}`)
    if (below && known !== true) check(below, known)
    if (below && known === true) throw new FieldsError(`Invalid field selection ${[...below.keys()].join(',')}`)
  }
}

function select(value: unknown, mask: Mask): unknown {
  if (Array.isArray(value)) return value.map((item) => select(item, mask))
  if (typeof value !== 'object' || value === null) return value
  const kept: Record<string, unknown> = {}
  for (const [name, inner] of Object.entries(value)) {
    const below = mask.has(name) ? mask.get(name) : mask.get('*')
    if (below === undefined) continue
    kept[name] = below === null ? inner : select(inner, below)
  }
  return kept
}
