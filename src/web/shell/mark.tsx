/** The mark: a beacon stack, by which a coast once told the next that something was coming. */
export function Mark({ className }: { readonly className?: string }) {
  return (
    <svg viewBox="0 0 32 32" className={className} aria-hidden="true" focusable="false">
      <g fill="none" stroke="currentColor" strokeWidth="2.6" strokeLinecap="round">
        <path d="M7 28 17.8 13M25 28 14.2 13M16 28V15.5" />
      </g>
      <path
        className="b-mark-flame"
        d="M16 2c3.3 2.6 4.5 4.7 3.3 6.8-.7 1.2-1.9 1.8-3.3 1.8s-2.6-.6-3.3-1.8C11.5 6 12 4.6 16 2Z"
      />
    </svg>
  );
}
