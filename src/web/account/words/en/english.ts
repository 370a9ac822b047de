/** The account in English, block by block. */
import { account, ended, files, leaving } from './account.tsx'
import { connections, consent, grants, waysIn } from './connections.ts'
import { happened } from './happened.ts'
import { ledger } from './ledger.ts'
import { again, link, sessions } from './signing.tsx'

export const english = {
  account,
  again,
  connections,
  consent,
  ended,
  files,
  grants,
  happened,
  leaving,
  ledger,
  link,
  sessions,
  waysIn,
}
