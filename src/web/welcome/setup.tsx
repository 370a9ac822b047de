/** The page that leads from a first look to a letter of one's own: the ways in, the checklist, and the exact steps. Shows no secret. */
import { Hono } from 'hono'
import type { Deps } from '../../deps.ts'
import { UserError } from '../../errors.ts'
import type { Provider } from '../../providers/provider.ts'
import { traits } from '../../providers/traits.ts'
import { checklist } from '../../work/house/checklist.ts'
import { type Offered, offeredBy } from '../../work/offered.ts'
import { render } from '../frame/layout.tsx'
import type { Env } from '../frame/session.ts'
import { tongueOn } from '../frame/tongue.ts'
import { Checklist, Ways } from './first-run.tsx'
import { GoogleSteps, MicrosoftSteps } from './setup-steps.tsx'
import { welcomeWords } from './words.ts'

/**
 * Where the server is reached from elsewhere, only somebody signed in sees how it is set up.
 * @throws UserError, from its handlers: 404 where nobody is signed in
 */
export function setupRoutes(): Hono<Env> {
  const routes = new Hono<Env>()
  routes.get('/setup', (c) => {
    const deps = c.get('deps')
    if (!deps.config.local && !c.get('user'))
      throw new UserError(404, {
        en: 'Sign in to see how this server is set up.',
        de: 'Melde dich an, um zu sehen, wie dieser Server eingerichtet ist.',
      })
    const tongue = tongueOn(c)
    const words = welcomeWords(tongue).setup
    const steps = checklist(deps.config, { ...deps.seeHouse?.(), tongue })
    return render(
      c,
      { title: words.title },
      <>
        <h1>{words.heading}</h1>
        <Ways deps={deps} tongue={tongue} />
        <hr />
        <Checklist steps={steps} tongue={tongue} />
        <hr />
        <h2>{words.here}</h2>
        <ul class="plain">
          {listParts(deps, words).map((part) => (
            <li>
              <b>{words.partState(part.name, part.state)}</b> {part.words}
            </li>
          ))}
        </ul>
        <hr />
        <GoogleSteps config={deps.config} tongue={tongue} />
        <hr />
        <MicrosoftSteps config={deps.config} tongue={tongue} />
        <hr />
        <section>
          <h2 id="mail">{words.mailTitle}</h2>
          <p>{words.mail}</p>
        </section>
      </>,
    )
  })
  return routes
}

type Words = ReturnType<typeof welcomeWords>['setup']

function listParts(deps: Deps, words: Words): ReturnType<Words['address']>[] {
  const { config, providers, mailer } = deps
  const offered = offeredBy(deps)
  const client = (name: 'google' | 'microsoft', tenant: string | null) =>
    clientPart(words, { provider: providers.get(name), label: traits[name].label, tenant, offered })
  return [
    words.address(config.BASE_URL, config.local),
    offered.mail || offered.calendar ? words.passwords(offered) : words.noPasswords,
    client('google', null),
    client('microsoft', config.MICROSOFT_TENANT),
    mailer ? words.relay : words.noRelay,
    config.DATABASE_URL ? words.server : words.embedded,
    config.SIGNUPS === 'open' ? words.openToAll : config.SIGNUPS === 'closed' ? words.closed : words.listed,
    config.UNDO_SECONDS ? words.waits(config.UNDO_SECONDS) : words.atOnce,
  ]
}

interface ClientOf {
  readonly provider: Provider | undefined
  readonly label: string
  readonly tenant: string | null
  readonly offered: Offered
}

function clientPart(words: Words, { provider, label, tenant, offered }: ClientOf) {
  if (provider && !provider.sample) return words.client(label, tenant)
  return words.noClient(label, provider ? 'sample' : offered.mail || offered.calendar ? 'others' : 'nothing')
}
