/** Which process has a lock, and whether it is still that one: a process id alone is given again to others. */
import { readFileSync } from 'node:fs'
import { hostname } from 'node:os'

/** Who holds a lock, as its file says. */
export interface Holder {
  readonly pid: number
  readonly host: string
  /** Of this very taking; older versions wrote none. */
  readonly id?: string
  /** The boot of the machine and the moment in it at which the process began; only where the system tells. */
  readonly began?: string
}

/** This process. */
export function ourselves(): Omit<Holder, 'id'> {
  const began = beginningOf(process.pid)
  return { pid: process.pid, host: hostname(), ...(began ? { began } : {}) }
}

/**
 * Whether the process of a holder on this machine runs. 'unknown' where one with its id does, and nothing says whether it is
 * the same.
 */
export function isRunning({ pid, began }: Holder): boolean | 'unknown' {
  if (!exists(pid)) return false
  const now = beginningOf(pid)
  if (began && now) return began === now
  // Nobody else has our id: it is of an earlier life of ours, as with the first process of a container.
  return pid === process.pid ? false : 'unknown'
}

function exists(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

/** Linux only (proc(5), /proc/pid/stat: field 22, counted after the name in brackets, which may hold anything). */
function beginningOf(pid: number): string | null {
  try {
    const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    const ticks = stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19]
    return ticks ? `${boot} ${ticks}` : null
  } catch {
    return null
  }
}
