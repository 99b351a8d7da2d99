# One image for every process; the command selects it. No build step: Node runs the TypeScript sources.
FROM node:22.23.3-slim@sha256:43ac6c60b8f89723f746e8a92ce91abd5017e627ce1ddfe4238355d3a30b772c

WORKDIR /app
COPY package.json package-lock.json .npmrc ./
# Workspaces: npm ci links them, so they must be there.
COPY packages ./packages
# Without development dependencies. No other package needs an install script.
RUN npm ci --omit=dev --ignore-scripts && npm cache clean --force
COPY . .

# Folders for volumes: the audit trail and the embedded journal, unless they are in Postgres. A new volume takes its owner from
# them. Group 0 may write too: OpenShift runs a container with any user id, in that group. Nothing else is ever written.
RUN mkdir /audit /journal && chown 1000:0 /audit /journal && chmod 0770 /audit /journal
# The user "node". Kubernetes (runAsNonRoot) cannot tell from a name that it is not root.
USER 1000:0
ENV NODE_ENV=production
# As in the npm scripts: request contexts without a hook for each promise, and room for the short-lived objects of many requests.
ENV NODE_OPTIONS="--experimental-async-context-frame --max-semi-space-size=64"
ENV AUDIT_DIRECTORY=/audit
ENV JOURNAL_DIRECTORY=/journal
CMD ["node", "processes/gateway.ts"]
HEALTHCHECK --interval=10s --timeout=3s --start-period=20s CMD ["node", "tools/healthcheck.ts"]
