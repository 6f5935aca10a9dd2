/** The app's mark: a paper going into a box. Decoration; its words stand beside it. */
export function Mark({ size = 28 }: { size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 32 32" aria-hidden="true">
      <rect x="4" y="14" width="24" height="14" rx="3" fill="var(--accent)" />
      <path d="M9 4h14v13H9z" fill="var(--paper)" stroke="var(--accent)" strokeWidth="2" />
      <path
        d="m12.500 10 2.500 2.500 4.500-5"
        fill="none"
        stroke="var(--accent)"
        strokeWidth="2"
        strokeLinecap="round"
        strokeLinejoin="round"
      />
      <path d="M8 17h16" stroke="var(--on-accent)" strokeWidth="2" strokeLinecap="round" />
    </svg>
  );
}
