import { defineConfig } from "vitest/config";

// The embedded server's own tests start servers themselves; they need no shared one.
const ownServer = ["src/platform/database/embedded/**/*.test.ts"];
export default defineConfig({
  test: {
    projects: [{ test: { name: "server", include: ownServer, testTimeout: 60000, hookTimeout: 30000 } }],
  },
});
