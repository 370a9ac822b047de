/** The form of a mailbox and a calendar by password, with what such a password opens beside the way that opens less, and each provider's clicks. */

import type { UserError } from '../../errors.ts'
import { guideFor, guides } from '../../providers/imap/servers.ts'
import { oauthNames } from '../../providers/types.ts'
import { type Offered, offeredBy } from '../../work/offered.ts'
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
  /** 'both', 'mail' or 'calendar'. */
  readonly what: string
  /** The calendar's. */
  readonly server: string
  /** Empty where the address book is not wanted. */
  readonly contacts: string
}

interface Shown {
  readonly typed?: Typed
  readonly problem?: string
  /** Which guide is open. */
  readonly at?: string | undefined
  /** Why no mailbox can be connected here. */
  readonly closed: string | null
  /** What is asked for at first. */
  readonly what?: string | undefined
  /** It was connected before, and its password no longer works. */
  readonly again?: boolean
  readonly status?: UserError['status']
}

/** The page of /connect/mailbox, with what was typed before and what was wrong with it. */
export function showForm(c: Page, { typed, problem, at, closed, status, what, again }: Shown) {
  const deps = c.get('deps')
  const { providers } = deps
  const offered = offeredBy(deps)
  const isOnlyCalendar = !closed && !offered.mail
  const title = isOnlyCalendar ? 'Connect a calendar' : 'Connect a mailbox'
  const less = oauthNames.flatMap((name) => providers.get(name) ?? []).filter(({ sample }) => !sample)
  const domain = typed?.address.split('@')[1] ?? ''
  const open = at ?? guideFor(domain)?.id
  return render(
    c,
    { title, ...(status ? { status } : {}), ...(c.get('user') ? { at: 'account' as const } : {}) },
    <>
      <h1>{title}</h1>
      {problem ? (
        <p class="notice" role="alert">
          {problem} Nothing was connected, and the password has to be typed again.
        </p>
      ) : null}
      {again ? (
        <p class="notice" role="status">
          The password of this account no longer works. Type a new one, and it is read again from where it stopped.
        </p>
      ) : null}
      {isOnlyCalendar ? (
        <p class="notice">
          This server cannot read a mailbox by a password yet. A calendar by itself can be connected, at any server that
          speaks CalDAV.
        </p>
      ) : null}
      <Two isOnlyCalendar={isOnlyCalendar} />
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
      {closed ? (
        <p class="notice">{closed}</p>
      ) : (
        <Form csrf={c.get('csrf')} typed={typed} offered={offered} what={typed?.what || what || 'both'} />
      )}
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

function Two({ isOnlyCalendar }: { readonly isOnlyCalendar: boolean }) {
  return (
    <>
      <p class="lede">
        {isOnlyCalendar
          ? 'This password opens everything in the calendar: reading, changing, deleting. Coffee soon keeps only titles, times and guests, and lists every command.'
          : 'This password opens everything: reading, sending, deleting. Coffee soon asks only for header lines and lists every command.'}
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

interface Fields {
  readonly csrf: string
  readonly typed?: Typed | undefined
  readonly offered: Offered
  readonly what: string
}

function Form({ csrf, typed, offered, what }: Fields) {
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
      {offered.mail && offered.calendar ? (
        <p>
          <label for="what">What it opens here</label>
          <select id="what" name="what">
            <option value="both">the mailbox, and its calendar where there is one</option>
            <option value="mail" selected={what === 'mail'}>
              the mailbox alone
            </option>
            <option value="calendar" selected={what === 'calendar'}>
              a calendar alone
            </option>
          </select>
        </p>
      ) : null}
      {offered.calendar ? (
        <p>
          <label>
            <input type="checkbox" name="contacts" value="yes" checked={Boolean(typed?.contacts)} /> Also read my
            address book
          </label>
          <span class="meta">
            {' '}
            Names, addresses and birthdays, beside the calendar, once a day; no note, picture or number is kept. They
            name people and join their addresses; nobody is suggested because of one.
          </span>
        </p>
      ) : null}
      <details open={Boolean(typed?.host || typed?.user || typed?.server)}>
        <summary>The server, or a name of its own to sign in by</summary>
        <p class="meta">Left empty, each server is found by the domain, and the name is the address.</p>
        <p>
          <label for="user">User name</label>
          <input id="user" name="user" maxlength={320} autocomplete="off" value={typed?.user ?? ''} />
        </p>
        {offered.calendar ? (
          <p>
            <label for="server">Server for the calendar (CalDAV)</label>
            <input
              id="server"
              name="server"
              maxlength={500}
              placeholder="cloud.example.org"
              value={typed?.server ?? ''}
            />
          </p>
        ) : null}
        {offered.mail ? <MailServer typed={typed} /> : null}
      </details>
      <p class="cta">
        <button type="submit">{offered.mail ? 'Connect' : 'Connect this calendar'}</button>
      </p>
    </PostForm>
  )
}

function MailServer({ typed }: { readonly typed: Typed | undefined }) {
  return (
    <>
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
    </>
  )
}
