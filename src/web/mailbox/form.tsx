/** The form of a mailbox and a calendar by password, with what such a password opens beside the way that opens less, and each provider's clicks. */

import type { UserError } from '../../errors.ts'
import { guideFor, guides } from '../../providers/imap/servers.ts'
import { oauthNames } from '../../providers/types.ts'
import { type Offered, offeredBy } from '../../work/offered.ts'
import { PostForm, render } from '../frame/layout.tsx'
import type { Page } from '../frame/session.ts'
import { tongueOn } from '../frame/tongue.ts'
import { type MailboxWords, mailboxWords } from './words/words.ts'

type Words = MailboxWords['form']

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
  const { form: words, guide } = mailboxWords(tongueOn(c))
  const title = words.title(isOnlyCalendar ? 'calendar' : 'mailbox')
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
          {words.again(problem)}
        </p>
      ) : null}
      {again ? (
        <p class="notice" role="status">
          {words.renew}
        </p>
      ) : null}
      {isOnlyCalendar ? <p class="notice">{words.onlyCalendar}</p> : null}
      <Two isOnlyCalendar={isOnlyCalendar} words={words} />
      {less.length > 0 ? (
        <p>
          {words.less}{' '}
          {less.map(({ name, label }) => (
            <>
              <a href={`/connect/${name}`}>{words.connect(label)}</a>{' '}
            </>
          ))}
        </p>
      ) : (
        <p class="meta">
          {words.lessOnce} <a href="/setup">{words.howToSetUp}</a>
        </p>
      )}
      {closed ? (
        <p class="notice">{closed}</p>
      ) : (
        <Form csrf={c.get('csrf')} typed={typed} offered={offered} what={typed?.what || what || 'both'} words={words} />
      )}
      <h2>{words.howTo}</h2>
      {guides.map((one) => (
        <details id={one.id} open={one.id === open}>
          <summary>{guide(one).label}</summary>
          <ol>
            {guide(one).steps.map((step) => (
              <li>{step}</li>
            ))}
          </ol>
        </details>
      ))}
    </>,
  )
}

function Two({ isOnlyCalendar, words }: { readonly isOnlyCalendar: boolean; readonly words: Words }) {
  return (
    <>
      <p class="lede">{words.opens[isOnlyCalendar ? 'calendar' : 'mailbox']}</p>
      <ul>
        <li>{words.cannot}</li>
        <li>
          {words.doesNot((label) => (
            <a href="/account">{label}</a>
          ))}
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
  readonly words: Words
}

function Form({ csrf, typed, offered, what, words }: Fields) {
  return (
    <PostForm action="/connect/mailbox" csrf={csrf}>
      <p>
        <label for="address">{words.address}</label>
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
        <label for="password">{words.password}</label>
        <input id="password" type="password" name="password" autocomplete="off" required maxlength={500} />
      </p>
      {offered.mail && offered.calendar ? (
        <p>
          <label for="what">{words.what}</label>
          <select id="what" name="what">
            <option value="both">{words.both}</option>
            <option value="mail" selected={what === 'mail'}>
              {words.mailAlone}
            </option>
            <option value="calendar" selected={what === 'calendar'}>
              {words.calendarAlone}
            </option>
          </select>
        </p>
      ) : null}
      {offered.calendar ? (
        <p>
          <label>
            <input type="checkbox" name="contacts" value="yes" checked={Boolean(typed?.contacts)} /> {words.contacts}
          </label>
          <span class="meta"> {words.contactsHint}</span>
        </p>
      ) : null}
      <details open={Boolean(typed?.host || typed?.user || typed?.server)}>
        <summary>{words.server}</summary>
        <p class="meta">{words.serverHint}</p>
        <p>
          <label for="user">{words.user}</label>
          <input id="user" name="user" maxlength={320} autocomplete="off" value={typed?.user ?? ''} />
        </p>
        {offered.calendar ? (
          <p>
            <label for="server">{words.dav}</label>
            <input
              id="server"
              name="server"
              maxlength={500}
              placeholder="cloud.example.org"
              value={typed?.server ?? ''}
            />
          </p>
        ) : null}
        {offered.mail ? <MailServer typed={typed} words={words} /> : null}
      </details>
      <p class="cta">
        <button type="submit">{words.submit(offered.mail ? 'mailbox' : 'calendar')}</button>
      </p>
    </PostForm>
  )
}

function MailServer({ typed, words }: { readonly typed: Typed | undefined; readonly words: Words }) {
  return (
    <>
      <p>
        <label for="host">{words.imap}</label>
        <input id="host" name="host" maxlength={253} placeholder="imap.example.org" value={typed?.host ?? ''} />
      </p>
      <p>
        <label for="port">{words.port}</label>
        <input id="port" name="port" maxlength={5} inputmode="numeric" placeholder="993" value={typed?.port ?? ''} />
      </p>
      <p>
        <label for="tls">{words.tls}</label>
        <select id="tls" name="tls">
          <option value="implicit">{words.implicit}</option>
          <option value="starttls" selected={typed?.tls === 'starttls'}>
            {words.starttls}
          </option>
        </select>
      </p>
    </>
  )
}
