import { globSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

/** An exported function or constant with the doc comment above it, up to where its body ends. */
const exported =
  /(\/\*\*(?:(?!\*\/)[\s\S])*?\*\/\n)?^export (?:async )?(?:function\*?|const) (\w+)([\s\S]*?)(?=^\}|^\)|\n\n)/gm

test('every exported function that throws says what, in its doc comment', () => {
  const silent = globSync('src/**/*.{ts,tsx}').flatMap((file) =>
    [...readFileSync(file, 'utf8').matchAll(exported)]
      .filter(([, comment = '', , body = '']) => /\bthrow\b/.test(body) && !comment.includes('@throws'))
      .map(([, , name]) => `${file} ${name}`),
  )
  expect(silent).toEqual([])
})
