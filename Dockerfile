# One image per role, out of one build: docker build --target bot|worker|admin .
# tests/containers runs these very instructions on a machine without a container engine, so they stay simple:
# paths relative to WORKDIR, one command per RUN.

FROM node:24.19.0-bookworm-slim AS build
WORKDIR /zapis
COPY package.json package-lock.json .npmrc ./
RUN npm ci
COPY . .
ARG REVISION=unknown
RUN node scripts/build.ts "$REVISION"

FROM node:24.19.0-bookworm-slim AS modules
WORKDIR /zapis
COPY package.json package-lock.json .npmrc ./
RUN npm ci --omit=dev
COPY scripts/containers/prune.mjs scripts/containers/
RUN node scripts/containers/prune.mjs

# glibc on purpose: Temporal's native part has no musl build.
FROM node:24.19.0-bookworm-slim AS role
WORKDIR /zapis
ENV NODE_ENV=production
COPY --from=modules /zapis/node_modules node_modules
COPY --from=build /zapis/dist dist
COPY package.json LICENSE ./
COPY scripts/containers/healthy.mjs scripts/containers/
# nobody; a number, so that an orchestrator can see that it is not root. Everything above belongs to root and stays unwritable.
USER 65534:65534
STOPSIGNAL SIGTERM
ENTRYPOINT ["node", "--enable-source-maps", "dist/cli/main.js", "role"]

FROM role AS bot
EXPOSE 8081
HEALTHCHECK --interval=10s --timeout=5s --start-period=20s --retries=3 CMD ["node", "scripts/containers/healthy.mjs", "BOT_PORT", "8081"]
CMD ["bot"]

FROM role AS worker
EXPOSE 8082
HEALTHCHECK --interval=10s --timeout=5s --start-period=20s --retries=3 CMD ["node", "scripts/containers/healthy.mjs", "WORKER_PORT", "8082"]
CMD ["worker"]

FROM role AS admin
EXPOSE 8080
HEALTHCHECK --interval=10s --timeout=5s --start-period=20s --retries=3 CMD ["node", "scripts/containers/healthy.mjs", "ADMIN_PORT", "8080"]
CMD ["admin"]
