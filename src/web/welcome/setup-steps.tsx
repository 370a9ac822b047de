/** The steps to an OAuth client of one's own, as the set-up page lists them. */
import type { Config } from '../../config.ts'
import type { Tongue } from '../../place.ts'
import { googleScopes } from '../../providers/google/scopes.ts'
import { microsoftScopes } from '../../providers/microsoft/scopes.ts'
import { welcomeWords } from './words.ts'

interface StepsProps {
  readonly config: Config
  readonly tongue: Tongue
}

export const GoogleSteps = ({ config, tongue }: StepsProps) => (
  <Steps
    name="google"
    config={config}
    words={welcomeWords(tongue).googleSteps}
    scopes={[...new Set([...googleScopes.connect, ...googleScopes.events, ...googleScopes.calendars])]}
  />
)

export const MicrosoftSteps = ({ config, tongue }: StepsProps) => (
  <Steps name="microsoft" config={config} words={welcomeWords(tongue).microsoftSteps} scopes={microsoftScopes.events} />
)

interface OfOne {
  readonly name: 'google' | 'microsoft'
  readonly config: Config
  readonly words: ReturnType<typeof welcomeWords>['googleSteps']
  readonly scopes: readonly string[]
}

function Steps({ name, config, words, scopes }: OfOne) {
  const list = (
    <ul>
      {scopes.map((scope) => (
        <li>
          <code>{scope}</code>
        </li>
      ))}
    </ul>
  )
  return (
    <section>
      <h2 id={name}>{words.title}</h2>
      <ol>
        {words.steps({ redirect: `${config.BASE_URL}/connect/${name}/callback`, scopes: list }).map((step) => (
          <li>{step}</li>
        ))}
      </ol>
      <p class="meta">{words.note}</p>
    </section>
  )
}
