import { Alert, AlertTitle } from "~/components/ui/alert";

/** Says to a guest where the link is that makes the account their own. */
export function LookIntoInbox({ address }: { address: string }) {
  return (
    <Alert role="status">
      <AlertTitle>Look into your inbox</AlertTitle>
      <p>
        A message to {address} is on its way. Open the link in it; it works once, for one hour. Until then you
        go on as a guest. Nothing there? Check the address, and send the form again.
      </p>
    </Alert>
  );
}
