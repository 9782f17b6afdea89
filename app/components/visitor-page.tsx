import type { ReactNode } from "react";

interface VisitorPageProps {
  title: string;
  intro?: ReactNode;
  /** Something has to be mended: the document's title says so first. */
  failed?: boolean;
  /** What stands above the heading and says nothing more. */
  picture?: ReactNode;
  children: ReactNode;
}

/** The body of a visitor's page: one column, heading, one sentence, content. */
export function VisitorPage({ title, intro, failed = false, picture, children }: VisitorPageProps) {
  return (
    <div className="flex flex-col gap-6">
      <title>{failed ? `Error: ${title}` : title}</title>
      <div className="flex flex-col gap-2">
        {picture}
        <h1 className="text-2xl leading-tight font-semibold tracking-tight text-pretty">{title}</h1>
        {intro && <p className="text-muted-foreground">{intro}</p>}
      </div>
      {children}
    </div>
  );
}

/** A line with a word in it between the main way and the others. */
export function Divider({ children }: { children: string }) {
  return (
    <div className="flex items-center gap-3 text-sm text-muted-foreground before:h-px before:flex-1 before:bg-border after:h-px after:flex-1 after:bg-border">
      {children}
    </div>
  );
}
