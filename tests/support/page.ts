/** What somebody reads on a page. */
export interface Read {
  status: number;
  html: string;
  title: string;
  heading: string;
  /** Everything that is on the page, without markup and scripts. */
  text: string;
  /** What a screen reader announces as wrong, and as done. */
  alert: string;
  message: string;
  /** What is wrong with one field. */
  mistake(name: string): string | undefined;
}

export async function read(response: Response): Promise<Read> {
  const html = await response.text();
  const part = (pattern: RegExp) => plain(pattern.exec(html)?.[1] ?? "");
  return {
    status: response.status,
    html,
    title: part(/<title>(.*?)<\/title>/s),
    heading: part(/<h1[^>]*>(.*?)<\/h1>/s),
    text: plain(html),
    alert: part(/<div[^>]*role="alert"[^>]*>(.*?)<\/div><?/s),
    message: [...html.matchAll(/role="status"[^>]*>(.*?)<\/div>/gs)]
      .map(([, inside]) => plain(inside ?? ""))
      .join(" ")
      .trim(),
    mistake: (name) => part(new RegExp(`id="${name}-error"[^>]*>(.*?)</`, "s")) || undefined,
  };
}

/** Where an answer sends people, with its status. */
export function sent({ status, headers }: Response) {
  return `${status} ${headers.get("location")}`;
}

function plain(html: string) {
  const names: Record<string, string> = { amp: "&", lt: "<", gt: ">", quot: '"', "#x27": "'" };
  return html
    .replace(/<script.*?<\/script>|<!--.*?-->|<style.*?<\/style>/gs, "")
    .replace(/<[^>]+>/g, " ")
    .replace(/&(amp|lt|gt|quot|#x27);/g, (_, name: string) => names[name] ?? "")
    .replace(/\s+/g, " ")
    .trim();
}
