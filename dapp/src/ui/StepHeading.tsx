import { type ReactNode, useEffect, useRef } from "react";

/** Heading of a step that has taken the place of another: reading and the keyboard go on from here. */
export function StepHeading({ children }: { children: ReactNode }) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  return (
    <h2 ref={heading} tabIndex={-1}>
      {children}
    </h2>
  );
}
