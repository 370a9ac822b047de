/**
 * Stands in for windows-iana in the bundle for Workers: the two questions that this program asks of it, and its own tables
 * without the descriptions that nobody asks for, packed by tables.ts.
 */

interface Meaning {
  readonly name: string
  readonly territory: string | undefined
  readonly zones: readonly string[]
}

interface Packed {
  /** Zones that are one, under all of their names: `Asia/Kolkata,Asia/Calcutta;…` */
  readonly aliases: string
  /** What each name of Windows means in each territory: `India Standard Time|001,Asia/Calcutta|IN,…;…` */
  readonly windows: string
}

/** @param packed asked once, for the first name */
export function createZones(packed: () => Packed) {
  let unpacked: ReturnType<typeof unpackAll> | undefined
  const known = () => {
    unpacked ??= unpackAll(packed())
    return unpacked
  }
  const namesOf = (zone: string): string[] => [
    ...new Set(
      known()
        .families.filter((names) => names.includes(zone))
        .flat(),
    ),
  ]
  return {
    /** The zones that a name of Windows means, in one territory (`001`: the main one) or in all. */
    findIana(name: string, territory?: string): string[] {
      const meant = known().meanings.filter(
        (one) => one.name === name && (territory === undefined || one.territory === territory),
      )
      return [...new Set(meant.flatMap(({ zones }) => zones).flatMap(namesOf))]
    },
    /** The names by which Windows knows a zone. */
    findWindows(zone: string): string[] {
      const names = namesOf(zone)
      const found = known().meanings.filter(({ zones }) => zones.some((one) => names.includes(one)))
      return [...new Set(found.map(({ name }) => name))]
    },
  }
}

function unpackAll({ aliases, windows }: Packed) {
  const families = aliases.split(';').map((names) => names.split(','))
  return { families, meanings: windows.split(';').flatMap(unpack) }
}

function unpack(line: string): Meaning[] {
  const [name = '', ...places] = line.split('|')
  return places.map((place) => {
    const [territory, ...zones] = place.split(',')
    return { name, territory, zones }
  })
}
