/** The first run, on one page: four ways in, each further than the one before, and what is still to be set, with its next step. */
import type { Deps } from '../../deps.ts'
import { oauthNames } from '../../providers/types.ts'
import { progressOf } from '../../work/house/checklist.ts'
import type { Step } from '../../work/house/step.ts'
import { offeredBy } from '../../work/offered.ts'
import { samplePath } from './sample-letter.tsx'

/** See the sample, then your own files, a mailbox by a password, Google or Microsoft: those that this server has. */
export function Ways({ deps }: { deps: Deps }) {
  const { config, providers, importer } = deps
  const clients = oauthNames.flatMap((name) => providers.get(name) ?? [])
  const sample = clients.find((provider) => provider.sample)
  const real = clients.filter((provider) => !provider.sample)
  const { mail, calendar } = offeredBy(deps)
  return (
    <ol class="ways">
      <li>
        <b>See the sample.</b> <a href={samplePath}>Read a whole letter</a>
        {sample ? (
          <>
            , or <a href={`/connect/${sample.name}`}>connect the {sample.label}</a>: a made-up person, on this machine
          </>
        ) : null}
        .
      </li>
      {importer && config.local ? (
        <li>
          <b>Your own files.</b> <a href="/import">Hand over exported mail and calendars</a>. It needs no account and no
          password.
        </li>
      ) : null}
      {mail || calendar ? (
        <li>
          <b>{mail ? 'A mailbox' : 'A calendar'} by a password.</b>{' '}
          <a href="/connect/mailbox">Connect it by an app password</a>, at any provider that has such passwords.
        </li>
      ) : null}
      <li>
        <b>Google or Microsoft.</b>{' '}
        {real.length ? (
          real.map(({ name, label }, index) => (
            <>
              {index ? ' · ' : ''}
              <a href={`/connect/${name}`}>Connect {label}</a>
            </>
          ))
        ) : (
          <>
            By an OAuth client of your own, which cannot open a message: the steps for <a href="#google">Google</a> and{' '}
            <a href="#microsoft">Microsoft</a>.
          </>
        )}
      </li>
    </ol>
  )
}

/** What is done says so in a word, and not by its colour alone. */
export const Checklist = ({ steps }: { steps: readonly Step[] }) => (
  <section>
    <h2>Setting up: {progressOf(steps).replace(/\.$/, '')}</h2>
    <p class="meta">
      Settings are environment variables, read once at the start. <code>npm run doctor</code>, or{' '}
      <code>npx coffee-soon doctor</code>, says the same and tries them out.
    </p>
    <ul class="plain checks">
      {steps.map(({ state, title, words, next }) => (
        <li class={state}>
          <b>
            {title}: {states[state]}.
          </b>{' '}
          <Told text={words} />
          {next ? (
            <>
              <br />
              <Told text={next} />
            </>
          ) : null}
        </li>
      ))}
    </ul>
  </section>
)

const states = { done: 'done', open: 'next', yours: 'yours' } as const satisfies Record<Step['state'], string>

/** Commands stand between backticks. */
const Told = ({ text }: { text: string }) => (
  <>{text.split('`').map((part, index) => (index % 2 ? <code>{part}</code> : part))}</>
)
