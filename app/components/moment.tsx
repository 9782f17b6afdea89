import type { Moment as MomentFacts } from "~/moments";

/** How long ago something was, with the exact time for whoever points at it. */
export function Moment({ at, relative, exact, lang }: MomentFacts) {
  return (
    <time dateTime={at} title={exact} lang={lang}>
      {relative}
    </time>
  );
}
