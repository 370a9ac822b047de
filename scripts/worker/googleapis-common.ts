/**
 * Stands in for googleapis-common in the bundle for Workers, and for all that stands behind it: what Google's clients ask of it
 * when this program asks them, which is one request with a token that this program renewed (src/providers/google/client.ts).
 */
import { encode, stringify } from './query.ts'

interface Asked {
  readonly options: {
    readonly url: string
    readonly method: string
    readonly headers: Readonly<Record<string, string>>
    readonly fetchImplementation: typeof fetch
    readonly timeout: number
  }
  readonly params: Readonly<Record<string, unknown>> & { readonly requestBody?: object }
  readonly requiredParams: readonly string[]
  readonly pathParams: readonly string[]
  readonly context: { readonly _options: { readonly rootUrl?: string } }
}

type Api = new (options: object, google: unknown) => object

/** @param version of the package, which Google is told */
export function createCommon(version: string) {
  return {
    /** Each client makes one when it is loaded, and nobody asks it anything. */
    AuthPlus: class {},
    /** The client of one version of an API. */
    getAPI(_: string, { version: of, ...options }: { version: string }, apis: Record<string, Api>, google: unknown) {
      const api = apis[of]
      if (!api) throw new Error(`no version ${of}`)
      return new api(options, google)
    },
    /** @throws what was thrown, as the cause of an error; and an error that bears the answer, where Google refuses */
    async createAPIRequest({ options, params, requiredParams, pathParams, context }: Asked) {
      const { requestBody, ...said } = params
      const missing = requiredParams.filter((name) => said[name] === undefined)
      if (missing.length) throw new Error(`Missing required parameters: ${missing.join(', ')}`)
      const path = options.url.replace(/\{(\w+)\}/g, (_, name: string) => segment(name, said[name]))
      const query = stringify(Object.fromEntries(Object.entries(said).filter(([name]) => !pathParams.includes(name))))
      const { rootUrl } = context._options
      const { pathname } = new URL(path)
      const url = new URL(`${rootUrl ? new URL(pathname, rootUrl).href : path}${query && `?${query}`}`)
      const init = {
        method: options.method,
        headers: new Headers({
          ...options.headers,
          'x-goog-api-client': `gdcl/${version} gl-node/${process.versions.node}`,
          // Google packs its answers for those alone who say so in both places.
          'accept-encoding': 'gzip',
          'user-agent': `google-api-nodejs-client/${version} (gzip)`,
          ...(requestBody ? { 'content-type': 'application/json' } : {}),
        }),
        ...(requestBody ? { body: JSON.stringify(requestBody) } : {}),
        signal: AbortSignal.timeout(options.timeout),
      }
      const answer = await send(() => options.fetchImplementation(url, init))
      if ((answer.status >= 200 && answer.status < 300) || answer.status === 304) return answer
      throw Object.assign(new Error(`Request failed with status code ${answer.status}`), { response: answer })
    },
  }
}

/** One part of a path: what would lead out of it is refused. */
function segment(name: string, value: unknown): string {
  if (value === '.' || value === '..') throw new Error(`Invalid value ${value} for ${name}`)
  return encode(String(value ?? ''))
}

async function send(ask: () => Promise<Response>) {
  try {
    const response = await ask()
    return { status: response.status, headers: response.headers, data: await read(response) }
  } catch (error) {
    throw new Error('no answer', { cause: error })
  }
}

/** As its type says: JSON that is none stays as it came. */
async function read(response: Response): Promise<unknown> {
  if (response.status === 204) return ''
  const type = response.headers.get('content-type')?.toLowerCase()
  if (type !== undefined && !/application\/json|^text\//.test(type)) return response.blob()
  const text = await response.text()
  if (!type?.includes('application/json')) return text
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}
