import { Button } from "@digdir/designsystemet-react";
import { useRef } from "react";

interface Props {
  readonly label: string;
  /** The file that is chosen. */
  readonly name: string | null;
  readonly disabled: boolean;
  readonly onFile: (file: File) => void;
}

/** The browser's own field speaks the browser's language, whichever this page has: ours stands before it. */
export function FileChoice({ label, name, disabled, onFile }: Props) {
  const field = useRef<HTMLInputElement>(null);
  return (
    <div className="i-file">
      <Button variant="secondary" disabled={disabled} onClick={() => field.current?.click()}>
        {label}
      </Button>
      {name === null ? null : <strong className="i-place">{name}</strong>}
      <input
        ref={field}
        type="file"
        hidden
        aria-label={label}
        accept=".csv,.txt,.xlsx,.zip"
        onChange={(event) => {
          const [file] = event.target.files ?? [];
          if (file !== undefined) onFile(file);
          // The same file, mended, may be chosen again.
          event.target.value = "";
        }}
      />
    </div>
  );
}
