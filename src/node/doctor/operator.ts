/** The doctor's look at who hears of it when a server stands still. */
import type { Config } from '../../config.ts'
import { type Finding, look, ok } from './finding.ts'

const outside = `and what has ended can send no mail: have /readyz asked from outside, docs/operating.md`

/** Nothing is said of a program on one's own machine. */
export function checkOperator({ local, OPERATOR_EMAIL, SMTP_URL }: Config): Finding[] {
  if (local && !OPERATOR_EMAIL) return []
  if (!OPERATOR_EMAIL)
    return [look('operator', `OPERATOR_EMAIL is not set: nobody is told when nothing is read or sent; ${outside}.`)]
  if (!SMTP_URL) return [look('operator', 'OPERATOR_EMAIL is set, but without SMTP_URL no mail leaves.')]
  return [ok('operator', `OPERATOR_EMAIL is told when nothing is read or sent for a day; ${outside}.`)]
}
