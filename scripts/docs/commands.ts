/** What becomes of each command that the pages tell a reader to type: run by the tests, by `npm run try-docs`, or not, and why. */

/**
 * - `here`: `test/docs/commands.test.ts` runs it, with these words in place of others; `$MBOX` is a small mailbox. It ends with
 *   `exit`, which is 0 unless said.
 * - `settings`: not a command but settings, which the test reads as the program does.
 * - `tried`: `npm run try-docs` runs it in a fresh folder, as it stands or `as` this; one that `serves` is ended once it answers.
 * - `by`: a test runs the same in another way. - `not`: nobody runs it, and why.
 */
export type Handling =
  | { readonly here: Readonly<Record<string, string>>; readonly exit?: number }
  | { readonly settings: true }
  | { readonly tried: { readonly as?: string; readonly serves?: true } }
  | { readonly by: string }
  | { readonly not: string }

const manager = 'needs a system with systemd as its manager, as root'
const docker = 'needs a Docker daemon'
const google = { as: 'GOOGLE_CLIENT_ID=one GOOGLE_CLIENT_SECRET=two npm start', serves: true } as const
const site = 'the worked file is tried by test/scripts/deploy.test.ts in a folder of its own'

/** By page, then by command. */
export const handled: Readonly<Record<string, Readonly<Record<string, Handling>>>> = {
  'README.md': {
    'npm install && npm start': { tried: { serves: true } },
    'npm install && npm test': { not: 'is the suite itself, which would run itself' },
    'GOOGLE_CLIENT_ID=… GOOGLE_CLIENT_SECRET=… npm start': { tried: google },
  },
  'CONTRIBUTING.md': {
    'npm run generate -- --name what_it_is_for': { tried: {} },
    [`node --input-type=module -e "
import { PGlite } from '@electric-sql/pglite'
const db = await PGlite.create('data/database')
console.table((await db.query(process.argv[1])).rows)
await db.close()" "select kind, subject, run_at, error from tasks order by run_at"`]: { tried: {} },
    'psql "$DATABASE_URL" -c "select kind, subject, run_at, error from tasks order by run_at"': {
      not: 'psql is no part of this; the same statement is tried on the embedded database',
    },
  },
  'docs/google.md': {
    'GOOGLE_CLIENT_ID=….apps.googleusercontent.com GOOGLE_CLIENT_SECRET=… npm start': { tried: google },
  },
  'docs/microsoft.md': {
    'MICROSOFT_CLIENT_ID=… MICROSOFT_CLIENT_SECRET=… npm start': {
      tried: { as: 'MICROSOFT_CLIENT_ID=one MICROSOFT_CLIENT_SECRET=two npm start', serves: true },
    },
  },
  'docs/import.md': {
    // Without a terminal nobody can answer which addresses are theirs: it says which it found, and ends.
    'npm run import -- FILE...': { here: { 'FILE...': '$MBOX' }, exit: 1 },
    'npm run import -- takeout-20261121T080000Z-001.zip takeout-20261121T080000Z-002.zip --me sam@hartley.example sam.hartley@northlight.example':
      { here: { 'takeout-20261121T080000Z-001.zip takeout-20261121T080000Z-002.zip': '$MBOX' } },
    'npm run import -- FILE... --me ADDRESS... --keep': {
      here: { 'FILE...': '$MBOX', 'ADDRESS...': 'sam@hartley.example' },
    },
  },
  'docs/inference.md': {
    'npm run eval -- DIR > tables.md': {
      not: 'DIR holds public mail that is not in this repository; test/eval/evaluate.test.ts scores a made-up one',
    },
  },
  'docs/install.md': {
    'npx coffee-soon': { tried: { as: 'npx --yes --package "$ARCHIVE" coffee-soon', serves: true } },
    'npx coffee-soon --help': { here: {} },
    'npx coffee-soon doctor': { here: {} },
    'npm install --global --prefix /opt/coffee-soon coffee-soon': {
      tried: { as: 'npm install --global --prefix "$TRY/opt" "$ARCHIVE"' },
    },
    'useradd --system --home-dir /var/lib/coffee-soon --shell /usr/sbin/nologin coffee-soon': { not: manager },
    'install -d -o coffee-soon -g coffee-soon -m 700 /var/lib/coffee-soon': {
      tried: { as: 'install -d -m 700 "$TRY/state"' },
    },
    'install -o coffee-soon -g coffee-soon -m 600 /dev/null /var/lib/coffee-soon/settings.env': {
      tried: { as: 'install -m 600 /dev/null "$TRY/state/settings.env"' },
    },
    'cp /opt/coffee-soon/lib/node_modules/coffee-soon/docs/deploy/coffee-soon.service /etc/systemd/system/': {
      tried: { as: 'cp "$TRY/opt/lib/node_modules/coffee-soon/docs/deploy/coffee-soon.service" "$TRY/"' },
    },
    'systemctl enable --now coffee-soon': {
      tried: { as: 'DATA_DIR="$TRY/state" "$TRY/opt/bin/coffee-soon"', serves: true },
    },
    'runuser -u coffee-soon -- env DATA_DIR=/var/lib/coffee-soon /opt/coffee-soon/bin/coffee-soon doctor': {
      tried: { as: 'env DATA_DIR="$TRY/state" "$TRY/opt/bin/coffee-soon" doctor' },
    },
    'cp /opt/coffee-soon/lib/node_modules/coffee-soon/docs/deploy/Caddyfile /etc/caddy/Caddyfile': { not: site },
    'systemctl reload caddy': { not: manager },
    'certbot certonly --webroot --webroot-path /var/www/html --domain coffee.example.org': {
      not: 'needs a public name',
    },
    'cp /opt/coffee-soon/lib/node_modules/coffee-soon/docs/deploy/nginx.conf /etc/nginx/sites-available/coffee-soon': {
      not: site,
    },
    'ln -s ../sites-available/coffee-soon /etc/nginx/sites-enabled/coffee-soon': { not: site },
    'nginx -t': { by: 'test/scripts/deploy.test.ts' },
    'systemctl reload nginx': { not: manager },
    'docker compose up --detach': { not: docker },
    'docker compose exec app node scripts/start/start.js doctor': { not: docker },
    "cosign verify --certificate-oidc-issuer https://token.actions.githubusercontent.com --certificate-identity-regexp 'https://github.com/OWNER/coffee-soon/.github/workflows/release.yml@.*' ghcr.io/OWNER/coffee-soon:VERSION":
      { not: 'needs a release that is published' },
    'gh attestation verify oci://ghcr.io/OWNER/coffee-soon:VERSION --owner OWNER': {
      not: 'needs a release that is published',
    },
    'git clone ADDRESS coffee-soon': { tried: { as: 'git clone --quiet "$REPOSITORY" coffee-soon' } },
    'cd coffee-soon': { tried: {} },
    'npm install': { tried: {} },
    'npm start': { tried: { serves: true } },
    'npx coffee-soon backup before.backup': {
      tried: { as: 'npx --yes --package "$ARCHIVE" coffee-soon backup before.backup' },
    },
    'npx coffee-soon@latest': { tried: { as: 'npx --yes --package "$ARCHIVE" coffee-soon', serves: true } },
    'npx coffee-soon@0.1.0 restore before.backup --replace': {
      tried: { as: 'npx --yes --package "$ARCHIVE" coffee-soon restore before.backup --replace' },
    },
    'npx coffee-soon@0.1.0': { tried: { as: 'npx --yes --package "$ARCHIVE" coffee-soon', serves: true } },
    'systemctl disable --now coffee-soon': { not: manager },
    'rm -r /etc/systemd/system/coffee-soon.service /opt/coffee-soon /var/lib/coffee-soon': {
      tried: { as: 'rm -r "$TRY/coffee-soon.service" "$TRY/opt" "$TRY/state"' },
    },
    'userdel coffee-soon': { not: manager },
  },
  'docs/mail.md': {
    "SMTP_URL='smtp://letters%40example.org:p%40ss%2Fword@smtp.example.org:587'": { settings: true },
    "SMTP_URL='smtps://letters:secret@smtp.example.org:465'": { settings: true },
    "SMTP_URL='smtp://localhost:25'": { settings: true },
    "MAIL_FROM='letter@example.org'": { settings: true },
    'npm run doctor -- --send-test you@example.org': { by: 'test/runtime/node/doctor.test.ts' },
    'openssl genrsa -out dkim.pem 2048': { here: {} },
    'openssl rsa -in dkim.pem -pubout -outform der | base64 -w0': { here: {} },
    'DKIM_DOMAIN=example.org DKIM_SELECTOR=coffee2026 DKIM_PRIVATE_KEY_FILE=dkim.pem npm start': {
      by: 'test/mail/message.test.ts',
    },
  },
}
