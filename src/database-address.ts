/** The address of a database server, with how the way to it is encrypted: pure. */

/** `verify`: by a certificate that is checked. `require`: by any certificate. `off`: not at all. */
export type DatabaseTls = 'verify' | 'require' | 'off'

/** What `sslmode` says, as libpq and other clients know it; what may end in plain text where the server likes counts as that. */
const modes: Readonly<Record<string, DatabaseTls>> = {
  disable: 'off',
  false: 'off',
  allow: 'off',
  prefer: 'off',
  require: 'require',
  true: 'require',
  'verify-ca': 'verify',
  'verify-full': 'verify',
}

/**
 * The address as the driver is to have it. What DATABASE_TLS says counts, then `sslmode` in the address; where neither says
 * anything, the way to another machine is encrypted and the server's certificate checked, and the one on this machine is plain.
 * @returns null where it leads to another machine in plain text and DATABASE_TLS does not say that it may
 */
export function databaseAddress(address: string, asked: DatabaseTls | undefined): string | null {
  const [before = '', query = ''] = address.split('?', 2)
  const parameters = query ? query.split('&') : []
  const isMode = (one: string) => /^ssl(mode)?=/.test(one)
  const said = modes[parameters.find(isMode)?.replace(/^ssl(mode)?=/, '') ?? '']
  const isHere = hostsOf(before, parameters).every((host) => isThisMachine(host))
  const tls = asked ?? said ?? (isHere ? 'off' : 'verify')
  if (tls === 'off' && !isHere && asked !== 'off') return null
  const mode = { verify: 'verify-full', require: 'require', off: 'disable' }[tls]
  const others = parameters.filter((one) => !isMode(one))
  if (tls === 'off' && others.length === parameters.length) return address
  return `${before}?${[...others, `sslmode=${mode}`].join('&')}`
}

/** What stands behind the @ and before the path, or in `host`; there may be several. Nothing is the socket of this machine. */
function hostsOf(before: string, parameters: readonly string[]): string[] {
  const authority = before.replace(/^[a-z]+:\/\//i, '').split('/', 1)[0] ?? ''
  const named = parameters.find((one) => one.startsWith('host='))?.slice('host='.length)
  const hosts = named ?? authority.slice(authority.lastIndexOf('@') + 1)
  return hosts.split(',').map((host) => host.replace(/^\[([\da-f:.]+)\](:\d+)?$/i, '$1').replace(/^([^:]*):\d+$/, '$1'))
}

const isThisMachine = (host: string): boolean =>
  host === '' || host === 'localhost' || host === '::1' || /^127(\.\d{1,3}){3}$/.test(host) || /^(\/|%2f)/i.test(host)
