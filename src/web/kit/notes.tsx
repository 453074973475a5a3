import { XMarkIcon } from "@navikt/aksel-icons";
import { Button } from "@digdir/designsystemet-react";
import { useSyncExternalStore } from "react";
import { useTexts } from "../context.tsx";
import { noteStore } from "../notify.ts";
import { kitTexts } from "./texts.ts";
import "./kit.css";

/** Where `notify()` shows and says what was done. The region stands from the start, so it is read. */
export function Notes() {
  const t = useTexts(kitTexts);
  const notes = useSyncExternalStore(noteStore.subscribe, noteStore.get);
  return (
    <div className="b-notes" role="status" aria-live="polite">
      {notes.map((note) => (
        <div key={note.id} className="b-note" data-color={note.tone}>
          <span>{note.text}</span>
          <Button
            icon
            variant="tertiary"
            data-color="neutral"
            aria-label={t("close")}
            onClick={() => noteStore.dismiss(note.id)}
          >
            <XMarkIcon aria-hidden />
          </Button>
        </div>
      ))}
    </div>
  );
}
