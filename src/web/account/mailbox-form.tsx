/** The form of a mailbox by password, with what such a password opens beside the way that opens less, and each provider's clicks. */
import type { UserError } from '../../errors.ts'
import { guideFor, guides } from '../../providers/imap/servers.ts'
import { oauthNames } from '../../providers/types.ts'
import { PostForm, render } from '../frame/layout.tsx'
import type { Page } from '../frame/session.ts'

export interface Typed {
  readonly address: string
  /** Always empty: no page holds one. */
  readonly password: ''
  readonly user: string
  readonly host: string
  readonly port: string
  readonly tls: string
}

interface Shown {
  readonly typed?: Typed
  readonly problem?: string
  /** Which guide is open. */
  readonly at?: string | undefined
  /** Why no mailbox can be connected here. */
  readonly closed: string | null
  readonly status?: UserError['status']
}

/** The page of /connect/mailbox, with what was typed before and what was wrong with it. */
export function showForm(c: Page, { typed, problem, at, closed, status }: Shown) {
  const { providers } = c.get('deps')
  const less = oauthNames.flatMap((name) => providers.get(name) ?? []).filter(({ sample }) => !sample)
  const domain = typed?.address.split('@')[1] ?? ''
  const open = at ?? guideFor(domain)?.id
  return render(
    c,
    { title: 'Connect a mailbox', ...(status ? { status } : {}), ...(c.get('user') ? { at: 'account' as const } : {}) },
    <>
      <h1>Connect a mailbox</h1>
      {problem ? (
        <p class="notice" role="alert">
          {problem} Nothing was connected, and the password has to be typed again.
        </p>
      ) : null}
      <Two />
      {less.length > 0 ? (
        <p>
          A permission that allows less:{' '}
          {less.map(({ name, label }) => (
            <>
              <a href={`/connect/${name}`}>Connect {label}</a>{' '}
            </>
          ))}
        </p>
      ) : (
        <p class="meta">
          A Google or Microsoft account can be opened by a permission that allows less, once this server has an OAuth
          client. <a href="/setup">How to set one up</a>
        </p>
      )}
      {closed ? <p class="notice">{closed}</p> : <Form csrf={c.get('csrf')} typed={typed} />}
      <h2>How to get the password</h2>
      {guides.map(({ id, label, steps }) => (
        <details id={id} open={id === open}>
          <summary>{label}</summary>
          <ol>
            {steps.map((step) => (
              <li>{step}</li>
            ))}
          </ol>
        </details>
      ))}
    </>,
  )
}

function Two() {
  return (
    <>
      <p class="lede">
        This password opens everything: reading, sending, deleting. Coffee soon asks only for header lines and lists
        every command.
      </p>
      <ul>
        <li>
          <b>Cannot:</b> with Google’s and Microsoft’s own permissions the provider hands out no message text, whatever
          this program does.
        </li>
        <li>
          <b>Does not:</b> with a password it could, and does not. <a href="/account">The account page</a> lists each
          command it sent. The password is kept sealed, is never shown again, and sends no mail.
        </li>
      </ul>
    </>
  )
}

function Form({ csrf, typed }: { readonly csrf: string; readonly typed?: Typed | undefined }) {
  return (
    <PostForm action="/connect/mailbox" csrf={csrf}>
      <p>
        <label for="address">Email address</label>
        <input
          id="address"
          type="email"
          name="address"
          autocomplete="email"
          required
          maxlength={320}
          value={typed?.address ?? ''}
        />
      </p>
      <p>
        <label for="password">App password</label>
        <input id="password" type="password" name="password" autocomplete="off" required maxlength={500} />
      </p>
      <details open={Boolean(typed?.host || typed?.user)}>
        <summary>The server, or a name of its own to sign in by</summary>
        <p class="meta">Left empty, the server is found by the domain, and the name is the address.</p>
        <p>
          <label for="user">User name</label>
          <input id="user" name="user" maxlength={320} autocomplete="off" value={typed?.user ?? ''} />
        </p>
        <p>
          <label for="host">Server for IMAP</label>
          <input id="host" name="host" maxlength={253} placeholder="imap.example.org" value={typed?.host ?? ''} />
        </p>
        <p>
          <label for="port">Port</label>
          <input id="port" name="port" maxlength={5} inputmode="numeric" placeholder="993" value={typed?.port ?? ''} />
        </p>
        <p>
          <label for="tls">TLS</label>
          <select id="tls" name="tls">
            <option value="implicit">from the first byte</option>
            <option value="starttls" selected={typed?.tls === 'starttls'}>
              by STARTTLS
            </option>
          </select>
        </p>
      </details>
      <p class="cta">
        <button type="submit">Connect this mailbox</button>
      </p>
    </PostForm>
  )
}
