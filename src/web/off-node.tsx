/** What Workers answer in place of the pages of on-node.ts (package.json, `imports`): they have neither sockets of that kind nor a disk. */
import { Hono } from 'hono'
import type { Tongue } from '../place.ts'
import { renderMessage } from './frame/layout.tsx'
import type { Env, Page } from './frame/session.ts'
import { tongueOn } from './frame/tongue.ts'

export function nodePages(): Hono<Env>[] {
  const routes = new Hono<Env>()
  for (const path of ['/connect/mailbox', '/connect/mailbox/:token', '/connect/imap', '/connect/caldav', '/import'])
    routes.get(path, explain).post(path, explain)
  for (const path of ['/account/assistants', '/account/assistants/end'])
    routes.get(path, explainAssistants).post(path, explainAssistants)
  return [routes]
}

/** A program is told in its own way. */
export function nodeDoors(): Hono<Env>[] {
  const routes = new Hono<Env>()
  routes.all('/mcp', (c) => c.json({ error: 'Assistants are not answered on this server.' }, 404))
  return [routes]
}

const words: Readonly<
  Record<Tongue, { readonly title: string; readonly pages: string[]; readonly assistants: string[] }>
> = {
  en: {
    title: 'Not on this server',
    pages: [
      'It runs where no mailbox can be reached by a password and no files can be taken in. Both work where Coffee soon? runs on a machine of its own.',
      'Google and Microsoft accounts are connected here as everywhere.',
    ],
    assistants: [
      'Assistants are answered only where Coffee soon? runs on a machine of its own; this server runs on Cloudflare Workers. No token can be made here, and none opens anything here.',
    ],
  },
  de: {
    title: 'Nicht auf diesem Server',
    pages: [
      'Von hier aus ist kein Postfach mit einem Passwort zu erreichen, und Dateien können nicht angenommen werden. Beides geht, wo Coffee soon? auf einem eigenen Rechner läuft.',
      'Konten von Google und Microsoft lassen sich hier verbinden wie überall.',
    ],
    assistants: [
      'Assistenten bekommen nur dort Antwort, wo Coffee soon? auf einem eigenen Rechner läuft; dieser Server läuft auf Cloudflare Workers. Hier lässt sich kein Token anlegen, und keines öffnet etwas.',
    ],
  },
}

const explain = (c: Page) => told(c, 'pages')
const explainAssistants = (c: Page) => told(c, 'assistants')

function told(c: Page, about: 'pages' | 'assistants') {
  const said = words[tongueOn(c)]
  return renderMessage(c, { title: said.title, status: 404 }, said[about])
}
