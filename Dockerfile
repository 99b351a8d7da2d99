# One image for every process; the command selects it. No build step: Node runs the TypeScript sources.
FROM node:22.23.3-slim

WORKDIR /app
COPY package.json package-lock.json .npmrc ./
# Workspaces: npm ci links them, so they must be there.
COPY packages ./packages
# Without development dependencies. No other package needs an install script.
RUN npm ci --omit=dev --ignore-scripts && npm cache clean --force
COPY . .

# The audit trail, unless it is in Postgres. A volume takes its owner from this folder.
RUN mkdir /audit && chown node /audit
USER node
ENV NODE_ENV=production
ENV AUDIT_DIRECTORY=/audit
CMD ["node", "processes/gateway.ts"]
HEALTHCHECK --interval=10s --timeout=3s --start-period=20s CMD ["node", "tools/healthcheck.ts"]
