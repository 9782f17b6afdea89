import type { ComponentProps, MouseEvent } from "react";

/**
 * A link to an element of the same page. Where React runs it moves the focus by itself: following the link would be a
 * navigation, which takes an action's answer (errors, codes that are shown once) off the page.
 */
export function FragmentLink({ to, ...props }: { to: string } & ComponentProps<"a">) {
  return <a href={`#${to}`} onClick={moveFocus} {...props} />;
}

function moveFocus(event: MouseEvent<HTMLAnchorElement>) {
  const target = document.getElementById(event.currentTarget.hash.slice(1));
  if (!target) return;
  event.preventDefault();
  target.focus();
}
