/** Every regular expression that stands in the source, read off it. */
import { globSync, readFileSync } from 'node:fs'

export interface Literal {
  /** "src/text.ts:9" */
  readonly at: string
  readonly expression: RegExp
}

/** The regular expressions of these files, without those that are put together from pieces. */
export function literalsIn(pattern: string, except: RegExp): readonly Literal[] {
  return globSync(pattern)
    .filter((file) => !except.test(file))
    .sort()
    .flatMap((file) => read(readFileSync(file, 'utf8')).map(({ line, ...one }) => ({ ...one, at: `${file}:${line}` })))
}

/** A slash divides only behind a value; behind anything else it begins an expression. */
const beginsExpression = /(?:^|[=(,:[!&|?{};>]|\breturn)\s*$/

function read(text: string): readonly { readonly line: number; readonly expression: RegExp }[] {
  const found: { line: number; expression: RegExp }[] = []
  let at = 0
  const skipTo = (end: string) => {
    for (at++; at < text.length && text[at] !== end; at++) if (text[at] === '\\') at++
    at++
  }
  while (at < text.length) {
    const two = text.slice(at, at + 2)
    if (two === '//') at = next(text, '\n', at)
    else if (two === '/*') at = next(text, '*/', at) + 2
    else if (text[at] === "'" || text[at] === '"' || text[at] === '`') skipTo(text[at] ?? '')
    else if (text[at] === '/' && beginsExpression.test(text.slice(Math.max(0, at - 40), at))) {
      const [, source = '', flags = ''] =
        /^\/((?:[^/\\[\n]|\\.|\[(?:[^\]\\\n]|\\.)*\])+)\/([a-z]*)/.exec(text.slice(at, at + 2000)) ?? []
      const expression = source ? parse(source, flags) : undefined
      if (expression) found.push({ line: text.slice(0, at).split('\n').length, expression })
      at += expression ? source.length + flags.length + 2 : 1
    } else at++
  }
  return found
}

function next(text: string, what: string, from: number): number {
  const at = text.indexOf(what, from)
  return at < 0 ? text.length : at
}

/** Undefined for what only looks like one, such as the end of a tag. */
function parse(source: string, flags: string): RegExp | undefined {
  try {
    return new RegExp(source, flags)
  } catch {
    return undefined
  }
}
