/** Draws a letter that went out once more, from its rows alone and with the same links. */
import type { DigestRow } from '../../db/digests.ts'
import type { Deps } from '../../deps.ts'
import { headersOf } from '../../digest/headers.ts'
import { toHtml } from '../../digest/html.tsx'
import { toText } from '../../digest/text.ts'
import { linksFor } from './links.ts'
import { letterOf } from './today.ts'

export async function renderSent(
  deps: Deps,
  digest: DigestRow,
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
