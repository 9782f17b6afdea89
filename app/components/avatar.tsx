import { cn } from "./ui/cn";

interface AvatarProps {
  /** Whose picture it is: initials are drawn where there is none. */
  name: string;
  /** A path of this origin. */
  image?: string;
  /** What to read out; empty beside the name, which says it already. */
  alt?: string;
  size?: keyof typeof sizes;
}

const sizes = { small: 32, large: 80 };

/** Somebody's picture, or their initials. */
export function Avatar({ name, image, alt = "", size = "small" }: AvatarProps) {
  const look = cn("shrink-0 rounded-full", size === "large" ? "size-20" : "size-8");
  const pixels = sizes[size];
  if (image)
    return (
      <img
        src={image}
        alt={alt}
        width={pixels}
        height={pixels}
        className={cn(look, "bg-muted object-cover")}
      />
    );
  return (
    <svg
      role={alt ? "img" : undefined}
      aria-label={alt || undefined}
      aria-hidden={alt ? undefined : true}
      viewBox="0 0 32 32"
      width={pixels}
      height={pixels}
      className={look}
    >
      <circle cx="16" cy="16" r="16" className="fill-primary" />
      <text
        x="16"
        y="16"
        dy="0.35em"
        textAnchor="middle"
        fontSize="13"
        fontWeight="500"
        className="fill-primary-foreground"
      >
        {initials(name)}
      </text>
    </svg>
  );
}

/** Of the first and the last word. */
function initials(name: string): string {
  const words = name.trim().split(/\s+/);
  return [words[0], words.length > 1 ? words.at(-1) : ""]
    .map((word) => [...(word ?? "")][0] ?? "")
    .join("")
    .toUpperCase();
}
