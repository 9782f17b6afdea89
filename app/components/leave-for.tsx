import { Button } from "./ui/button";

/**
 * Takes people to a provider. Chromium holds the redirect of a form to the page's `form-action 'self'`, so the answer
 * to the form is a page that goes on by itself; its link is there for browsers that do not.
 */
export function LeaveFor({ name, url }: { name: string; url: string }) {
  return (
    <>
      <meta httpEquiv="refresh" content={`0;url=${url}`} />
      <Button asChild size="full">
        <a href={url}>Continue to {name}</a>
      </Button>
    </>
  );
}
