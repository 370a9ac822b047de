/** What regions with public holidays of their own are called. */
import { partsOf } from '../../coffee/holidays/holidays.ts'
import { homeLocale, type Tongue } from '../../place.ts'

const locales = { en: homeLocale, de: 'de-DE' } as const satisfies Record<Tongue, string>

/** Made when somebody looks at them: most starts show none. */
const names = new Map<Tongue, Intl.DisplayNames>()

function namesIn(tongue: Tongue): Intl.DisplayNames {
  const made = names.get(tongue) ?? new Intl.DisplayNames(locales[tongue], { type: 'region' })
  names.set(tongue, made)
  return made
}

/** "Germany", "Deutschland"; the code itself where no country has it. */
export const countryName = (code: string, tongue: Tongue): string => namesIn(tongue).of(code) ?? code

/** "Germany"; "Berlin, Germany" for a part of one. */
export function regionName(region: string, tongue: Tongue): string {
  const [code = '', part] = region.split('-', 2)
  const country = countryName(code, tongue)
  const name = part && partsOf(code).find(([key]) => key === part)?.[1]
  return name ? `${name}, ${country}` : country
}
