/** The paper of a sample's pages: it looks like nothing but what it is. */
import { html, raw } from 'hono/html'

const STYLE = `:root{color-scheme:light dark;--air:#e3ebf3;--sheet:#fffdf9;--ink:#1b2745;--soft:#51607f;--line:#cfd9e6;--red:#b5351f;--blue:#2a5793;--on:#fffdf9}
@media(prefers-color-scheme:dark){:root{--air:#0f1626;--sheet:#172036;--ink:#f0eae0;--soft:#a9b4cb;--line:#2c3957;--red:#f28b72;--blue:#93b8ee;--on:#131b2e}}
*{box-sizing:border-box}body{margin:0;min-height:100vh;display:grid;place-items:center;padding:1.5rem;background:var(--air);color:var(--ink);font:1.0625rem/1.55 system-ui,-apple-system,"Segoe UI",Roboto,sans-serif}
main{background:var(--sheet);max-width:34rem;width:100%;padding:clamp(1.4rem,5vw,2.6rem);border-radius:3px;border-top:4px solid var(--red);box-shadow:0 18px 40px -28px #1b274566}
h1{font:400 1.7rem/1.15 "Iowan Old Style","Palatino Linotype",Georgia,serif;margin:0 0 .8rem;text-wrap:balance}p{margin:0 0 1rem}.soft{color:var(--soft);font-size:.9375rem}
fieldset{border:0;padding:0;margin:1.4rem 0}legend{padding:0;font-weight:600;margin-bottom:.4rem}label{display:flex;gap:.8rem;padding:.75rem 0;border-top:1px solid var(--line);cursor:pointer}
input{flex:none;width:1.35rem;height:1.35rem;margin:.1rem 0 0;accent-color:var(--blue)}code{display:block;color:var(--soft);font-size:.8125rem;overflow-wrap:anywhere}
.row{display:flex;flex-wrap:wrap;gap:.8rem}button{flex:1 1 9rem;min-height:3rem;border:1.5px solid var(--ink);border-radius:3px;background:var(--ink);color:var(--on);font:600 1rem/1 inherit;font-family:inherit;cursor:pointer}
button.quiet{background:none;color:var(--ink)}button:hover{background:var(--blue);border-color:var(--blue);color:var(--on)}:focus-visible{outline:3px solid var(--red);outline-offset:3px}`

/** A page of a sample: no script, nothing from elsewhere, kept nowhere. */
export function page(status: number, title: string, body: unknown): Response {
  const text = html`<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><meta name="robots" content="noindex"><title>${title}</title><style>${raw(STYLE)}</style></head><body><main>${body}</main></body></html>`
  return new Response(String(text), {
    status,
    headers: {
      'content-type': 'text/html; charset=UTF-8',
      'cache-control': 'no-store',
      'referrer-policy': 'no-referrer',
      'x-content-type-options': 'nosniff',
      'content-security-policy':
        "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; base-uri 'none'",
    },
  })
}
