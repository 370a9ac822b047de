/** nginx with the worked file of docs/deploy, in a folder of its own, on ports of its own, with a certificate made for it. */
import { execFileSync, spawn } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** Where Debian puts a program, and others; undefined where there is none. */
export const findProgram = (name: string): string | undefined =>
  ['/usr/sbin', '/usr/bin', '/usr/local/bin'].map((folder) => join(folder, name)).find(existsSync)

export interface Placed {
  readonly nginx: string
  readonly openssl: string
  /** Empty, and its alone. */
  readonly folder: string
  readonly plain: number
  readonly secure: number
  /** The port of what stands behind it. */
  readonly upstream: number
  readonly name?: string
}

/** @returns ends it */
export function startNginx({
  nginx,
  openssl,
  folder,
  plain,
  secure,
  upstream,
  name = 'coffee.example.org',
}: Placed): () => void {
  const certificate = [
    'req',
    '-x509',
    '-newkey',
    'ec',
    '-pkeyopt',
    'ec_paramgen_curve:prime256v1',
    '-nodes',
    '-days',
    '1',
  ]
  const files = ['-subj', `/CN=${name}`, '-keyout', join(folder, 'privkey.pem'), '-out', join(folder, 'fullchain.pem')]
  execFileSync(openssl, [...certificate, ...files], { stdio: 'ignore' })
  const site = readFileSync('docs/deploy/nginx.conf', 'utf8')
    .replace(/^ *listen \[::\].*\n/gm, '')
    .replace('listen 80;', `listen 127.0.0.1:${plain};`)
    .replace('listen 443 ssl;', `listen 127.0.0.1:${secure} ssl;`)
    .replaceAll('/etc/letsencrypt/live/coffee.example.org', folder)
    .replaceAll('127.0.0.1:8787', `127.0.0.1:${upstream}`)
    .replaceAll('coffee.example.org', name)
  const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map((kind) => {
    mkdirSync(join(folder, kind))
    return `${kind}_temp_path ${join(folder, kind)};`
  })
  const own = [
    'daemon off;',
    'master_process off;',
    `pid ${join(folder, 'pid')};`,
    `error_log ${join(folder, 'error.log')};`,
  ]
  const config = join(folder, 'nginx.conf')
  writeFileSync(config, [...own, 'events {}', 'http {', ...temporary, site, '}', ''].join('\n'))
  const child = spawn(nginx, ['-p', folder, '-c', config], { stdio: 'ignore' })
  return () => void child.kill('SIGKILL')
}
