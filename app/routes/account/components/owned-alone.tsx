import { href, Link } from "react-router";

/** What has to be done before an account can go: organizations that would be left without an owner. */
export function OwnedAlone({ organizations }: { organizations: { name: string; slug: string }[] }) {
  return (
    <div className="flex flex-col gap-3 text-sm">
      <p>You are the only owner of these organizations. Hand each over to a member, or delete it first:</p>
      <ul className="flex list-disc flex-col gap-2 pl-5">
        {organizations.map(({ name, slug }) => (
          <li key={slug}>
            <Link to={href("/organizations/:slug/settings", { slug })} className="link wrap-anywhere">
              {name}
            </Link>
          </li>
        ))}
      </ul>
    </div>
  );
}

/** Another thing that comes first: nobody would look after the deployment. */
export function LastAdmin() {
  return (
    <p className="text-sm">
      You are the last admin of this deployment. Make somebody else an admin first, in the console.
    </p>
  );
}
