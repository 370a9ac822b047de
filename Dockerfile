# The whole program in one container. It needs the settings of .env.example; BASE_URL at least.
# Before a release `npm run images` writes the digest of each image behind its tag: what is built later is what was tried.
FROM node:24-slim AS build

WORKDIR /app
ENV NODE_ENV=production

# Only what building needs: the Node that npm would bring along is a development dependency, and this image has its own.
COPY package.json package-lock.json ./
RUN npm ci --omit=dev --ignore-scripts --no-audit --no-fund && npm cache clean --force

# tsconfig.json says how pages are written. The build is whole: it holds its libraries and an empty database.
COPY tsconfig.json ./
COPY scripts/start ./scripts/start
COPY drizzle ./drizzle
COPY src ./src
RUN node scripts/start/install.js

FROM node:24-slim

# What a registry shows of it; a release says which version, of which commit.
ARG VERSION=unreleased
ARG REVISION=unknown
LABEL org.opencontainers.image.title="Coffee soon?" \
  org.opencontainers.image.description="A weekly digest email naming up to three people to reconnect with, why, and a link to plan a coffee, inferred from mail and calendar metadata" \
  org.opencontainers.image.licenses="MIT" \
  org.opencontainers.image.version="$VERSION" \
  org.opencontainers.image.revision="$REVISION"

WORKDIR /app
ENV NODE_ENV=production
COPY --from=build /app/package.json ./
COPY --from=build /app/scripts ./scripts
COPY --from=build /app/build ./build

# The embedded database and the generated secret. Losing it loses what people decided and noted.
RUN mkdir --mode=0700 /data && chown node:node /data
VOLUME /data
USER node

# Inside a container the port has to be open to its network; who reaches it from outside is up to `--publish`.
ENV DATA_DIR=/data HOST=0.0.0.0 PORT=8787
EXPOSE 8787

HEALTHCHECK --interval=30s --timeout=5s --start-period=60s \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/healthz`).then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))"]

CMD ["node", "scripts/start/start.js"]
