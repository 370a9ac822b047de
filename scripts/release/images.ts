/**
 * `npm run images`: writes the digest of every image that the Dockerfile and compose.yaml name behind its tag, as its
 * registry has it now; `npm run images -- --check` only says which have none. A release does the first, on a machine with
 * Docker, and commits what comes of it: a tag can be moved to another image, a digest cannot.
 */
import { execFileSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { pathToFileURL } from 'node:url'

const files = ['Dockerfile', 'compose.yaml']

/** An image with its tag, as `FROM` and `image:` name it, and the digest behind it. */
const named = /^((?:FROM|[ \t]+image:)[ \t]+)([\w./-]+:[\w.-]+)(@sha256:[\da-f]{64})?/gm

/** The images of a file that are named by a tag alone. */
export const withoutDigest = (text: string): string[] =>
  [...text.matchAll(named)].flatMap(([, , image = '', digest]) => (digest ? [] : [image]))

/**
 * The same text with the digest of each image.
 * @param digestOf asks the registry: "sha256:" and 64 hexadecimal digits
 * @throws Error where the answer is no digest
 */
export function pinImages(text: string, digestOf: (image: string) => string): string {
  return text.replace(named, (_, before: string, image: string) => {
    const digest = digestOf(image).trim()
    if (!/^sha256:[\da-f]{64}$/.test(digest)) throw new Error(`${image} has no digest: ${digest}`)
    return `${before}${image}@${digest}`
  })
}

function askRegistry(image: string): string {
  const asked = ['buildx', 'imagetools', 'inspect', image, '--format', '{{.Manifest.Digest}}']
  return execFileSync('docker', asked, { encoding: 'utf8' })
}

function main(): void {
  if (process.argv.includes('--check')) {
    const missing = files.flatMap((file) =>
      withoutDigest(readFileSync(file, 'utf8')).map((image) => `${file}: ${image}`),
    )
    for (const line of missing) console.error(`${line} has no digest; npm run images writes it`)
    process.exitCode = missing.length ? 1 : 0
    return
  }
  for (const file of files) writeFileSync(file, pinImages(readFileSync(file, 'utf8'), askRegistry))
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) main()
