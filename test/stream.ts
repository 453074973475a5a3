export interface StreamEvent {
  id: number;
  kind: string;
  subjectId: string;
}

/** A live stream of events, read as a browser does. */
export class EventStream {
  readonly events: StreamEvent[] = [];
  ready = false;
  ended = false;
  private readonly aborted = new AbortController();

  static async open(address: string, cookie: string, lastEventId?: number, query = ""): Promise<EventStream> {
    const stream = new EventStream();
    const response = await fetch(`${address}/api/v1/events${query}`, {
      headers: { cookie, ...(lastEventId !== undefined && { "last-event-id": String(lastEventId) }) },
      signal: stream.aborted.signal,
    });
    if (response.status !== 200 || response.body === null) throw new Error(`No stream: ${response.status}`);
    void stream.read(response.body);
    return stream;
  }

  private async read(body: ReadableStream<Uint8Array>): Promise<void> {
    let text = "";
    const decoder = new TextDecoder();
    try {
      for await (const bytes of body) {
        text += decoder.decode(bytes, { stream: true });
        const blocks = text.split("\n\n");
        text = blocks.pop() ?? "";
        for (const block of blocks) this.take(block);
      }
    } catch {
      // Closed by us, or cut off: what was read stands.
    }
    this.ended = true;
  }

  private take(block: string): void {
    const field = (name: string) => new RegExp(`^${name}: (.*)$`, "m").exec(block)?.[1] ?? "";
    if (field("event") === "ready") this.ready = true;
    if (field("event") !== "journal") return;
    const data = JSON.parse(field("data")) as { kind: string; subjectId: string };
    this.events.push({ id: Number(field("id")), ...data });
  }

  close(): void {
    this.aborted.abort();
  }
}
