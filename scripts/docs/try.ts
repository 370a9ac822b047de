/**
 * `npm run try-docs`: runs the commands of the pages that take too long for the tests, in a fresh folder with an empty home, in the
 * order of the pages, and writes docs/tried.md: what was run, how long it took, and what nobody runs, with the reason.
 */
import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { get } from 'node:https'
import { tmpdir } from 'node:os'
import { delimiter, dirname, join, resolve } from 'node:path'
import { findProgram, startNginx } from '../../test/support/nginx.ts'
import { makePackage } from '../release/package.ts'
import { handled } from './commands.ts'

interface Row {
  readonly page: string
  readonly text: string
  readonly as: string
  readonly seconds: number
  readonly outcome: string
}

/** Ports of its own: the sample accounts take the next two. */
const port = 18_700

async function main(): Promise<void> {
  const repository = process.cwd()
  const { path: ARCHIVE } = await makePackage()
  const TRY = mkdtempSync(join(tmpdir(), 'coffee-soon-docs-'))
  const env = {
    PATH: `${dirname(process.execPath)}${delimiter}${process.env.PATH}`,
    HOME: join(TRY, 'home'),
    XDG_DATA_HOME: join(TRY, 'data'),
    // Packages that this machine has downloaded before are not downloaded again.
    npm_config_cache: execFileSync('npm', ['config', 'get', 'cache'], { encoding: 'utf8' }).trim(),
    BACKUP_KEY: Buffer.alloc(32, 7).toString('base64'),
    PORT: `${port}`,
    REPOSITORY: repository,
    ARCHIVE,
    TRY,
  }
  mkdirSync(env.HOME)
  const rows: Row[] = []
  try {
    let cwd = TRY
    for (const [page, commands] of order(Object.entries(handled)))
      for (const [text, how] of Object.entries(commands)) {
        if (!('tried' in how)) continue
        const as = how.tried.as ?? text
        const [, into] = /^cd (\S+)$/.exec(as) ?? []
        const begun = performance.now()
        if (into) cwd = join(cwd, into)
        const outcome = into ? 'is there' : await run(as, { cwd, env, serves: how.tried.serves === true })
        rows.push({ page, text, as, seconds: (performance.now() - begun) / 1000, outcome })
        process.stderr.write(`${rows.at(-1)?.seconds.toFixed(1)} s  ${as.split('\n')[0]}: ${outcome}\n`)
      }
    rows.push(await behindNginx(env))
  } finally {
    rmSync(TRY, { recursive: true, force: true })
  }
  writeFileSync('docs/tried.md', pageOf(rows))
}

/** The way to install it first: the other pages go on in the clone that it makes. */
const order = <T>(entries: [string, T][]) =>
  entries.toSorted(([a], [b]) => Number(b === 'docs/install.md') - Number(a === 'docs/install.md'))

interface Run {
  readonly cwd: string
  readonly env: Readonly<Record<string, string>>
  /** Goes on until it is ended. */
  readonly serves: boolean
}

/** @throws Error with the last of what it said, where it fails */
async function run(script: string, { cwd, env, serves }: Run): Promise<string> {
  const child = spawn('bash', ['-euo', 'pipefail', '-c', script], {
    cwd,
    env,
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const exit = once(child, 'exit')
  let said = ''
  const serving = new Promise<'serving'>((done) => {
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding('utf8').on('data', (text: string) => {
        said += text
        if (said.includes('Coffee soon? is at')) done('serving')
      })
  })
  const first = await (serves ? Promise.race([serving, exit]) : exit)
  if (first !== 'serving') {
    const [code] = first as [number | null]
    if (code === 0 && !serves) return 'ended well'
    throw new Error(`${script} ended with ${code}:\n${said.slice(-2000)}`)
  }
  const answer = await fetch(`http://127.0.0.1:${port}/healthz`)
  process.kill(-(child.pid ?? 0), 'SIGTERM')
  await exit
  if (!answer.ok) throw new Error(`${script} answers ${answer.status}`)
  return 'its address, and /healthz answers'
}

/** The program as it is installed, behind the worked file of nginx, by TLS on this machine. */
async function behindNginx(env: Readonly<Record<string, string>> & { readonly TRY: string }): Promise<Row> {
  const [nginx, openssl] = [findProgram('nginx'), findProgram('openssl')]
  const about = {
    page: 'docs/install.md',
    text: 'the worked file of nginx, before the program',
    as: 'docs/deploy/nginx.conf with a certificate of its own',
  }
  if (!nginx || !openssl) return { ...about, seconds: 0, outcome: 'not tried: there is no nginx here' }
  const begun = performance.now()
  const [secure, folder] = [port + 20, join(env.TRY, 'nginx')]
  mkdirSync(folder)
  const end = startNginx({ nginx, openssl, folder, plain: port + 21, secure, upstream: port, name: 'localhost' })
  const settings = { ...env, BASE_URL: `https://localhost:${secure}`, TRUST_PROXY: '1' }
  const child = spawn(process.execPath, [resolve('scripts/start/coffee-soon.js')], { env: settings, cwd: env.TRY })
  const exit = once(child, 'exit')
  try {
    let said = ''
    await new Promise<void>((done) => {
      child.stdout.setEncoding('utf8').on('data', (text: string) => {
        said += text
        if (said.includes('Coffee soon? is at')) done()
      })
      exit.then(() => done())
    })
    const page = await new Promise<string>((done, reject) => {
      get(
        {
          host: '127.0.0.1',
          port: secure,
          path: '/',
          servername: 'localhost',
          headers: { host: `localhost:${secure}` },
          rejectUnauthorized: false,
        },
        (answer) => {
          let text = ''
          answer.setEncoding('utf8').on('data', (part: string) => {
            text += part
          })
          answer.on('end', () => done(`${answer.statusCode} ${text}`))
        },
      ).once('error', reject)
    })
    if (!/^200 .*Three people a week/s.test(page)) throw new Error(`behind nginx: ${page.slice(0, 300)}`)
    return { ...about, seconds: (performance.now() - begun) / 1000, outcome: 'the first page, by https' }
  } finally {
    child.kill('SIGTERM')
    await exit
    end()
  }
}

function pageOf(rows: readonly Row[]): string {
  const all = Object.entries(handled).flatMap(([page, commands]) =>
    Object.entries(commands).map(([text, how]) => ({ page, text, how })),
  )
  const not = all.flatMap(({ page, text, how }) =>
    'not' in how ? [`| ${code(text)} | ${link(page)} | ${how.not} |`] : [],
  )
  const by = all.flatMap(({ page, text, how }) =>
    'by' in how ? [`| ${code(text)} | ${link(page)} | \`${how.by}\` |`] : [],
  )
  return `# Tried

What becomes of every command that these pages tell a reader to type. \`scripts/docs/commands.ts\` lists them; \`test/docs/commands.test.ts\` holds the list to the pages, and runs those that are quick each time: the rest stands here.

## By npm run try-docs

In a fresh folder with an empty home, on ${new Date().toISOString().slice(0, 10)}, with Node ${process.versions.node} on ${process.platform} ${process.arch}, on a machine whose two processors others used as well; packages that npm had downloaded before came from its cache. What serves is timed up to its address.

| command | page | tried as | took | came to |
|---|---|---|---|---|
${rows.map(({ page, text, as, seconds, outcome }) => `| ${code(text)} | ${link(page)} | ${as === text ? 'the same' : code(as)} | ${seconds.toFixed(1)} s | ${outcome} |`).join('\n')}

## By a test, in another way

| command | page | test |
|---|---|---|
${by.join('\n')}

## By nobody

| command | page | why |
|---|---|---|
${not.join('\n')}
`
}

/** The first line of it. */
const code = (text: string) =>
  `\`${(text.split('\n')[0] ?? '').replaceAll('|', '\\|')}${text.includes('\n') ? ' …' : ''}\``
const link = (page: string) => `[${page}](${page.startsWith('docs/') ? page.slice(5) : `../${page}`})`

await main()
