import { cn } from "./ui/cn";

interface AvatarProps {
  /** Whose picture or logo it is: initials are drawn where there is none. */
  name: string;
  /** A path of this origin. */
  image?: string;
  /** What to read out; empty beside the name, which says it already. */
  alt?: string;
  size?: keyof typeof sizes;
  /** Organizations have corners, and nothing of their logos is cut off. */
  of?: "person" | "organization";
}

const sizes = { tiny: 24, small: 32, medium: 48, large: 80 };
const sizeClasses = { tiny: "size-6", small: "size-8", medium: "size-12", large: "size-20" };

/** Somebody's picture or an organization's logo, or initials. */
export function Avatar({ name, image, alt = "", size = "small", of = "person" }: AvatarProps) {
  const isRound = of === "person";
  const look = cn("shrink-0", sizeClasses[size], isRound ? "rounded-full" : "rounded-sm");
  const pixels = sizes[size];
  if (image)
    return (
      <img
        src={image}
        alt={alt}
        width={pixels}
        height={pixels}
        className={cn(look, isRound ? "bg-muted object-cover" : "border bg-white object-contain")}
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
      {isRound ? (
        <circle cx="16" cy="16" r="16" className="fill-primary" />
      ) : (
        <rect width="32" height="32" className="fill-primary" />
      )}
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
