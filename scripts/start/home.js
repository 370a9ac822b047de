/** Where a program that npm installed keeps its data: in the home of who runs it, and never among what npm may throw away. */
import { isAbsolute, join } from 'node:path'

/**
 * As each system has it: `XDG_DATA_HOME` (XDG Base Directory Specification 0.8, where a relative one counts for nothing), else
 * `%LOCALAPPDATA%`, `Library/Application Support` or `.local/share`.
 * @param {{ env: Readonly<Record<string, string | undefined>>, platform: string, home: string }} machine
 * @returns {string} the folder, which may not be there yet
 */
export function dataFolder({ env, platform, home }) {
  return join(baseOf({ env, platform, home }), 'coffee-soon')
}

/** @param {{ env: Readonly<Record<string, string | undefined>>, platform: string, home: string }} machine */
function baseOf({ env, platform, home }) {
  if (env.XDG_DATA_HOME && isAbsolute(env.XDG_DATA_HOME)) return env.XDG_DATA_HOME
  if (platform === 'win32') return env.LOCALAPPDATA || join(home, 'AppData', 'Local')
  if (platform === 'darwin') return join(home, 'Library', 'Application Support')
  return join(home, '.local', 'share')
}
