/** The steps of setting a house up, in English. Commands stand between backticks. */

/** Where a client of one provider leads back to, and what it is set by. */
export interface ClientWay {
  readonly name: string
  readonly redirect: string
  /** "GOOGLE_CLIENT_ID" and "GOOGLE_CLIENT_SECRET". */
  readonly id: string
  readonly secret: string
}

export const english = {
  faulty: 'It is set, and does not work yet.',
  faultyNext: 'The line that says so has what to do.',
  everything: 'Everything is done.',
  progress: (done: number, counted: number): string => `${done} of ${counted} ${done === 1 ? 'is' : 'are'} done.`,

  address: 'Address',
  listensToOthers: (base: string, host: string): string =>
    `BASE_URL is this machine, ${base}, but HOST ${host} listens to others too; links in letters work here only.`,
  setBase: 'Set BASE_URL to the name by which others reach it, with https; docs/install.md has worked files.',
  here: (base: string): string => `${base}, for browsers on this machine.`,
  refused: (base: string): string =>
    `${base} is a private address: Google leads back only to localhost and to public names with https.`,
  tunnel: (port: number): string =>
    `Reach it by \`ssh -L ${port}:localhost:${port} SERVER\` with BASE_URL left out, or give the server a public name by a reverse proxy or a tunnel; docs/google.md, "The address".`,
  privateAddress: (base: string): string =>
    `${base} is a private address: only browsers on its own network reach it, and Google would not lead back to it.`,
  publicName: (base: string): string => `${base}, a public name with https.`,

  client: (labels: readonly string[]): string => labels.join(' or '),
  canConnect: (labels: readonly string[]): string => `Accounts at ${labels.join(' and ')} can be connected.`,
  noClient: (local: boolean): string =>
    `No OAuth client is set.${local ? ' Your own files, and a mailbox by an app password, need none.' : ''}`,
  makeClient: (ways: readonly ClientWay[]): string =>
    `Make one ${ways
      .map(
        ({ name, redirect, id, secret }) =>
          `by docs/${name}.md with the redirect address \`${redirect}\`, for ${id} and ${secret}`,
      )
      .join('; or ')}; set the two, and start again.`,

  relay: 'Mail relay',
  noRelay: 'SMTP_URL is not set: letters stay in the outbox page.',
  setRelay: 'Set SMTP_URL and MAIL_FROM; docs/mail.md has worked examples.',
  noSender: 'MAIL_FROM is not set.',
  setSender: 'Give an address that this relay may send for, or letters are refused.',
  leave: 'Letters leave through it.',

  backups: 'Backups',
  yours:
    'Backups of a server’s database are made by you: with `pg_dump`, together with SECRET_KEYS, or with `npm run backup -- FILE` and a BACKUP_KEY.',
  noBackups: 'None are made.',
  setBackups:
    'Set BACKUP_KEY to what `openssl rand -base64 32` prints, keep it somewhere else as well, and set BACKUP_DIR to a folder on another disk.',
  weekly: (begun: boolean): string =>
    `One is made every week into BACKUP_DIR${begun ? '' : '; the first comes once there is an account'}.`,
  sameDisk: (folder: string): string =>
    `Weekly backups go to ${folder}, which is on the same disk as the database: whoever loses the one loses the other.`,
  otherDisk: 'Set BACKUP_DIR to a folder on another disk, or copy them away.',
}
