/** What a phone needs to keep these pages on its start screen, and to offer them where other apps share something. */
import { Hono } from 'hono'
import { paper } from '../../letter/paper/style.ts'
import { colours } from '../frame/colours.ts'
import type { Env } from '../frame/session.ts'

const icon = (name: string, pixels: number, purpose: 'any' | 'maskable') => ({
  src: `/assets/icons/${name}`,
  sizes: `${pixels}x${pixels}`,
  type: 'image/png',
  purpose,
})

/** As W3C's "Web Application Manifest" has it; `share_target` as its draft "Web Share Target API" does. */
const manifest = JSON.stringify({
  id: '/',
  name: 'Coffee soon?',
  short_name: 'Coffee soon?',
  description: 'Up to three people a week, why now, and a link that plans a coffee.',
  lang: 'en',
  dir: 'ltr',
  start_url: '/people',
  scope: '/',
  display: 'standalone',
  background_color: paper,
  theme_color: colours.air.light,
  icons: [
    { src: '/assets/icons/icon.svg', sizes: 'any', type: 'image/svg+xml', purpose: 'any' },
    icon('icon-192.png', 192, 'any'),
    icon('icon-512.png', 512, 'any'),
    icon('maskable-192.png', 192, 'maskable'),
    icon('maskable-512.png', 512, 'maskable'),
  ],
  shortcuts: [
    { name: 'Letter', url: '/letter' },
    { name: 'Promises', url: '/promises' },
  ],
  // It only fills a form, so that it is asked for like any other page.
  share_target: {
    action: '/share',
    method: 'GET',
    enctype: 'application/x-www-form-urlencoded',
    params: { title: 'title', text: 'text', url: 'url' },
  },
})

export function manifestRoutes(): Hono<Env> {
  const routes = new Hono<Env>()
  routes.get('/manifest.webmanifest', (c) =>
    c.body(manifest, 200, {
      'content-type': 'application/manifest+json; charset=utf-8',
      'cache-control': 'public, max-age=3600',
    }),
  )
  return routes
}
