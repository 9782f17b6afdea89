import { Alert, AlertTitle } from "~/components/ui/alert";

/** A secret that was just made; no page shows it again. */
export function NewSecret({ secret, children }: { secret: string; children?: React.ReactNode }) {
  return (
    <Alert variant="success" role="status">
      <AlertTitle>Copy the secret now: it is shown only this once</AlertTitle>
      <p>
        The receiver verifies with it that an event came from here, as{" "}
        <a href="https://www.standardwebhooks.com" className="link">
          Standard Webhooks
        </a>{" "}
        says.
      </p>
      <code data-testid="webhook-secret" className="font-mono break-all select-all">
        {secret}
      </code>
      {children}
    </Alert>
  );
}
