import { Avatar } from "~/components/avatar";

interface ProfileCardProps {
  name: string;
  username: string;
  bio: string;
  website: string;
  image?: string;
}

/** A profile as a product may show it. */
export function ProfileCard({ name, username, bio, website, image }: ProfileCardProps) {
  return (
    <div className="flex gap-4 rounded-md border bg-background p-4">
      <Avatar name={name} image={image} size="large" />
      <div className="flex min-w-0 flex-col gap-1">
        <span className="font-medium break-words">{name}</span>
        {username && <span className="text-sm break-words text-muted-foreground">@{username}</span>}
        {bio && <p className="text-sm break-words whitespace-pre-line">{bio}</p>}
        {/^https?:\/\//.test(website) && (
          <a href={website} rel="nofollow noopener" className="link text-sm break-all">
            {website}
          </a>
        )}
      </div>
    </div>
  );
}
