import { type ComponentProps, type ReactNode, useId } from "react";
import { Form } from "react-router";
import { SubmitButton } from "./submit-button";
import { Button } from "./ui/button";

interface ConfirmButtonProps extends Omit<ComponentProps<typeof SubmitButton>, "children"> {
  /** What both buttons say: the one that asks, and the one that does it. */
  label: string;
  question: string;
  /** One sentence: what happens then. */
  consequence: ReactNode;
  /** The way out, in words of its own: "Keep it". */
  keep: string;
  /** Hidden fields of the form. */
  children?: ReactNode;
}

/**
 * A form with one button that asks before it does what cannot be undone. The question is a popover, so that it needs no
 * script; a browser that knows none shows question and form where they stand.
 */
export function ConfirmButton({
  label,
  question,
  consequence,
  keep,
  children,
  size,
  variant = "destructive",
  ...button
}: ConfirmButtonProps) {
  const id = useId();
  return (
    <div>
      <SubmitButton
        {...button}
        type="button"
        popoverTarget={id}
        aria-haspopup="dialog"
        size={size}
        variant={variant}
        className="has-[+:popover-open]:invisible [@supports_not_selector(:popover-open)]:hidden"
      >
        {label}
      </SubmitButton>
      <div
        id={id}
        popover="auto"
        role="dialog"
        aria-labelledby={`${id}-question`}
        aria-describedby={`${id}-consequence`}
        className="m-auto w-[calc(100%-2rem)] max-w-md rounded-lg border bg-card p-5 whitespace-normal text-card-foreground shadow-lg backdrop:bg-black/50 sm:p-6"
      >
        <Form method="post" className="flex flex-col gap-5" onSubmit={closeQuestion}>
          {children}
          <div className="flex flex-col gap-1.5">
            <h2 id={`${id}-question`} className="text-lg font-semibold">
              {question}
            </h2>
            <p id={`${id}-consequence`} className="text-sm text-muted-foreground">
              {consequence}
            </p>
          </div>
          <div className="flex flex-col gap-3 sm:flex-row-reverse sm:flex-wrap">
            <SubmitButton {...button} variant="destructive">
              {label}
            </SubmitButton>
            <Button
              ref={markForFocus}
              type="button"
              autoFocus
              popoverTarget={id}
              popoverTargetAction="hide"
              variant="outline"
              className="[@supports_not_selector(:popover-open)]:hidden"
            >
              {keep}
            </Button>
          </div>
        </Form>
      </div>
    </div>
  );
}

/** The page stays where it is while the form is on the way: what the answer says is not to be covered. */
function closeQuestion({ currentTarget }: { currentTarget: Element }) {
  currentTarget.closest<HTMLElement>("[popover]")?.hidePopover?.();
}

/** React writes `autofocus` on the server only; a popover looks for it each time it opens. */
function markForFocus(button: HTMLButtonElement | null) {
  button?.setAttribute("autofocus", "");
}
