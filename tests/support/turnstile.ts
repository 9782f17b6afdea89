import type { BrowserContext } from "@playwright/test";
import { Response } from "miniflare";

const origin = "https://challenges.cloudflare.com";

/** What the widget answers once it is sure. */
const answer = "a person";

/**
 * Does to a page what Cloudflare documents of Turnstile: a script that loads another, a frame from its own origin that
 * tells the answer, and a hidden field for it in the form.
 */
const script = `
  const more = document.createElement("script");
  more.src = "${origin}/more.js";
  document.head.append(more);
`;

const more = `
  for (const widget of document.querySelectorAll(".cf-turnstile")) {
    const field = document.createElement("input");
    field.type = "hidden";
    field.name = "cf-turnstile-response";
    const frame = document.createElement("iframe");
    frame.title = "Widget containing a Cloudflare security challenge";
    frame.src = "${origin}/widget?sitekey=" + encodeURIComponent(widget.dataset.sitekey);
    frame.style.cssText = "border:0;width:100%;height:65px";
    widget.append(frame, field);
    addEventListener("message", ({ origin, data }) => {
      if (origin === "${origin}") field.value = data;
    });
  }
`;

/** Serves the script and the frame of the bot check to a browser; each page of the frame answers as told at the time. */
export async function serveTurnstile(context: BrowserContext) {
  const widget = { answers: answer };
  await context.route(`${origin}/**`, (route) => {
    const { pathname } = new URL(route.request().url());
    if (pathname === "/widget") {
      const tell = `parent.postMessage(${JSON.stringify(widget.answers)}, "*")`;
      return route.fulfill({ contentType: "text/html", body: `<p>Success!<script>${tell}</script>` });
    }
    return route.fulfill({
      contentType: "text/javascript",
      body: pathname === "/turnstile/v0/api.js" ? script : more,
    });
  });
  return widget;
}

/** The service that the app asks about an answer, at its real address. */
export async function verifyTurnstile({ url, text }: { url: string; text: () => Promise<string> }) {
  if (url !== `${origin}/turnstile/v0/siteverify`) return new Response("No such host", { status: 502 });
  const success = new URLSearchParams(await text()).get("response") === answer;
  return Response.json({ success, "error-codes": success ? [] : ["invalid-input-response"] });
}
