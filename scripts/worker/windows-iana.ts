/**
 * Stands in for windows-iana in the bundle for Workers: the two questions that this program asks of it, and its own tables
 * without the descriptions that nobody asks for, packed by tables.ts.
 */

interface Meaning {
  readonly name: string
  readonly territory: string | undefined
  readonly zones: readonly string[]
}

/**
 * @param aliases zones that are one, under all of their names: `Asia/Kolkata,Asia/Calcutta;…`
 * @param windows what each name of Windows means in each territory: `India Standard Time|001,Asia/Calcutta|IN,…;…`
 */
export function createZones({ aliases, windows }: { readonly aliases: string; readonly windows: string }) {
  const families = aliases.split(';').map((names) => names.split(','))
  const meanings = windows.split(';').flatMap(unpack)
  const namesOf = (zone: string): string[] => [...new Set(families.filter((names) => names.includes(zone)).flat())]
  return {
    /** The zones that a name of Windows means, in one territory (`001`: the main one) or in all. */
    findIana(name: string, territory?: string): string[] {
      const meant = meanings.filter(
        (one) => one.name === name && (territory === undefined || one.territory === territory),
      )
      return [...new Set(meant.flatMap(({ zones }) => zones).flatMap(namesOf))]
    },
    /** The names by which Windows knows a zone. */
    findWindows(zone: string): string[] {
      const names = namesOf(zone)
      const found = meanings.filter(({ zones }) => zones.some((one) => names.includes(one)))
      return [...new Set(found.map(({ name }) => name))]
    },
  }
}

function unpack(line: string): Meaning[] {
  const [name = '', ...places] = line.split('|')
  return places.map((place) => {
    const [territory, ...zones] = place.split(',')
    return { name, territory, zones }
  })
}
