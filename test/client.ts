/** An answer, read. */
export interface Answer {
  status: number;
  headers: Headers;
  text: string;
  /** The body as JSON; undefined where it is none. */
  body: Record<string, unknown> & {
    items?: Record<string, unknown>[];
    errors?: { path: string; message: string }[];
  };
}

type Sending = Record<string, string>;

function read(text: string): Answer["body"] {
  try {
    return JSON.parse(text) as Answer["body"];
  } catch {
    return {};
  }
}

/** A browser as far as HTTP sees one: keeps cookies, and sends the token that its own page would. */
export class Client {
  readonly address: string;
  readonly cookies = new Map<string, string>();
  constructor(address: string) {
    this.address = address;
  }

  get cookie(): string {
    return [...this.cookies].map(([name, value]) => `${name}=${value}`).join("; ");
  }

  get csrf(): string {
    return decodeURIComponent(this.cookies.get("beredd_csrf") ?? "");
  }

  async send(method: string, path: string, body?: unknown, headers: Sending = {}): Promise<Answer> {
    const raw = typeof body === "string" || body instanceof Uint8Array;
    const response = await fetch(`${this.address}${path}`, {
      method,
      headers: {
        ...(this.cookies.size > 0 && { cookie: this.cookie }),
        ...(method !== "GET" && this.csrf !== "" && { "x-beredd-csrf": this.csrf }),
        ...(body !== undefined && { "content-type": "application/json" }),
        ...headers,
      },
      ...(body !== undefined && { body: raw ? body : JSON.stringify(body) }),
    });
    for (const line of response.headers.getSetCookie()) this.keep(line);
    const text = await response.text();
    return { status: response.status, headers: response.headers, text, body: read(text) };
  }

  private keep(line: string): void {
    const [pair = "", ...rest] = line.split(";");
    const [name = "", value = ""] = pair.split("=");
    const over = rest.some((part) => /expires=Thu, 01 Jan 1970/i.test(part));
    if (over) this.cookies.delete(name);
    else this.cookies.set(name, value);
  }

  get = (path: string, headers?: Sending) => this.send("GET", path, undefined, headers);
  post = (path: string, body: unknown, headers?: Sending) => this.send("POST", path, body, headers);
  patch = (path: string, body: unknown, headers?: Sending) => this.send("PATCH", path, body, headers);
}
