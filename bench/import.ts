/** Importing a large mbox file, against counting its lines, against a bare split at its messages; and the most memory of it. */
import { execFileSync, spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { createReadStream, createWriteStream, mkdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { buildIfChanged } from '../scripts/start/ensure.js'
import { whole } from './history.ts'
import { atMost, count, megabytes, type Options, type Result } from './result.ts'

/** What a message of somebody's export takes on average, with its attachments. */
const messageBytes = 60_000
const mostMemory = 300e6

export async function benchImport({ long, folder }: Options): Promise<readonly Result[]> {
  await buildIfChanged()
  const results = await measure(join(folder, 'small.mbox'), 100e6)
  if (!long) return results
  const large = [
    ...(await measure(join(folder, 'large.mbox'), 1e9)),
    ...(await measureTakeout(join(folder, 'takeout'), 1e9)),
  ]
  return [...results, ...large.map((row) => ({ ...row, long: true as const }))]
}

/** As Google hands it out: one archive, in it all mail in one file, whose attachments no packing makes smaller. */
async function measureTakeout(folder: string, bytes: number): Promise<readonly Result[]> {
  const inside = join(folder, 'Takeout', 'Mail')
  mkdirSync(inside, { recursive: true })
  const messages = await write(join(inside, 'All mail Including Spam and Trash.mbox'), bytes, randomLines)
  const archive = join(folder, 'takeout-1.tgz')
  execFileSync('tar', ['-czf', archive, '-C', folder, 'Takeout'])
  rmSync(join(folder, 'Takeout'), { recursive: true })
  const unpacking = seconds(() => execFileSync('tar', ['-xzOf', archive], { stdio: ['ignore', 'ignore', 'inherit'] }))
  const { took, peak } = await importFile(archive)
  rmSync(folder, { recursive: true })
  const name = `a Takeout archive of ${megabytes(bytes)} of mail, ${count(messages)} messages`
  return [
    {
      name: `import ${name}`,
      measured: `${took.toFixed(2)} s`,
      baseline: `${unpacking.toFixed(2)} s for tar to unpack it`,
      ratio: took / unpacking,
    },
    {
      name: `the most memory of ${name}`,
      measured: megabytes(peak),
      baseline: megabytes(mostMemory),
      ...atMost(peak / mostMemory, 1, '≤ 300 MB'),
    },
  ]
}

/** Base64 that has nothing in it to find again. */
function randomLines(bytes: number): string {
  const text = randomBytes(Math.ceil((bytes * 3) / 4)).toString('base64')
  return text.replaceAll(/.{76}/g, '$&\n')
}

/** Base64 that packs to nothing. */
function sameLines(bytes: number): string {
  const line = `${'QUJDREVGR0hJSktMTU5PUFFSU1RVVldYWVo'.repeat(2)}abcdef\n`
  return line.repeat(Math.floor(bytes / line.length))
}

async function measure(file: string, bytes: number): Promise<readonly Result[]> {
  const messages = await write(file, bytes)
  // Twice: only then is it in memory for all three.
  const lines =
    [seconds(() => execFileSync('wc', ['-l', file])), seconds(() => execFileSync('wc', ['-l', file]))].at(-1) ?? 0
  const splitting = await split(file)
  const { took, peak } = await importFile(file)
  const size = megabytes(statSync(file).size)
  rmSync(file)
  const name = `import an mbox of ${size}, ${count(messages)} messages`
  const say = (value: number) => `${value.toFixed(2)} s`
  return [
    { name, measured: say(took), baseline: `${say(lines)} for wc -l`, ...atMost(took / lines, 60) },
    {
      name: `the same against a bare split (${size})`,
      measured: say(took),
      baseline: `${say(splitting)} to find its messages`,
      ratio: took / splitting,
    },
    {
      name: `the most memory of it (${size})`,
      measured: megabytes(peak),
      baseline: megabytes(mostMemory),
      ...atMost(peak / mostMemory, 1, '≤ 300 MB'),
    },
  ]
}

/** Letters with an attachment each, of people of very different closeness. @returns how many */
async function write(file: string, bytes: number, lines = sameLines): Promise<number> {
  const out = createWriteStream(file)
  const same = lines === sameLines ? sameLines(messageBytes) : null
  const messages = Math.floor(bytes / messageBytes)
  const start = whole.end.subtract({ hours: 24 * 365 * 4 }).epochMilliseconds
  for (let index = 0; index < messages; index++) {
    const at = new Date(start + (index * 4 * 365 * 86_400_000) / messages).toUTCString().replace('GMT', '+0000')
    const other = Math.floor(400 ** (((index * 7919) % messages) / messages))
    const them = `Given${other} Family${other} <person${other}@house${other % 70}.example>`
    const [from, to] = index % 2 ? [them, 'Sam <me@owner.example>'] : ['Sam <me@owner.example>', them]
    const [day, date, month, year, time] = at.split(/,? /)
    const head = `From - ${day} ${month} ${date} ${time} ${year}\nMessage-ID: <m${index}@house.example>\nDate: ${at}\nFrom: ${from}\nTo: ${to}\nSubject: Matter ${index % 900}\nContent-Type: multipart/mixed; boundary=b\n\n--b\n\nHello\n\n--b\nContent-Type: image/jpeg\nContent-Transfer-Encoding: base64\n\n`
    if (!out.write(`${head}${same ?? lines(messageBytes)}\n--b--\n\n`)) await once(out, 'drain')
  }
  out.end()
  await once(out, 'finish')
  return messages
}

function seconds(work: () => unknown): number {
  const started = performance.now()
  work()
  return (performance.now() - started) / 1000
}

/** Reads it piece by piece, and looks for every line that begins a message. */
async function split(file: string): Promise<number> {
  const started = performance.now()
  let found = 0
  const mark = Buffer.from('\nFrom ')
  for await (const piece of createReadStream(file, { highWaterMark: 65_536 }))
    for (let at = (piece as Buffer).indexOf(mark); at >= 0; at = (piece as Buffer).indexOf(mark, at + 1)) found++
  if (found === 0) throw new Error('nothing was found')
  return (performance.now() - started) / 1000
}

/** As its owner does it, with nothing kept. */
async function importFile(file: string): Promise<{ took: number; peak: number }> {
  const started = performance.now()
  const child = spawn(process.execPath, ['scripts/start/start.js', 'import', file, '--me', 'me@owner.example'], {
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  let peak = 0
  const timer = setInterval(() => {
    peak = Math.max(peak, mostOf(child.pid))
  }, 100)
  const [code] = await once(child, 'exit')
  clearInterval(timer)
  if (code !== 0) throw new Error(`the import ended with ${code}`)
  return { took: (performance.now() - started) / 1000, peak }
}

/** VmHWM of proc(5), in bytes; 0 where there is no such file. */
function mostOf(pid: number | undefined): number {
  try {
    return 1024 * Number(/^VmHWM:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0)
  } catch {
    return 0
  }
}
