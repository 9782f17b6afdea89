import { Fingerprint, KeyRound, ServerCog } from "lucide-react";
import { href } from "react-router";
import { Logo } from "~/components/logo";
import { StatusMessage } from "~/components/status-message";
import { ThemeSwitch } from "~/components/theme-switch";
import { Button } from "~/components/ui/button";
import { documentContext, envContext } from "~/context";
import { messageFor } from "~/forms/message.server";
import type { Route } from "./+types/home";

export const handle = { hydrate: false };

export function meta({ loaderData }: Route.MetaArgs) {
  return [{ title: loaderData?.appName }, { name: "description", content: "Sign in, on your own terms." }];
}

export function loader({ request, context }: Route.LoaderArgs) {
  const { theme } = context.get(documentContext);
  return { appName: context.get(envContext).APP_NAME, theme, message: messageFor(request) };
}

export default function Home({ loaderData: { appName, theme, message } }: Route.ComponentProps) {
  return (
    <div className="mx-auto flex min-h-dvh max-w-3xl flex-col gap-16 px-5 py-6">
      <header className="flex items-center gap-3 font-semibold">
        <Logo /> {appName}
      </header>
      <main className="flex flex-1 flex-col gap-14">
        <div className="flex flex-col gap-6">
          <StatusMessage message={message} />
          <h1 className="max-w-[18ch] text-4xl leading-tight font-semibold tracking-tight text-balance sm:text-5xl">
            One account, and the keys are yours.
          </h1>
          <p className="max-w-[55ch] text-lg text-muted-foreground">
            {appName} signs you in with a password, a second factor or a passkey, and hands you on to the
            product behind it.
          </p>
          <div className="flex flex-wrap gap-3">
            <Button asChild>
              <a href={href("/sign-in")}>Sign in</a>
            </Button>
            <Button asChild variant="outline">
              <a href={href("/sign-up")}>Create account</a>
            </Button>
          </div>
        </div>
        <ul className="grid gap-8 sm:grid-cols-3">
          <Point icon={<Fingerprint aria-hidden />} title="Passkeys first">
            A fingerprint, a face or a device PIN instead of something to remember.
          </Point>
          <Point icon={<KeyRound aria-hidden />} title="A second step">
            Codes from any authenticator app, with backup codes for the day the phone is gone.
          </Point>
          <Point icon={<ServerCog aria-hidden />} title="Works everywhere">
            On an old phone, with a screen reader, and without JavaScript.
          </Point>
        </ul>
      </main>
      <footer className="flex flex-wrap items-center justify-between gap-4 border-t py-4 text-sm text-muted-foreground">
        <span>Served from your own Cloudflare account.</span>
        <ThemeSwitch theme={theme} returnTo="/" />
      </footer>
    </div>
  );
}

function Point({ icon, title, children }: { icon: React.ReactNode; title: string; children: string }) {
  return (
    <li className="flex flex-col gap-2 [&_svg]:size-6 [&_svg]:text-primary">
      {icon}
      <h2 className="font-semibold">{title}</h2>
      <p className="text-sm text-muted-foreground">{children}</p>
    </li>
  );
}
