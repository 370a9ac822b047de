/** The first run, on one page: four ways in, each further than the one before, and what is still to be set, with its next step. */
import type { Deps } from '../../deps.ts'
import type { Tongue } from '../../place.ts'
import { oauthNames } from '../../providers/types.ts'
import { progressOf } from '../../work/house/checklist.ts'
import type { Step } from '../../work/house/step.ts'
import { offeredBy } from '../../work/offered.ts'
import { frameWords } from '../frame/words.ts'
import { samplePath } from './sample-letter.tsx'
import { welcomeWords } from './words.ts'

/** See the sample, then your own files, a mailbox by a password, Google or Microsoft: those that this server has. */
export function Ways({ deps, tongue }: { deps: Deps; tongue: Tongue }) {
  const words = welcomeWords(tongue).setup
  const { config, providers, importer } = deps
  const clients = oauthNames.flatMap((name) => providers.get(name) ?? [])
  const sample = clients.find((provider) => provider.sample)
  const real = clients.filter((provider) => !provider.sample)
  const { mail, calendar } = offeredBy(deps)
  return (
    <ol class="ways">
      <li>
        {words.see(
          samplePath,
          sample ? { href: `/connect/${sample.name}`, label: frameWords(tongue).label(sample.label) } : null,
        )}
      </li>
      {importer && config.local ? <li>{words.files('/import')}</li> : null}
      {mail || calendar ? <li>{words.byPassword('/connect/mailbox', mail)}</li> : null}
      <li>
        <b>{words.googleOrMicrosoft}</b>{' '}
        {real.length
          ? real.map(({ name, label }, index) => (
              <>
                {index ? ' · ' : ''}
                <a href={`/connect/${name}`}>{words.connect(label)}</a>
              </>
            ))
          : words.ownClient('#google', '#microsoft')}
      </li>
    </ol>
  )
}

/** What is done says so in a word, and not by its colour alone. */
export function Checklist({ steps, tongue }: { steps: readonly Step[]; tongue: Tongue }) {
  const words = welcomeWords(tongue).setup
  return (
    <section>
      <h2>{words.settingUp(progressOf(steps, tongue).replace(/\.$/, ''))}</h2>
      <p class="meta">{words.variables}</p>
      <ul class="plain checks">
        {steps.map((step) => (
          <li class={step.state}>
            <b>{words.stepState(step.title, step.state)}</b> <Told text={step.words} />
            {step.next ? (
              <>
                <br />
                <Told text={step.next} />
              </>
            ) : null}
          </li>
        ))}
      </ul>
    </section>
  )
}

/** Commands stand between backticks. */
const Told = ({ text }: { text: string }) => (
  <>{text.split('`').map((part, index) => (index % 2 ? <code>{part}</code> : part))}</>
)
