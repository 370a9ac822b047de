/** Draws a letter that went out once more, from its rows alone and with the same links. */
import type { LetterRow } from '../../db/digests.ts'
import type { Deps } from '../../deps.ts'
import { headersOf } from '../../letter/paper/headers.ts'
import { toHtml } from '../../letter/paper/html.tsx'
import { toText } from '../../letter/paper/text.ts'
import { linksFor } from '../mail/links.ts'
import { letterOf } from './recheck.ts'

export async function renderSent(
  deps: Deps,
  digest: LetterRow,
): Promise<{ html: string; text: string; subject: string; headers: Record<string, string> }> {
  const letter = letterOf(digest)
  const { links } = await linksFor(deps, digest, letter)
  return {
    html: toHtml(letter, links),
    text: toText(letter, links),
    subject: letter.subject,
    headers: headersOf(links, deps.config.BASE_URL),
  }
}
