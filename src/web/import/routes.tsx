/** Files by upload: who may hand them over, and what becomes of what is pressed. */
import { Hono } from 'hono'
import { getCookie, setCookie } from 'hono/cookie'
import * as z from 'zod'
import { UserError } from '../../errors.ts'
import { randomToken, sameText, sha256 } from '../../seal.ts'
import { ownedBy, type UploadOwner } from '../../work/uploads.ts'
import { field, readFields } from '../frame/form.ts'
import { isUpload } from '../frame/guard.ts'
import { cookieOf, type Env, formTokens, type Page, startSession } from '../frame/session.ts'
import { showUpload } from './page.tsx'

const pressedSchema = z.object({
  csrf: field.text(200),
  do: field.among(['confirm', 'drop']),
  /** Which of the proposed ones, by their place. */
  mine: field.several,
  other: field.text(2000),
})

/** Whose uploads this browser sees, the newest owner first, and the tokens that its forms carry. */
interface Visitor {
  readonly owners: readonly UploadOwner[]
  readonly tokens: readonly string[]
}

/** Adds /import. A GET changes nothing but a cookie. @throws UserError, from its handlers */
export function importRoutes(): Hono<Env> {
  return new Hono<Env>().get('/import', show).post('/import', take)
}

async function show(c: Page): Promise<Response> {
  const { importer, config } = c.get('deps')
  const user = c.get('user')
  if (!importer || (!user && !config.local)) return showUpload(c, { open: importer !== undefined })
  const { owners, tokens } = (await readVisitor(c)) ?? (await greet(c))
  return showUpload(c, { open: true, upload: importer.find(owners), csrf: tokens[0] ?? '' })
}

async function take(c: Page): Promise<Response> {
  const deps = c.get('deps')
  const { importer } = deps
  if (!importer)
    throw new UserError(404, {
      en: 'This server runs where no files can be taken in.',
      de: 'Dieser Server läuft dort, wo keine Dateien angenommen werden können.',
    })
  if (!c.get('user') && !deps.config.local)
    throw new UserError(403, {
      en: 'Sign in first, then choose the files again.',
      de: 'Melde dich zuerst an und such die Dateien dann noch einmal aus.',
    })
  const visitor = await readVisitor(c)
  const isOurs = (given: string) => visitor?.tokens.some((one) => sameText(given, one)) ?? false
  const [owner] = visitor?.owners ?? []
  if (isUpload(c) && owner) {
    await importer.receive(c.req.raw, { owner, isOurs })
    return c.redirect('/import', 303)
  }
  const pressed = isUpload(c) ? null : readFields(await c.req.formData(), pressedSchema)
  if (!visitor || !pressed || !isOurs(pressed.csrf))
    throw new UserError(403, {
      en: 'This page was open for too long. Go back, load it again and press once more; nothing was changed.',
      de: 'Diese Seite war zu lange offen. Geh zurück, lade sie neu und drück noch einmal; geändert wurde nichts.',
    })
  const upload = importer.find(visitor.owners)
  if (!upload) return c.redirect('/import', 303)
  if (pressed.do === 'drop') await importer.drop(upload.owner)
  if (pressed.do === 'confirm') {
    const proposed = upload.phase === 'asking' ? upload.proposed : []
    const ticked = pressed.mine.flatMap((place) => proposed[Number(place)]?.address ?? [])
    const userId = await importer.confirm(upload, [...ticked, ...typedIn(pressed.other)])
    if (!c.get('user')) await startSession(c, userId, 'files')
  }
  return c.redirect('/import', 303)
}

/** @throws UserError 400 for what is no address */
function typedIn(text: string): string[] {
  const words = text.split(/[\s,;]/).filter(Boolean)
  const wrong = words.length > 20 || words.some((word) => !/^[^\s@]{1,64}@[^\s@]{1,253}$/.test(word))
  if (wrong)
    throw new UserError(400, {
      en: 'That is no email address. Type each whole, such as sam@example.org.',
      de: 'Das ist keine E-Mail-Adresse. Tipp jede ganz ein, etwa sam@example.org.',
    })
  return words
}

const guestCookie = (c: Page) => cookieOf(c.get('deps'), 'import')

/** The user, and the browser before it was signed in; null where it is neither. */
async function readVisitor(c: Page): Promise<Visitor | null> {
  const { seal, config } = c.get('deps')
  const user = c.get('user')
  const token = config.local ? getCookie(c, guestCookie(c).name) : undefined
  const guest: UploadOwner[] = token ? [`guest:${await sha256(token)}`] : []
  if (user) return { owners: [ownedBy(user.id), ...guest], tokens: await formTokens(c) }
  return token ? { owners: guest, tokens: await seal.signatures(token, 'import') } : null
}

/** A browser without a session gets a name, so that what it hands over is shown to nobody else. */
async function greet(c: Page): Promise<Visitor> {
  const token = randomToken()
  const { name, options } = guestCookie(c)
  setCookie(c, name, token, { ...options, maxAge: 86_400 })
  return { owners: [], tokens: [await c.get('deps').seal.sign(token, 'import')] }
}
