interface MessagePreviewProps {
  title: string;
  facts: string;
  text: string;
  html: string;
}

/** A link, or everything up to the next one. */
const wordsOrLink = /https?:\/\/\S+|[\s\S]+?(?=https?:\/\/|$)/g;

/** One message as it is read: the text with its links, and the HTML part as source. */
export function MessagePreview({ title, facts, text, html }: MessagePreviewProps) {
  return (
    <li className="flex flex-col gap-3 rounded-lg border bg-card p-4">
      <h2 className="font-semibold">{title}</h2>
      <p className="text-sm text-muted-foreground">{facts}</p>
      <p className="text-sm whitespace-pre-wrap">
        {[...text.matchAll(wordsOrLink)].map(({ 0: part, index }) =>
          part.startsWith("http") ? (
            <a key={index} href={part} className="link break-all">
              {part}
            </a>
          ) : (
            part
          ),
        )}
      </p>
      <details>
        <summary className="link inline-block cursor-pointer py-1.5 text-sm">HTML part</summary>
        <pre className="overflow-x-auto rounded-md bg-muted p-3 text-xs">{html}</pre>
      </details>
    </li>
  );
}
