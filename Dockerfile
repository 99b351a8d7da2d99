# One image for every process: which one it is, the command says. No build step: Node runs the TypeScript sources.
FROM node:22.23.3-slim

WORKDIR /app
COPY package.json package-lock.json .npmrc ./
# Without what only developers need. No package of the rest has to run anything to be installed.
RUN npm ci --omit=dev --ignore-scripts && npm cache clean --force
COPY . .

USER node
ENV NODE_ENV=production
CMD ["node", "gateway/index.ts"]
HEALTHCHECK --interval=10s --timeout=3s --start-period=20s CMD ["node", "tools/healthcheck.ts"]
