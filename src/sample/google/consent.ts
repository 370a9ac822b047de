/** The sample's sign-in page: it looks like nothing but what it is. */
import { html } from 'hono/html'
import { page } from '../page.ts'
import { describeScope, isSignIn } from './scopes.ts'

interface Asked {
  readonly owner: { readonly name: string; readonly address: string }
  readonly scopes: readonly string[]
  /** The address that the form is sent to, with the whole request in its query. */
  readonly action: string
}

/** The page on which the owner of the sample decides. A sign-in alone has no boxes to tick. */
export function consentPage({ owner, scopes, action }: Asked): Response {
  const boxes = scopes.filter((scope) => !isSignIn(scope))
  const choices = boxes.map(
    (scope) =>
      html`<label><input type="checkbox" name="scope" value="${scope}"><span>${describeScope(scope)}<code>${scope}</code></span></label>`,
  )
  const body = html`<h1>This is a sample account of Coffee soon?, not Google</h1>
<p>${owner.name} (${owner.address}) is made up, and so are the people, letters and meetings behind this name. Everything stays on this machine.</p>
<form method="post" action="${action}">
${boxes.length ? html`<fieldset><legend>Tick what Coffee soon? may see</legend><p class="soft">The boxes start empty, as they do at Google. What is not ticked is not granted: without the first ones there is nothing to read.</p>${choices}</fieldset>` : html`<p class="soft">Coffee soon? will learn this name and address, and nothing else.</p>`}
<div class="row"><button name="decision" value="allow">Allow</button><button class="quiet" name="decision" value="deny">Deny</button></div>
</form>`
  return page(200, 'Sample account', body)
}

/** A request that cannot be sent back to where it came from, said in Google's words. */
export function errorPage(status: number, code: string, sentence: string): Response {
  return page(
    status,
    'Access blocked',
    html`<h1>Access blocked</h1><p>${sentence}</p><p class="soft">Error ${status}: ${code}. This is a sample account of Coffee soon?, not Google.</p>`,
  )
}
