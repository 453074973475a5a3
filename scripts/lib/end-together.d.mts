/** Ends what this process has started when it ends itself. */
export function endTogether(): void;
