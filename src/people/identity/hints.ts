/** Addresses that may be one human's by a likeness that is too weak to merge by: each waits for a tap. */
import { reason } from '../reasons.ts'
import { distinctive, type Face } from './features.ts'
import { by, compatible, pairs, title } from './group.ts'
import { firstAndLast } from './name.ts'
import { isShortForm, isTurned, oneSlip, simple } from './spelling.ts'
import type { Link } from './types.ts'

/** Every likeness, the telling ones first. */
export function* hints(faces: readonly Face[]): Generator<Link> {
  yield* nameInOtherForm(faces)
  yield* nameWithSlip(faces)
  yield* nameOfOneWord(faces)
}

/** Names in the other order, or one a short form of the other, though "Martin Thomas" and "Thomas Martin" may be two. */
function* nameInOtherForm(faces: readonly Face[]): Generator<Link> {
  const ends = (name: string) => simple(firstAndLast(name)).split(' ')
  for (const group of by(faces, (face) => face.names.flatMap(ends)))
    for (const [other, face] of pairs(group)) {
      const found = other.names.flatMap((one) =>
        face.names.filter((two) => isTurned(one, two) || isShortForm(one, two)).map((two) => [one, two].map(title)),
      )[0]
      if (!found) continue
      yield { a: other.address, b: face.address, reason: reason('alike names, {} and {}', ...found) }
    }
}

/** At one organisation: a first name one letter off beside the same last one: "Kari Moss", "Karl Moss". */
function* nameWithSlip(faces: readonly Face[]): Generator<Link> {
  const keys = ({ names, organisation }: Face) =>
    organisation ? names.map((name) => `${lastOf(name)}@${organisation}`) : []
  for (const group of by(faces, keys))
    for (const [other, face] of pairs(group)) {
      const found = other.names.flatMap((one) =>
        face.names.filter((two) => isOff(one, two)).map((two) => [one, two].map(title)),
      )[0]
      if (!found) continue
      yield { a: other.address, b: face.address, reason: reason('names a letter apart, {} and {}', ...found) }
    }
}

const lastOf = (name: string) => name.split(' ').at(-1) ?? ''
function isOff(a: string, b: string): boolean {
  const [one, other] = [firstAndLast(a), firstAndLast(b)]
  return (
    one !== other && lastOf(one) === lastOf(other) && Math.min(one.length, other.length) >= 9 && oneSlip(one, other)
  )
}

/** A rare name of one word at two addresses and nowhere else. It may be a first name, so it never suffices. */
function* nameOfOneWord(faces: readonly Face[]): Generator<Link> {
  const words = new Set(faces.flatMap((face) => face.names.flatMap((name) => name.split(' '))))
  const rare = (word: string) => distinctive(word) && !words.has(word)
  const key = (face: Face) => [...face.single, face.local].filter(rare)
  for (const [first, second, ...more] of by(faces, key)) {
    if (!first || !second || more.length || !compatible(first, second, '')) continue
    const word = [...first.single, ...second.single].find(
      (one) => rare(one) && key(first).includes(one) && key(second).includes(one),
    )
    if (!word) continue
    yield { a: first.address, b: second.address, reason: reason('same name, {}', title(word)) }
  }
}
