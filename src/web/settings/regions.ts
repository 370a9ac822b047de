/** What regions with public holidays of their own are called. */
import { partsOf } from '../../coffee/holidays/holidays.ts'
import { homeLocale } from '../../place.ts'

const names = new Intl.DisplayNames(homeLocale, { type: 'region' })
/** "Germany"; "Berlin, Germany" for a part of one. */
export function regionName(region: string): string {
  const [code = '', part] = region.split('-', 2)
  const country = names.of(code) ?? code
  const name = part && partsOf(code).find(([key]) => key === part)?.[1]
  return name ? `${name}, ${country}` : country
}
