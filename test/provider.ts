import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach } from "vitest";
import { newId } from "../src/shared/ids.ts";
import { Client, type Answer } from "./client.ts";
import { Browser, startProvider, type Account, type TestProvider } from "./oidc.ts";
import type { Serving } from "./serving.ts";

export const SECRET = "hemligt-hos-leverantoren-0123456789";

export interface Rule {
  claim: string;
  value: string;
  role: string;
  unitId: string;
}

/** Where a visit to the provider ended, and who the browser then is. */
export interface Visited {
  browser: Browser;
  client: Client;
  ended: URL;
  me: Answer;
  problem: string | null;
}

/** A real provider beside the server, configured in it by an administrator. */
export class ProviderAt {
  readonly id = newId();
  readonly #serving: Serving;
  #there: TestProvider | null = null;
  #admin: Client | null = null;
  #view: Answer["body"] = {};
  constructor(serving: Serving) {
    this.#serving = serving;
  }

  get there(): TestProvider {
    if (this.#there === null) throw new Error("The provider runs inside tests and hooks.");
    return this.#there;
  }
  get admin(): Client {
    if (this.#admin === null) throw new Error("The administrator is there inside tests and hooks.");
    return this.#admin;
  }
  get version() {
    return this.#view["version"];
  }

  async open(): Promise<void> {
    const { address, house } = this.#serving;
    // Time stands where it is: the provider's tokens say now.
    house.clock.set(new Date().toISOString());
    this.#admin = await this.#serving.signedIn("administrator");
    const backChannel = `${address}/api/v1/session/identity-providers/${this.id}/sign-out`;
    this.#there = await startProvider({ address, backChannel });
    this.#view = (await this.admin.post("/api/v1/identity-providers", this.settings())).body;
    // The back channel's address holds the id, and is told to the provider before it is made.
    await house.owner.query("update identity_provider set id = $1, client_secret = null", [this.id]);
    await this.edit({ clientSecret: SECRET });
  }

  settings = () => ({
    name: "Kommunens inloggning",
    issuer: this.there.issuer,
    clientId: "beredd",
    clientSecret: SECRET,
    scopes: "openid email profile groups",
  });

  async edit(change: Record<string, unknown>): Promise<void> {
    const { clientSecret: _unchanged, ...rest } = this.settings();
    await this.#put("", { ...rest, ...change });
  }

  setRules = (rules: Rule[]): Promise<void> => this.#put("/rules", { rules });

  async #put(path: string, body: object): Promise<void> {
    const at = `/api/v1/identity-providers/${this.id}${path}`;
    const answer = await this.admin.send("PUT", at, { ...body, version: this.version });
    if (answer.status !== 200) throw new Error(answer.text);
    this.#view = answer.body;
  }

  start = (to = "/incidents"): string =>
    `${this.#serving.address}/api/v1/session/identity-providers/${this.id}/start?to=${encodeURIComponent(to)}`;
  isOurs = (address: string): boolean =>
    address.startsWith(this.#serving.address) && !address.includes("/api/v1/session/");
  isTheirs = (address: string): boolean => address.startsWith(this.there.issuer);

  /** Somebody whom only the provider knows, and who is the next to come from there. */
  newcomer(change: Partial<Account> = {}): { subject: string; account: Account } {
    const subject = randomUUID();
    const account = {
      email: `${subject}@exempelkommun.example`,
      email_verified: true,
      name: "Någon Annanstans",
      groups: ["alla"],
      ...change,
    };
    this.there.accounts.set(subject, account);
    this.there.who = subject;
    return { subject, account };
  }

  /** Goes there and back again. */
  async visit(browser: Browser = new Browser()): Promise<Visited> {
    const ended = new URL(await browser.follow(this.start(), this.isOurs));
    const client = this.clientOf(browser);
    const me = await client.get("/api/v1/session");
    return { browser, client, ended, me, problem: ended.searchParams.get("problem") };
  }

  /** Connects the account of whoever is signed in, and says where the browser ended. */
  async connect(client: Client): Promise<URL> {
    const at = `/api/v1/session/identity-providers/${this.id}/connection`;
    const { status, text, body } = await client.post(at, {});
    if (status !== 200) throw new Error(text);
    return new URL(await this.browserOf(client).follow(String(body["location"]), this.isOurs));
  }

  clientOf(browser: Browser): Client {
    const client = new Client(this.#serving.address);
    for (const [name, value] of browser.jar(this.#serving.address)) client.cookies.set(name, value);
    return client;
  }

  browserOf(client: Client): Browser {
    const browser = new Browser();
    for (const [name, value] of client.cookies) browser.jar(this.#serving.address).set(name, value);
    return browser;
  }
}

/** Before each test it makes people, and its leaders are leaders in the north. */
export function useProvider(serving: Serving): ProviderAt {
  const provider = new ProviderAt(serving);
  beforeAll(() => provider.open());
  afterAll(() => provider.there.stop());
  beforeEach(async () => {
    await provider.edit({ createsPeople: true });
    const unitId = serving.house.units.north;
    await provider.setRules([{ claim: "groups", value: "ledare", role: "lead", unitId }]);
  });
  return provider;
}
