import type { ReactNode } from "react";
import { href } from "react-router";
import type { Message } from "~/forms/messages";
import type { Theme } from "~/forms/theme";
import { Logo } from "./logo";
import { StatusMessage } from "./status-message";
import { ThemeSwitch } from "./theme-switch";

interface VisitorFrameProps {
  appName: string;
  theme: Theme;
  /** Path of this page, to come back to after the switch of colours. */
  path: string;
  /** Where help with signing in is. */
  help?: string;
  message?: Message;
  children: ReactNode;
}

/** Around every page for visitors: mark on top, one column, help at the foot. */
export function VisitorFrame({
  appName,
  theme,
  path,
  help = href("/forgot-password"),
  message,
  children,
}: VisitorFrameProps) {
  return (
    <div className="mx-auto flex min-h-dvh w-full max-w-md flex-col gap-6 px-4 py-6 sm:py-12">
      <header>
        <a href={href("/")} className="inline-flex min-h-11 items-center gap-2.5 font-semibold">
          <Logo /> {appName}
        </a>
      </header>
      <main className="flex flex-col gap-6 sm:rounded-xl sm:border sm:bg-card sm:p-8 sm:shadow-xs">
        <StatusMessage message={message} />
        {children}
      </main>
      <footer className="mt-auto flex sm:mt-0 flex-wrap items-center justify-between gap-2 border-t pt-4 text-sm sm:border-0 sm:px-8 sm:pt-0 text-muted-foreground">
        <a href={help} className="link py-1.5">
          Trouble signing in?
        </a>
        <ThemeSwitch theme={theme} returnTo={path} />
      </footer>
    </div>
  );
}
