/** What stands in the address of a page, read in one way wherever it comes in: ids, tokens, values of a query, and paths to go on to. */
import { cut } from '../../text.ts'
import type { Page } from './session.ts'

/** Every id and token here is a UUID or some base64url. */
export const isId = (text: string): boolean => /^[\w-]{1,128}$/.test(text)

/** An id or a token in the path; of a shape that this server gives to nothing: empty, which nothing has either. */
export function idOf(c: Page, name: 'id' | 'token' | 'provider' | 'link'): string {
  const text = c.req.param(name) ?? ''
  return isId(text) ? text : ''
}

/** A token in the path with an ending: what is fetched as a file has one. Of another shape: both empty. */
export function fileOf(c: Page): { readonly token: string; readonly ending: string } {
  const [, token = '', ending = ''] = /^([\w-]{1,128})\.([a-z]{1,8})$/.exec(c.req.param('file') ?? '') ?? []
  return { token, ending }
}

/** More than any page puts behind a question mark. */
const longestValue = 1000

/** A value of the query, on one line, without what a database would not take; undefined where it is not there. */
export function queryOf(c: Page, name: string): string | undefined {
  const text = c.req.query(name)
  return text === undefined ? undefined : cut(text.toWellFormed().replace(/\p{Cc}/gu, ' '), longestValue)
}

/** A path of this origin, to go to later; undefined for whatever else. */
export function localPath(text: string | undefined): string | undefined {
  return text && /^\/(?![/\\])[\x21-\x5b\x5d-\x7e]{0,300}$/.test(text) ? text : undefined
}
