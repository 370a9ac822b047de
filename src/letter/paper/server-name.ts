/** Where a letter was written, in words: whoever runs a server of their own sees that it was theirs. */
import type { Links } from '../types.ts'

/** "coffee.example.org"; "this server" on our own pages, where links are mere paths. */
export function serverOf({ settings }: Links): string {
  return URL.canParse(settings) ? new URL(settings).host : 'this server'
}
