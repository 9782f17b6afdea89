import { type ReactNode, useId } from "react";
import { Button } from "~/components/ui/button";

interface AskFirstProps {
  /** What both buttons say: the one that asks, and the one that does it. */
  label: string;
  intent: string;
  question: string;
  /** One sentence: what happens then. */
  consequence: string;
  /** The way out, in words of its own. */
  keep: string;
  /** True where something in the question has to be mended: it stands open, on the page. */
  isOpen?: boolean;
  /** Fields of the question. */
  children?: ReactNode;
}

const frame = "rounded-lg border bg-card p-5 text-card-foreground sm:p-6";
const withPopovers = "[@supports_not_selector(:popover-open)]:hidden";

/** A question inside a form, as a popover, before its button: what is ticked in that form is sent with it. */
export function AskFirst({ label, intent, question, consequence, keep, isOpen, children }: AskFirstProps) {
  const id = useId();
  const submit = (
    <Button type="submit" name="intent" value={intent} variant="destructive">
      {label}
    </Button>
  );
  const content = (
    <>
      <div className="flex flex-col gap-1.5">
        <h3 id={`${id}-question`} className="text-lg font-semibold">
          {question}
        </h3>
        <p id={`${id}-consequence`} className="text-sm text-muted-foreground">
          {consequence}
        </p>
      </div>
      {children}
    </>
  );
  if (isOpen)
    return (
      <fieldset aria-labelledby={`${id}-question`} className={`flex w-full max-w-md flex-col gap-5 ${frame}`}>
        {content}
        {submit}
      </fieldset>
    );
  return (
    <>
      <Button
        type="button"
        popoverTarget={id}
        aria-haspopup="dialog"
        variant="destructive"
        className={`has-[+:popover-open]:invisible ${withPopovers}`}
      >
        {label}
      </Button>
      <div
        id={id}
        popover="auto"
        role="dialog"
        aria-labelledby={`${id}-question`}
        aria-describedby={`${id}-consequence`}
        className={`m-auto w-[calc(100%-2rem)] max-w-md shadow-lg backdrop:bg-black/50 ${frame}`}
      >
        <div className="flex flex-col gap-5">
          {content}
          <div className="flex flex-col gap-3 sm:flex-row-reverse sm:flex-wrap">
            {submit}
            <Button
              type="button"
              popoverTarget={id}
              popoverTargetAction="hide"
              variant="outline"
              className={withPopovers}
            >
              {keep}
            </Button>
          </div>
        </div>
      </div>
    </>
  );
}
