# One image for every process; the command says which. Node runs the TypeScript sources as they are, but not inside
# node_modules, so the image keeps the layout of the workspace.

FROM node:24-bookworm-slim AS installed
RUN npm install --global pnpm@12
WORKDIR /app
# First what the lockfile names, which changes least often.
COPY pnpm-lock.yaml pnpm-workspace.yaml ./
RUN pnpm fetch --prod
COPY . .
RUN pnpm install --frozen-lockfile --prod --offline

FROM node:24-bookworm-slim
ENV NODE_ENV=production APOLLO_TELEMETRY_DISABLED=1
WORKDIR /app
COPY --from=installed /app ./
# The image's own unprivileged user; nothing under /app belongs to it.
USER node
HEALTHCHECK --interval=5s --timeout=3s --start-period=30s --retries=5 CMD ["node", "docker/healthcheck.mjs"]
CMD ["node", "gateway/src/main.ts"]
