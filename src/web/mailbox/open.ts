/** What a typed login opens: the mailbox is tried by signing in, and its calendar is looked for. */
import * as z from 'zod'
import type { CalendarFound, Deps } from '../../deps.ts'
import { ProviderError, UserError } from '../../errors.ts'
import type { Tongue } from '../../place.ts'
import { findServer, isHost } from '../../providers/imap/find.ts'
import { knownCalendar } from '../../providers/imap/servers.ts'
import type { MailLogin } from '../../providers/login.ts'
import { normalise } from '../../text.ts'
import type { Opened } from '../../work/arrive-login.ts'
import { offeredBy, whatOf } from '../../work/offered.ts'
import { field } from '../frame/form.ts'
import { type MailboxWords, mailboxWords } from './words/words.ts'

/** The fields of the form. */
export const typedSchema = z.object({
  address: field.text(320),
  // Spaces stand in app passwords as they are shown, and count for nothing at either end.
  password: field.text(500),
  user: field.text(320),
  host: field.text(253),
  port: field.text(5),
  tls: field.text(10),
  what: field.text(10),
  server: field.text(500),
  /** Ticked: the address book is read as well. */
  contacts: field.text(10),
})

/** What the login opens; `missed`: what of it could not be connected, in a sentence. @throws ProviderError or UserError */
export async function openTyped(deps: Deps, typed: z.infer<typeof typedSchema>, tongue: Tongue) {
  const words = mailboxWords(tongue).connected
  const wanted = whatOf(offeredBy(deps), typed.what)
  const address = normalise(typed.address)
  if (!wanted.mail)
    return said(typed, { address, mail: null, calendar: await calendarOf(deps, typed) }, { missed: null, words })
  const mail = await loginOf(deps, typed)
  await deps.probeMailbox?.(mail)
  let calendar: CalendarFound | null = null
  let missed: string | null = null
  if (wanted.calendar)
    try {
      calendar = await calendarOf(deps, typed)
    } catch (error) {
      if (!(error instanceof ProviderError || error instanceof UserError)) throw error
      missed = words.noCalendar(error.in(tongue))
    }
  return said(typed, { address, mail, calendar }, { missed, words })
}

/** An address book that was wanted and is not there is told; everything else is connected. */
function said(
  { contacts }: z.infer<typeof typedSchema>,
  opened: Opened,
  { missed, words }: { readonly missed: string | null; readonly words: MailboxWords['connected'] },
) {
  const lacks = contacts !== '' && opened.calendar && !opened.calendar.login.contacts
  return {
    opened,
    missed: missed ?? (lacks ? words.noContacts : null),
  }
}

/** @throws ProviderError or UserError where no calendar is found */
async function calendarOf(deps: Deps, typed: z.infer<typeof typedSchema>): Promise<CalendarFound> {
  const { address, user, password } = typed
  const domain = address.slice(address.lastIndexOf('@') + 1)
  const known = knownCalendar(domain)
  const isGoogle = typed.server
    ? /^(https?:\/\/)?([a-z0-9-]+\.)*(google|googleusercontent)\.com(:\d+)?(\/|$)/i.test(typed.server)
    : /^(gmail|googlemail)\.com$/i.test(domain)
  if (isGoogle)
    throw new UserError(400, {
      en: 'Google’s calendar takes no password: OAuth only. Connect the Google account instead.',
      de: 'Der Kalender von Google nimmt kein Passwort an, nur OAuth. Verbinde stattdessen das Google-Konto.',
    })
  if (!deps.findCalendar)
    throw new UserError(503, {
      en: 'This server runs where no calendar can be reached by a password.',
      de: 'Dieser Server läuft dort, wo sich kein Kalender mit einem Passwort erreichen lässt.',
    })
  const server = typed.server || known
  const contacts = typed.contacts !== ''
  return deps.findCalendar({ address, user: user || address, password, contacts, ...(server ? { server } : {}) })
}

async function loginOf({ net }: Deps, typed: z.infer<typeof typedSchema>): Promise<MailLogin> {
  const { address, user, password } = typed
  const opening = { user: user || address, password }
  if (!typed.host) {
    if (!net)
      throw new UserError(503, {
        en: 'This server runs where no mailbox can be reached by a password.',
        de: 'Dieser Server läuft dort, wo sich kein Postfach mit einem Passwort erreichen lässt.',
      })
    return { ...(await findServer(net, address)), ...opening }
  }
  const port = Number(typed.port || (typed.tls === 'starttls' ? 143 : 993))
  if (!isHost(typed.host) || !Number.isInteger(port) || port < 1 || port > 65_535)
    throw new UserError(400, {
      en: 'That is no name of a server and port, such as imap.example.org and 993.',
      de: 'Das ist kein Name eines Servers mit Port, wie imap.example.org und 993.',
    })
  return { host: typed.host.toLowerCase(), port, tls: typed.tls === 'starttls' ? 'starttls' : 'implicit', ...opening }
}
