/**
 * Gmail as its IMAP shows itself (X-GM-EXT-1): one All Mail in which everything lies, labels, numbers of threads, and its limits.
 * It answers what a reader of header lines needs, in the order in which Gmail allows it, and writes down whatever else was asked.
 */
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createServer, type TLSSocket } from 'node:tls'

export interface GmailMessage {
  readonly uid: number
  readonly raw: string
  readonly at: Date
  readonly thread: string
  readonly labels: readonly string[]
}

export interface GmailImap {
  readonly port: number
  readonly cert: string
  deliver(message: Omit<GmailMessage, 'uid'>): number
  remove(uid: number): void
  /** Other labels from now on: archived, filed. It stays in All Mail under its number. */
  relabel(uid: number, labels: readonly string[]): void
  /** Every command, in the order it came, without its tag. */
  readonly said: string[]
  /** What it was asked for beyond header lines: never anything. */
  readonly bodies: string[]
  /** The most connections that were open at once. */
  most(): number
  /** Says no to FETCH with these words, or to connections; null: answers again. */
  refuse(what: 'bandwidth' | 'connections' | 'password' | null): void
  /** A header of so many bytes for this message, whatever was asked. */
  swell(uid: number, bytes: number): void
  close(): Promise<void>
}

export async function startGmail(password: string): Promise<GmailImap> {
  const dir = mkdtempSync(join(tmpdir(), 'gmail-'))
  execFileSync(
    'openssl',
    `req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -keyout ${dir}/key.pem -out ${dir}/cert.pem -days 3650 -subj /CN=localhost -addext subjectAltName=DNS:localhost,IP:127.0.0.1`.split(
      ' ',
    ),
    { stdio: 'ignore' },
  )
  const [key, cert] = [readFileSync(join(dir, 'key.pem'), 'utf8'), readFileSync(join(dir, 'cert.pem'), 'utf8')]
  rmSync(dir, { recursive: true })
  const messages: GmailMessage[] = []
  const said: string[] = []
  const bodies: string[] = []
  const swollen = new Map<number, number>()
  const open = new Set<TLSSocket>()
  /** Who is signed in, and whether All Mail is open there. */
  const signedIn = new Map<TLSSocket, boolean>()
  /** The tags of sign-ins whose second half is still to come. */
  const waiting = new Map<TLSSocket, string>()
  let [next, most] = [1, 0]
  let refused: Parameters<GmailImap['refuse']>[0] = null

  function answer(socket: TLSSocket, tag: string, command: string): void {
    const say = (line: string) => socket.write(`${line}\r\n`, 'latin1')
    const ok = (words = 'Success') => say(`${tag} OK ${words}`)
    const name = /^(?:UID )?\w+/.exec(command)?.[0].toUpperCase() ?? ''
    const rest = command.slice(name.length + 1)
    const status = `(MESSAGES ${messages.length} UIDNEXT ${next} UIDVALIDITY 1)`
    if (name === 'CAPABILITY') {
      say(
        '* CAPABILITY IMAP4rev1 UNSELECT IDLE NAMESPACE QUOTA ID XLIST CHILDREN X-GM-EXT-1 SASL-IR AUTH=PLAIN ESEARCH CONDSTORE LIST-STATUS SPECIAL-USE',
      )
      return void ok()
    }
    if (name === 'ID') {
      say('* ID ("name" "GImap")')
      return void ok()
    }
    if (name === 'AUTHENTICATE') {
      const given = /^PLAIN (\S+)/i.exec(rest)?.[1]
      if (given === undefined) {
        waiting.set(socket, tag)
        return void say('+ ')
      }
      const sent = Buffer.from(given, 'base64').toString().split('\0')[2]
      if (refused === 'connections') return void say(`${tag} NO [ALERT] Too many simultaneous connections. (Failure)`)
      if (refused === 'password' || sent !== password)
        return void say(`${tag} NO [AUTHENTICATIONFAILED] Invalid credentials (Failure)`)
      signedIn.set(socket, false)
      return void ok('authenticated')
    }
    if (name === 'LOGOUT') {
      say('* BYE LOGOUT Requested')
      ok()
      return void socket.end()
    }
    // RFC 9051 section 3: before the sign-in nothing else is valid, and of a message only in a folder that is open.
    const isOpen = signedIn.get(socket)
    if (isOpen === undefined || (isOpen === false && /^(?:UID|CLOSE)/.test(name)))
      return void say(`${tag} BAD Unknown command`)
    if (name === 'NAMESPACE') {
      say('* NAMESPACE (("" "/")) NIL NIL')
      return void ok()
    }
    if (name === 'LIST') {
      const folders = [
        ['\\HasNoChildren', 'INBOX'],
        ['\\HasChildren \\Noselect', '[Gmail]'],
        ['\\All \\HasNoChildren', '[Gmail]/Alle Nachrichten'],
        ['\\HasNoChildren \\Sent', '[Gmail]/Gesendet'],
        ['\\HasNoChildren \\Trash', '[Gmail]/Papierkorb'],
        ['\\HasNoChildren', 'Reisen'],
      ]
      const [, asked] = /RETURN \(.*?STATUS \(([A-Z ]+)\)/i.exec(rest) ?? []
      if (asked?.split(' ').some((one) => !/^(?:MESSAGES|UIDNEXT|UIDVALIDITY)$/i.test(one)))
        return void say(`${tag} BAD Could not parse command`)
      for (const [flags, path] of folders) {
        say(`* LIST (${flags}) "/" "${path}"`)
        if (asked && !flags?.includes('Noselect'))
          say(`* STATUS "${path}" ${path?.includes('Alle') ? status : '(MESSAGES 0 UIDNEXT 1 UIDVALIDITY 2)'}`)
      }
      return void ok()
    }
    if (name === 'EXAMINE' && !/^"?\[Gmail\]\/Alle Nachrichten"?$/.test(rest)) {
      signedIn.set(socket, false)
      return void say(`${tag} NO [NONEXISTENT] Unknown Mailbox: ${rest} (Failure)`)
    }
    if (name === 'EXAMINE') {
      signedIn.set(socket, true)
      say('* FLAGS (\\Answered \\Flagged \\Draft \\Deleted \\Seen)')
      say(`* ${messages.length} EXISTS`)
      say('* OK [UIDVALIDITY 1] UIDs valid.')
      say(`* OK [UIDNEXT ${next}] Predicted next UID.`)
      return void say(`${tag} OK [READ-ONLY] selected`)
    }
    if (name === 'UID SEARCH') {
      const [, since] = /^RETURN \(ALL\) (?:ALL|SINCE "?(\d{1,2}-[A-Z][a-z]{2}-\d{4})"?)$/.exec(rest) ?? [
        undefined,
        null,
      ]
      if (since === null) return void say(`${tag} BAD Could not parse command`)
      const from = since === undefined ? Number.NEGATIVE_INFINITY : Date.parse(`${since} 00:00:00 -0800`)
      const all = messages.filter(({ at }) => at.getTime() >= from).map(({ uid }) => uid)
      say(`* ESEARCH (TAG "${tag}") UID${all.length ? ` ALL ${all.join()}` : ''}`)
      return void ok()
    }
    if (name === 'UID FETCH') return void fetch(socket, tag, rest)
    if (name === 'CLOSE') signedIn.set(socket, false)
    if (name === 'CLOSE' || name === 'NOOP') return void ok()
    say(`${tag} BAD Unknown command`)
  }

  /** The lines of these fields, as they stand, and the empty line that ends them. */
  function linesOf(head: string, names = ''): string {
    const wanted = new Set(names.toUpperCase().split(' '))
    const lines = head.split('\n').filter((line) => wanted.has(line.split(':')[0]?.toUpperCase() ?? ''))
    return `${lines.map((line) => `${line}\r\n`).join('')}\r\n`
  }

  function fetch(socket: TLSSocket, tag: string, rest: string): void {
    if (refused === 'bandwidth')
      return void socket.write(`${tag} NO [OVERQUOTA] Account exceeded command or bandwidth limits. (Failure)\r\n`)
    const [set = ''] = rest.split(' ')
    const [fields, traced] = [...rest.matchAll(/BODY\.PEEK\[HEADER\.FIELDS \(([^)]*)\)\]<0\.(\d+)>/g)]
    const beside = rest.replace(fields?.[0] ?? '', '').replace(` ${traced?.[0]}`, '')
    if (!fields || !/^\S+ \((?:(?:UID|FLAGS|INTERNALDATE|X-GM-THRID|X-GM-LABELS|X-GM-MSGID) )+\)$/.test(beside)) {
      bodies.push(rest)
      return void socket.write(`${tag} BAD no\r\n`)
    }
    const wanted = new Set((fields[1] ?? '').split(' '))
    for (const part of set.split(',')) {
      const [from = 0, to = from] = part.split(':').map(Number)
      for (const one of messages.filter(({ uid }) => uid >= from && uid <= to)) {
        const head = one.raw.slice(0, one.raw.indexOf('\n\n'))
        const lines = head.split('\n').filter((line) => wanted.has(line.split(':')[0]?.toUpperCase() ?? ''))
        const swell = swollen.get(one.uid)
        const only = traced ? linesOf(head, traced[1]).slice(0, Number(traced[2])) : ''
        const also = traced ? ` BODY[HEADER.FIELDS (${traced[1]})]<0> {${only.length}}\r\n${only}` : ''
        const text = `${lines.join('\r\n')}\r\n${swell ? `To: ${'x'.repeat(swell)}\r\n` : ''}\r\n`
        const labels = one.labels.map((label) => (label.startsWith('\\') ? `"\\${label}"` : `"${label}"`)).join(' ')
        const at = one.at.toUTCString().replace(/^\w+, (\d+) (\w+) (\d+) ([\d:]+) GMT$/, '$1-$2-$3 $4 +0000')
        socket.write(
          `* ${messages.indexOf(one) + 1} FETCH (X-GM-THRID ${one.thread} X-GM-LABELS (${labels}) UID ${one.uid} FLAGS (\\Seen) INTERNALDATE "${at}" BODY[HEADER.FIELDS (${fields[1]})]<0> {${text.length}}\r\n${text}${also})\r\n`,
          'latin1',
        )
      }
    }
    socket.write(`${tag} OK Success\r\n`)
  }

  const server = createServer({ key, cert }, (socket) => {
    open.add(socket)
    most = Math.max(most, open.size)
    socket.on('close', () => open.delete(socket))
    socket.on('error', () => {})
    socket.write('* OK Gimap ready for requests\r\n')
    let rest = ''
    socket.on('data', (data) => {
      rest += data.toString('latin1')
      for (let end = rest.indexOf('\r\n'); end >= 0; end = rest.indexOf('\r\n')) {
        const begun = waiting.get(socket)
        waiting.delete(socket)
        const line = begun === undefined ? rest.slice(0, end) : `${begun} AUTHENTICATE PLAIN ${rest.slice(0, end)}`
        const [tag = '', ...words] = line.split(' ')
        rest = rest.slice(end + 2)
        said.push(/^(?:LOGIN|AUTHENTICATE)/i.test(words[0] ?? '') ? (words[0] ?? '') : words.join(' '))
        answer(socket, tag, words.join(' '))
      }
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    port: (server.address() as AddressInfo).port,
    cert,
    said,
    bodies,
    most: () => most,
    deliver(message) {
      messages.push({ ...message, uid: next })
      return next++
    },
    remove(uid) {
      messages.splice(
        messages.findIndex((one) => one.uid === uid),
        1,
      )
    },
    relabel(uid, labels) {
      const at = messages.findIndex((one) => one.uid === uid)
      const known = messages[at]
      if (known) messages[at] = { ...known, labels }
    },
    refuse(what) {
      refused = what
      // Who is signed in would not be asked again.
      if (what === 'password' || what === 'connections') for (const socket of open) socket.destroy()
    },
    swell: (uid, bytes) => void swollen.set(uid, bytes),
    close: () =>
      new Promise((resolve) => {
        for (const socket of open) socket.destroy()
        server.close(() => resolve())
      }),
  }
}
