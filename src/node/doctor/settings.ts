/** The doctor's look at the settings: every fault, not only the first. */
import { type Config, ConfigError, readConfig } from '../../config.ts'
import { type Finding, fault, ok } from './finding.ts'

const waysRound =
  'Google accepts http only for localhost. Run it where your browser is, or reach it by `ssh -L 8787:localhost:8787 SERVER` and leave BASE_URL out, or give the server a name with a certificate; docs/google.md, "The address"'

/**
 * Reads the settings over and over, each time without the one that was wrong, so that each fault is said at once.
 * @returns the settings when there is no fault
 */
export function checkSettings(
  env: Readonly<Record<string, string | undefined>>,
  readFile: (path: string) => string,
): { readonly config: Config | null; readonly findings: readonly Finding[] } {
  const rest = { ...env }
  const findings: Finding[] = []
  for (;;) {
    try {
      const config = readConfig(rest, readFile)
      if (findings.length) return { config: null, findings }
      return { config, findings: [ok('settings', 'Every setting can be read.')] }
    } catch (error) {
      if (!(error instanceof ConfigError)) throw error
      findings.push(fault('settings', `${error.message}. ${whatToDo(error.message)}.`))
      const name = /^[A-Z_]+/.exec(error.message)?.[0].replace(/_FILE$/, '') ?? ''
      // What is missing cannot be left out: the search ends with it.
      if (!rest[name] && !rest[`${name}_FILE`]) return { config: null, findings }
      delete rest[name]
      delete rest[`${name}_FILE`]
    }
  }
}

function whatToDo(message: string): string {
  if (/^BASE_URL must use https/.test(message)) return waysRound
  if (/^SECRET_KEYS/.test(message)) return 'Make one with `echo "1:$(openssl rand -base64 32)"` and keep it'
  if (/^(SMTP_URL|MAIL_FROM|DKIM_)/.test(message)) return 'docs/mail.md has worked examples'
  if (/^GOOGLE_CLIENT_/.test(message)) return 'docs/google.md has the clicks'
  if (/^MICROSOFT_/.test(message)) return 'docs/microsoft.md has the clicks'
  return 'The table of settings in README.md says what it takes'
}
