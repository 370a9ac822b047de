/** What regions with public holidays of their own are called. */
import { partsOf } from '../../coffee/holidays/holidays.ts'
import { homeLocale, type Tongue } from '../../place.ts'

const names = {
  en: new Intl.DisplayNames(homeLocale, { type: 'region' }),
  de: new Intl.DisplayNames('de-DE', { type: 'region' }),
} as const satisfies Record<Tongue, Intl.DisplayNames>

/** "Germany", "Deutschland"; the code itself where no country has it. */
export const countryName = (code: string, tongue: Tongue): string => names[tongue].of(code) ?? code

/** "Germany"; "Berlin, Germany" for a part of one. */
export function regionName(region: string, tongue: Tongue): string {
  const [code = '', part] = region.split('-', 2)
  const country = countryName(code, tongue)
  const name = part && partsOf(code).find(([key]) => key === part)?.[1]
  return name ? `${name}, ${country}` : country
}
