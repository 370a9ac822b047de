/**
 * Long lists of what everybody may know, such as public holidays. The bundle for Workers leaves them out of its script: they are
 * one file among the assets, which an isolate reads before its first work. On Node they stand in the program itself.
 */

/** Where the file is published (scripts/worker/lists.ts writes it). */
export const listsPath = '/assets/lists.json'

/** What of Cloudflare's binding of assets is asked. */
export interface Assets {
  fetch(address: string): Promise<Pick<Response, 'ok' | 'status' | 'json'>>
}

export interface Lists {
  /**
   * A list that comes with the file: what the bundle has in the place of a module of lists.
   * @returns reads it; it throws before the file was read
   */
  later<T>(name: string): () => T
  /** Reads the file unless that was done. @returns in a few words what is wrong with it; null where every list is there */
  findFault(assets: Assets | undefined): Promise<string | null>
}

/** @throws by a list that is asked for before the file was read */
export function createLists(): Lists {
  const awaited = new Set<string>()
  let read: Readonly<Record<string, unknown>> | null = null
  return {
    later<T>(name: string) {
      awaited.add(name)
      return () => {
        if (!read) throw new Error(`the list ${name} is not read yet`)
        return read[name] as T
      }
    },
    async findFault(assets) {
      if (read || !awaited.size) return null
      if (!assets) return 'wrangler.toml does not bind the assets; put `binding = "ASSETS"` below `[assets]`'
      try {
        const answer = await assets.fetch(`https://assets.local${listsPath}`)
        if (!answer.ok) return `${listsPath} is not among the assets (${answer.status}); ${remedy}`
        const found = (await answer.json()) as Readonly<Record<string, unknown>>
        if ([...awaited].some((name) => !(name in found))) return `${listsPath} is of another version; ${remedy}`
        read = found
        return null
      } catch {
        return `${listsPath} cannot be read just now`
      }
    },
  }
}

const remedy = 'see `[assets]` in wrangler.toml and run `npm run deploy`'

/** Those of this isolate: it is data, which calls may share. */
export const lists = createLists()
