/** The page on which an owner names a program that is told when a letter is ready. */
import { Hono } from 'hono'
import * as z from 'zod'
import { isLoopback } from '../../config.ts'
import {
  findWebhook,
  listWebhookMessages,
  removeWebhook,
  saveWebhook,
  type Webhook,
  type WebhookMessage,
} from '../../db/accounts/webhooks.ts'
import type { Deps } from '../../deps.ts'
import { ProviderError, UserError } from '../../errors.ts'
import { type Place, placeOfUser, tongueOf } from '../../place.ts'
import { policy } from '../../policy.ts'
import { newSecret, sealTarget } from '../../work/webhook/secret.ts'
import { tryWebhook } from '../../work/webhook/tell.ts'
import { askToSignInAgain } from '../account/again.tsx'
import { field, readFields } from '../frame/form.ts'
import { PostForm, render } from '../frame/layout.tsx'
import { wordsOn } from '../frame/programs.tsx'
import { type Env, type Page, readForm, requireUser } from '../frame/session.ts'
import { day } from '../frame/words.ts'
import { outWords } from './words/words.ts'

const path = '/account/webhook'
const longestAddress = 500

const saveSchema = z.object({ address: field.text(longestAddress) })

/**
 * @throws UserError, from its handlers: 400 for an address that cannot be told anything, 404 where there is none to try or to end
 */
export function webhookPages(): Hono<Env> {
  const routes = new Hono<Env>()
  routes.get(path, (c) => show(c))
  routes.post(path, save)
  routes.post(`${path}/test`, async (c) => {
    const { user } = await readForm(c)
    const deps = c.get('deps')
    if (!(await deps.db.transaction((tx) => tryWebhook(tx, user.id, deps.now())))) throw nothingThere()
    deps.wake()
    return c.redirect(path, 303)
  })
  routes.post(`${path}/end`, async (c) => {
    const { user } = await readForm(c)
    if (!(await c.get('deps').db.transaction((tx) => removeWebhook(tx, user.id)))) throw nothingThere()
    return c.redirect(path, 303)
  })
  return routes
}

const nothingThere = () =>
  new UserError(404, {
    en: 'No program is told at the moment. Nothing was changed.',
    de: 'Im Moment erfährt kein Programm etwas. Geändert wurde nichts.',
  })

async function save(c: Page): Promise<Response> {
  const { user, form } = await readForm(c)
  const deps = c.get('deps')
  const address = await addressIn(deps, readFields(form, saveSchema).address)
  const stale = await askToSignInAgain(c, { act: 'handOut', back: path })
  if (stale) return stale
  const secret = newSecret()
  const sealed = await sealTarget(deps.seal, user.id, { address, secret })
  await deps.db.transaction((tx) => saveWebhook(tx, { userId: user.id, sealed, createdAt: deps.now() }))
  return show(c, secret)
}

/** @throws UserError 400 where nothing could be told there */
async function addressIn({ config, net }: Deps, text: string): Promise<string> {
  const url = URL.parse(text)
  const open = url?.protocol === 'https:' || (config.local && url?.protocol === 'http:' && isLoopback(url))
  if (!url || !open || url.username || url.password)
    throw new UserError(400, {
      en: 'Write an address that begins with https:// and holds no password. Nothing was changed.',
      de: 'Schreib eine Adresse, die mit https:// beginnt und kein Passwort enthält. Geändert wurde nichts.',
    })
  try {
    await net?.addresses(url.hostname)
  } catch (error) {
    if (error instanceof ProviderError && error.reason === 'private address')
      throw new UserError(400, {
        en: `${error.sentence.en} Nothing was changed.`,
        de: `${error.sentence.de} Geändert wurde nichts.`,
      })
    if (!(error instanceof ProviderError)) throw error
  }
  url.hash = ''
  return url.href
}

async function show(c: Page, secret?: string) {
  const user = requireUser(c)
  const { db } = c.get('deps')
  const [hook, messages] = await Promise.all([findWebhook(db, user.id), listWebhookMessages(db, user.id)])
  const csrf = c.get('csrf')
  const place = placeOfUser(user)
  const words = outWords(tongueOf(place)).webhook
  return render(
    c,
    { title: words.title, at: 'account' },
    <>
      <h1>{words.heading}</h1>
      {secret ? (
        <section class="notice" role="status">
          <h2>{words.secret}</h2>
          <p>{words.once}</p>
          <pre class="note">
            <code>{secret}</code>
          </pre>
        </section>
      ) : null}
      <p class="lede">{words.lede}</p>
      {hook ? <Standing hook={hook} messages={messages} place={place} csrf={csrf} /> : null}
      <section>
        <h2>{hook ? words.another : words.whom}</h2>
        <PostForm action={path} csrf={csrf}>
          <div class="field">
            <label for="address">{words.address}</label>
            <input
              id="address"
              name="address"
              type="url"
              maxlength={longestAddress}
              autocomplete="off"
              placeholder="https://"
              required
            />
          </div>
          <p class="cta">
            <button type="submit">{hook ? words.tellInstead : words.tell}</button>
          </p>
        </PostForm>
        <p class="meta">{words.how(policy.webhook.tried)}</p>
      </section>
    </>,
  )
}

interface StandingProps {
  readonly hook: Webhook
  readonly messages: readonly WebhookMessage[]
  readonly place: Place
  readonly csrf: string
}

function Standing({ hook, messages, place, csrf }: StandingProps) {
  const words = outWords(tongueOf(place)).webhook
  return (
    <section id="standing">
      <h2>{hook.state === 'on' ? words.told : words.nobody}</h2>
      <p>{words.named(day(hook.createdAt, place))}</p>
      <p class={hook.problem ? 'trouble' : undefined}>{wordsOn(hook, messages[0], place)}</p>
      <div class="pair">
        {hook.state === 'on' ? (
          <PostForm action={`${path}/test`} csrf={csrf}>
            <button type="submit" class="q small">
              {words.test}
            </button>
          </PostForm>
        ) : null}
        <PostForm action={`${path}/end`} csrf={csrf}>
          <button type="submit" class="q small">
            {words.end}
          </button>
        </PostForm>
      </div>
    </section>
  )
}
