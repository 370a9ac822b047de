/** The letters that are ready, as an Atom feed (RFC 4287): that there is one and where, and nothing of what is in it. */

export interface ReadyLetter {
  /** Of its own, and the same every time. */
  readonly id: string
  /** "2026-W49". */
  readonly week: string
  /** When it was ready, as an ISO instant. */
  readonly at: string
}

/**
 * @param of whose it is, by an id that names nobody
 * @param base the address of this server; every entry leads to its page of the letter
 * @param begun when there was nothing in it yet, as an ISO instant
 */
export function toAtom(
  letters: readonly ReadyLetter[],
  { of, base, begun }: { readonly of: string; readonly base: string; readonly begun: string },
): string {
  const link = `<link rel="alternate" type="text/html" href="${escaped(`${base}/letter`)}"/>`
  const entries = letters.map(({ id, week, at }) =>
    [
      '<entry>',
      `<id>urn:coffee-soon:letter:${escaped(id)}</id>`,
      `<title>Your letter of ${escaped(week)} is ready</title>`,
      `<published>${escaped(at)}</published>`,
      `<updated>${escaped(at)}</updated>`,
      link,
      '</entry>',
    ].join('\n'),
  )
  return `${[
    '<?xml version="1.0" encoding="utf-8"?>',
    '<feed xmlns="http://www.w3.org/2005/Atom">',
    `<id>urn:coffee-soon:letters:${escaped(of)}</id>`,
    '<title>Coffee soon?</title>',
    '<author><name>Coffee soon</name></author>',
    `<updated>${escaped(letters[0]?.at ?? begun)}</updated>`,
    link,
    ...entries,
    '</feed>',
  ].join('\n')}\n`
}

const escaped = (text: string) =>
  text.replace(/[&<>"]/g, (one) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[one] ?? one)
