import { join } from "node:path";
import staticFiles from "@fastify/static";
import type { FastifyInstance } from "fastify";

/** Addresses that are not pages: an unknown one under them is an error and not the web client. */
const NOT_PAGES = /^\/(api|assets|health|metrics)(\/|$)/;

/** Serves the built web client; hashed assets are kept for a year, the page itself never. */
export async function mountWeb(server: FastifyInstance, root: string): Promise<void> {
  await server.register(staticFiles, {
    root,
    wildcard: false,
    index: false,
    setHeaders(reply, path) {
      const hashed = path.startsWith(join(root, "assets"));
      reply.header("cache-control", hashed ? "public, max-age=31536000, immutable" : "no-cache");
    },
  });
  server.get("/*", async (request, reply) => {
    if (NOT_PAGES.test(request.url)) return reply.callNotFound();
    return reply.sendFile("index.html");
  });
}
