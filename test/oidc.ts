import { createServer, type Server } from "node:http";
import { exportJWK, generateKeyPair } from "jose";
import { Provider, type Configuration } from "oidc-provider";

/** What the provider knows of somebody. */
export interface Account {
  email: string;
  email_verified: boolean;
  name: string;
  groups: string[];
}

/** A real identity provider, listening; whoever comes is signed in as `who` without being asked. */
export interface TestProvider {
  issuer: string;
  accounts: Map<string, Account>;
  who: string;
  stop(): Promise<void>;
}

export interface ClientAt {
  address: string;
  backChannel: string;
}

const CALLBACK = "/api/v1/session/identity-providers/callback";

async function configurationOf(
  accounts: Map<string, Account>,
  { address, backChannel }: ClientAt,
): Promise<Configuration> {
  const { privateKey } = await generateKeyPair("RS256", { extractable: true });
  return {
    clients: [
      {
        client_id: "beredd",
        client_secret: "hemligt-hos-leverantoren-0123456789",
        redirect_uris: [`${address}${CALLBACK}`],
        post_logout_redirect_uris: [`${address}/`],
        backchannel_logout_uri: backChannel,
        backchannel_logout_session_required: true,
      },
    ],
    jwks: { keys: [{ ...(await exportJWK(privateKey)), use: "sig", alg: "RS256" }] },
    cookies: { keys: ["test"] },
    claims: {
      openid: ["sub"],
      email: ["email", "email_verified"],
      profile: ["name"],
      groups: ["groups"],
    },
    scopes: ["openid", "email", "profile", "groups"],
    features: { devInteractions: { enabled: false }, backchannelLogout: { enabled: true } },
    // Its own fetch refuses loopback, which is where everything here lies.
    fetch: (url, options) =>
      fetch(url, { method: options?.method, headers: options?.headers, body: options?.body }),
    findAccount: (_ctx, id) => {
      const account = accounts.get(id);
      return account === undefined ? undefined : { accountId: id, claims: () => ({ sub: id, ...account }) };
    },
    async loadExistingGrant(ctx) {
      const grant = new ctx.oidc.provider.Grant({
        clientId: ctx.oidc.client?.clientId ?? "",
        accountId: ctx.oidc.session?.accountId ?? "",
      });
      grant.addOIDCScope("openid email profile groups");
      await grant.save();
      return grant;
    },
    interactions: { url: (_ctx, interaction) => `/interaction/${interaction.uid}` },
  };
}

export async function startProvider(client: ClientAt): Promise<TestProvider> {
  const accounts = new Map<string, Account>();
  const held: { handler: ((...args: Parameters<NonNullable<Handler>>) => void) | null } = { handler: null };
  const server = createServer((request, response) => held.handler?.(request, response));
  await new Promise<void>((resolve) => void server.listen(0, "127.0.0.1", () => resolve()));
  const issuer = `http://127.0.0.1:${portOf(server)}`;
  const provider = new Provider(issuer, await configurationOf(accounts, client));
  const callback = provider.callback();
  const running: TestProvider = {
    issuer,
    accounts,
    who: "",
    stop: async () => {
      server.closeAllConnections();
      await new Promise<void>((resolve) => void server.close(() => resolve()));
    },
  };
  held.handler = (request, response) => {
    if (request.url?.startsWith("/interaction/") === true)
      void provider.interactionFinished(request, response, { login: { accountId: running.who } });
    else void callback(request, response);
  };
  return running;
}

type Handler = Parameters<typeof createServer>[1];

function portOf(server: Server): number {
  const address = server.address();
  return typeof address === "object" && address !== null ? address.port : 0;
}

/** A browser that follows redirects between several sites and keeps each site's cookies apart. */
export class Browser {
  readonly #jars = new Map<string, Map<string, string>>();
  readonly visited: string[] = [];

  jar(origin: string): Map<string, string> {
    const jar = this.#jars.get(origin) ?? new Map<string, string>();
    this.#jars.set(origin, jar);
    return jar;
  }

  async once(address: string, init: RequestInit = {}): Promise<Response> {
    const url = new URL(address);
    this.visited.push(url.href);
    const jar = this.jar(url.origin);
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join("; ");
    const headers = new Headers(init.headers);
    if (cookie !== "") headers.set("cookie", cookie);
    const response = await fetch(url, { ...init, headers, redirect: "manual" });
    for (const line of response.headers.getSetCookie()) {
      const [pair = ""] = line.split(";");
      const at = pair.indexOf("=");
      if (/expires=Thu, 01 Jan 1970/i.test(line)) jar.delete(pair.slice(0, at));
      else jar.set(pair.slice(0, at), pair.slice(at + 1));
    }
    return response;
  }

  /** Follows until nothing leads on, or until `stop` says so; returns where it ended, unasked. */
  async follow(address: string, stop: (address: string) => boolean): Promise<string> {
    let at = address;
    for (let hop = 0; hop < 20; hop += 1) {
      if (stop(at)) return at;
      const response = await this.once(at);
      const location = response.headers.get("location");
      if (location === null) return at;
      at = new URL(location, at).href;
    }
    throw new Error(`It leads nowhere: ${at}`);
  }
}
