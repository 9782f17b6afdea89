import type { ReactNode } from "react";

/** The heading of a page, and the document's title, which says first when something has to be mended. */
export function PageHeading({
  title,
  intro,
  failed = false,
  picture,
}: {
  title: string;
  intro?: ReactNode;
  failed?: boolean;
  /** What stands beside the heading and says nothing more. */
  picture?: ReactNode;
}) {
  return (
    <div className="flex items-center gap-4">
      {picture}
      <div className="flex min-w-0 flex-col gap-1">
        <title>{failed ? `Error: ${title}` : title}</title>
        <h1 className="text-2xl leading-tight font-semibold tracking-tight wrap-anywhere">{title}</h1>
        {intro && <p className="max-w-[65ch] text-muted-foreground">{intro}</p>}
      </div>
    </div>
  );
}

/** One block of settings: title, one sentence, content, action. */
export function SettingsSection({
  title,
  intro,
  children,
}: {
  title: string;
  intro?: ReactNode;
  children: ReactNode;
}) {
  return (
    <section className="flex flex-col gap-4 rounded-lg border bg-card p-5 text-card-foreground sm:p-6">
      <div className="flex flex-col gap-1">
        <h2 className="text-lg font-semibold">{title}</h2>
        {intro && <p className="max-w-[65ch] text-sm text-muted-foreground">{intro}</p>}
      </div>
      {children}
    </section>
  );
}
