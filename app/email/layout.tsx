import type { ReactNode } from "react";
import { renderToStaticMarkup } from "react-dom/server";

/** One message, ready to send. `text` and `html` say the same. */
export interface Email {
  to: string;
  subject: string;
  text: string;
  html: string;
  /** How long what is in it works, from when it is sent: it is not tried again after that. */
  worksForSeconds?: number;
}

/** What every message is made from. */
export interface EmailFacts {
  to: string;
  appName: string;
  /** Origin of this deployment, without a slash at the end. */
  baseUrl: string;
  /** Who asked: device, place and time in words. */
  who: string;
}

interface Content {
  subject: string;
  /** One sentence each. */
  paragraphs: string[];
  action?: { label: string; url: string };
  /** How long its code or link works. */
  worksForSeconds?: number;
  /** Before the device and place of whoever did it: a request, unless it says otherwise. */
  by?: string;
  /** What to do if one did not ask for this. */
  ifNotYou: string;
}

/** Lays one message out: mark, sentence, one button, the link as text, who asked and from where. */
export function layOut({ to, appName, baseUrl, who }: EmailFacts, content: Content): Email {
  const { action, by = "Asked for from", ifNotYou } = content;
  const [subject, asked] = [inOneLine(content.subject), inOneLine(`${by} ${who}.`)];
  const paragraphs = content.paragraphs.map(inOneLine);
  const text = [
    ...paragraphs,
    action ? `${action.label}:\n${action.url}` : "",
    ifNotYou,
    asked,
    `${appName} · ${baseUrl}`,
  ]
    .filter(Boolean)
    .join("\n\n");
  const html = renderToStaticMarkup(
    <Document subject={subject} appName={appName} baseUrl={baseUrl}>
      {paragraphs.map((paragraph) => (
        <p key={paragraph} style={style.paragraph}>
          {paragraph}
        </p>
      ))}
      {action && (
        <>
          <p style={{ margin: "24px 0" }}>
            <a href={action.url} style={style.button}>
              {action.label}
            </a>
          </p>
          <p style={style.small}>
            Or open this link:
            <br />
            <a href={action.url} style={style.link}>
              {action.url}
            </a>
          </p>
        </>
      )}
      <p style={style.small}>{ifNotYou}</p>
      <p style={style.small}>{asked}</p>
    </Document>,
  );
  const { worksForSeconds } = content;
  return { to, subject, text, html: `<!doctype html>${html}`, ...(worksForSeconds && { worksForSeconds }) };
}

/** Names stand in sentences. With line breaks, or signs that turn the direction around, they would pass for our own text. */
function inOneLine(text: string): string {
  return text.replace(/[\u202a-\u202e\u2066-\u2069]/g, "").replace(/[\s\p{Cc}]+/gu, " ");
}

function Document({
  subject,
  appName,
  baseUrl,
  children,
}: {
  subject: string;
  appName: string;
  baseUrl: string;
  children: ReactNode;
}) {
  return (
    <html lang="en">
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width" />
        <meta name="color-scheme" content="light dark" />
        <title>{subject}</title>
      </head>
      <body style={style.body}>
        <table role="presentation" width="100%" cellPadding={0} cellSpacing={0}>
          <tbody>
            <tr>
              <td align="center">
                <table
                  role="presentation"
                  width="100%"
                  style={{ maxWidth: 560 }}
                  cellPadding={0}
                  cellSpacing={0}
                >
                  <tbody>
                    <tr>
                      <td style={style.card}>
                        <p style={style.brand}>
                          {/* Of low priority, or React would add a preload that mail programs do not know. */}
                          <img
                            src={`${baseUrl}/mark.png`}
                            width="28"
                            height="28"
                            alt=""
                            fetchPriority="low"
                            style={style.mark}
                          />{" "}
                          {appName}
                        </p>
                        <h1 style={style.heading}>{subject}</h1>
                        {children}
                      </td>
                    </tr>
                    <tr>
                      <td style={style.foot}>
                        {appName} ·{" "}
                        <a href={baseUrl} style={style.link}>
                          {new URL(baseUrl).host}
                        </a>
                      </td>
                    </tr>
                  </tbody>
                </table>
              </td>
            </tr>
          </tbody>
        </table>
      </body>
    </html>
  );
}

// No background or text colour on the body: mail programs in dark mode invert what is left to them, and do it well.
const style = {
  body: {
    margin: 0,
    padding: "24px 12px",
    fontFamily: "system-ui, -apple-system, 'Segoe UI', Roboto, sans-serif",
    fontSize: 16,
    lineHeight: 1.5,
  },
  card: { padding: 32, border: "1px solid #8884", borderRadius: 10, textAlign: "left" },
  brand: { margin: "0 0 24px", fontWeight: 600 },
  mark: { verticalAlign: "middle", marginRight: 8 },
  heading: { margin: "0 0 16px", fontSize: 20, lineHeight: 1.3 },
  paragraph: { margin: "0 0 16px" },
  button: {
    display: "inline-block",
    padding: "12px 20px",
    borderRadius: 8,
    background: "#2f54c5",
    color: "#ffffff",
    fontWeight: 600,
    textDecoration: "none",
  },
  small: { margin: "16px 0 0", fontSize: 14 },
  link: { color: "#4468d8", wordBreak: "break-all" },
  foot: { padding: 16, fontSize: 13, textAlign: "center" },
} as const;
