/**
 * A CalDAV server that invites by itself, and takes RFC 6638 at its word: whoever organizes must be the account's own address,
 * each guest's SCHEDULE-STATUS says what became of their invitation, a guest's answer changes PARTSTAT and the ETag, and an
 * event at another time asks everybody again.
 */
import type { Fetch } from '../../src/providers/types.ts'

const ns = 'xmlns:d="DAV:" xmlns:c="urn:ietf:params:xml:ns:caldav"'

export interface SchedulingDav {
  readonly fetch: Fetch
  /** What it mailed to guests: "REQUEST ana@x.example". */
  readonly sent: string[]
  /** Entries by path, as they stand there. */
  readonly entries: ReadonlyMap<string, string>
  /** A guest answers by their own mail program. */
  answer(guest: string, answer: 'ACCEPTED' | 'DECLINED'): void
}

export interface SchedulingOptions {
  /** The account's own address. */
  readonly address: string
  /** Guests to whom nothing can be handed. */
  readonly unreachable?: readonly string[]
  /** False: the account may not invite, though the server could. */
  readonly outbox?: boolean
  /** False: the server says nothing of scheduling. */
  readonly header?: boolean
}

const unfold = (text: string) => text.replaceAll(/\r?\n[ \t]/g, '')
const guestsIn = (text: string) => [
  ...new Set([...text.matchAll(/^ATTENDEE[^\r\n]*:mailto:([^\r\n]+)/gim)].map(([, one = '']) => one.toLowerCase())),
]
const startOf = (text: string) => /^DTSTART[^\r\n]*/m.exec(text)?.[0]

export function startSchedulingDav({
  address,
  unreachable = [],
  outbox = true,
  header = true,
}: SchedulingOptions): SchedulingDav {
  const entries = new Map<string, string>()
  const versions = new Map<string, number>()
  const sent: string[] = []
  const etagOf = (path: string) => `"${versions.get(path)}"`
  const store = (path: string, text: string) => {
    entries.set(path, text)
    versions.set(path, (versions.get(path) ?? 0) + 1)
  }
  const others = (text: string) => guestsIn(text).filter((one) => one !== address)
  const part = (href: string, props: string) =>
    `<d:response><d:href>${href}</d:href><d:propstat><d:prop>${props}</d:prop><d:status>HTTP/1.1 200 OK</d:status></d:propstat></d:response>`
  const multi = (inside: string) =>
    new Response(`<d:multistatus ${ns}>${inside}</d:multistatus>`, {
      status: 207,
      headers: { 'content-type': 'application/xml' },
    })
  const error = (name: string, status = 403) =>
    new Response(`<d:error ${ns}><c:${name}/></d:error>`, { status, headers: { 'content-type': 'application/xml' } })

  /** Hands the entry to its guests, and writes down beside each what became of it. */
  function schedule(text: string, method: 'REQUEST' | 'CANCEL'): string {
    const isNone = (line: string) => /SCHEDULE-AGENT=NONE/i.test(line)
    return unfold(text).replaceAll(/^ATTENDEE[^\r\n]*:mailto:([^\r\n]+)/gim, (line: string, one: string) => {
      const guest = one.toLowerCase()
      if (guest === address || isNone(line)) return line
      const plain = line.replace(/;SCHEDULE-STATUS="?[\d.;]+"?/i, '')
      if (!unreachable.includes(guest)) sent.push(`${method} ${guest}`)
      const status = unreachable.includes(guest) ? '3.7' : '1.2'
      return plain.replace(/:mailto:/i, `;SCHEDULE-STATUS="${status}":mailto:`)
    })
  }

  function put(path: string, raw: string, headers: Headers): Response {
    const text = unfold(raw)
    const before = entries.get(path)
    if (headers.get('if-none-match') === '*' && before !== undefined) return new Response('', { status: 412 })
    const match = headers.get('if-match')
    if (match && (before === undefined || match !== etagOf(path))) return new Response('', { status: 412 })
    if (/^METHOD:/m.test(text)) return error('valid-calendar-object-resource')
    if (guestsIn(text).length > 0) {
      const organizer = /^ORGANIZER[^\r\n]*:mailto:([^\r\n]+)/im.exec(text)?.[1]?.toLowerCase()
      if (!organizer) return error('valid-calendar-object-resource')
      // Somebody else's event is put there by nobody but the server (RFC 6638 section 3.2.4).
      if (organizer !== address) return error('allowed-attendee-scheduling-object-change')
    }
    const moved = before !== undefined && startOf(before) !== startOf(text)
    const reset = moved
      ? text.replaceAll(/^ATTENDEE[^\r\n]*/gim, (line) =>
          line.toLowerCase().endsWith(`mailto:${address}`)
            ? line
            : line.replace(/PARTSTAT=\w[\w-]*/, 'PARTSTAT=NEEDS-ACTION'),
        )
      : text
    store(path, schedule(reset, 'REQUEST'))
    // It changed what it was given: no ETag is told (RFC 6638 section 3.2.10).
    return new Response(null, { status: before === undefined ? 201 : 204 })
  }

  const fetch: Fetch = async (input, init) => {
    const { pathname } = new URL(String(input))
    const method = init?.method ?? 'GET'
    const headers = new Headers(init?.headers)
    if (method === 'OPTIONS')
      return new Response(null, {
        status: 200,
        headers: { dav: `1, 3, calendar-access${header ? ', calendar-auto-schedule' : ''}` },
      })
    if (method === 'PROPFIND' && pathname === '/me/')
      return multi(
        part(
          '/me/',
          `<c:calendar-user-address-set><d:href>/me/</d:href><d:href>mailto:${address}</d:href></c:calendar-user-address-set>${outbox ? '<c:schedule-outbox-URL><d:href>/home/outbox/</d:href></c:schedule-outbox-URL>' : ''}`,
        ),
      )
    if (method === 'PROPFIND' && pathname === '/home/work/')
      return multi([...entries.keys()].map((path) => part(path, `<d:getetag>${etagOf(path)}</d:getetag>`)).join(''))
    if (method === 'PROPFIND')
      return multi(
        part('/home/', '<d:current-user-principal><d:href>/me/</d:href></d:current-user-principal>') +
          part('/home/outbox/', '<d:resourcetype><d:collection/><c:schedule-outbox/></d:resourcetype>') +
          part(
            '/home/work/',
            '<d:resourcetype><d:collection/><c:calendar/></d:resourcetype><d:displayname>Work</d:displayname>',
          ),
      )
    const text = entries.get(pathname)
    if (method === 'PUT') return put(pathname, String(init?.body), headers)
    if (method === 'REPORT') {
      const uid = /<c:text-match[^>]*>([^<]*)</.exec(String(init?.body))?.[1]
      const found = [...entries].filter(([path, one]) => path.startsWith(pathname) && (!uid || one.includes(uid)))
      return multi(
        found
          .map(([path, one]) =>
            part(path, `<d:getetag>${etagOf(path)}</d:getetag><c:calendar-data><![CDATA[${one}]]></c:calendar-data>`),
          )
          .join(''),
      )
    }
    if (text === undefined) return new Response('', { status: 404 })
    if (method === 'DELETE') {
      const match = headers.get('if-match')
      if (match && match !== etagOf(pathname)) return new Response('', { status: 412 })
      for (const guest of others(text)) if (!unreachable.includes(guest)) sent.push(`CANCEL ${guest}`)
      entries.delete(pathname)
      return new Response(null, { status: 204 })
    }
    return new Response(text, { headers: { etag: etagOf(pathname), 'content-type': 'text/calendar' } })
  }

  return {
    fetch,
    sent,
    entries,
    answer(guest, said) {
      for (const [path, text] of entries)
        store(
          path,
          text.replaceAll(/^ATTENDEE[^\r\n]*/gim, (line) =>
            line.toLowerCase().endsWith(`mailto:${guest}`)
              ? line
                  .replace(/PARTSTAT=[\w-]+/, `PARTSTAT=${said}`)
                  .replace(/SCHEDULE-STATUS="[\d.]+"/, 'SCHEDULE-STATUS="2.0"')
              : line,
          ),
        )
    },
  }
}
