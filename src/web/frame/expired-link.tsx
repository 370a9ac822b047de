/** What is shown for every link that does nothing: wrong, altered, expired, revoked or meant for something else. */
import { render } from './layout.tsx'
import type { Page } from './session.ts'

/** One neutral page for all of them, so that nobody learns which links there are. */
export function renderRested(c: Page): Response | Promise<Response> {
  const providers = [...c.get('deps').providers.values()]
  return render(
    c,
    { title: 'This link has rested', status: 404 },
    <div class="message">
      <h1>This link has rested</h1>
      <p class="lede">This link has rested. Sign in for the newest letter.</p>
      <p class="cta">
        {c.get('user') ? (
          <a class="btn" href="/letter">
            The newest letter
          </a>
        ) : (
          providers.map((provider) => (
            <a class="btn" href={`/signin/${provider.name}?to=%2Fletter`}>
              {providers.length > 1
                ? `Sign in with ${provider.label} for the newest letter`
                : 'Sign in for the newest letter'}
            </a>
          ))
        )}
      </p>
    </div>,
  )
}
