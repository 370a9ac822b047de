/** One start of a program in a process of its own: when its front page answers, and what it holds when it has come to rest. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { setTimeout as wait } from 'node:timers/promises'

export interface Start {
  /** From the start of the process to the first 200 of `/`. */
  readonly ms: number
  /** Of the processor up to then, all threads. */
  readonly cpuMs: number
  /** At rest, a few seconds later (VmRSS); and the most that it ever held (VmHWM). Linux only. */
  readonly restBytes: number
  readonly peakBytes: number
}

const restMs = 4_000

/** @param command what follows `node` */
export async function startOnce(
  command: readonly string[],
  settings: Readonly<Record<string, string>>,
): Promise<Start> {
  const env = { PATH: process.env.PATH ?? '', HOME: process.env.HOME ?? '', ...settings }
  const began = performance.now()
  const child = spawn(process.execPath, command, { env, stdio: ['ignore', 'ignore', 'inherit'] })
  const ended = once(child, 'exit')
  try {
    while (!(await answers(`http://127.0.0.1:${settings.PORT}/`))) {
      if (child.exitCode !== null) throw new Error(`${command.join(' ')} ended by itself`)
      await wait(5)
    }
    const ms = performance.now() - began
    const cpuMs = cpuOf(child.pid)
    await wait(restMs)
    return { ms, cpuMs, restBytes: bytesOf(child.pid, 'VmRSS'), peakBytes: bytesOf(child.pid, 'VmHWM') }
  } finally {
    child.kill()
    await ended
  }
}

const answers = (url: string): Promise<boolean> =>
  fetch(url)
    .then((answer) => answer.text().then(() => answer.ok))
    .catch(() => false)

/** proc(5), /proc/pid/stat: fields 14 and 15, in hundredths of a second. */
function cpuOf(pid: number | undefined): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? []
  return (Number(fields[11]) + Number(fields[12])) * 10
}

/** proc(5), /proc/pid/status, in KiB there. */
function bytesOf(pid: number | undefined, name: string): number {
  const [, kib = '0'] =
    new RegExp(`^${name}:\\s+(\\d+) kB`, 'm').exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? []
  return Number(kib) * 1024
}
