import { Link } from "react-router";

/** One bar: its place in the picture, and its row in the table. */
export interface Bar {
  label: string;
  value: number;
  /** The value as people read it. */
  text: string;
  /** What the value counts. */
  to: string;
}

interface BarChartProps {
  title: string;
  /** What the picture shows, in a sentence. */
  summary: string;
  /** What the first column of the table holds. */
  of: string;
  bars: Bar[];
}

const height = 100;
const step = 10;
const gap = 2;

/** Bars side by side, drawn by the server, with the same figures as a table for whoever wants them exactly. */
export function BarChart({ title, summary, of, bars }: BarChartProps) {
  const highest = Math.max(1, ...bars.map(({ value }) => value));
  const top = bars.reduce((a, b) => (b.value > a.value ? b : a), bars[0] ?? { value: 0, text: "0" });
  return (
    <figure className="flex flex-col gap-2">
      <figcaption className="flex flex-wrap items-baseline justify-between gap-x-4">
        <span className="font-medium">{title}</span>
        <span className="text-sm text-muted-foreground">{summary}</span>
      </figcaption>
      <div className="flex gap-2">
        <span aria-hidden className="min-w-6 text-right text-sm text-muted-foreground tabular-nums">
          {top.text}
        </span>
        <svg
          role="img"
          aria-label={`${title}. ${summary}`}
          viewBox={`0 0 ${bars.length * step} ${height}`}
          preserveAspectRatio="none"
          className="h-28 w-full border-b border-input"
        >
          {bars.map(({ label, value, text }, index) => (
            <rect
              key={label}
              x={index * step + gap / 2}
              width={step - gap}
              y={height - (value / highest) * height}
              height={(value / highest) * height}
              className="fill-primary"
            >
              <title>{`${label}: ${text}`}</title>
            </rect>
          ))}
        </svg>
      </div>
      <div aria-hidden className="flex justify-between pl-8 text-sm text-muted-foreground">
        <span>{bars[0]?.label}</span>
        <span>{bars.at(-1)?.label}</span>
      </div>
      <details className="text-sm">
        <summary className="inline-flex min-h-11 cursor-pointer items-center underline underline-offset-4">
          <span className="sr-only">{title} </span>as a table
        </summary>
        <FigureTable of={of} bars={bars} />
      </details>
    </figure>
  );
}

/** Figures as a table, each leading to what it counts. */
export function FigureTable({ of, bars }: Pick<BarChartProps, "of" | "bars">) {
  return (
    <table className="w-full text-sm">
      <thead>
        <tr className="border-b text-left text-muted-foreground">
          <th scope="col" className="py-2 font-medium">
            {of}
          </th>
          <th scope="col" className="py-2 text-right font-medium">
            How often
          </th>
        </tr>
      </thead>
      <tbody className="divide-y">
        {bars.map(({ label, text, to }) => (
          <tr key={label}>
            <th scope="row" className="py-2 text-left font-normal">
              {label}
            </th>
            <td className="py-2 text-right tabular-nums">
              <Link to={to} className="link inline-flex min-h-6 min-w-6 items-center justify-end">
                {text}
              </Link>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
