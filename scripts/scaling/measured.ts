/** Figures of bench/results.json, by the name of their row; a constant stands in until a row says it. */
import type { Result } from '../../bench/result.ts'
import { counted } from './constants.ts'

export interface Measured {
  readonly value: number
  readonly source: string
}

/** What the model takes from measurements. CPU in milliseconds. */
export interface Measures {
  /** Working out people after one new message, per thousand of them. */
  readonly derive: Measured
  readonly letter: Measured
  readonly look: Measured
  readonly statements: Measured
  readonly fact: Measured
}

/** @throws where a row that has always been there is gone, or says its figure in another way */
export function readMeasures(results: readonly Result[]): Measures {
  const find = (name: RegExp) => results.find((result) => name.test(result.name))
  const need = (name: RegExp) => {
    const row = find(name)
    if (!row) throw new Error(`bench/results.json has no row ${name}`)
    return row
  }
  const or = (name: RegExp, constant: { readonly value: number; readonly source: string }): Measured => {
    const row = find(name)
    return row ? { value: numberOf(row.measured), source: `bench: ${row.name}` } : constant
  }
  const again = need(/^one new message among [\d,]+ people, on a server$/)
  const letter = need(/^write a letter from [\d,]+ messages/)
  return {
    derive: { value: (1000 * numberOf(again.measured)) / numberOf(again.name), source: `bench: ${again.name}` },
    letter: { value: numberOf(letter.measured), source: `bench: ${letter.name}` },
    look: or(/^CPU of a look without news/, counted.cpuOfALook),
    statements: or(/^statements of a look without news/, counted.statementsOfALook),
    fact: or(/^bytes (?:a|of a|per) (?:message|fact)/, counted.bytesOfAFact),
  }
}

/** The first number in it: "1378 ms", "1,077 bytes". */
function numberOf(text: string): number {
  const found = /\d[\d,]*(?:\.\d+)?/.exec(text)?.[0]
  if (!found) throw new Error(`no number in "${text}"`)
  return Number(found.replaceAll(',', ''))
}
