import { fileURLToPath } from "node:url";
import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

export default defineConfig({
  root: here("src/web"),
  publicDir: here("src/web/public"),
  plugins: [react()],
  // BEREDD_WEB_KIT=1 makes a build that has the kit page too; a constant, so that others have no trace of it.
  define: { "import.meta.env.BEREDD_WEB_KIT": JSON.stringify(process.env["BEREDD_WEB_KIT"] === "1") },
  build: {
    outDir: process.env["BEREDD_WEB_OUT"] ?? here("dist/web"),
    emptyOutDir: true,
    manifest: true,
    target: "es2022",
    // Every supported browser preloads modules itself, and data: addresses would need a wider CSP.
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 900,
  },
  server: {
    port: 8378,
    proxy: { "/api": "http://127.0.0.1:8377", "/health": "http://127.0.0.1:8377" },
  },
});
