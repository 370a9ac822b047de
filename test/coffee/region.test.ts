import { describe, expect, test } from 'vitest'
import { countryOfZone, ownRegion } from '../../src/coffee/holidays/region.ts'

/** Zones as browsers, Outlook and the list on the settings page name them, and the country whose holidays count there. */
const zones: readonly (readonly [zone: string, country: string])[] = [
  ['Asia/Kolkata', 'IN'],
  ['Asia/Calcutta', 'IN'],
  ['Asia/Saigon', 'VN'],
  ['America/Buenos_Aires', 'AR'],
  ['America/Indianapolis', 'US'],
  ['US/Eastern', 'US'],
  ['Europe/Kyiv', 'UA'],
  ['Europe/Kiev', 'UA'],
  ['Europe/Zagreb', 'HR'],
  ['Europe/Ljubljana', 'SI'],
  ['Europe/Belgrade', 'RS'],
  ['Africa/Dakar', 'SN'],
  ['America/Punta_Arenas', 'CL'],
]

describe('the holidays of an owner who chose no region', () => {
  test.each(zones)('are those of the country of %s, whatever language a browser asks for', (timeZone, country) => {
    expect(ownRegion('', { timeZone, locale: null })).toBe(country)
    expect(ownRegion('', { timeZone, locale: 'en-GB' })).toBe(country)
  })

  test('are those of the country that the browser names where the zone lies in several', () => {
    expect(ownRegion('', { timeZone: 'Europe/Belgrade', locale: 'en-MK' })).toBe('MK')
  })

  test('are those that the browser names where the zone is no place', () => {
    expect(ownRegion('', { timeZone: 'UTC', locale: 'en-IE' })).toBe('IE')
    expect(ownRegion('', { timeZone: 'Etc/GMT-3', locale: 'en-IE' })).toBe('IE')
    expect(ownRegion('', { timeZone: 'UTC', locale: null })).toBeNull()
  })

  test('are none in a country without a table, and not those of the country whose language a browser asks for', () => {
    expect(ownRegion('', { timeZone: 'Asia/Amman', locale: 'en-US' })).toBeNull()
  })
})

test('no text is taken for a zone', () => {
  for (const text of ['', '+05:30', 'Not/AZone', 'x'.repeat(1000)]) expect(countryOfZone(text)).toBeUndefined()
})
