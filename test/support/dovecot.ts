/** A real IMAP server for tests: Dovecot, where it is installed, on loopback and in a folder of its own. */
import { execFileSync, spawn, spawnSync } from 'node:child_process'
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { connect, createServer } from 'node:net'
import { tmpdir, userInfo } from 'node:os'
import { join } from 'node:path'
import { ImapFlow } from 'imapflow'
import { thisMorning } from './morning.ts'

const program = '/usr/sbin/dovecot'

/** Why tests with it are left out; null where they run. */
export const withoutDovecot: string | null = existsSync(program) ? null : 'dovecot is not installed here'

export interface DovecotOptions {
  /** Their passwords, by name. */
  readonly users: Readonly<Record<string, string>>
  /** False: it offers neither QRESYNC, CONDSTORE, ESEARCH nor LIST-STATUS, as many older servers do. */
  readonly qresync?: boolean
  /** One file for each message, so that `fill` can write them itself. */
  readonly maildir?: boolean
}

export interface Dovecot {
  readonly host: string
  /** STARTTLS is offered there. */
  readonly port: number
  readonly tlsPort: number
  /** PEM, of whoever signed its certificate: itself. */
  readonly cert: string
  /** A client that may do everything, for the part of the owner's own mail program. */
  client(user: string): Promise<ImapFlow>
  /** @param at when it came; when tests begin, unless said */
  deliver(user: string, folder: string, raw: string, at?: Date): Promise<void>
  /** Writes the files of very many at once, without asking the server; before anybody looks, and with `maildir` only. */
  fill(user: string, folder: string, messages: Iterable<{ readonly raw: string; readonly at: Date }>): void
  /** Every message that has this Message-ID. */
  move(user: string, messageId: string, between: { readonly from: string; readonly to: string }): Promise<void>
  copy(user: string, messageId: string, between: { readonly from: string; readonly to: string }): Promise<void>
  flag(user: string, folder: string, messageId: string, flag: string): Promise<void>
  expunge(user: string, folder: string, messageId: string): Promise<void>
  /** The folder is made anew, with the same messages under other numbers. */
  changeUidValidity(user: string, folder: string): Promise<void>
  /** Ends every connection of theirs, in the middle of whatever is said. */
  drop(user: string): Promise<void>
  close(): Promise<void>
}

export async function startDovecot({ users, qresync = true, maildir = false }: DovecotOptions): Promise<Dovecot> {
  const dir = mkdtempSync(join(tmpdir(), 'dovecot-'))
  chmodSync(dir, 0o755)
  mkdirSync(join(dir, 'mail'))
  const isRoot = userInfo().uid === 0
  if (isRoot) execFileSync('chown', ['nobody:nogroup', join(dir, 'mail')])
  certify(dir)
  const passwords = Object.entries(users).map(([name, password]) => `${name}:{PLAIN}${password}\n`)
  writeFileSync(join(dir, 'users'), passwords.join(''), { mode: 0o644 })
  const [port, tlsPort] = [await freePort(), await freePort()]
  writeFileSync(join(dir, 'dovecot.conf'), settings({ dir, port, tlsPort, qresync, maildir, isRoot }))
  const child = spawn(program, ['-F', '-c', join(dir, 'dovecot.conf')], { stdio: 'ignore' })
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  await untilAnswers(port, () => readFileSync(join(dir, 'log'), 'utf8'))
  const cert = readFileSync(join(dir, 'cert.pem'), 'utf8')
  const open = new Map<string, ImapFlow>()

  async function client(user: string): Promise<ImapFlow> {
    const known = open.get(user)
    if (known?.usable) return known
    const made = new ImapFlow({
      host: '127.0.0.1',
      port: tlsPort,
      secure: true,
      tls: { ca: cert },
      auth: { user, pass: users[user] ?? '' },
      logger: false,
      disableAutoIdle: true,
    })
    made.on('error', () => {})
    await made.connect()
    open.set(user, made)
    return made
  }

  async function withFound(
    user: string,
    { folder, messageId }: { readonly folder: string; readonly messageId: string },
    act: (box: ImapFlow, uids: string) => Promise<unknown>,
  ): Promise<void> {
    const box = await client(user)
    const lock = await box.getMailboxLock(folder)
    try {
      await box.noop()
      const found = await box.search({ header: { 'Message-ID': messageId } }, { uid: true })
      if (!found || found.length === 0) throw new Error(`no such message in ${folder}: ${messageId}`)
      await act(box, found.join())
    } finally {
      lock.release()
    }
  }

  return {
    host: '127.0.0.1',
    port,
    tlsPort,
    cert,
    client,
    async deliver(user, folder, raw, at = new Date(thisMorning().epochMilliseconds)) {
      for (let tries = 1; ; tries++) {
        try {
          await (await client(user)).append(folder, raw.replace(/\r?\n/g, '\r\n'), [], at)
          return
        } catch (error) {
          // A folder that was made anew a moment ago is not always found by Dovecot itself.
          if (tries === 3) throw error
          open.get(user)?.close()
          open.delete(user)
        }
      }
    },
    fill(user, folder, messages) {
      if (!maildir) throw new Error('only where each message is a file')
      const place = join(dir, 'mail', user, folder === 'INBOX' ? '' : folder)
      for (const name of ['cur', 'new', 'tmp']) mkdirSync(join(place, name), { recursive: true })
      let number = 0
      for (const { raw, at } of messages) {
        const seconds = Math.floor(at.getTime() / 1000)
        // Read in the order of its names; the time at which it came is that of the file.
        const file = join(place, 'cur', `${seconds}.M${String(++number).padStart(7, '0')}.here:2,S`)
        writeFileSync(file, raw)
        utimesSync(file, seconds, seconds)
      }
      if (isRoot) execFileSync('chown', ['-R', 'nobody:nogroup', join(dir, 'mail', user)])
    },
    async move(user, messageId, { from, to }) {
      await withFound(user, { folder: from, messageId }, (box, uids) => box.messageMove(uids, to, { uid: true }))
    },
    async copy(user, messageId, { from, to }) {
      await withFound(user, { folder: from, messageId }, (box, uids) => box.messageCopy(uids, to, { uid: true }))
    },
    async flag(user, folder, messageId, flag) {
      await withFound(user, { folder, messageId }, (box, uids) => box.messageFlagsAdd(uids, [flag], { uid: true }))
    },
    async expunge(user, folder, messageId) {
      await withFound(user, { folder, messageId }, (box, uids) => box.messageDelete(uids, { uid: true }))
    },
    async changeUidValidity(user, folder) {
      const box = await client(user)
      const before = await box.status(folder, { uidValidity: true })
      for (let tries = 0; tries < 5; tries++) {
        await box.mailboxCreate(`${folder}-new`)
        const lock = await box.getMailboxLock(folder)
        try {
          await box.messageCopy('1:*', `${folder}-new`)
        } finally {
          lock.release()
        }
        await box.mailboxClose()
        await box.mailboxDelete(folder)
        await box.mailboxRename(`${folder}-new`, folder)
        const after = await box.status(folder, { uidValidity: true })
        if (after && before && after.uidValidity !== before.uidValidity) {
          // What it had open is gone: Dovecot wants another sign-in.
          await box.logout()
          open.delete(user)
          return
        }
      }
      throw new Error('the folder kept its number')
    },
    async drop(user) {
      await open.get(user)?.logout()
      open.delete(user)
      // It says 68 where nobody is signed in.
      spawnSync('/usr/bin/doveadm', ['-c', join(dir, 'dovecot.conf'), 'kick', user], { stdio: 'ignore' })
    },
    async close() {
      for (const box of open.values()) box.close()
      child.kill()
      await ended
      rmSync(dir, { recursive: true, force: true })
    },
  }
}

interface Setting {
  readonly dir: string
  readonly port: number
  readonly tlsPort: number
  readonly qresync: boolean
  readonly maildir: boolean
  readonly isRoot: boolean
}

function settings({ dir, port, tlsPort, qresync, maildir, isRoot }: Setting): string {
  const me = userInfo().username
  const [mailUser, mailGroup] = isRoot ? ['nobody', 'nogroup'] : [String(userInfo().uid), String(userInfo().gid)]
  const own = isRoot
    ? ''
    : `default_internal_user = ${me}
default_internal_group = ${mailGroup}
default_login_user = ${me}
service anvil {
  chroot =
}
service imap-login {
  chroot =
}
`
  const few = qresync ? '' : 'imap_capability = IMAP4rev1 SASL-IR LITERAL+ UIDPLUS MOVE NAMESPACE\n'
  return `protocols = imap
base_dir = ${dir}/run
state_dir = ${dir}/run
log_path = ${dir}/log
listen = 127.0.0.1
ssl = yes
ssl_cert = <${dir}/cert.pem
ssl_key = <${dir}/key.pem
ssl_dh =
auth_mechanisms = plain login
disable_plaintext_auth = yes
first_valid_uid = 1
mail_location = ${maildir ? `maildir:${dir}/mail/%u:LAYOUT=fs` : `sdbox:${dir}/mail/%u`}
mail_fsync = never
mail_max_userip_connections = 50
${few}${own}passdb {
  driver = passwd-file
  args = username_format=%u ${dir}/users
}
userdb {
  driver = static
  args = uid=${mailUser} gid=${mailGroup} home=${dir}/mail/%u
}
service imap-login {
  inet_listener imap {
    port = ${port}
  }
  inet_listener imaps {
    port = ${tlsPort}
    ssl = yes
  }
}
namespace inbox {
  inbox = yes
  separator = /
${Object.entries({ Sent: 'Sent', Trash: 'Trash', Junk: 'Junk', Drafts: 'Drafts', Archive: 'Archive' })
  .map(([name, use]) => `  mailbox ${name} {\n    auto = create\n    special_use = \\${use}\n  }\n`)
  .join('')}}
`
}

function certify(dir: string): void {
  execFileSync(
    'openssl',
    `req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -keyout ${dir}/key.pem -out ${dir}/cert.pem -days 3650 -subj /CN=localhost -addext subjectAltName=DNS:localhost,IP:127.0.0.1`.split(
      ' ',
    ),
    { stdio: 'ignore' },
  )
}

async function untilAnswers(port: number, log: () => string): Promise<void> {
  for (let tries = 0; tries < 300; tries++) {
    const greeted = await new Promise<boolean>((resolve) => {
      const socket = connect(port, '127.0.0.1')
      socket.once('data', () => resolve(true))
      socket.once('error', () => resolve(false))
      socket.once('close', () => resolve(false))
      setTimeout(() => socket.destroy(), 2_000).unref()
    })
    if (greeted) return
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  throw new Error(`dovecot did not start: ${log()}`)
}

const freePort = () =>
  new Promise<number>((resolve, reject) => {
    const server = createServer()
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() =>
        typeof address === 'object' && address ? resolve(address.port) : reject(new Error('no port')),
      )
    })
  })
