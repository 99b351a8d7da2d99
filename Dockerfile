# One image for every process: which one it is, the command says. No build step: Node runs the TypeScript sources.
FROM node:22.23.3-slim

WORKDIR /app
COPY package.json package-lock.json .npmrc ./
# Without what only developers need. No package of the rest has to run anything to be installed.
RUN npm ci --omit=dev --ignore-scripts && npm cache clean --force
COPY . .

# Where the audit trail is, unless it is in a Postgres: a volume takes its owner from here.
RUN mkdir /audit && chown node /audit
USER node
ENV NODE_ENV=production
ENV AUDIT_DIRECTORY=/audit
CMD ["node", "gateway/index.ts"]
HEALTHCHECK --interval=10s --timeout=3s --start-period=20s CMD ["node", "tools/healthcheck.ts"]
