/** The worked files of docs/deploy, by the programs that they are for; where one is not on this machine, its part is skipped. */
import { spawn, spawnSync } from 'node:child_process'
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type IncomingHttpHeaders } from 'node:http'
import { request } from 'node:https'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { findProgram, startNginx } from '../support/nginx.ts'
import { freePort } from '../support/postgres.ts'

const nginx = findProgram('nginx')
const caddy = findProgram('caddy')
const analyze = findProgram('systemd-analyze')
const openssl = findProgram('openssl')

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'coffee-deploy-'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** What stands behind the proxy: says what it was asked, and how much came. */
async function startUpstream() {
  const server = createServer((asked, response) => {
    let bytes = 0
    asked.on('data', (chunk: Buffer) => {
      bytes += chunk.length
    })
    asked.on('end', () => response.end(JSON.stringify({ headers: asked.headers, bytes })))
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  return { port: (server.address() as AddressInfo).port, close: () => server.close() }
}

/** By TLS to this machine, as a browser asks that was told another address of itself. */
function ask(port: number, body: Buffer): Promise<{ headers: IncomingHttpHeaders; bytes: number }> {
  return new Promise((done, reject) => {
    const options = {
      host: '127.0.0.1',
      port,
      servername: 'coffee.example.org',
      rejectUnauthorized: false,
      method: 'POST',
    }
    const asked = request(
      { ...options, headers: { host: 'coffee.example.org', 'x-forwarded-for': '6.6.6.6' } },
      (answer) => {
        let text = ''
        answer.setEncoding('utf8').on('data', (part: string) => {
          text += part
        })
        answer.on('end', () =>
          answer.statusCode === 200 ? done(JSON.parse(text)) : reject(new Error(`${answer.statusCode}: ${text}`)),
        )
      },
    )
    asked.once('error', reject)
    asked.end(body)
  })
}

/** Until it answers: the proxy needs a moment, and nothing says when. */
async function until<T>(attempt: () => Promise<T>): Promise<T> {
  for (let tries = 0; ; tries++)
    try {
      return await attempt()
    } catch (error) {
      if (tries > 200 || !/ECONNREFUSED|tlsv1 alert/.test(String(error))) throw error
      await new Promise((next) => setTimeout(next, 50))
    }
}

/** Two megabytes: more than nginx lets through unless it is told to. */
const upload = Buffer.alloc(2 * 1024 * 1024)

describe.skipIf(!nginx || !openssl)('behind nginx', () => {
  test('who asked is known, files come through, and plain http leads to https', async () => {
    const upstream = await startUpstream()
    const [plain, secure] = [await freePort(), await freePort()]
    const own = join(folder, 'nginx')
    mkdirSync(own)
    const end = startNginx({
      nginx: nginx ?? '',
      openssl: openssl ?? '',
      folder: own,
      plain,
      secure,
      upstream: upstream.port,
    })
    try {
      const { headers, bytes } = await until(() => ask(secure, upload))
      expect(headers).toMatchObject({ host: 'coffee.example.org', 'x-forwarded-for': '127.0.0.1' })
      expect(bytes).toBe(upload.length)
      const led = await fetch(`http://127.0.0.1:${plain}/coffee/abc`, { redirect: 'manual' })
      expect([led.status, led.headers.get('location')]).toEqual([301, 'https://127.0.0.1/coffee/abc'])
    } finally {
      end()
      upstream.close()
    }
  })
})

describe.skipIf(!caddy)('behind Caddy', () => {
  test('who asked is known, and files come through', async () => {
    const upstream = await startUpstream()
    const [plain, secure] = [await freePort(), await freePort()]
    const here = `{\n\tadmin off\n\tlocal_certs\n\tskip_install_trust\n\thttp_port ${plain}\n\thttps_port ${secure}\n\tstorage file_system ${folder}/caddy\n}\n`
    const config = join(folder, 'Caddyfile')
    writeFileSync(
      config,
      here + readFileSync('docs/deploy/Caddyfile', 'utf8').replaceAll('127.0.0.1:8787', `127.0.0.1:${upstream.port}`),
    )
    const env = { PATH: process.env.PATH, HOME: folder, XDG_DATA_HOME: folder, XDG_CONFIG_HOME: folder }
    const child = spawn(caddy ?? '', ['run', '--config', config, '--adapter', 'caddyfile'], { stdio: 'ignore', env })
    try {
      const { headers, bytes } = await until(() => ask(secure, upload))
      expect(headers).toMatchObject({ host: 'coffee.example.org', 'x-forwarded-for': '127.0.0.1' })
      expect(bytes).toBe(upload.length)
    } finally {
      child.kill('SIGKILL')
      upstream.close()
    }
  })
})

describe('the unit of systemd', () => {
  const unit = readFileSync('docs/deploy/coffee-soon.service', 'utf8')

  test('runs as an ordinary user with one folder to write to, and no way to more rights', () => {
    for (const line of [
      'User=coffee-soon',
      'StateDirectory=coffee-soon',
      'StateDirectoryMode=0700',
      'UMask=0077',
      'NoNewPrivileges=yes',
      'CapabilityBoundingSet=',
      'ProtectSystem=strict',
      'ProtectHome=yes',
    ])
      expect(unit.split('\n')).toContain(line)
    expect(unit).toMatch(/^Environment=DATA_DIR=\/var\/lib\/coffee-soon$/m)
  })

  test.skipIf(!analyze)('is one that systemd can read', () => {
    const path = join(folder, 'coffee-soon.service')
    const bin = join(folder, 'coffee-soon')
    copyFileSync('scripts/start/coffee-soon.js', bin)
    writeFileSync(path, unit.replace('/opt/coffee-soon/bin/coffee-soon', resolve(bin)))
    const { status, stderr } = spawnSync(analyze ?? '', ['verify', '--man=no', path], { encoding: 'utf8' })
    // Of this unit; a machine without a manager may say more of its own.
    expect([stderr.split('\n').filter((line) => line.includes('coffee-soon')), status]).toEqual([[], 0])
  })
})
