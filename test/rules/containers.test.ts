/** The containers have no right that they do not need, and every image can be told by its digest. */
import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { pinImages, withoutDigest } from '../../scripts/release/images.ts'

const compose = readFileSync('compose.yaml', 'utf8')
const dockerfile = readFileSync('Dockerfile', 'utf8')

/** A service of compose.yaml: each key with what stands behind it, or below it as a list. */
function serviceOf(name: string): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, string[]>()
  let inside = false
  let key = ''
  for (const line of compose.split('\n')) {
    if (/^\s*(#|$)/.test(line)) continue
    const [, spaces = '', words = ''] = /^( *)(.*)$/.exec(line) ?? []
    if (spaces.length <= 2) inside = line === `  ${name}:`
    else if (inside && spaces.length === 4) {
      const at = words.indexOf(':')
      key = words.slice(0, at)
      const rest = words.slice(at + 1).trim()
      found.set(key, /^\[.*\]$/.test(rest) ? rest.slice(1, -1).split(',').map(unquoted) : rest ? [unquoted(rest)] : [])
    } else if (inside) found.get(key)?.push(unquoted(words.replace(/^- /, '')))
  }
  return found
}

const unquoted = (text: string) => text.trim().replace(/^(['"])(.*)\1$/, '$2')

describe.each(['app', 'postgres'])('the container of %s', (name) => {
  const service = serviceOf(name)

  test('writes to its volume and to memory, has no capability, gains none, and no more memory than it is given', () => {
    expect(service.get('read_only')).toEqual(['true'])
    expect(service.get('cap_drop')).toEqual(['ALL'])
    expect(service.get('security_opt')).toEqual(['no-new-privileges:true'])
    expect(service.get('mem_limit')?.[0]).toMatch(/^\d+[mg]$/)
    expect(Number(service.get('pids_limit')?.[0])).toBeGreaterThan(0)
    for (const place of service.get('tmpfs') ?? []) expect(place).toMatch(/:size=\d+m,.*noexec,nosuid,nodev$/)
    expect(service.get('tmpfs')?.[0]).toMatch(/^\/tmp:/)
    for (const key of ['privileged', 'cap_add', 'network_mode', 'pid', 'devices']) expect(service.has(key)).toBe(false)
    for (const volume of service.get('volumes') ?? []) expect(volume).toMatch(/^\w+:\//)
  })

  test('runs as an ordinary user and says how it is', () => {
    if (name === 'app') {
      expect(dockerfile.match(/^USER .*$/gm)).toEqual(['USER node'])
      expect(dockerfile).toMatch(/^HEALTHCHECK /m)
    } else {
      expect(service.get('user')?.[0]).toMatch(/^[1-9]\d*:[1-9]\d*$/)
      expect(service.has('healthcheck')).toBe(true)
    }
  })
})

test('only this machine reaches the port, and the database has none', () => {
  expect(serviceOf('app').get('ports')).toEqual(['127.0.0.1:8787:8787'])
  expect(serviceOf('postgres').has('ports')).toBe(false)
})

describe('images', () => {
  const digestPattern = /@sha256:[\da-f]{64}/g
  const digest = `sha256:${'0123456789abcdef'.repeat(4)}`

  test('each has a tag that is a version, and a release writes its digest behind it, once', () => {
    for (const file of [dockerfile, compose]) {
      const pinned = pinImages(file, () => `${digest}\n`)
      expect(withoutDigest(pinned)).toEqual([])
      expect(pinned.split(`@${digest}`)).toHaveLength(withoutDigest(file.replaceAll(digestPattern, '')).length + 1)
      expect(pinImages(pinned, () => digest)).toBe(pinned)
      expect(pinned.replaceAll(digestPattern, '')).toBe(file.replaceAll(digestPattern, ''))
    }
    expect([...dockerfile.matchAll(/^FROM (\S+)/gm)].map(([, image]) => image?.split('@')[0])).toEqual([
      'node:24-slim',
      'node:24-slim',
    ])
    expect(serviceOf('postgres').get('image')?.[0]).toMatch(/^postgres:\d+/)
  })

  test('what is no digest is written nowhere', () => {
    expect(() => pinImages(dockerfile, () => 'no such image')).toThrow('node:24-slim has no digest')
  })
})
