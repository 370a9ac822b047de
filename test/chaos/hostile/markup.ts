/** The elements of a page as a parser that is not ours sees them. */
import { type HtmlElement, HtmlValidate, Parser } from 'html-validate'

const validator = new HtmlValidate()

export interface Seen {
  /** Each element in its place, with the names of its attributes. */
  readonly skeleton: readonly string[]
  /** Every address that something on the page leads to or loads. */
  readonly addresses: readonly string[]
  /** Names of elements and attributes that carry the mark. */
  readonly marked: readonly string[]
}

export async function look(html: string, mark: RegExp): Promise<Seen> {
  const parser = new Parser(await validator.getConfigFor('page.html'))
  const skeleton: string[] = []
  const addresses: string[] = []
  const marked: string[] = []
  const walk = (element: HtmlElement, depth: number) => {
    const names = element.attributes.map(({ key }) => key)
    skeleton.push(`${depth} ${element.tagName} ${names.join(' ')}`)
    marked.push(...[element.tagName, ...names].filter((name) => mark.test(name)))
    for (const { key, value } of element.attributes) {
      if (/^(?:href|src|action|formaction|poster|srcset|data)$/i.test(key)) addresses.push(String(value ?? ''))
      if (/^on/i.test(key)) marked.push(key)
    }
    for (const child of element.childElements) walk(child, depth + 1)
  }
  for (const child of parser.parseHtml(html).childElements) walk(child, 0)
  return { skeleton, addresses, marked }
}
