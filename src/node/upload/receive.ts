/** A form with files, streamed to a private folder: nothing of it is ever held whole. */
import { createWriteStream } from 'node:fs'
import { statfs } from 'node:fs/promises'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { ReadableStream } from 'node:stream/web'
import busboy from 'busboy'
import { UserError } from '../../errors.ts'
import { cleanName } from '../import-command/entries.ts'

export interface Receiving {
  /** Made for it, its owner's alone. */
  readonly folder: string
  readonly gigabytes: number
  isOurs(token: string): boolean
}

export interface Received {
  /** Beside the others, in their order. */
  readonly file: string
  /** As the browser named it, cleaned. */
  readonly name: string
}

/** More are dropped one folder at a time, or packed. */
const mostFiles = 2000

const notAForm = () =>
  new UserError(400, {
    en: 'This was not the form of one of the pages here, so nothing was changed.',
    de: 'Das war kein Formular einer der Seiten hier, also wurde nichts geändert.',
  })
const notOurs = () =>
  new UserError(403, {
    en: 'This page was open for too long. Go back, load it again and choose the files once more.',
    de: 'Diese Seite war zu lange offen. Geh zurück, lade sie neu und such die Dateien noch einmal aus.',
  })
const tooMuch = (gigabytes: number) =>
  new UserError(400, {
    en: `That is more than is taken in at once here (${gigabytes} GB). Choose fewer files, or read them with the import command. Nothing was kept.`,
    de: `Das ist mehr, als hier auf einmal angenommen wird (${gigabytes} GB). Such weniger Dateien aus, oder lies sie mit dem Befehl zum Importieren ein. Gespeichert wurde nichts.`,
  })
const full = () =>
  new UserError(503, {
    en: 'The disk of this server has no room for these files. Nothing was kept.',
    de: 'Auf der Festplatte dieses Servers ist kein Platz für diese Dateien. Gespeichert wurde nichts.',
  })
const brokeOff = () =>
  new UserError(400, {
    en: 'The upload broke off before its end. Nothing was kept; choose the files again.',
    de: 'Die Übertragung brach vor dem Ende ab. Gespeichert wurde nichts; such die Dateien noch einmal aus.',
  })

/**
 * @returns the files that were chosen, on the disk
 * @throws UserError where the form has no token of ours in front, holds too much or nothing, or the disk is full
 */
export async function receiveFiles(request: Request, asked: Receiving): Promise<readonly Received[]> {
  const { folder, gigabytes } = asked
  const { body, headers } = request
  const announced = Number(headers.get('content-length') ?? 0)
  if (announced > gigabytes * 1e9) throw tooMuch(gigabytes)
  if (!body) throw notAForm()
  const { bavail, bsize } = await statfs(folder)
  if (announced > bavail * bsize) throw full()
  const stop = new AbortController()
  let fault: unknown = null
  const fail = (error: unknown) => {
    fault ??= error
    stop.abort()
  }
  const form = openForm(headers)
  const received: Received[] = []
  const writing: Promise<void>[] = []
  let isAllowed = false
  let size = 0
  form.on('field', (name, value) => {
    if (name === 'csrf' && asked.isOurs(value)) isAllowed = true
    else if (!isAllowed) fail(notOurs())
  })
  form.on('file', (_, stream, { filename }) => {
    stream.on('error', () => {})
    if (!isAllowed) fail(notOurs())
    if (received.length >= mostFiles) fail(tooMuch(gigabytes))
    // A field in which nothing was chosen is sent as well, without a name.
    if (fault || !filename) return void stream.resume()
    const file = String(received.length)
    received.push({ file, name: cleanName(filename) })
    const counted = async function* (chunks: AsyncIterable<Buffer>) {
      for await (const chunk of chunks) {
        size += chunk.length
        if (size > gigabytes * 1e9) throw tooMuch(gigabytes)
        yield chunk
      }
    }
    const target = createWriteStream(join(folder, file), { flags: 'wx', mode: 0o600 })
    writing.push(pipeline(stream, counted, target).catch((error: unknown) => fail(isFull(error) ? full() : error)))
  })
  form.on('filesLimit', () => fail(tooMuch(gigabytes)))
  try {
    await pipeline(Readable.fromWeb(body as ReadableStream), form, { signal: stop.signal })
  } catch (error) {
    fault ??= error
  }
  await Promise.all(writing)
  if (fault) throw fault instanceof UserError ? fault : brokeOff()
  if (!isAllowed) throw notOurs()
  if (!received.length)
    throw new UserError(400, {
      en: 'No file was chosen. Go back and choose some.',
      de: 'Es war keine Datei ausgesucht. Geh zurück und such welche aus.',
    })
  return received
}

function openForm(headers: Headers) {
  try {
    return busboy({
      headers: { 'content-type': headers.get('content-type') ?? '' },
      defParamCharset: 'utf8',
      // Of a folder that was chosen each file comes with its path: folders say what mail is.
      preservePath: true,
      limits: { fieldNameSize: 100, fieldSize: 1000, fields: 20, files: mostFiles + 1, headerPairs: 50 },
    })
  } catch {
    throw notAForm()
  }
}

const isFull = (error: unknown) => ['ENOSPC', 'EDQUOT'].includes((error as NodeJS.ErrnoException).code ?? '')
