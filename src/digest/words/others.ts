/** Languages that are recognised and have no sentences yet: a greeting, and the rest is the owner's own. */
import type { Wording } from './wording.ts'

export const greetings: ReadonlyMap<string, Wording['greet']> = new Map([
  ['fr', (name: string) => `Bonjour ${name},`],
  ['es', (name: string) => `Hola, ${name}:`],
  ['nl', (name: string) => `Hallo ${name},`],
])
