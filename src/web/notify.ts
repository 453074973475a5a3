export type Tone = "neutral" | "info" | "success" | "warning" | "danger";

export interface Note {
  readonly id: number;
  readonly text: string;
  readonly tone: Tone;
}

let notes: readonly Note[] = [];
let next = 1;
const listeners = new Set<() => void>();

function change(value: readonly Note[]): void {
  notes = value;
  for (const listener of listeners) listener();
}

export const noteStore = {
  get: () => notes,
  subscribe: (listener: () => void): (() => void) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  },
  dismiss: (id: number) => change(notes.filter((note) => note.id !== id)),
};

const shownMs = 6000;

/** Says in passing that something was done, in place of what was said before; read aloud, never the only place of an error. */
export function notify(text: string, tone: Tone = "success"): void {
  const id = next++;
  change([{ id, text, tone }]);
  setTimeout(() => noteStore.dismiss(id), shownMs);
}
