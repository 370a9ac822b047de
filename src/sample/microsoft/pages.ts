/** The sample's pages: signing in, and the administrator's. They look like nothing but what they are. */
import { html } from 'hono/html'
import { page } from '../page.ts'
import { describeScope } from './scopes.ts'
import type { AdminState } from './state.ts'

const NOT_MICROSOFT = 'This is a sample account of Coffee soon?, not Microsoft'

interface Asked {
  readonly owner: { readonly name: string; readonly address: string }
  readonly scopes: readonly string[]
  /** The address that the form is sent to, with the whole request in its query. */
  readonly action: string
  readonly admin: AdminState
  /** Whether these permissions are such as an administrator may want to see. */
  readonly mayNeedAdmin: boolean
}

/** The account, what is asked for, and whether its organisation wants an administrator to agree first. */
export function signInPage({ owner, scopes, action, admin, mayNeedAdmin }: Asked): Response {
  const words = scopes.map(describeScope).filter((sentence) => sentence !== null)
  const list = words.map((sentence) => html`<li>${sentence}</li>`)
  const body = html`<h1>${NOT_MICROSOFT}</h1>
<p>${owner.name} (${owner.address}) is made up, and so are the colleagues, letters and meetings behind this name. Everything stays on this machine.</p>
<form method="post" action="${action}">
<fieldset><legend>Account</legend><label><input type="radio" name="account" value="${owner.address}" checked><span>${owner.name}<code>${owner.address}</code></span></label></fieldset>
${words.length ? html`<p>Coffee soon? asks for permission to:</p><ul>${list}</ul><p class="soft">As at Microsoft, all of it is granted or nothing.</p>` : html`<p class="soft">Coffee soon? will learn this name and address, and nothing else.</p>`}
${mayNeedAdmin ? adminBox(admin) : ''}
<div class="row"><button name="decision" value="allow">Accept</button><button class="quiet" name="decision" value="deny">Cancel</button></div>
</form>`
  return page(200, 'Sample account', body)
}

function adminBox(admin: AdminState) {
  if (admin === 'approved')
    return html`<p class="soft">The administrator of this organisation has agreed to Coffee soon?.</p>`
  return html`<fieldset><legend>The organisation</legend><label><input type="checkbox" name="admin" value="asks"${admin === 'asks' ? html` checked` : ''}><span>An administrator must approve<code>Ticked, accepting ends as it does where an organisation lets nobody decide alone.</code></span></label></fieldset>`
}

interface Approval {
  readonly action: string
  readonly scopes: readonly string[]
  readonly organisation: string
}

/** What an administrator sees who follows the link they were sent. */
export function adminPage({ action, scopes, organisation }: Approval): Response {
  const words = scopes.map(describeScope).filter((sentence) => sentence !== null)
  const list = words.map((sentence) => html`<li>${sentence}</li>`)
  const body = html`<h1>${NOT_MICROSOFT}</h1>
<p>You are looking at it as the made-up administrator of ${organisation}. Everybody there would then be able to let Coffee soon?:</p>
<ul>${list.length ? list : html`<li>have what it is registered for</li>`}</ul>
<form method="post" action="${action}"><div class="row"><button name="decision" value="allow">Approve for the organisation</button><button class="quiet" name="decision" value="deny">Cancel</button></div></form>`
  return page(200, 'Sample administrator', body)
}

/** The end of an approval that leads back nowhere. */
export function approvedPage(agreed: boolean): Response {
  const sentence = agreed ? 'The organisation has approved Coffee soon?.' : 'Nothing was approved.'
  return page(200, 'Sample administrator', html`<h1>${sentence}</h1><p class="soft">${NOT_MICROSOFT}.</p>`)
}

/** A request that cannot be sent back to where it came from. */
export function refusalPage(status: number, number: number, sentence: string): Response {
  return page(
    status,
    'Sign in',
    html`<h1>That did not work</h1><p>AADSTS${number}: ${sentence}</p><p class="soft">${NOT_MICROSOFT}.</p>`,
  )
}
